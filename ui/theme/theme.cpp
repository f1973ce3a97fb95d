#include "ui/theme/theme.hpp"

namespace storeside::theme {
namespace {

// With 1.45 a link on one line of body text is as high as 44 CSS px (WCAG 2.5.5).
constexpr float kLineHeight = 1.45F;

float dp_of(Type type) {
    switch (type) {
        case Type::caption:
            return 24;
        case Type::body:
            return 30;
        case Type::heading:
            return 36;
        case Type::title:
            return 48;
        case Type::display:
            return 72;
    }
    return 30;
}

constexpr Palette kLight = {
    .surface = kPageGround,
    .surface_raised = rgb(0xFFFFFF),
    .surface_sunken = rgb(0xEFEFEA),
    .text = rgb(0x16181D),
    .text_muted = rgb(0x575C66),
    .accent = {},
    .on_accent = kOnAccent,
    .positive = rgb(0x1B6E3C),
    .warning = rgb(0x8A5200),
    .danger = rgb(0xB3261E),
    .outline = rgb(0xDADAD2),
    .focus = rgb(0x1A56DB),
};

constexpr Palette kHighContrast = {
    .surface = rgb(0xFFFFFF),
    .surface_raised = rgb(0xFFFFFF),
    .surface_sunken = rgb(0xFFFFFF),
    .text = rgb(0x000000),
    .text_muted = rgb(0x000000),
    .accent = rgb(0x000000),
    .on_accent = rgb(0xFFFFFF),
    .positive = rgb(0x00401A),
    .warning = rgb(0x4D2E00),
    .danger = rgb(0x7A0000),
    .outline = rgb(0x000000),
    .focus = rgb(0x0000C8),
};

}  // namespace

Colour faded(Colour colour, float amount) {
    const float alpha = static_cast<float>(colour.a) * std::clamp(amount, 0.0F, 1.0F);
    colour.a = static_cast<std::uint8_t>(std::lround(alpha));
    return colour;
}

float Theme::text_px(Type type) const { return std::round(dp_of(type) * text_scale * pixels_per_dp); }

float Theme::line_px(Type type) const {
    // Large type needs less air between its lines to hold together.
    return std::round(text_px(type) * (type >= Type::title ? kLineHeight - 0.2F : kLineHeight));
}

Theme make_theme(std::uint32_t accent, bool high_contrast, TextSize text_size, float pixels_per_dp) {
    Theme theme;
    theme.colour = high_contrast ? kHighContrast : kLight;
    if (!high_contrast) theme.colour.accent = darkened_until_readable(rgb(accent), theme.colour.on_accent);
    theme.high_contrast = high_contrast;
    theme.text_scale = text_size == TextSize::normal ? 1.0F : text_size == TextSize::large ? 1.25F : 1.5F;
    theme.pixels_per_dp = pixels_per_dp;
    return theme;
}

float scale_for(float width, float height, const Mounting& mounting) {
    constexpr float kCssPixelsPerInch = 96, kSmallestCss = 44;
    const float by_density =
        static_cast<float>(mounting.pixels_per_inch) * kSmallestCss / kCssPixelsPerInch / Heights{}.touch;
    return std::clamp(std::max(std::min(width, height) / 1080.0F, by_density), 0.5F, 4.0F);
}

float low_reach(float width, float height, const Mounting& mounting) {
    constexpr float kHighest = 1220, kMillimetresPerInch = 25.4F, kUsualDensity = 92;
    constexpr float kUpright = 0.4F;
    const float density = mounting.pixels_per_inch > 0 ? static_cast<float>(mounting.pixels_per_inch)
                                                       : kUsualDensity * std::min(width, height) / 1080;
    const float millimetres = height / density * kMillimetresPerInch;
    const float within = (kHighest - static_cast<float>(mounting.bottom_mm)) / millimetres;
    return std::min(height >= width ? kUpright : 1.0F, within);
}

}  // namespace storeside::theme
