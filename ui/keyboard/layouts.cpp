#include "ui/keyboard/layouts.hpp"

#include <algorithm>
#include <utility>

namespace storeside::keyboard {
namespace {

Row characters(std::string_view text) {
    Row row;
    for (const char byte : text) {
        const bool continues = (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
        if (!continues) row.emplace_back();
        row.back() += byte;
    }
    return row;
}

Layout layout(std::string_view language, std::string_view sample, std::string_view small_sample,
              std::array<std::string_view, 3> lower, std::array<std::string_view, 3> upper) {
    Layout result{language, {}, {}, sample, small_sample};
    std::ranges::transform(lower, result.lower.begin(), characters);
    std::ranges::transform(upper, result.upper.begin(), characters);
    return result;
}

struct Accented {
    std::string_view letter, tonos, dialytika, both;
};
constexpr Accented kAccented[] = {
    {"α", "ά", "", ""},   {"ε", "έ", "", ""}, {"η", "ή", "", ""},  {"ι", "ί", "ϊ", "ΐ"}, {"ο", "ό", "", ""},
    {"υ", "ύ", "ϋ", "ΰ"}, {"ω", "ώ", "", ""}, {"Α", "Ά", "", ""},  {"Ε", "Έ", "", ""},   {"Η", "Ή", "", ""},
    {"Ι", "Ί", "Ϊ", ""},  {"Ο", "Ό", "", ""}, {"Υ", "Ύ", "Ϋ", ""}, {"Ω", "Ώ", "", ""},
};

struct Keypad {
    std::string_view language;
    std::array<Row, 10> digits;
};

// The letters of the digits 2 to 9, as telephones have them, each language's own after them.
Keypad keypad(std::string_view language, std::array<std::string_view, 8> letters) {
    Keypad result{language, {}};
    result.digits[0] = characters(" 0");
    result.digits[1] = characters(".-@_,?!'/+1");
    for (std::size_t i = 0; i < letters.size(); ++i) {
        result.digits[i + 2] = characters(letters[i]);
        result.digits[i + 2].push_back(std::to_string(i + 2));
    }
    return result;
}

}  // namespace

// Also letters that have a key of their own in some language: on another's keyboard they are behind.
std::span<const Accents> accents() {
    static const std::vector<Accents> kTable = [] {
        constexpr std::pair<std::string_view, std::string_view> kAll[] = {
            {"a", "áàâäãåæ"}, {"c", "çčć"}, {"d", "đ"},       {"e", "éèêë"},    {"g", "ğ"},
            {"i", "íìîïı"},   {"l", "ł"},   {"n", "ñń"},      {"o", "óòôöõøœ"}, {"s", "šßşś"},
            {"u", "úùûü"},    {"y", "ýÿ"},  {"z", "žźż"},     {"ı", "iíî"},     {"A", "ÁÀÂÄÃÅÆ"},
            {"C", "ÇČĆ"},     {"D", "Đ"},   {"E", "ÉÈÊË"},    {"G", "Ğ"},       {"I", "ÍÌÎÏİ"},
            {"L", "Ł"},       {"N", "ÑŃ"},  {"O", "ÓÒÔÖÕØŒ"}, {"S", "ŠŞŚ"},     {"U", "ÚÙÛÜ"},
            {"Y", "ÝŸ"},      {"Z", "ŽŹŻ"}, {"α", "ά"},       {"ε", "έ"},       {"η", "ή"},
            {"ι", "ίϊΐ"},     {"ο", "ό"},   {"σ", "ς"},       {"υ", "ύϋΰ"},     {"ω", "ώ"},
            {"Α", "Ά"},       {"Ε", "Έ"},   {"Η", "Ή"},       {"Ι", "ΊΪ"},      {"Ο", "Ό"},
            {"Υ", "ΎΫ"},      {"Ω", "Ώ"},   {"е", "ёє"},      {"г", "ґ"},       {"и", "ії"},
            {"ь", "ъ"},       {"у", "ў"},   {"Е", "ЁЄ"},      {"Г", "Ґ"},       {"И", "ІЇ"},
            {"Ь", "Ъ"},       {"У", "Ў"},   {".", ",?!:"},    {"?", "¿"},       {"!", "¡"},
            {"\"", "«»„“"},   {"-", "–"},   {"+", "€%="},
        };
        std::vector<Accents> table;
        for (const auto& [letter, behind] : kAll) table.push_back({std::string(letter), characters(behind)});
        return table;
    }();
    return kTable;
}

std::span<const std::string> multi_tap(std::string_view language, int digit) {
    static const std::array<Keypad, 7> kKeypads = {
        keypad("en", {"abc", "def", "ghi", "jkl", "mno", "pqrs", "tuv", "wxyz"}),
        keypad("el", {"αβγά", "δεζέ", "ηθιήίϊΐ", "κλμ", "νξοό", "πρσς", "τυφύϋΰ", "χψωώ"}),
        keypad("ru", {"абвг", "дежзё", "ийкл", "мноп", "рсту", "фхцч", "шщъы", "ьэюя"}),
        keypad("hr", {"abcčć", "defđ", "ghi", "jkl", "mno", "pqrsš", "tuv", "wxyzž"}),
        keypad("tr", {"abcç", "def", "ghiğı", "jkl", "mnoö", "pqrsş", "tuvü", "wxyz"}),
        keypad("de", {"abcä", "def", "ghi", "jkl", "mnoö", "pqrsß", "tuvü", "wxyz"}),
        keypad("es", {"abcá", "defé", "ghií", "jkl", "mnoñó", "pqrs", "tuvúü", "wxyz"}),
    };
    if (digit < 0 || digit > 9) return {};
    const auto* found = std::ranges::find(kKeypads, language, &Keypad::language);
    const Keypad& pad = found == kKeypads.end() ? kKeypads.front() : *found;
    return pad.digits[static_cast<std::size_t>(digit)];
}

const Layout& layout_of(std::string_view language) {
    static const std::array<Layout, 8> kLayouts = {
        layout("en", "ABC", "abc", {"qwertyuiop", "asdfghjkl", "zxcvbnm"},
               {"QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"}),
        layout("el", "ΑΒΓ", "αβγ", {"ςερτυθιοπ\u0384", "ασδφγηξκλ\u00A8", "ζχψωβνμ"},
               {";ΕΡΤΥΘΙΟΠ\u0384", "ΑΣΔΦΓΗΞΚΛ\u00A8", "ΖΧΨΩΒΝΜ"}),
        layout("ru", "АБВ", "абв", {"йцукенгшщзхъ", "фывапролджэ", "ячсмитьбюё"},
               {"ЙЦУКЕНГШЩЗХЪ", "ФЫВАПРОЛДЖЭ", "ЯЧСМИТЬБЮЁ"}),
        layout("hr", "ABC", "abc", {"qwertzuiopšđ", "asdfghjklčćž", "yxcvbnm"},
               {"QWERTZUIOPŠĐ", "ASDFGHJKLČĆŽ", "YXCVBNM"}),
        layout("tr", "ABC", "abc", {"qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç"},
               {"QWERTYUIOPĞÜ", "ASDFGHJKLŞİ", "ZXCVBNMÖÇ"}),
        layout("de", "ABC", "abc", {"qwertzuiopü", "asdfghjklöä", "yxcvbnmß"},
               {"QWERTZUIOPÜ", "ASDFGHJKLÖÄ", "YXCVBNMß"}),
        layout("es", "ABC", "abc", {"qwertyuiop", "asdfghjklñ", "zxcvbnm"},
               {"QWERTYUIOP", "ASDFGHJKLÑ", "ZXCVBNM"}),
        layout("qwertz", "ABC", "abc", {"qwertzuiop", "asdfghjkl", "yxcvbnm"},
               {"QWERTZUIOP", "ASDFGHJKL", "YXCVBNM"}),
    };
    const auto* found = std::ranges::find(kLayouts, language, &Layout::language);
    return found == kLayouts.end() ? kLayouts.front() : *found;
}

std::string_view plain_letters(std::string_view language) {
    const Row& first = layout_of(language).lower[0];
    return std::ranges::search(first, Row{"t", "z", "u"}).empty() ? "en" : "qwertz";
}

const std::array<Row, 3>& signs() {
    static const std::array<Row, 3> kSigns = {characters("1234567890"), characters("@#&-_+()/"),
                                              characters("\"':;!?,")};
    return kSigns;
}

const std::array<Row, 3>& email_signs() {
    static const std::array<Row, 3> kSigns = {characters("1234567890"), characters("!#$%&'*+/"),
                                              characters("=?^`{|}~")};
    return kSigns;
}

std::string accented(std::string_view letter, std::int64_t dead) {
    const auto* found = std::ranges::find(kAccented, letter, &Accented::letter);
    if (found == std::end(kAccented)) return std::string(letter);
    const std::string_view made = dead == kWithTonos       ? found->tonos
                                  : dead == kWithDialytika ? found->dialytika
                                  : dead == kWithBoth      ? found->both
                                                           : letter;
    return std::string(made.empty() ? letter : made);
}

}  // namespace storeside::keyboard
