// Points and rectangles of the screen, in pixels, y downward.
#pragma once
#include <algorithm>

namespace storeside::frame {

struct Point {
    float x = 0, y = 0;
};

struct Size {
    float w = 0, h = 0;
    friend constexpr bool operator==(const Size&, const Size&) = default;
};

struct Rect {
    float x = 0, y = 0, w = 0, h = 0;

    constexpr float right() const { return x + w; }
    constexpr float bottom() const { return y + h; }
    constexpr Point centre() const { return {x + w / 2, y + h / 2}; }
    constexpr bool empty() const { return w <= 0 || h <= 0; }
    constexpr bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    constexpr Rect inset(float by) const { return {x + by, y + by, w - 2 * by, h - 2 * by}; }
    friend constexpr bool operator==(const Rect&, const Rect&) = default;
};

// What both cover; empty when they do not meet.
constexpr Rect intersection(const Rect& a, const Rect& b) {
    const float x = std::max(a.x, b.x);
    const float y = std::max(a.y, b.y);
    return {x, y, std::max(0.0F, std::min(a.right(), b.right()) - x),
            std::max(0.0F, std::min(a.bottom(), b.bottom()) - y)};
}

}  // namespace storeside::frame
