// How a shopper's words might go on, as the titles of what they found say it.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/content/model.hpp"

namespace storeside::content {

// At most `limit` texts that may take the place of all of `words`, from the best hits first: the last word
// completed, and the rest of the title or of its clause where that is short enough. None repeats another or
// what was typed.
std::vector<std::string> suggestions(std::string_view words, std::span<const Hit> hits, std::size_t limit);

}  // namespace storeside::content
