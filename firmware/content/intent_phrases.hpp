// The words by which each language asks: data for intent.cpp, and nothing else.
#pragma once
#include <span>
#include <string_view>

#include "firmware/content/model.hpp"

namespace storeside::content {

// A phrase is there when each of its words is, in any form and order. "|" stands between phrases. A
// language's rows stand in the order of Intent.
struct Phrases {
    std::string_view language;
    Intent intent = Intent::none;
    std::string_view phrases;
};

// Words that a question has whatever it is about, and that therefore tell nothing of it.
struct Askers {
    std::string_view language;
    std::string_view words;  // spaces between
};

std::span<const Phrases> intent_phrases();
std::span<const Askers> asking_words();

}  // namespace storeside::content
