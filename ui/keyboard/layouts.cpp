#include "ui/keyboard/layouts.hpp"

#include <algorithm>

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

Layout layout(std::string_view language, std::array<std::string_view, 3> lower,
              std::array<std::string_view, 3> upper) {
    Layout result{language, {}, {}};
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

}  // namespace

const Layout& layout_of(std::string_view language) {
    static const std::array<Layout, 5> kLayouts = {
        layout("en", {"qwertyuiop", "asdfghjkl", "zxcvbnm"}, {"QWERTYUIOP", "ASDFGHJKL", "ZXCVBNM"}),
        layout("el", {"ςερτυθιοπ\u0384", "ασδφγηξκλ\u00A8", "ζχψωβνμ"},
               {";ΕΡΤΥΘΙΟΠ\u0384", "ΑΣΔΦΓΗΞΚΛ\u00A8", "ΖΧΨΩΒΝΜ"}),
        layout("ru", {"йцукенгшщзхъ", "фывапролджэ", "ячсмитьбюё"},
               {"ЙЦУКЕНГШЩЗХЪ", "ФЫВАПРОЛДЖЭ", "ЯЧСМИТЬБЮЁ"}),
        layout("hr", {"qwertzuiopšđ", "asdfghjklčćž", "yxcvbnm"},
               {"QWERTZUIOPŠĐ", "ASDFGHJKLČĆŽ", "YXCVBNM"}),
        layout("tr", {"qwertyuıopğü", "asdfghjklşi", "zxcvbnmöç"},
               {"QWERTYUIOPĞÜ", "ASDFGHJKLŞİ", "ZXCVBNMÖÇ"}),
    };
    const auto* found = std::ranges::find(kLayouts, language, &Layout::language);
    return found == kLayouts.end() ? kLayouts.front() : *found;
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
