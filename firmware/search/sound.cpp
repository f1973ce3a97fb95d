#include "firmware/search/sound.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "firmware/search/fold.hpp"

namespace storeside::search {
namespace {

struct Rule {
    std::string_view from;
    std::string_view to;
};

// The first rule that fits, letter after letter; the longer ones of a letter stand first.
constexpr std::array<Rule, 41> kGreek = {{
    {"ου", "u"}, {"αι", "e"}, {"ει", "i"}, {"οι", "i"}, {"υι", "i"},  {"αυ", "av"}, {"ευ", "ev"},
    {"μπ", "b"}, {"ντ", "d"}, {"γκ", "g"}, {"γγ", "g"}, {"τζ", "tz"}, {"τσ", "ts"}, {"α", "a"},
    {"β", "v"},  {"γ", "g"},  {"δ", "d"},  {"ε", "e"},  {"ζ", "z"},   {"η", "i"},   {"θ", "th"},
    {"ι", "i"},  {"κ", "k"},  {"λ", "l"},  {"μ", "m"},  {"ν", "n"},   {"ξ", "ks"},  {"ο", "o"},
    {"π", "p"},  {"ρ", "r"},  {"σ", "s"},  {"τ", "t"},  {"υ", "i"},   {"φ", "f"},   {"χ", "h"},
    {"ψ", "ps"}, {"ω", "o"},  {"0", "0"},  {"1", "1"},  {"2", "2"},   {"5", "5"},
}};

// Greek in Latin letters has as many spellings as people: by sound, by look ("w" is omega) and by key.
constexpr std::array<Rule, 40> kGreeklish = {{
    {"ou", "u"},  {"ai", "e"}, {"ei", "i"}, {"oi", "i"},  {"au", "av"}, {"eu", "ev"}, {"mp", "b"},
    {"nt", "d"},  {"gk", "g"}, {"gg", "g"}, {"th", "th"}, {"ph", "f"},  {"ch", "h"},  {"ks", "ks"},
    {"ps", "ps"}, {"8", "th"}, {"9", "th"}, {"3", "ks"},  {"4", "ps"},  {"a", "a"},   {"b", "v"},
    {"c", "k"},   {"d", "d"},  {"e", "e"},  {"f", "f"},   {"g", "g"},   {"h", "i"},   {"i", "i"},
    {"k", "k"},   {"l", "l"},  {"m", "m"},  {"n", "n"},   {"o", "o"},   {"p", "p"},   {"r", "r"},
    {"s", "s"},   {"t", "t"},  {"u", "i"},  {"v", "v"},   {"w", "o"},
}};
constexpr std::array<Rule, 4> kGreeklishToo = {{{"x", "h"}, {"y", "i"}, {"z", "z"}, {"j", "ks"}}};

constexpr std::array<Rule, 33> kRussian = {{
    {"щ", "sh"}, {"а", "a"}, {"б", "b"}, {"в", "v"},  {"г", "g"},  {"д", "d"}, {"е", "e"},
    {"ж", "zh"}, {"з", "z"}, {"и", "i"}, {"й", "i"},  {"к", "k"},  {"л", "l"}, {"м", "m"},
    {"н", "n"},  {"о", "o"}, {"п", "p"}, {"р", "r"},  {"с", "s"},  {"т", "t"}, {"у", "u"},
    {"ф", "f"},  {"х", "h"}, {"ц", "c"}, {"ч", "ch"}, {"ш", "sh"}, {"ъ", ""},  {"ы", "i"},
    {"ь", ""},   {"э", "e"}, {"ю", "u"}, {"я", "a"},  {"ё", "e"},
}};
constexpr std::array<Rule, 42> kRussianInLatin = {{
    {"shch", "sh"}, {"sch", "sh"}, {"sh", "sh"}, {"ch", "ch"}, {"zh", "zh"}, {"kh", "h"}, {"ts", "c"},
    {"tz", "c"},    {"yu", "u"},   {"ju", "u"},  {"iu", "u"},  {"ya", "a"},  {"ja", "a"}, {"ia", "a"},
    {"yo", "e"},    {"jo", "e"},   {"ye", "e"},  {"4", "ch"},  {"a", "a"},   {"b", "b"},  {"c", "c"},
    {"d", "d"},     {"e", "e"},    {"f", "f"},   {"g", "g"},   {"h", "h"},   {"i", "i"},  {"j", "i"},
    {"k", "k"},     {"l", "l"},    {"m", "m"},   {"n", "n"},   {"o", "o"},   {"p", "p"},  {"r", "r"},
    {"s", "s"},     {"t", "t"},    {"u", "u"},   {"v", "v"},   {"w", "v"},   {"y", "i"},  {"z", "z"},
}};

// Empty when a letter has no rule. What is said once and written twice sounds once.
std::string spoken(std::string_view word, std::span<const Rule> rules, std::span<const Rule> more = {}) {
    std::string key;
    while (!word.empty()) {
        const auto fits = [&](const Rule& rule) { return word.starts_with(rule.from); };
        auto rule = std::ranges::find_if(rules, fits);
        if (rule == rules.end()) {
            rule = std::ranges::find_if(more, fits);
            if (rule == more.end()) return {};
        }
        if (!(rule->to.size() == 1 && key.ends_with(rule->to))) key += rule->to;
        word.remove_prefix(rule->from.size());
    }
    return key;
}

// The same keys on two layouts, letter by letter.
struct Layout {
    std::string_view latin;
    std::u32string_view other;
};
// The Greek "w" is the final sigma, which folds to the one of "s": more words have an "s".
constexpr Layout kGreekKeys = {"ertyuiopasdfghjklzxcvbnmw", U"ερτυθιοπασδφγηξκλζχψωβνμσ"};
constexpr Layout kRussianKeys = {"qwertyuiop[]asdfghjkl;'zxcvbnm,.`", U"йцукенгшщзхъфывапролджэячсмитьбюе"};

void append(std::string& text, char32_t c) {
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else {  // Greek and Cyrillic take two bytes
        text += static_cast<char>(0xC0U | (c >> 6U));
        text += static_cast<char>(0x80U | (c & 0x3FU));
    }
}

std::string from_latin(std::string_view word, const Layout& layout) {
    std::string result;
    for (const char c : word) {
        const auto at = layout.latin.find(c);
        if (at == layout.latin.npos) return {};
        append(result, layout.other[at]);
    }
    return result;
}

std::string to_latin(std::string_view word, const Layout& layout) {
    std::string result;
    for (std::size_t i = 0; i < word.size(); i += 2) {
        const bool takes_two_bytes = (static_cast<unsigned char>(word[i]) & 0xE0U) == 0xC0U;
        if (!takes_two_bytes || i + 1 == word.size()) return {};
        const auto c = static_cast<char32_t>(((static_cast<unsigned char>(word[i]) & 0x1FU) << 6U) |
                                             (static_cast<unsigned char>(word[i + 1]) & 0x3FU));
        const auto at = layout.other.find(c);
        if (at == layout.other.npos) return {};
        result += layout.latin[at];
    }
    return result;
}

}  // namespace

std::string sound_key(std::string_view folded, std::string_view language) {
    const auto base = base_language(language);
    const bool latin =
        std::ranges::all_of(folded, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (base == "el") return latin ? spoken(folded, kGreeklish, kGreeklishToo) : spoken(folded, kGreek);
    if (base == "ru") return latin ? spoken(folded, kRussianInLatin) : spoken(folded, kRussian);
    return {};
}

std::vector<std::string> on_other_layouts(std::string_view folded, std::string_view language) {
    std::vector<std::string> found;
    const auto add = [&](std::string word) {
        if (!word.empty()) found.push_back(std::move(word));
    };
    const auto base = base_language(language);
    if (base == "el") {
        add(from_latin(folded, kGreekKeys));
    } else if (base == "ru") {
        add(from_latin(folded, kRussianKeys));
    } else {
        add(to_latin(folded, kGreekKeys));
        add(to_latin(folded, kRussianKeys));
    }
    return found;
}

std::string on_own_layout(std::string_view text, std::string_view language) {
    constexpr std::string_view kShifted = "{}:\"<>~", kPlain = "[];',.`";
    if (base_language(language) != "ru") return {};
    std::string result;
    for (char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return {};
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (const auto at = kShifted.find(c); at != kShifted.npos) c = kPlain[at];
        const auto at = kRussianKeys.latin.find(c);
        if (at == kRussianKeys.latin.npos)
            result += c;
        else
            append(result, kRussianKeys.other[at]);
    }
    return result;
}

}  // namespace storeside::search
