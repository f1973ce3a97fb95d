// Design tokens: every size, colour and duration that a screen may use, by role.
//
// Sizes are in dp. One dp is one pixel of a screen whose short side has 1080 of them (24" portrait: 92 ppi),
// so the numbers here are the design's own; scale_for() says how many pixels a dp is on another screen.
#pragma once
#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdint>

#include "firmware/base/colour.hpp"

namespace storeside::theme {

using storeside::Colour;
using storeside::contrast;
using storeside::mix;
using storeside::rgb;

// The same colour, `amount` (0 to 1) as opaque as it was.
Colour faded(Colour colour, float amount);

struct Palette {
    Colour surface, surface_raised, surface_sunken;
    Colour text, text_muted;
    Colour accent, on_accent;
    Colour positive, warning, danger;  // each at least 4.5:1 on the three surfaces
    Colour outline, focus;
    friend constexpr bool operator==(const Palette&, const Palette&) = default;
};

enum class Type { caption, body, heading, title, display };

// Gaps between things: `gap` within a group, `group` between groups (at least twice that).
struct Spacing {
    float base = 8, gap = 24, group = 48;
    float margin_portrait = 48, margin_landscape = 64;
    float card_padding = 32;
    friend constexpr bool operator==(const Spacing&, const Spacing&) = default;
};

struct Radii {
    float card = 24, button = 20, chip = 44, key = 14;
    friend constexpr bool operator==(const Radii&, const Radii&) = default;
};

struct Heights {
    float touch = 88;  // nothing touchable is smaller, either way
    float button = 96, primary = 120, row = 112, header = 104, bottom_bar = 112, field = 104;
    friend constexpr bool operator==(const Heights&, const Heights&) = default;
};

struct Motion {
    std::chrono::milliseconds slide{200}, fade{80}, crossfade{400}, breath{1600};
    float slide_distance = 24;  // dp
    bool reduced = false;       // cross-fade only
    friend constexpr bool operator==(const Motion&, const Motion&) = default;
};

enum class TextSize { normal, large, largest };  // 1, 1.25, 1.5

struct Theme {
    Palette colour;
    Spacing space;
    Radii radius;
    Heights height;
    Motion motion;
    bool high_contrast = false;  // black on white, 2 px outlines, no shadows
    float text_scale = 1;
    float pixels_per_dp = 1;

    // dp to whole pixels.
    float px(float dp) const { return std::round(dp * pixels_per_dp); }

    // The size of a type in pixels, with the shopper's text size in it.
    float text_px(Type type) const;

    // From one baseline to the next.
    float line_px(Type type) const;

    friend bool operator==(const Theme&, const Theme&) = default;
};

// `accent` is the brand's 0xRRGGBB; it is darkened until white on it has 4.5:1.
Theme make_theme(std::uint32_t accent, bool high_contrast = false, TextSize text_size = TextSize::normal,
                 float pixels_per_dp = 1);

// The screen as it is mounted. Zero: not declared.
struct Mounting {
    int pixels_per_inch = 0;
    int bottom_mm = 0;  // the picture's lower edge above the floor
};

// Pixels per dp of a screen of this size in pixels: its short side by 1080, or as many as 44 CSS px (1/96
// inch) need for the smallest target, from 0.5 to 4.
float scale_for(float width, float height, const Mounting& mounting = {});

// The part of the screen's height that lies within low reach: the lowest 40 % of an upright screen, all of
// one on its side, and never above 1220 mm (508 407.8).
float low_reach(float width, float height, const Mounting& mounting);

}  // namespace storeside::theme
