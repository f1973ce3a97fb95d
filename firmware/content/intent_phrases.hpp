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

std::span<const Phrases> intent_phrases();

}  // namespace storeside::content
