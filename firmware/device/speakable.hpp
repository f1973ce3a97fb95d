// Text from a pack or an agent made fit for a speech program: valid UTF-8 without anything it would take for
// a command.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace storeside::device {

inline constexpr std::size_t kLongestUtterance = 8000;  // bytes; some ten minutes

// Broken UTF-8 is left out, control characters become spaces, "[[" (espeak's phonemes) is taken apart. What
// is longer than kLongestUtterance ends at the border of a character.
std::string speakable(std::string_view text);

}  // namespace storeside::device
