#include "firmware/content/suggest.hpp"

#include <algorithm>

#include "firmware/search/fold.hpp"

namespace storeside::content {
namespace {

constexpr std::size_t kLongest = 48;    // characters; what stands on one key
constexpr std::size_t kMostWords = 24;  // of a title that are looked at
constexpr std::string_view kSigns = ",.:;?!()«»\"";

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty() && words.size() < kMostWords) {
        const auto end = std::min(text.find(' '), text.size());
        if (end > 0) words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

std::size_t characters(std::string_view utf8) {
    return static_cast<std::size_t>(
        std::ranges::count_if(utf8, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

// As it is compared: folded, without the signs around it.
std::string plain(std::string_view word, std::string_view language) {
    std::string folded = search::fold(word, language);
    const auto first = folded.find_first_not_of(kSigns);
    if (first == std::string::npos || folded.contains("\uFFFD")) return {};
    return folded.substr(first, folded.find_last_not_of(kSigns) - first + 1);
}

struct Typed {
    std::vector<std::string> words;
    bool ended = false;  // a space follows the last word, so that it is complete
};

// The title's words from `at` are those typed from `from` on.
bool meets(const Typed& typed, std::size_t from, const std::vector<std::string>& title, std::size_t at,
           std::string_view language) {
    const std::size_t count = typed.words.size() - from;
    if (at + count > title.size()) return false;
    for (std::size_t i = 0; i < count; ++i) {
        const auto wanted = plain(typed.words[from + i], language);
        const auto found = plain(title[at + i], language);
        const bool last = i + 1 == count;
        if (wanted.empty() || (last && !typed.ended ? !found.starts_with(wanted) : found != wanted))
            return false;
    }
    return true;
}

std::string joined(std::span<const std::string> words) {
    std::string text;
    for (const auto& word : words) {
        if (!text.empty()) text += ' ';
        text += word;
    }
    return text;
}

// A clause ends after this word: what stands until here makes sense alone.
bool ends_clause(const std::string& word, const std::string& next) {
    return std::string_view(",.:;?!)").contains(word.back()) || next == "—" || next == "–" ||
           next.starts_with('(');
}

// What was typed before the words that met, those as the title writes them, and the rest of the title; where
// that is too long for a key, the rest of its clause; else nothing more: half a phrase is no question.
std::string continued(const Typed& typed, std::size_t from, const std::vector<std::string>& title,
                      std::size_t at) {
    std::vector<std::string> text(typed.words.begin(),
                                  typed.words.begin() + static_cast<std::ptrdiff_t>(from));
    std::size_t end = at + typed.words.size() - from;
    for (std::size_t i = at; i < end; ++i) text.push_back(title[i]);
    std::string whole = joined(text);
    for (; end < title.size(); ++end) {
        text.push_back(title[end]);
        if (characters(joined(text)) > kLongest) break;
        if (end + 1 == title.size() || ends_clause(title[end], title[end + 1])) whole = joined(text);
    }
    while (!whole.empty() && kSigns.contains(whole.back())) whole.pop_back();
    return whole;
}

}  // namespace

std::vector<std::string> suggestions(std::string_view words, std::span<const Hit> hits, std::size_t limit) {
    const Typed typed{split(words), words.ends_with(' ')};
    std::vector<std::string> found, seen;
    if (typed.words.empty()) return found;
    for (const auto& hit : hits) {
        const auto title = split(hit.title);
        // All that was typed, or only its last word, in whatever place of the title it stands.
        for (const std::size_t from : {std::size_t{0}, typed.words.size() - 1}) {
            std::size_t at = 0;
            while (at < title.size() && !meets(typed, from, title, at, hit.language)) ++at;
            if (at == title.size()) continue;
            auto text = continued(typed, from, title, at);
            const auto folded = search::fold(text, hit.language);
            const bool as_typed = folded == search::fold(joined(typed.words), hit.language);
            if (characters(text) <= kLongest && !as_typed && std::ranges::find(seen, folded) == seen.end()) {
                seen.push_back(folded);
                found.push_back(std::move(text));
            }
            break;
        }
        if (found.size() == limit) break;
    }
    return found;
}

}  // namespace storeside::content
