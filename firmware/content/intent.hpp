// What a shopper wants, told from a few words of each language: questions where an article alone does not
// lead on.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "firmware/content/model.hpp"
#include "firmware/search/fold.hpp"

namespace storeside::content {

// As pack.toml names what answers each.
inline constexpr std::array<std::pair<Intent, const char*>, 4> kIntentNames = {{
    {Intent::order_status, "order-status"},
    {Intent::opening_hours, "opening-hours"},
    {Intent::returns, "returns"},
    {Intent::person, "person"},
}};

// Beside those in pack.toml and in the pack: the article behind privacy notices.
inline constexpr const char* kPrivacy = "privacy";

// The intent of the words, and the order number among them; no hits. Any bytes will do as words. Languages
// without phrases of their own (intent_phrases.hpp) have no intents but a bare order number.
Answer recognise(std::string_view words, std::string_view language);

// The words that a question is about: without those that only ask ("where can I find"), and without an
// order's number. At most `limit`.
std::vector<search::Token> subject(std::string_view words, std::string_view language, std::size_t limit);

}  // namespace storeside::content
