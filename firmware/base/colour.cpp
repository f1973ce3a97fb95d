#include "firmware/base/colour.hpp"

#include <algorithm>
#include <cmath>

namespace storeside {
namespace {

// Relative luminance of one sRGB channel (WCAG 2).
double linear(std::uint8_t channel) {
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) { return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b); }

}  // namespace

Colour mix(Colour from, Colour to, float amount) {
    const auto channel = [amount](std::uint8_t a, std::uint8_t b) {
        const float value = static_cast<float>(a) + (static_cast<float>(b) - static_cast<float>(a)) * amount;
        return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0F, 255.0F)));
    };
    return {channel(from.r, to.r), channel(from.g, to.g), channel(from.b, to.b), channel(from.a, to.a)};
}

double contrast(Colour a, Colour b) {
    const double one = luminance(a) + 0.05;
    const double other = luminance(b) + 0.05;
    return std::max(one, other) / std::min(one, other);
}

Colour darkened_until_readable(Colour colour, Colour on_it) {
    const Colour original = colour;
    for (float amount = 0; amount < 1 && contrast(colour, on_it) < kReadable; amount += 0.02F)
        colour = mix(original, rgb(0x000000), amount);
    return colour;
}

Colour photo_veil(Colour accent) {
    const auto reads = [](Colour veil) {
        return contrast(mix(rgb(0xFFFFFF), veil, kPhotoVeil), kOnAccent) >= kReadable;
    };
    Colour veil = accent;
    for (float amount = 0; amount < 1 && !reads(veil); amount += 0.02F)
        veil = mix(accent, rgb(0x000000), amount);
    return veil;
}

}  // namespace storeside
