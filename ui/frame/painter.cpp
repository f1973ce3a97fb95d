#include "ui/frame/painter.hpp"

#include <imgui.h>
#include <imgui_internal.h>

#include <string.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace storeside::frame {
namespace {

ImTextureID texture_id(std::uintptr_t number) { return reinterpret_cast<ImTextureID>(number); }
ImVec2 vec(Point p) { return {p.x, p.y}; }

}  // namespace

Painter::Painter()
    : shared_(std::make_unique<ImDrawListSharedData>()), list_(std::make_unique<ImDrawList>(shared_.get())) {
    shared_->InitialFlags =
        ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill | ImDrawListFlags_AllowVtxOffset;
    shared_->CurveTessellationTol = 0.5F;
    shared_->SetCircleTessellationMaxError(0.15F);
}

Painter::~Painter() = default;

void Painter::begin(Size size, Colour background, const Atlas& atlas, const theme::Theme& theme) {
    size_ = size;
    background_ = background;
    atlas_ = &atlas;
    theme_ = &theme;
    opacity_ = 1;
    dx_ = 0;
    words_.clear();
    letters_.clear();
    const Atlas::Spot white = atlas.white();
    shared_->TexUvWhitePixel = {white.u, white.v};
    shared_->ClipRectFullscreen = {0, 0, size.w, size.h};
    if (std::exchange(forgets_, false)) list_->_ClearFreeMemory();
    list_->_ResetForNewFrame();
    list_->PushClipRectFullScreen();
    list_->PushTextureID(texture_id(kAtlasTexture));
}

void Painter::end() {
    list_->PopTextureID();
    list_->PopClipRect();
    list_->_PopUnusedDrawCmd();
}

void Painter::forget() {
    forgets_ = true;  // a pass may be under way; its shapes go with the next begin()
    for (std::string& line : words_) explicit_bzero(line.data(), line.size());
    words_.clear();
    words_.shrink_to_fit();
}

std::uint32_t Painter::packed(Colour colour) const {
    const Colour seen = theme::faded(colour, opacity_);
    return IM_COL32(seen.r, seen.g, seen.b, seen.a);
}

void Painter::fill(const Rect& rect, Colour colour, float radius) {
    if (radius >= 1 && fill_rounded(rect, packed(colour), radius)) return;
    list_->AddRectFilled({rect.x + dx_, rect.y}, {rect.right() + dx_, rect.bottom()}, packed(colour), radius);
}

// Rectangles alone: three for the ground, one with a quarter of a disc at each corner. A software rasteriser
// takes several times as long for a fan of triangles, whose long slivers cross the whole shape.
bool Painter::fill_rounded(const Rect& rect, std::uint32_t colour, float radius) {
    const float r = std::floor(std::min({radius, rect.w / 2, rect.h / 2}));
    const auto corner = atlas_->corner(static_cast<int>(r));
    if (!corner) return false;
    // Between two of them no half pixel may shine through.
    const float left = std::round(rect.x + dx_), right = std::round(rect.right() + dx_);
    const float top = std::round(rect.y), bottom = std::round(rect.bottom());
    const ImVec2 white = shared_->TexUvWhitePixel;
    const ImVec2 outer{corner->u0, corner->v0}, inner{corner->u1, corner->v1};
    list_->PrimReserve(7 * 6, 7 * 4);
    const auto ground = [&](float x0, float y0, float x1, float y1) {
        list_->PrimRectUV({x0, y0}, {x1, y1}, white, white, colour);
    };
    ground(left + r, top, right - r, top + r);
    ground(left, top + r, right, bottom - r);
    ground(left + r, bottom - r, right - r, bottom);
    list_->PrimRectUV({left, top}, {left + r, top + r}, outer, inner, colour);
    list_->PrimRectUV({right - r, top}, {right, top + r}, {inner.x, outer.y}, {outer.x, inner.y}, colour);
    list_->PrimRectUV({left, bottom - r}, {left + r, bottom}, {outer.x, inner.y}, {inner.x, outer.y}, colour);
    list_->PrimRectUV({right - r, bottom - r}, {right, bottom}, inner, outer, colour);
    return true;
}

void Painter::stroke(const Rect& rect, Colour colour, float thickness, float radius) {
    const float half = thickness / 2;  // the line lies within the rectangle
    list_->AddRect({rect.x + half + dx_, rect.y + half}, {rect.right() - half + dx_, rect.bottom() - half},
                   packed(colour), std::max(0.0F, radius - half), 0, thickness);
}

void Painter::shadow(const Rect& rect) {
    if (theme_->high_contrast) return;
    const Atlas::Shadow& s = atlas_->shadow();
    const float spread = theme_->px(20);
    const float x[] = {rect.x - spread + dx_, 0, 0, rect.right() + spread + dx_};
    const float y[] = {rect.y - spread + theme_->px(8), 0, 0, rect.bottom() + spread + theme_->px(8)};
    const float corner = std::min({s.corner, (x[3] - x[0]) / 2, (y[3] - y[0]) / 2});
    const float xs[] = {x[0], x[0] + corner, x[3] - corner, x[3]};
    const float ys[] = {y[0], y[0] + corner, y[3] - corner, y[3]};
    const float part = s.corner / s.size;
    const auto between = [](float a, float b, float t) { return a + (b - a) * t; };
    const float us[] = {s.u0, between(s.u0, s.u1, part), between(s.u0, s.u1, 1 - part), s.u1};
    const float vs[] = {s.v0, between(s.v0, s.v1, part), between(s.v0, s.v1, 1 - part), s.v1};
    const std::uint32_t colour = packed(theme::faded(theme_->colour.text, 0.13F));
    list_->PrimReserve(8 * 6, 8 * 4);
    for (int row = 0; row < 3; ++row) {
        for (int column = 0; column < 3; ++column) {
            if (row == 1 && column == 1) continue;  // what casts it lies there
            list_->PrimRectUV({xs[column], ys[row]}, {xs[column + 1], ys[row + 1]}, {us[column], vs[row]},
                              {us[column + 1], vs[row + 1]}, colour);
        }
    }
}

void Painter::disc(Point centre, float radius, Colour colour) {
    list_->AddCircleFilled({centre.x + dx_, centre.y}, radius, packed(colour));
}

void Painter::circle(Point centre, float radius, Colour colour, float thickness) {
    list_->AddCircle({centre.x + dx_, centre.y}, radius, packed(colour), 0, thickness);
}

void Painter::arc(Point centre, float radius, float from, float to, Colour colour, float thickness) {
    constexpr float kTurn = 2 * std::numbers::pi_v<float>;
    const auto angle = [](float turns) { return (turns - 0.25F) * kTurn; };
    list_->PathArcTo({centre.x + dx_, centre.y}, radius, angle(from), angle(to));
    list_->PathStroke(packed(colour), 0, thickness);
}

void Painter::curve(Point from, Point bend, Point to, Colour colour, float thickness) {
    const auto at = [this](Point p) { return ImVec2(p.x + dx_, p.y); };
    list_->AddBezierQuadratic(at(from), at(bend), at(to), packed(colour), thickness);
}

void Painter::line(Point from, Point to, Colour colour, float thickness) {
    list_->AddLine({from.x + dx_, from.y}, {to.x + dx_, to.y}, packed(colour), thickness);
}

void Painter::fade_edge(const Rect& rect, Colour colour, bool upwards) {
    const std::uint32_t full = packed(colour);
    const std::uint32_t none = packed(theme::faded(colour, 0));
    const std::uint32_t top = upwards ? none : full;
    const std::uint32_t bottom = upwards ? full : none;
    list_->AddRectFilledMultiColor({rect.x, rect.y}, {rect.right(), rect.bottom()}, top, top, bottom, bottom);
}

void Painter::picture(std::uintptr_t texture, const Rect& rect, float u0, float v0, float u1, float v1,
                      float radius) {
    list_->AddImageRounded(texture_id(texture), {rect.x + dx_, rect.y}, {rect.right() + dx_, rect.bottom()},
                           {u0, v0}, {u1, v1}, packed(theme::rgb(0xFFFFFF)), radius);
}

void Painter::text(const Wrapped& text, Point at, Colour colour, float box_width, Align align) {
    const std::uint32_t ink = packed(colour);
    const ImVec4 clip = list_->_CmdHeader.ClipRect;
    float top = std::round(at.y);
    for (const Line& line : text.lines) {
        const float left =
            std::round(at.x + (align == Align::centre ? (box_width - line.width) / 2 : 0) + dx_);
        const float line_top = top;
        top += text.line_height;
        if (line_top > clip.w || top < clip.y) continue;
        std::string said;
        for (const Run& run : line.runs) {
            const Font& font = atlas_->font(text.style.type, run.strong);
            const float height = Atlas::height(font);
            // The font's box is ascender to descender, whose middle is above that of the letters: raised by
            // as much, words stand level with the icon beside them.
            const float y = std::round(line_top + (text.line_height - height) / 2 - height * 0.045F);
            float pen = left + run.x;
            std::string_view rest = run.text;
            said += run.text;
            const int first = mark();
            list_->PrimReserve(static_cast<int>(rest.size()) * 6, static_cast<int>(rest.size()) * 4);
            int unused = static_cast<int>(rest.size());
            while (!rest.empty()) {
                const Glyph* glyph = Atlas::glyph(font, take_code_point(rest));
                if (glyph == nullptr) continue;
                if (glyph->visible) {
                    const float x = std::round(pen);
                    list_->PrimRectUV({x + glyph->x0, y + glyph->y0}, {x + glyph->x1, y + glyph->y1},
                                      {glyph->u0, glyph->v0}, {glyph->u1, glyph->v1}, ink);
                    --unused;
                }
                pen += glyph->advance;
            }
            list_->PrimUnreserve(unused * 6, unused * 4);
            if (mark() > first) letters_.push_back({first, mark()});
        }
        if (!said.empty()) words_.push_back(std::move(said));
    }
}

void Painter::glyph(const Glyph& glyph, Point centre, Colour colour) {
    const float w = glyph.x1 - glyph.x0;
    const float h = glyph.y1 - glyph.y0;
    const float x = std::round(centre.x - w / 2 + dx_);
    const float y = std::round(centre.y - h / 2);
    letters_.push_back({mark(), mark() + 4});
    list_->PrimReserve(6, 4);
    list_->PrimRectUV({x, y}, {x + w, y + h}, {glyph.u0, glyph.v0}, {glyph.u1, glyph.v1}, packed(colour));
}

void Painter::push_clip(const Rect& rect) {
    list_->PushClipRect({rect.x, rect.y}, {rect.right(), rect.bottom()}, true);
}
void Painter::push_whole_clip() { list_->PushClipRectFullScreen(); }
void Painter::pop_clip() { list_->PopClipRect(); }

void Painter::set_veil(float opacity, float dx) {
    opacity_ = opacity;
    dx_ = std::round(dx);
}

int Painter::mark() const { return list_->VtxBuffer.Size; }

void Painter::shrink(int mark, Point centre, float scale) {
    const ImVec2 c = vec({centre.x + dx_, centre.y});
    auto letters = std::ranges::lower_bound(letters_, mark, {}, &Vertices::begin);
    for (int i = mark; i < list_->VtxBuffer.Size; ++i) {
        // Words and icons stay: scaled, they would blur.
        if (letters != letters_.end() && i == letters->begin) {
            i = letters->end - 1;
            ++letters;
            continue;
        }
        ImVec2& at = list_->VtxBuffer[i].pos;
        at = {c.x + (at.x - c.x) * scale, c.y + (at.y - c.y) * scale};
    }
}

}  // namespace storeside::frame
