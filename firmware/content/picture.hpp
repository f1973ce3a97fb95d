// Picture files of a pack, judged before a kiosk has to draw them.
#pragma once
#include <cstddef>
#include <string_view>

#include "firmware/base/colour.hpp"
#include "firmware/base/result.hpp"

namespace storeside::content {

inline constexpr std::size_t kLargestPicture = 1 << 20;    // bytes of one file
inline constexpr std::size_t kLargestPictures = 16 << 20;  // bytes of all files of a pack
inline constexpr int kLongestSide = 4096;                  // pixels; what a kiosk draws
inline constexpr int kComfortableSide = 2160;              // pixels; more than any kiosk shows

struct Look {
    int width = 0;
    int height = 0;
    Colour average;  // of what is opaque in it; black when nothing is
};

// invalid_input when it is neither PNG nor JPEG, damaged, or larger than kLongestSide.
Result<Look> look_at(std::string_view bytes);

}  // namespace storeside::content
