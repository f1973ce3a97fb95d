// The contrast of every letter and icon with what was drawn below it, from the draw list itself.
#include <gtest/gtest.h>
#include <imgui.h>

#include <algorithm>
#include <map>

#include "tests/unit/ui/gallery/exhibition.hpp"
#include "ui/frame/atlas.hpp"
#include "ui/frame/painter.hpp"

namespace storeside::gallery {
namespace {

using theme::Colour;

Colour unpacked(ImU32 packed) {
    const auto byte = [packed](int shift) { return static_cast<std::uint8_t>(packed >> shift & 0xFFU); };
    return {byte(IM_COL32_R_SHIFT), byte(IM_COL32_G_SHIFT), byte(IM_COL32_B_SHIFT), byte(IM_COL32_A_SHIFT)};
}

Colour over(Colour top, Colour ground) {
    Colour opaque = theme::mix(ground, top, static_cast<float>(top.a) / 255.0F);
    opaque.a = 255;
    return opaque;
}

// What lies below: fills are painted on a coarse grid. What a picture shows is not known: it may be black
// anywhere and white anywhere, so there are two grounds.
class Ground {
public:
    Ground(frame::Size size, Colour background)
        : width_(static_cast<int>(size.w) / kCell + 1),
          height_(static_cast<int>(size.h) / kCell + 1),
          dark_(static_cast<std::size_t>(width_ * height_), background),
          light_(dark_) {}

    void fill(ImVec2 a, ImVec2 b, ImVec2 c, Colour colour) {
        each_cell(a, b, c, [&](Colour& dark, Colour& light) {
            dark = over(colour, dark);
            light = over(colour, light);
        });
    }
    void picture(ImVec2 a, ImVec2 b, ImVec2 c) {
        each_cell(a, b, c, [](Colour& dark, Colour& light) {
            dark = theme::rgb(0x000000);
            light = theme::rgb(0xFFFFFF);
        });
    }
    double contrast(ImVec2 at, Colour ink) const {
        const int x = std::clamp(static_cast<int>(at.x) / kCell, 0, width_ - 1);
        const int y = std::clamp(static_cast<int>(at.y) / kCell, 0, height_ - 1);
        const auto i = static_cast<std::size_t>(y * width_ + x);
        return std::min(theme::contrast(over(ink, dark_[i]), dark_[i]),
                        theme::contrast(over(ink, light_[i]), light_[i]));
    }

private:
    static constexpr int kCell = 4;  // pixels

    template <class Paint>
    void each_cell(ImVec2 a, ImVec2 b, ImVec2 c, const Paint& paint) {
        const auto side = [](ImVec2 p, ImVec2 q, ImVec2 r) {
            return (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
        };
        const auto cell = [](float v, int most) {
            return std::clamp(static_cast<int>(v) / kCell, 0, most - 1);
        };
        const int left = cell(std::min({a.x, b.x, c.x}), width_),
                  right = cell(std::max({a.x, b.x, c.x}), width_);
        const int top = cell(std::min({a.y, b.y, c.y}), height_),
                  bottom = cell(std::max({a.y, b.y, c.y}), height_);
        for (int y = top; y <= bottom; ++y) {
            for (int x = left; x <= right; ++x) {
                const ImVec2 p{(static_cast<float>(x) + 0.5F) * kCell,
                               (static_cast<float>(y) + 0.5F) * kCell};
                const float ab = side(a, b, p), bc = side(b, c, p), ca = side(c, a, p);
                const bool inside = (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
                if (!inside) continue;
                const auto i = static_cast<std::size_t>(y * width_ + x);
                paint(dark_[i], light_[i]);
            }
        }
    }

    int width_, height_;
    std::vector<Colour> dark_, light_;
};

struct Worst {
    double contrast = 21;
    ImVec2 at;
};

// Of every glyph that is not see-through itself (a shadow is).
Worst worst_contrast(const frame::Frame& frame) {
    const frame::Painter& painter = frame.painter();
    const ImDrawList& list = painter.list();
    const auto white = frame.atlas().white();
    Ground ground(painter.size(), painter.background());
    Worst worst;
    constexpr int kOpaque = 128;
    // The four corners of a rounded fill come from the atlas as glyphs do, right after the three rectangles
    // of its ground and in its colour.
    constexpr int kGroundTriangles = 6, kCornerTriangles = 8;
    ImU32 filled = 0;
    int run = 0, corners_left = 0;
    for (const ImDrawCmd& command : list.CmdBuffer) {
        const bool picture =
            reinterpret_cast<std::uintptr_t>(command.TextureId) != frame::Painter::kAtlasTexture;
        for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
            const auto vertex = [&](unsigned corner) -> const ImDrawVert& {
                const auto index = list.IdxBuffer[static_cast<int>(command.IdxOffset + i + corner)];
                return list.VtxBuffer[static_cast<int>(command.VtxOffset + index)];
            };
            const ImDrawVert &a = vertex(0), &b = vertex(1), &c = vertex(2);
            const Colour colour = unpacked(a.col);
            const auto is_white = [&](const ImDrawVert& v) { return v.uv.x == white.u && v.uv.y == white.v; };
            const auto is_square = [&] {
                const auto [left, right] = std::minmax({a.pos.x, b.pos.x, c.pos.x});
                const auto [top, bottom] = std::minmax({a.pos.y, b.pos.y, c.pos.y});
                return std::abs((right - left) - (bottom - top)) < 0.01F;
            };
            if (picture) {
                ground.picture(a.pos, b.pos, c.pos);
            } else if (is_white(a) && is_white(b) && is_white(c)) {
                // The rim of a fill fades to nothing: only what is whole counts.
                if (a.col == b.col && b.col == c.col) ground.fill(a.pos, b.pos, c.pos, colour);
                run = a.col == filled ? run + 1 : 1;
                filled = a.col;
                corners_left = run >= kGroundTriangles ? kCornerTriangles : 0;
            } else if (run = 0; a.col == filled && corners_left > 0 && is_square()) {
                --corners_left;
                ground.fill(a.pos, b.pos, c.pos, colour);
            } else if (colour.a > kOpaque) {
                const ImVec2 centre{(a.pos.x + c.pos.x) / 2, (a.pos.y + c.pos.y) / 2};
                const ImVec4& clip = command.ClipRect;
                if (centre.x < clip.x || centre.x >= clip.z || centre.y < clip.y || centre.y >= clip.w)
                    continue;
                const double contrast = ground.contrast(centre, colour);
                if (contrast < worst.contrast) worst = {contrast, centre};
            }
        }
    }
    return worst;
}

TEST(Contrast, OfEveryLetterAndIconIsReadableInEveryTheme) {
    Exhibition exhibition;
    std::map<bool, int> seen;  // by high contrast
    for (const frame::Size size : {frame::Size{1080, 1920}, frame::Size{1920, 1080}}) {
        exhibition.walk(size, [&](const Exhibit& exhibit, const frame::Frame& f) {
            const Worst worst = worst_contrast(f);
            EXPECT_GE(worst.contrast, 4.5) << "at " << worst.at.x << ", " << worst.at.y;
            ++seen[exhibit.state.session.profile.high_contrast];
        });
    }
    EXPECT_GT(seen[true], 0);
}

TEST(Contrast, IsFoundWantingWhereItIs) {
    auto frame = frame::Frame::open({1080, 1920}, theme::make_theme(0x0B6B4F)).value();
    auto pale = frame.theme();
    pale.colour.text = theme::rgb(0xAAAAAA);
    frame.set_theme(pale);
    frame.begin(std::chrono::seconds(1));
    frame.title("Pale");
    frame.end();
    EXPECT_LT(worst_contrast(frame).contrast, 4.5);
}

}  // namespace
}  // namespace storeside::gallery
