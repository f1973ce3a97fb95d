#include "firmware/content/intent.hpp"

#include <algorithm>

#include "firmware/content/intent_phrases.hpp"
#include "firmware/search/stop_words.hpp"

namespace storeside::content {
namespace {

constexpr std::size_t kLongestQuestion = 4096;  // bytes; more than anybody types
constexpr std::size_t kMostWords = 64;
constexpr std::size_t kLongestNumber = 24;   // bytes
constexpr std::ptrdiff_t kFewestDigits = 4;  // "#1001" is a shop's first order

// Calls with each part of `text` that stands between separators, until one answers false.
template <class Visit>
void split(std::string_view text, std::string_view separators, Visit visit) {
    for (std::size_t at = 0; at < text.size();) {
        const auto end = std::min(text.find_first_of(separators, at), text.size());
        if (end > at && !visit(text.substr(at, end - at))) return;
        at = end + 1;
    }
}

bool holds(const std::vector<search::Token>& question, const std::vector<search::Token>& phrase) {
    return std::ranges::all_of(phrase, [&](const search::Token& word) {
        return std::ranges::any_of(question,
                                   [&](const search::Token& said) { return share_a_stem(said, word); });
    });
}

// The intent of the longest phrase in the question: it says most of what is meant. Of two as long, the later
// one: who wants to return an order, or to talk about one, doesn't ask where it is.
Intent intent_of(const std::vector<search::Token>& question, std::string_view language) {
    Intent intent = Intent::none;
    std::size_t longest = 0;
    for (const auto& row : intent_phrases()) {
        if (row.language != search::base_language(language)) continue;
        split(row.phrases, "|", [&](std::string_view text) {
            const auto phrase = search::tokens(text, language, kMostWords);
            if (phrase.size() >= longest && holds(question, phrase)) {
                longest = phrase.size();
                intent = row.intent;
            }
            return true;
        });
    }
    return intent;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Digits with what shops put before and between them: "BB-10023", "#1001", "ΒΒ10023". Letters of any script
// will do: who types on a Greek keyboard means the same.
bool is_like_a_number(std::string_view word) {
    return word.size() <= kLongestNumber && std::ranges::count_if(word, is_digit) >= kFewestDigits &&
           std::ranges::all_of(word, [](char c) {
               return is_digit(c) || c == '-' || c == '#' || (c >= 'a' && c <= 'z') ||
                      (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
           });
}

struct Number {
    std::string_view text;
    bool certain = false;  // it is all that was said, or is more than digits: a year is neither
};

Number number_in(std::string_view words) {
    Number found;
    std::size_t count = 0;
    split(words, " \t\n,;:!?()\"'", [&](std::string_view word) {
        ++count;
        while (word.ends_with('.')) word.remove_suffix(1);
        if (found.text.empty() && is_like_a_number(word)) found.text = word;
        return true;
    });
    found.certain = !found.text.empty() && (count == 1 || !std::ranges::all_of(found.text, is_digit));
    return found;
}

}  // namespace

Answer recognise(std::string_view words, std::string_view language) {
    words = words.substr(0, kLongestQuestion);
    Answer answer{intent_of(search::tokens(words, language, kMostWords), language), {}, {}};
    const auto number = number_in(words);
    if (answer.intent == Intent::none && number.certain) answer.intent = Intent::order_status;
    if (!number.text.empty() && (answer.intent == Intent::order_status || number.certain))
        answer.order_number = Secret(number.text);
    return answer;
}

std::vector<search::Token> subject(std::string_view words, std::string_view language, std::size_t limit) {
    words = words.substr(0, kLongestQuestion);
    std::string rest(words);
    if (const auto number = number_in(words); number.certain)
        rest.erase(static_cast<std::size_t>(number.text.data() - words.data()), number.text.size());
    auto found = search::tokens(rest, language, limit);
    std::erase_if(found,
                  [&](const search::Token& token) { return search::is_stop_word(token.word, language); });
    return found;
}

}  // namespace storeside::content
