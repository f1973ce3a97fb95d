// Cards, choices, rows, items, notices: an icon, a title, a line or two.
#include <cmath>

#include "ui/frame/state.hpp"

namespace storeside::frame {
namespace {

using theme::Type;

enum class Mark { none, onward, chosen, open };  // at the right end

void end_mark(State& s, Mark mark, Point centre) {
    switch (mark) {
        case Mark::none:
            return;
        case Mark::onward:
            return s.icon("chevron-right", IconSize::small, centre, s.colour().text_muted);
        case Mark::chosen:
            return s.icon("check-circle", IconSize::small, centre, s.colour().accent);
        case Mark::open:
            return s.painter.circle(centre, s.px(16), s.colour().text_muted, s.px(3));
    }
}

// Title over text beside an icon; in a narrow cell the icon stands above them.
struct CardLook {
    std::string_view icon;
    Type title_type = Type::heading;
    bool title_strong = true;
    Mark mark = Mark::onward;
    bool chosen = false;
    Role role = Role::card;
};

bool card_like(State& s, std::string_view id, const Rich& title, const Rich& text, const CardLook& look) {
    const float padding = s.px(s.theme.space.card_padding);
    // Without an icon the mark has room beside the words.
    const bool slim = s.width() < s.px(560);
    const bool narrow = !look.icon.empty() && slim;
    const float badge = look.icon.empty() ? 0 : s.px(88);
    const float icon_room = badge > 0 && !narrow ? badge + s.px(28) : 0;
    const float before_mark = look.mark == Mark::onward ? 16 : 28;  // a chevron is slim, a circle is not
    const float mark_room = look.mark == Mark::none || narrow ? 0 : s.px(40 + before_mark);
    const float room = std::max(1.0F, s.width() - 2 * padding - icon_room - mark_room);
    // Side by side with its mark a word has little room; its neighbours are to be as large.
    const Type type = slim && !narrow ? Type::body : look.title_type;
    const Wrapped title_words = s.wrap_whole(title, {type, look.title_strong, true}, room);
    const Wrapped text_words = s.wrap(text, {Type::body, false, true}, room);
    const float between = text.empty() ? 0 : s.px(4);
    const float words = title_words.height() + between + (text.empty() ? 0 : text_words.height());
    const float height = narrow ? words + (badge > 0 ? badge + s.px(24) : 0) : std::max(words, badge);
    const Rect rect = s.place(Block::card, std::max(height + 2 * padding, s.px(s.theme.height.row)));
    const std::optional<bool> chosen = look.role == Role::choice ? std::optional(look.chosen) : std::nullopt;
    const Touchable touch =
        s.touchable(id, title.plain(), look.role, rect, true, {.more = text.plain(), .chosen = chosen});

    const int mark = s.painter.mark();
    s.raised(rect, s.px(s.theme.radius.card), touch.pressed);
    if (look.chosen) s.painter.stroke(rect, s.colour().accent, s.px(4), s.px(s.theme.radius.card));
    const float x = rect.x + padding + icon_room;
    float y = narrow ? rect.y + padding : rect.centre().y - words / 2;
    if (badge > 0) {
        const Point centre{rect.x + padding + badge / 2, narrow ? y + badge / 2 : rect.centre().y};
        const Rect ground{centre.x - badge / 2, centre.y - badge / 2, badge, badge};
        if (!s.theme.high_contrast) s.painter.fill(ground, s.colour().surface_sunken, s.px(20));
        s.icon(look.icon, IconSize::large, centre, s.colour().text);
        if (narrow) y += badge + s.px(24);
    }
    s.painter.text(title_words, {x, y}, s.colour().text);
    if (!text.empty())
        s.painter.text(text_words, {x, y + title_words.height() + between}, s.colour().text_muted);
    const float mark_y = narrow ? rect.y + padding + badge / 2 : rect.centre().y;
    end_mark(s, look.mark, {rect.right() - padding - s.px(20), mark_y});
    if (touch.pressed) s.painter.shrink(mark, rect.centre(), 0.98F);
    return touch.tapped;
}

struct RowWords {
    Wrapped title, text;
    float height = 0;
    float between = 0;
};

RowWords row_words(State& s, const Rich& title, const Rich& text, float room) {
    RowWords words;
    words.title = s.wrap(title, {Type::body, false, true}, std::max(1.0F, room));
    words.text = s.wrap(text, {Type::caption, false, false}, std::max(1.0F, room));
    words.between = text.empty() ? 0 : s.px(4);
    words.height = words.title.height() + words.between + (text.empty() ? 0 : words.text.height());
    return words;
}

void draw_row_words(State& s, const RowWords& words, bool has_text, Point at) {
    s.painter.text(words.title, at, s.ink());
    if (has_text) s.painter.text(words.text, {at.x, at.y + words.title.height() + words.between}, s.muted());
}

std::string sentences(const Rich& title, const Rich& text) {
    return text.empty() ? title.plain() : title.plain() + ". " + text.plain();
}

// A row of a list, with a line between it and the one above.
Rect place_row(State& s, float height) {
    const bool first = s.column().last != Block::row;
    const Rect rect = s.place(Block::row, height);
    if (!first) s.painter.fill({rect.x, rect.y, rect.w, std::max(1.0F, s.px(1.5F))}, s.colour().outline);
    return rect;
}

}  // namespace

bool Frame::card(std::string_view id, std::string_view icon, std::string_view title, std::string_view text) {
    return card_like(*state_, id, title, text, {.icon = icon});
}

bool Frame::answer(std::string_view id, std::string_view icon, const Rich& title, const Rich& text) {
    return card_like(*state_, id, title, text, {.icon = icon, .title_strong = false});
}

bool Frame::choice(std::string_view id, std::string_view icon, std::string_view title, std::string_view text,
                   bool chosen) {
    return card_like(
        *state_, id, title, text,
        {.icon = icon, .mark = chosen ? Mark::chosen : Mark::open, .chosen = chosen, .role = Role::choice});
}

bool Frame::notice(std::string_view id, std::string_view icon, std::string_view title,
                   std::string_view text) {
    return card_like(*state_, id, title, text, {.icon = icon, .title_type = Type::body});
}

bool Frame::toggle(std::string_view id, std::string_view label, bool on) {
    State& s = *state_;
    const float switch_width = s.px(104);
    const Rich rich(label);
    const Wrapped words =
        s.wrap(rich, {Type::body, false, false}, std::max(1.0F, s.width() - switch_width - s.px(24)));
    const Rect rect = place_row(s, std::max(s.px(s.theme.height.row), words.height() + s.px(32)));
    const Touchable touch = s.touchable(id, label, Role::choice, rect, true, {.chosen = on});
    if (touch.pressed) s.painter.fill(rect, theme::mix(s.ground(), s.ink(), 0.06F), s.px(16));
    s.painter.text(words, {rect.x, rect.centre().y - words.height() / 2}, s.ink());
    const Rect track{rect.right() - switch_width, rect.centre().y - s.px(28), switch_width, s.px(56)};
    const float knob = track.h / 2 - s.px(6);
    const Colour ground = on ? s.colour().accent : s.colour().text_muted;
    s.painter.fill(track, ground, track.h / 2);
    const Point at{on ? track.right() - track.h / 2 : track.x + track.h / 2, track.centre().y};
    s.painter.disc(at, knob, s.colour().surface_raised);
    // On and off differ by a mark, too, not by colour and side alone.
    if (on) s.icon("check", IconSize::small, at, ground);
    return touch.tapped;
}

bool Frame::row(std::string_view id, const Rich& title, const Rich& text, std::string_view icon) {
    State& s = *state_;
    const float icon_room = icon.empty() ? 0 : s.px(40 + 24);
    const float mark_room = s.px(40 + 16);
    const RowWords words = row_words(s, title, text, s.width() - icon_room - mark_room);
    const Rect rect = place_row(s, std::max(s.px(s.theme.height.row), words.height + s.px(32)));
    const Touchable touch = s.touchable(id, title.plain(), Role::row, rect, true, {.more = text.plain()});
    const int mark = s.painter.mark();
    if (touch.pressed) {
        const Rect wide{rect.x - s.px(16), rect.y, rect.w + s.px(32), rect.h};
        s.painter.fill(wide, theme::mix(s.ground(), s.ink(), 0.06F), s.px(16));
    }
    if (!icon.empty()) s.icon(icon, IconSize::small, {rect.x + s.px(20), rect.centre().y}, s.muted());
    draw_row_words(s, words, !text.empty(), {rect.x + icon_room, rect.centre().y - words.height / 2});
    end_mark(s, Mark::onward, {rect.right() - s.px(16), rect.centre().y});
    if (touch.pressed) s.painter.shrink(mark, rect.centre(), 0.98F);
    return touch.tapped;
}

void Frame::item(std::string_view icon, const Rich& title, const Rich& text) {
    State& s = *state_;
    const float icon_room = icon.empty() ? 0 : s.px(40 + 24);
    const RowWords words = row_words(s, title, text, s.width() - icon_room);
    const Rect rect = place_row(s, std::max(s.px(72), words.height + s.px(32)));
    if (!icon.empty()) s.icon(icon, IconSize::small, {rect.x + s.px(20), rect.centre().y}, s.muted());
    draw_row_words(s, words, !text.empty(), {rect.x + icon_room, rect.centre().y - words.height / 2});
    s.tell(sentences(title, text), rect);
}

void Frame::item(const Picture& picture, const Rich& title, const Rich& text) {
    State& s = *state_;
    const float side = s.px(96);
    const float room = side + s.px(24);
    const RowWords words = row_words(s, title, text, s.width() - room);
    const Rect rect = place_row(s, std::max(side, words.height) + s.px(32));
    s.picture(picture, {rect.x, rect.centre().y - side / 2, side, side}, s.px(16));
    draw_row_words(s, words, !text.empty(), {rect.x + room, rect.centre().y - words.height / 2});
    s.tell(sentences(title, text), rect);
}

}  // namespace storeside::frame
