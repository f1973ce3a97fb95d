// Colours as a screen shows them, and how well one reads on another.
#pragma once
#include <cstdint>

namespace storeside {

struct Colour {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    friend constexpr bool operator==(const Colour&, const Colour&) = default;
};

// 0xRRGGBB, opaque.
constexpr Colour rgb(std::uint32_t value) {
    return {static_cast<std::uint8_t>(value >> 16U & 0xffU), static_cast<std::uint8_t>(value >> 8U & 0xffU),
            static_cast<std::uint8_t>(value & 0xffU), 255};
}

// 0xRRGGBB of a colour, however opaque it is.
constexpr std::uint32_t value_of(Colour colour) {
    return static_cast<std::uint32_t>(colour.r) << 16U | static_cast<std::uint32_t>(colour.g) << 8U |
           static_cast<std::uint32_t>(colour.b);
}

inline constexpr double kReadable = 4.5;  // WCAG 2 AA for text
inline constexpr double kVisible = 3.0;   // WCAG 2 AA for large text, controls and pictures

// What a brand's colours meet on every kiosk: the ground of a page, and the words on the accent.
inline constexpr Colour kPageGround = rgb(0xFAFAF7);
inline constexpr Colour kOnAccent = rgb(0xFFFFFF);

// How opaque the accent lies over a brand's photo.
inline constexpr float kPhotoVeil = 0.78F;

// `from` at 0, `to` at 1, straight in sRGB.
Colour mix(Colour from, Colour to, float amount);

// WCAG 2 contrast ratio of two opaque colours, 1 to 21.
double contrast(Colour a, Colour b);

// `colour`, darkened no more than it takes until `on_it`, a light colour, reads on it.
Colour darkened_until_readable(Colour colour, Colour on_it);

// The accent as it lies over a photo: so dark that words read on it even where the photo is white.
Colour photo_veil(Colour accent);

}  // namespace storeside
