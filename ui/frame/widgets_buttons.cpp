// Things to touch that stand alone: buttons, chips, the field, faces, keys.
#include <cmath>

#include "ui/frame/state.hpp"

namespace storeside::frame {
namespace {

using theme::Type;

struct ButtonLook {
    float height;
    Type type;
    bool strong;
    Colour ground, ink;
    bool raised, filled;
};

bool button(State& s, std::string_view id, std::string_view label, std::string_view icon, bool enabled,
            const ButtonLook& look) {
    const float padding = s.px(32);
    const float icon_room = icon.empty() ? 0 : s.px(40 + 16);
    const Rich rich(label);
    const Wrapped words = s.wrap_whole(rich, {look.type, look.strong, true},
                                       std::max(1.0F, s.width() - 2 * padding - icon_room));
    const Rect rect = s.place(Block::button, std::max(s.px(look.height), words.height() + s.px(32)));
    const Touchable touch = s.touchable(id, label, Role::button, rect, enabled);
    const int mark = s.painter.mark();
    const float radius = s.px(s.theme.radius.button);
    Colour ground = look.ground;
    Colour ink = look.ink;
    if (!enabled) {
        ground = s.colour().surface_sunken;
        ink = s.colour().text_muted;
    } else if (touch.pressed) {
        ground = theme::mix(ground, theme::rgb(0x000000), look.filled ? 0.12F : 0.06F);
    }
    if (look.raised && enabled && !touch.pressed) s.painter.shadow(rect);
    if (look.filled || touch.pressed || !enabled) s.painter.fill(rect, ground, radius);
    if (s.theme.high_contrast) s.painter.stroke(rect, s.colour().outline, s.px(2), radius);
    const float left = rect.x + (rect.w - words.width - icon_room) / 2;
    if (!icon.empty()) s.icon(icon, IconSize::small, {left + s.px(20), rect.centre().y}, ink);
    s.painter.text(words, {left + icon_room, rect.centre().y - words.height() / 2}, ink, words.width,
                   Painter::Align::centre);
    if (touch.pressed) s.painter.shrink(mark, rect.centre(), 0.98F);
    return touch.tapped;
}

std::string masked_text(std::string_view text) {
    std::string dots;
    while (!text.empty()) {
        take_code_point(text);
        dots += "\u2022";
    }
    return dots;
}

// The longest end of `text` that fits.
std::string end_that_fits(std::string_view text, TextStyle style, float width, const Atlas& atlas) {
    while (!text.empty() && text_width(text, style, atlas) > width) take_code_point(text);
    return std::string(text);
}

// All of `text` that fits in one line, with an ellipsis when something is missing.
std::string start_that_fits(std::string_view text, TextStyle style, float width, const Atlas& atlas) {
    if (text_width(text, style, atlas) <= width) return std::string(text);
    std::string fitting;
    for (std::string_view rest = text; !rest.empty();) {
        const std::string_view before = rest;
        take_code_point(rest);
        const std::string longer = fitting + std::string(before.substr(0, before.size() - rest.size()));
        if (text_width(longer + "…", style, atlas) > width) break;
        fitting = longer;
    }
    return fitting + "…";
}

// On one line, smaller if need be; on two when even that is too long, and never on more than the field has.
Wrapped hint_words(State& s, const Rich& hint, float room) {
    Wrapped words = s.wrap(hint, {Type::body}, std::max(1.0F, room));
    if (words.lines.size() > 1) words = s.wrap(hint, {Type::caption}, std::max(1.0F, room));
    if (words.lines.size() > 2) words.lines.resize(2);
    return words;
}

void field_ground(State& s, const Rect& box, bool focused) {
    const float radius = s.px(s.theme.radius.button);
    s.painter.fill(box, s.colour().surface_raised, radius);
    s.painter.stroke(box, focused ? s.colour().focus : s.colour().text_muted, s.px(focused ? 4 : 2), radius);
}

bool clear_button(State& s, const Field& field, const Rect& rect) {
    const Touchable touch = s.touchable(std::string(field.id) + "/clear", field.clear, Role::button, rect);
    if (touch.pressed)
        s.painter.fill(rect.inset(s.px(8)), s.colour().surface_sunken, s.px(s.theme.radius.button));
    s.icon("close", IconSize::small, rect.centre(), s.colour().text);
    return touch.tapped;
}

// The icon, what was typed or the hint, and the caret.
void field_words(State& s, const Field& field, const Rect& box) {
    const float padding = s.px(28);
    float x = box.x + padding;
    if (!field.icon.empty()) {
        s.icon(field.icon, IconSize::small, {x + s.px(20), box.centre().y}, s.colour().text_muted);
        x += s.px(40 + 16);
    }
    const TextStyle style{field.masked ? Type::title : Type::heading, false, false};
    const float room = box.right() - padding - x;
    const std::string shown = field.masked ? masked_text(field.text) : std::string(field.text);
    const bool empty = shown.empty();
    std::string seen(field.hint);
    if (!empty)
        seen = field.focused ? end_that_fits(shown, style, room, s.atlas)
                             : start_that_fits(shown, style, room, s.atlas);
    const Rich rich(seen);
    const Wrapped line = empty ? hint_words(s, rich, room) : s.wrap(rich, style, std::max(room, 1.0F) + 4);
    // In strong contrast, too, a hint must not look like something typed: grey, but 7:1.
    const Colour hint = s.theme.high_contrast ? theme::mix(s.colour().text, s.colour().surface_raised, 0.34F)
                                              : s.colour().text_muted;
    s.painter.text(line, {x + (empty && field.focused ? s.px(10) : 0), box.centre().y - line.height() / 2},
                   empty ? hint : s.colour().text);
    if (!field.focused) return;
    const float caret = x + (empty ? 0 : line.width + s.px(3));
    const float half = s.theme.text_px(Type::heading) * 0.6F;
    s.painter.fill({std::round(caret), box.centre().y - half, s.px(3), 2 * half}, s.colour().focus);
}

void face(State& s, Point centre, float radius, int mood, bool chosen) {
    Painter& p = s.painter;
    const Colour ink = chosen ? s.colour().on_accent : s.ink();
    if (chosen) {
        p.disc(centre, radius, s.colour().accent);
    } else {
        p.circle(centre, radius - s.px(2), ink, s.px(4));
    }
    const float eye = radius * 0.34F;
    p.disc({centre.x - eye, centre.y - radius * 0.2F}, radius * 0.1F, ink);
    p.disc({centre.x + eye, centre.y - radius * 0.2F}, radius * 0.1F, ink);
    // From a mouth that hangs (1) over a straight one (3) to one that smiles (5).
    const float bend = static_cast<float>(mood - 3) * radius * 0.22F;
    const float mouth = centre.y + radius * 0.34F - bend * 0.25F;
    p.curve({centre.x - radius * 0.44F, mouth}, {centre.x, mouth + bend * 1.5F},
            {centre.x + radius * 0.44F, mouth}, ink, s.px(5));
}

}  // namespace

bool Frame::primary(std::string_view id, std::string_view label, std::string_view icon, bool enabled) {
    State& s = *state_;
    const bool reversed = s.on_accent;
    return button(s, id, label, icon, enabled,
                  {.height = s.theme.height.primary,
                   .type = Type::heading,
                   .strong = true,
                   .ground = reversed ? s.colour().on_accent : s.colour().accent,
                   .ink = reversed ? s.colour().accent : s.colour().on_accent,
                   .raised = false,
                   .filled = true});
}

bool Frame::secondary(std::string_view id, std::string_view label, std::string_view icon, bool enabled) {
    State& s = *state_;
    return button(s, id, label, icon, enabled,
                  {.height = s.theme.height.button,
                   .type = Type::body,
                   .strong = true,
                   .ground = s.colour().surface_raised,
                   .ink = s.colour().text,
                   .raised = true,
                   .filled = true});
}

bool Frame::quiet(std::string_view id, std::string_view label, std::string_view icon) {
    State& s = *state_;
    return button(s, id, label, icon, true,
                  {.height = s.theme.height.touch,
                   .type = Type::body,
                   .strong = false,
                   .ground = s.ground(),
                   .ink = s.ink(),
                   .raised = false,
                   .filled = false});
}

bool Frame::chip(std::string_view id, std::string_view label, std::string_view icon) {
    State& s = *state_;
    const Rich rich(label);
    const float padding = s.px(32);
    const float icon_room = icon.empty() ? 0 : s.px(40 + 12);
    const Wrapped words = s.wrap(rich, {Type::body, false, true}, s.width() - 2 * padding - icon_room);
    const float height = std::max(s.px(s.theme.height.touch), words.height() + s.px(24));
    const float w = std::max(height, words.width + icon_room + 2 * padding);
    Column& column = s.column();
    const float beside = column.chip_end + s.px(16);
    const bool fits = column.last == Block::chip && beside + w <= column.rect.right();
    Rect rect{};
    if (fits) {
        rect = {beside, column.y - height, w, height};
    } else {
        rect = s.place(Block::chip, height);
        rect.w = w;
    }
    column.chip_end = rect.right();
    const Touchable touch = s.touchable(id, label, Role::button, rect);
    const int mark = s.painter.mark();
    s.raised(rect, std::min(s.px(s.theme.radius.chip), height / 2), touch.pressed);
    const float left = rect.x + (rect.w - words.width - icon_room) / 2;
    if (!icon.empty()) s.icon(icon, IconSize::small, {left + s.px(20), rect.centre().y}, s.colour().text);
    s.painter.text(words, {left + icon_room, rect.centre().y - words.height() / 2}, s.colour().text,
                   words.width, Painter::Align::centre);
    if (touch.pressed) s.painter.shrink(mark, rect.centre(), 0.98F);
    return touch.tapped;
}

std::optional<FieldTouch> Frame::field(const Field& field) {
    State& s = *state_;
    const Rich label(field.label);
    const Wrapped label_words = s.wrap(label, {Type::caption, false, false}, s.width());
    const float above = field.label.empty() ? 0 : label_words.height() + s.px(8);
    const float height = std::max(s.px(s.theme.height.field), s.theme.line_px(Type::heading) + s.px(32));
    const auto out_of_reach = field.above_reach ? s.place_above(Block::field, above + height) : std::nullopt;
    const Rect whole = out_of_reach ? *out_of_reach : s.place(Block::field, above + height);
    // Beside one whose label takes more lines the boxes stand level.
    const Rect box{whole.x, whole.bottom() - height, whole.w, height};
    if (above > 0) s.painter.text(label_words, {whole.x, box.y - above}, s.muted());
    field_ground(s, box, field.focused);

    Rect touch_area = box;
    std::optional<FieldTouch> touched;
    if (!field.clear.empty() && !field.text.empty() && !out_of_reach) {
        touch_area.w -= height;
        if (clear_button(s, field, {box.right() - height, box.y, height, height}))
            touched = FieldTouch::clear;
    }
    const std::string_view name = field.label.empty() ? field.hint : field.label;
    Said said{
        .more = std::string(field.text), .typing = field.focused, .masked = field.masked, .personal = true};
    if (out_of_reach)
        s.list(field.id, name, Role::field, box, true, std::move(said));
    else if (s.touchable(field.id, name, Role::field, touch_area, true, std::move(said)).tapped)
        touched = FieldTouch::focus;
    field_words(s, field, touch_area);
    return touched;
}

std::optional<int> Frame::faces(std::string_view id, std::span<const std::string> words, int chosen) {
    State& s = *state_;
    constexpr int kFaces = 5;
    if (words.size() != kFaces) return std::nullopt;
    const float gap = s.px(8);
    const float w = std::floor((s.width() - gap * (kFaces - 1)) / kFaces);
    const float radius = std::min(w / 2 - s.px(8), s.px(104));
    const std::vector<Rich> texts(words.begin(), words.end());
    const bool roomy = std::ranges::all_of(
        words, [&](const std::string& word) { return text_width(word, {Type::body}, s.atlas) <= w; });
    std::vector<Wrapped> labels;
    float label_height = 0;
    for (const Rich& text : texts) {
        labels.push_back(s.wrap(text, {roomy ? Type::body : Type::caption, false, true}, w));
        label_height = std::max(label_height, labels.back().height());
    }
    const Rect rect = s.place(Block::card, 2 * radius + s.px(16 + 16 + 16) + label_height);
    std::optional<int> touched;
    for (int i = 0; i < kFaces; ++i) {
        const auto index = static_cast<std::size_t>(i);
        const Rect cell{rect.x + static_cast<float>(i) * (w + gap), rect.y, w, rect.h};
        const std::string name = std::string(id) + "/" + std::to_string(i + 1);
        const Touchable touch =
            s.touchable(name, words[index], Role::choice, cell, true, {.chosen = chosen == i + 1});
        const int mark = s.painter.mark();
        if (touch.pressed) s.painter.fill(cell, s.colour().surface_sunken, s.px(s.theme.radius.card));
        face(s, {cell.centre().x, cell.y + s.px(16) + radius}, radius, i + 1, chosen == i + 1);
        s.painter.text(labels[index], {cell.x, cell.y + s.px(16 + 16) + 2 * radius}, s.ink(), w,
                       Painter::Align::centre);
        if (touch.pressed) s.painter.shrink(mark, cell.centre(), 0.98F);
        if (touch.tapped) touched = i + 1;
    }
    return touched;
}

Rect Frame::tray(float height) {
    State& s = *state_;
    const Rect rect = s.place(Block::gap, height);
    const Rect ground{0, rect.y - s.px(16), s.size.w, height + s.px(16 + 32)};
    s.painter.fill(ground, s.colour().surface_sunken);
    if (s.theme.high_contrast)
        s.painter.line({0, ground.y}, {ground.w, ground.y}, s.colour().outline, s.px(2));
    return {0, rect.y, s.size.w, height};
}

bool Frame::key(const KeyLook& look, const Rect& rect) {
    State& s = *state_;
    const Touchable touch = s.touchable(look.id, look.label, Role::key, rect);
    const theme::Palette& colours = s.colour();
    Colour ground = look.primary ? colours.accent
                    : look.action && !s.theme.high_contrast
                        ? theme::mix(colours.surface_sunken, colours.outline, 0.6F)
                        : colours.surface_raised;
    const Colour ink = look.primary ? colours.on_accent : colours.text;
    if (look.lit) ground = colours.surface_raised;
    if (touch.pressed) ground = theme::mix(ground, colours.text, 0.12F);
    // What can be touched meets its neighbours; what is seen of a key leaves a gap.
    const Rect seen = rect.inset(s.px(4));
    const float radius = s.px(s.theme.radius.key);
    const int mark = s.painter.mark();
    if (!s.theme.high_contrast) {
        s.painter.fill({seen.x, seen.y + s.px(3), seen.w, seen.h}, theme::faded(colours.text, 0.14F), radius);
    }
    s.painter.fill(seen, ground, radius);
    if (s.theme.high_contrast || look.lit)
        s.painter.stroke(seen, colours.text, s.px(look.lit ? 3 : 2), radius);
    if (!look.icon.empty()) {
        s.icon(look.icon, IconSize::small, seen.centre(), ink);
    } else if (look.words) {
        const float room = seen.w - s.px(24);
        const TextStyle large{Type::body, false, false}, small{Type::caption, false, true};
        const auto is_short = [&](std::string_view words) {
            return text_width(words, large, s.atlas) <= room;
        };
        const bool fits = is_short(look.shown) && std::ranges::all_of(look.alike, is_short);
        std::string fitting(look.shown);
        if (!fits) fitting = start_that_fits(look.shown, small, 2 * room - s.px(96), s.atlas);
        const Rich rich(fitting);
        const Wrapped words = s.wrap(rich, fits ? large : small, room);
        s.painter.text(words, {seen.x, seen.centre().y - words.height() / 2}, ink, seen.w,
                       Painter::Align::centre);
    } else {
        const Rich rich(look.shown);
        // A letter is large; a word is as large as fits.
        Wrapped words = s.wrap(rich, {Type::heading, false, true}, seen.w);
        if (look.action || look.primary || words.width > seen.w - s.px(8) || words.lines.size() > 1) {
            words = s.wrap(rich, {Type::body, look.primary, true}, seen.w - s.px(8));
        }
        if (words.lines.size() > 2 || words.height() > seen.h) {
            words = s.wrap(rich, {Type::caption, look.primary, true}, seen.w - s.px(8));
        }
        s.painter.text(words, {seen.x, seen.centre().y - words.height() / 2}, ink, seen.w,
                       Painter::Align::centre);
    }
    if (touch.pressed) s.painter.shrink(mark, seen.centre(), 0.98F);
    return touch.tapped;
}

}  // namespace storeside::frame
