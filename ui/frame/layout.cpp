#include <algorithm>
#include <cmath>

#include "ui/frame/state.hpp"

namespace storeside::frame {
namespace {

struct Margins {
    float before, after;
};

// In dp. The gap between two things is the larger of what the one wants below and the other above.
Margins margins(Block block) {
    switch (block) {
        case Block::headline:
            return {32, 20};
        case Block::heading:
            return {48, 16};
        case Block::text:
            return {16, 24};
        case Block::bullet:
            return {16, 24};
        case Block::caption:
            return {8, 16};
        case Block::card:
            return {24, 24};
        case Block::row:
            return {32, 32};
        case Block::button:
            return {40, 24};
        case Block::chip:
            return {32, 32};
        case Block::field:
            return {24, 40};
        case Block::bubble:
            return {32, 32};
        case Block::milestone:
            return {32, 32};
        case Block::gap:
            return {0, 0};
    }
    return {24, 24};
}

float gap_between(Block above, Block below) {
    if (above == Block::gap || below == Block::gap) return 0;
    if (above == below) {
        switch (above) {
            case Block::row:
            case Block::milestone:
                return 0;
            case Block::bullet:
                return 12;
            case Block::bubble:
                return 20;
            case Block::chip:
                return 16;
            case Block::button:
                return 24;
            default:
                break;
        }
    }
    // A row has air of its own above its words; a caption names what stands below it.
    if (above == Block::heading && below == Block::row) return 0;
    if (above == Block::caption && below == Block::headline) return 0;
    // A sentence closes the group of its title; a field begins another.
    if (above == Block::text && below == Block::field) return 40;
    return std::max(margins(above).after, margins(below).before);
}

constexpr float kMeasuredSame = 0.5F;  // pixels

}  // namespace

Rect State::place(Block block, float height) {
    Column& c = column();
    if (section == 0) words_above = false;
    height = std::ceil(height);
    if (c.cells > 0) {
        const float w = c.width(gap());
        if (c.cell % c.cells == 0) {
            if (c.cell > 0) c.y += gap();
            c.row_top = c.y;
            c.row_height = 0;
        }
        const int row = c.cell / c.cells;
        const std::string id = c.grid + "/" + std::to_string(row);
        c.row_height = std::max(c.row_height, height);
        const float as_high = std::max(height, measured(id));
        const float x = c.rect.x + static_cast<float>(c.cell % c.cells) * (w + gap());
        if (c.cell % c.cells == c.cells - 1) measure(id, c.row_height);
        ++c.cell;
        c.y = std::max(c.y, c.row_top + as_high);
        return {x, c.row_top, w, as_high};
    }
    if (c.last) c.y += px(gap_between(*c.last, block));
    c.last = block;
    const Rect rect{c.rect.x, std::round(c.y), c.rect.w, height};
    c.y = rect.bottom();
    return rect;
}

Rect State::place_left() const {
    const Column& c = columns.back();
    return {c.rect.x, c.y, c.rect.w, std::max(0.0F, c.rect.bottom() - c.y)};
}

float State::measured(const std::string& id) const {
    const auto found = heights.find(id);
    return found == heights.end() ? 0 : found->second;
}

void State::measure(const std::string& id, float height) {
    float& kept = heights[id];
    if (std::abs(kept - height) > kMeasuredSame) unsettled = true;
    kept = height;
}

void State::words(std::string_view text, TextStyle style, Block block, Colour colour) {
    const Rich rich(text);
    // Lines of more than about 70 characters are hard to follow.
    const float longest = theme.text_px(style.type) * 36;
    const Wrapped lines = wrap(rich, style, std::min(width(), longest));
    if (const auto above = place_above(block, lines.height())) {
        painter.push_whole_clip();
        painter.text(lines, {above->x, above->y}, colour);
        painter.pop_clip();
        tell(text, *above);
        nodes.back().region.clear();
        return;
    }
    const Rect rect = place(block, lines.height());
    painter.text(lines, {rect.x, rect.y}, colour);
    tell(text, rect);
}

Rect State::reachable() const {
    const float h = std::floor(size.h * reach);
    return {0, size.h - h, size.w, h};
}

void State::begin_upper() {
    words_above = reach < 1;
    upper.reset();
    if (!words_above) return;
    const float margin = px(theme.space.margin_portrait);
    const float top = px(theme.height.header) + px(24);
    const float bottom = reachable().y - px(theme.space.group);
    upper = Column{.rect = {margin, top, size.w - 2 * margin, bottom - top}};
    upper->y = upper_top();
}

// The words stand just above what they are about.
float State::upper_top() const { return upper->rect.bottom() - std::min(measured("above"), upper->rect.h); }

std::optional<Rect> State::place_above(Block block, float height) {
    if (!words_above || section != 0 || !upper || block == Block::heading || columns.back().cells > 0)
        return std::nullopt;
    columns.push_back(*upper);
    const Rect rect = place(block, height);
    const Column after = columns.back();
    columns.pop_back();
    // What does not fit any more begins the part that can be reached.
    words_above = after.y - upper_top() <= upper->rect.h;
    if (!words_above) return std::nullopt;
    upper = after;
    return rect;
}

void State::end_upper() {
    if (upper) measure("above", upper->y - upper_top());
}

Colour State::tone(Tone tone) const {
    switch (tone) {
        case Tone::neutral:
            return ink();
        case Tone::positive:
            return colour().positive;
        case Tone::warning:
            return colour().warning;
        case Tone::danger:
            return colour().danger;
    }
    return ink();
}

void State::icon(std::string_view name, IconSize icon_size, Point centre, Colour colour) {
    if (const Glyph* glyph = atlas.icon(icon_code_point(name), icon_size))
        painter.glyph(*glyph, centre, colour);
}

void State::raised(const Rect& rect, float radius, bool pressed) {
    const Colour ground =
        pressed ? theme::mix(colour().surface_raised, colour().text, 0.06F) : colour().surface_raised;
    if (!pressed) painter.shadow(rect);
    painter.fill(rect, ground, radius);
    if (theme.high_contrast) painter.stroke(rect, colour().outline, px(2), radius);
}

void State::picture(const Picture& picture, const Rect& rect, float radius) {
    const Pictures::Entry& entry = pictures.get(picture.key, picture.bytes);
    if (!entry.shows()) {
        painter.fill(rect, colour().surface_sunken, radius);
        const Rich rich(picture.words);
        const Wrapped lines =
            wrap(rich, {theme::Type::caption, false, true}, std::max(1.0F, rect.w - px(32)));
        painter.text(lines, {rect.x + px(16), rect.y + (rect.h - lines.height()) / 2}, colour().text_muted,
                     rect.w - px(32), Painter::Align::centre);
        return;
    }
    // Cropped in the middle to the place's ratio.
    const float w = static_cast<float>(entry.decoded.width);
    const float h = static_cast<float>(entry.decoded.height);
    const float scale = std::max(rect.w / w, rect.h / h);
    const float u = rect.w / (w * scale) / 2;
    const float v = rect.h / (h * scale) / 2;
    painter.picture(entry.texture, rect, 0.5F - u, 0.5F - v, 0.5F + u, 0.5F + v, radius);
}

void State::list(std::string_view id, std::string_view label, Role role, const Rect& rect, bool enabled,
                 Said said) {
    nodes.push_back({.id = std::string(id),
                     .label = std::string(label),
                     .more = std::move(said.more),
                     .role = role,
                     .rect = rect,
                     .region = region,
                     .enabled = enabled,
                     .chosen = said.chosen,
                     .typing = said.typing,
                     .masked = said.masked,
                     .personal = personal || said.personal,
                     .live = live,
                     .section = section});
}

Touchable State::touchable(std::string_view id, std::string_view label, Role role, const Rect& rect,
                           bool enabled, Said said) {
    if (section == 0 && role != Role::backdrop) words_above = false;
    // A link over two lines is touched on both and told once.
    if (nodes.empty() || nodes.back().id != id) list(id, label, role, rect, enabled, std::move(said));
    const Rect on_screen{0, 0, size.w, size.h};
    const Rect seen = intersection(rect, clips.empty() ? on_screen : clips.back());
    if (seen.empty()) return {};
    // (x + w) - x is not always w: a hair is not a part that is hidden.
    const bool clipped = rect.w - seen.w > kMeasuredSame || rect.h - seen.h > kMeasuredSame;
    targets.push_back({std::string(id), std::string(label), role, seen, enabled, clipped});
    if (!enabled) return {};
    Touchable result;
    result.pressed = gestures.pressed() == id;
    if (taken.tapped && *taken.tapped == id) {
        result.tapped = true;
        taken.tapped.reset();
    }
    return result;
}

void State::animate(Duration in) {
    const Duration at = now + in;
    next_frame = next_frame ? std::min(*next_frame, at) : at;
}

}  // namespace storeside::frame
