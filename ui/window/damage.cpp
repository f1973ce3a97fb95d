#include "ui/window/damage.hpp"

#include <imgui.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace storeside::window {
namespace {

// Of a tile, in pixels. llvmpipe works in tiles of this size, too.
constexpr int kTile = 64;
// Drawing an area costs as much as so many pixels before the first one is drawn.
constexpr int kAreaCost = 20'000;
constexpr std::size_t kMostAreas = 24;
constexpr unsigned kRectangle = 6;  // indices
// llvmpipe draws two triangles as the rectangle they are, in half the time, when the indices of a run are six
// by six throughout; Mesa breaks a run after 1023.
constexpr unsigned kLongestRun = 1020;

// Fast and good enough for what nobody attacks: two lists that differ meet in one of 2^64.
std::uint64_t mix(std::uint64_t seed, std::uint64_t value) {
    seed = (seed ^ value) * 0x9E3779B97F4A7C15U;
    return seed ^ (seed >> 29U);
}

std::uint64_t sign(std::uint64_t seed, const ImDrawVert& vertex) {
    std::uint64_t words[2];
    static_assert(sizeof(ImDrawVert) == sizeof words + sizeof vertex.col);
    std::memcpy(words, &vertex, sizeof words);
    return mix(mix(mix(seed, words[0]), words[1]), vertex.col);
}

// Whole pixels from the screen's edge to `limit`, for coordinates that may be anything.
int down(float value, int limit) {
    return !(value > 0) ? 0 : value >= static_cast<float>(limit) ? limit : static_cast<int>(value);
}
int up(float value, int limit) {
    return !(value < static_cast<float>(limit)) ? limit : value <= 0 ? 0 : static_cast<int>(value) + 1;
}

// Two triangles with an edge in common, as ImGui writes rectangles.
bool is_rectangle(const ImDrawIdx* at) {
    return at[3] == at[0] && at[4] == at[2] && at[1] == at[0] + 1 && at[2] == at[0] + 2 && at[5] == at[0] + 3;
}

Area united(const Area& a, const Area& b) {
    const int x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.x + a.w, b.x + b.w) - x, std::max(a.y + a.h, b.y + b.h) - y};
}

bool meet(const Area& a, const Area& b) {
    return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
}

int pixels(const Area& area) { return area.w * area.h; }

// Areas that are cheaper to draw as one become one.
void join(std::vector<Area>& areas) {
    for (bool joined = true; joined;) {
        joined = false;
        for (std::size_t i = 0; i < areas.size(); ++i)
            for (std::size_t j = i + 1; j < areas.size();) {
                const Area both = united(areas[i], areas[j]);
                if (!meet(areas[i], areas[j]) &&
                    pixels(both) > pixels(areas[i]) + pixels(areas[j]) + kAreaCost) {
                    ++j;
                    continue;
                }
                areas[i] = both;
                areas.erase(areas.begin() + static_cast<std::ptrdiff_t>(j));
                joined = true;
            }
    }
}

// Fills a run of indices up to a whole number of rectangles, with a triangle that covers nothing.
void align(ImDrawList& part) {
    if (part.CmdBuffer.empty() || part.CmdBuffer.back().ElemCount % kRectangle == 0) return;
    const ImDrawIdx nothing = part.IdxBuffer.back();
    for (int i = 0; i < 3; ++i) part.IdxBuffer.push_back(nothing);
    part.CmdBuffer.back().ElemCount += 3;
}

}  // namespace

std::span<const Area> Damage::find(const ImDrawList& list, const Ground& ground) {
    const bool all = !known_ || ground != ground_;
    ground_ = ground;
    known_ = true;
    columns_ = (static_cast<int>(ground.size.w) + kTile - 1) / kTile;
    rows_ = (static_cast<int>(ground.size.h) + kTile - 1) / kTile;
    collect(list);
    std::swap(tiles_, before_);
    sign(list);
    if (all) return whole();
    compare();
    return areas_;
}

std::span<const Area> Damage::whole() {
    areas_.assign(1, {0, 0, static_cast<int>(ground_.size.w), static_cast<int>(ground_.size.h)});
    return areas_;
}

void Damage::collect(const ImDrawList& list) {
    shapes_.clear();
    const int width = static_cast<int>(ground_.size.w), height = static_cast<int>(ground_.size.h);
    for (int number = 0; number < list.CmdBuffer.Size; ++number) {
        const ImDrawCmd& command = list.CmdBuffer[number];
        const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
        const ImDrawIdx* indices = list.IdxBuffer.Data;
        const Bounds clip{down(command.ClipRect.x, width), down(command.ClipRect.y, height),
                          up(command.ClipRect.z, width), up(command.ClipRect.w, height)};
        const unsigned end = command.IdxOffset + command.ElemCount;
        for (unsigned at = command.IdxOffset; at < end;) {
            const unsigned count = at + 6 <= end && is_rectangle(indices + at) ? 6 : 3;
            float left = vertices[indices[at]].pos.x, right = left;
            float top = vertices[indices[at]].pos.y, bottom = top;
            bool seen = false;
            for (unsigned i = at; i < at + count; ++i) {
                const ImDrawVert& vertex = vertices[indices[i]];
                left = std::min(left, vertex.pos.x);
                right = std::max(right, vertex.pos.x);
                top = std::min(top, vertex.pos.y);
                bottom = std::max(bottom, vertex.pos.y);
                seen = seen || (vertex.col & IM_COL32_A_MASK) != 0;
            }
            const Bounds bounds{std::max(clip.left, down(left, width)), std::max(clip.top, down(top, height)),
                                std::min(clip.right, up(right, width)),
                                std::min(clip.bottom, up(bottom, height))};
            if (seen && bounds.left < bounds.right && bounds.top < bounds.bottom)
                shapes_.push_back({number, at, count, bounds});
            at += count;
        }
    }
}

void Damage::sign(const ImDrawList& list) {
    tiles_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), 0);
    for (const Shape& shape : shapes_) {
        const ImDrawCmd& command = list.CmdBuffer[shape.command];
        const ImDrawVert* vertices = list.VtxBuffer.Data + command.VtxOffset;
        std::uint64_t signature = mix(shape.count, reinterpret_cast<std::uintptr_t>(command.TextureId));
        std::uint64_t clip[2];
        static_assert(sizeof command.ClipRect == sizeof clip);
        std::memcpy(clip, &command.ClipRect, sizeof clip);
        signature = mix(mix(signature, clip[0]), clip[1]);
        for (unsigned i = 0; i < shape.count; ++i) {
            if (i == 3 || i == 4) continue;  // of a rectangle: the corners of its first triangle again
            signature = window::sign(signature, vertices[list.IdxBuffer[static_cast<int>(shape.first + i)]]);
        }
        const Bounds& b = shape.bounds;
        for (int row = b.top / kTile; row <= (b.bottom - 1) / kTile; ++row)
            for (int column = b.left / kTile; column <= (b.right - 1) / kTile; ++column) {
                auto& signed_so_far = tiles_[tile(row, column)];
                signed_so_far = mix(signed_so_far, signature);
            }
    }
}

void Damage::compare() {
    areas_.clear();
    const int width = static_cast<int>(ground_.size.w), height = static_cast<int>(ground_.size.h);
    for (int row = 0; row < rows_; ++row)
        for (int column = 0; column < columns_; ++column) {
            const auto differs = [&](int c) { return tiles_[tile(row, c)] != before_[tile(row, c)]; };
            if (!differs(column)) continue;
            const int first = column;
            while (column + 1 < columns_ && differs(column + 1)) ++column;
            const int x = first * kTile, y = row * kTile;
            const Area run{x, y, std::min((column + 1) * kTile, width) - x, std::min(y + kTile, height) - y};
            if (areas_.size() < kMostAreas) {
                areas_.push_back(run);
            } else {
                areas_.back() = united(areas_.back(), run);
            }
        }
    join(areas_);
}

void Damage::cut(const ImDrawList& list, ImDrawList& part) const {
    part.CmdBuffer.resize(0);
    part.IdxBuffer.resize(0);
    for (const Area& area : areas_) {
        const int right = area.x + area.w, bottom = area.y + area.h;
        int open = -1;  // the command of `list` that the last one of `part` is a part of
        for (const Shape& shape : shapes_) {
            const Bounds& b = shape.bounds;
            if (b.left >= right || b.right <= area.x || b.top >= bottom || b.bottom <= area.y) continue;
            const ImDrawCmd& whole = list.CmdBuffer[shape.command];
            const auto filled = open < 0 ? 0U : part.CmdBuffer.back().ElemCount;
            if (open != shape.command || filled + shape.count + 3 > kLongestRun) {
                align(part);
                open = shape.command;
                ImDrawCmd command = whole;
                command.ClipRect = {std::max(whole.ClipRect.x, static_cast<float>(area.x)),
                                    std::max(whole.ClipRect.y, static_cast<float>(area.y)),
                                    std::min(whole.ClipRect.z, static_cast<float>(right)),
                                    std::min(whole.ClipRect.w, static_cast<float>(bottom))};
                command.IdxOffset = static_cast<unsigned>(part.IdxBuffer.Size);
                command.ElemCount = 0;
                part.CmdBuffer.push_back(command);
            }
            if (shape.count == kRectangle) align(part);
            for (unsigned i = 0; i < shape.count; ++i)
                part.IdxBuffer.push_back(list.IdxBuffer[static_cast<int>(shape.first + i)]);
            part.CmdBuffer.back().ElemCount += shape.count;
        }
        align(part);
    }
}

}  // namespace storeside::window
