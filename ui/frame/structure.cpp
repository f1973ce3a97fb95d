// Where things go: header and bottom bar, scrolling, columns, grids, panels, the overlay.
#include <algorithm>
#include <cmath>
#include <limits>

#include "ui/frame/bottom_bar.hpp"
#include "ui/frame/state.hpp"

namespace storeside::frame {
namespace {

// Slows down towards the end.
float ease_out(float t) { return 1 - (1 - t) * (1 - t) * (1 - t); }

float since(Duration start, Duration now, std::chrono::milliseconds whole) {
    if (whole.count() <= 0) return 1;
    const auto passed = std::chrono::duration<float, std::milli>(now - start).count();
    return std::clamp(passed / static_cast<float>(whole.count()), 0.0F, 1.0F);
}

// Header and bar stand still while the page between them moves.
class StandStill {
public:
    explicit StandStill(Painter& painter)
        : painter_(painter), opacity_(painter.opacity()), dx_(painter.offset()) {
        painter.set_veil(1, 0);
    }
    ~StandStill() { painter_.set_veil(opacity_, dx_); }
    StandStill(const StandStill&) = delete;
    StandStill& operator=(const StandStill&) = delete;

private:
    Painter& painter_;
    float opacity_, dx_;
};

void header(State& s, const Chrome& chrome, float margin) {
    const Pictures::Entry& logo = s.pictures.get(chrome.logo.key, chrome.logo.bytes);
    const float room = s.size.w - 2 * margin;
    const float height = s.px(s.theme.height.header);
    if (logo.shows()) {
        const float ratio = static_cast<float>(logo.decoded.width) / static_cast<float>(logo.decoded.height);
        const float w = std::min(s.px(64) * ratio, room);
        const float h = w / ratio;
        const Rect rect{margin, std::round((height - h) / 2), std::round(w), std::round(h)};
        s.painter.picture(logo.texture, rect, 0, 0, 1, 1, 0);
    } else if (!chrome.logo.words.empty()) {
        const Rich rich(chrome.logo.words);
        const Wrapped words = s.wrap(rich, {theme::Type::heading, true, true}, std::max(1.0F, room));
        s.painter.text(words, {margin, (height - words.height()) / 2}, s.ink());
    }
}

// What is drawn while it lives is read after the content.
class LaterSection {
public:
    LaterSection(State& s, int section) : s_(s), before_(s.section) {
        s.section = std::max(before_, section);
    }
    ~LaterSection() { s_.section = before_; }
    LaterSection(const LaterSection&) = delete;
    LaterSection& operator=(const LaterSection&) = delete;

private:
    State& s_;
    int before_;
};
constexpr int kPinned = 1, kBar = 2;

// A card on a backdrop: words on it are still on_accent, whatever the photo shows behind them.
void shaded(State& s, const Rect& rect) {
    const float radius = s.px(s.theme.radius.card);
    s.painter.fill(rect, theme::faded(theme::mix(s.colour().accent, theme::rgb(0x000000), 0.4F), 0.8F),
                   radius);
    if (s.theme.high_contrast) s.painter.stroke(rect, s.ink(), s.px(2), radius);
}

constexpr float kLeastHidden = 16;  // dp; less than that is air below the last thing

// Where in a list one is, in the margin beside it, and an arrow while there is more below: a soft edge that
// falls into a gap tells nobody.
void scroll_mark(State& s, const Rect& view, float offset, float furthest) {
    if (furthest < s.px(kLeastHidden)) return;
    const float w = s.px(6);
    const float x = view.right() + s.px(17);
    const float track = view.h - s.px(44);
    const float h = std::max(s.px(48), track * view.h / (view.h + furthest));
    if (h < track) {
        const float y = view.y + (track - h) * offset / furthest;
        const Colour colour = s.theme.high_contrast ? s.ink() : theme::mix(s.ground(), s.ink(), 0.25F);
        s.painter.fill({x, std::round(y), w, h}, colour, w / 2);
    }
    if (furthest - offset >= s.px(kLeastHidden))
        s.icon("chevron-down", IconSize::small, {x + w / 2, view.bottom() - s.px(16)}, s.ink());
}

}  // namespace

void Frame::page(std::string_view id, Enter enter) {
    State& s = *state_;
    if (s.page != id) {
        const bool first = s.page.empty();
        s.page = id;
        s.focus.id.clear();
        s.focus.index = 0;
        s.page_enter = enter;
        s.page_since = first ? s.now - std::chrono::hours(1) : s.now;
    }
    const theme::Motion& motion = s.theme.motion;
    const float t = ease_out(since(s.page_since, s.now, motion.reduced ? motion.fade : motion.slide));
    if (t >= 1) return;
    const bool slides = !motion.reduced && s.page_enter != Enter::fade;
    const float direction = s.page_enter == Enter::back ? -1.0F : 1.0F;
    s.painter.set_veil(t, slides ? direction * (1 - t) * s.px(motion.slide_distance) : 0);
    s.animate(std::chrono::milliseconds(16));
}

std::optional<ChromeTouch> Frame::chrome(const Chrome& chrome) {
    State& s = *state_;
    const StandStill still(s.painter);
    const LaterSection section(s, kBar);
    const float margin = s.px(portrait() ? s.theme.space.margin_portrait : s.theme.space.margin_landscape);
    header(s, chrome, margin);
    // The bar's ground is white on every page, also on one in the accent colour.
    const bool on_accent = std::exchange(s.on_accent, false);
    float bar_top = 0;
    const auto touched = bottom_bar(s, chrome, bar_top);
    s.on_accent = on_accent;

    const float below_header = s.px(s.theme.height.header) + s.px(8);
    const float top = s.reach < 1 ? s.reachable().y + s.px(8) : below_header;
    const Rect place{margin, top, s.size.w - 2 * margin, bar_top - s.px(32) - top};
    s.columns.assign(1, Column{.rect = place, .y = place.y});
    return touched;
}

void Frame::backdrop() {
    state_->on_accent = true;
    state_->painter.set_background(state_->colour().accent);
}

void Frame::backdrop(const Picture& photo) {
    State& s = *state_;
    s.on_accent = true;
    s.painter.set_background(s.colour().accent);
    if (s.theme.high_contrast || !s.pictures.get(photo.key, photo.bytes).shows()) return;
    // A photo that faded with each greeting would be drawn whole sixty times a second.
    const StandStill still(s.painter);
    const Rect all{0, 0, s.size.w, s.size.h};
    s.picture(photo, all, 0);
    s.painter.fill(all, theme::faded(photo_veil(s.colour().accent), kPhotoVeil));
}

bool Frame::anywhere(std::string_view id, std::string_view label) {
    return state_->touchable(id, label, Role::backdrop, {0, 0, state_->size.w, state_->size.h}).tapped;
}

void Frame::scroll(std::string_view id, const Draw& draw) {
    State& s = *state_;
    Rect view = s.place_left();
    if (const auto& last = s.column().last; last) {
        view.y += s.gap();
        view.h = std::max(0.0F, view.h - s.gap());
    }
    ScrollArea& area = s.gestures.area(std::string(id));
    // A little more than the view is drawn, for shadows and the edge that fades; a keyboard begins below it.
    const float bleed = s.px(16);
    const Rect seen{view.x - 2 * bleed, view.y - bleed, view.w + 4 * bleed, view.h + 2 * bleed};
    area.view = view;
    area.drawn = true;
    const float offset = std::round(std::min(area.offset, area.furthest));

    s.painter.push_clip(seen);
    s.clips.push_back(intersection(s.clips.back(), view));
    s.columns.push_back(Column{.rect = view, .y = view.y - offset});
    const std::string outer = std::exchange(s.region, std::string(id));
    draw();
    s.region = outer;
    const float height = s.columns.back().y + offset - view.y;
    s.columns.pop_back();
    s.clips.pop_back();

    const float furthest = std::max(0.0F, std::ceil(height - view.h));
    if (furthest != area.furthest && area.offset > furthest) s.unsettled = true;
    area.furthest = furthest;
    area.offset = std::min(area.offset, furthest);
    const float edge = s.px(40);
    if (offset > 0) s.painter.fade_edge({seen.x, seen.y, seen.w, edge}, s.ground(), false);
    if (offset < furthest)
        s.painter.fade_edge({seen.x, seen.bottom() - edge, seen.w, edge}, s.ground(), true);
    scroll_mark(s, view, offset, furthest);
    s.painter.pop_clip();
    s.column().y = view.bottom();
    s.column().last = Block::card;
}

void Frame::show_end(std::string_view id) {
    ScrollArea& area = state_->gestures.area(std::string(id));
    area.offset = std::numeric_limits<float>::max();  // scroll() takes it back to the furthest there is
    area.velocity = 0;
    state_->unsettled = true;
}

void Frame::pinned(std::string_view id, const Draw& draw) {
    State& s = *state_;
    const std::string key = std::string(id) + "/pinned";
    const float height = s.measured(key);
    Column& outer = s.column();
    const Rect rect{outer.rect.x, outer.rect.bottom() - height, outer.rect.w, height};
    s.columns.push_back(Column{.rect = rect, .y = rect.y});
    {
        const LaterSection section(s, kPinned);
        draw();
    }
    const float used = s.columns.back().y - rect.y;
    s.columns.pop_back();
    s.measure(key, used);
    s.column().rect.h = std::max(0.0F, s.column().rect.h - used - s.px(32));
}

void Frame::columns(std::string_view id, const Draw& main, const Draw& aside) {
    State& s = *state_;
    const std::string name(id);
    if (portrait()) {
        pinned(name + "/aside", aside);
        scroll(name, main);
        return;
    }
    const Rect whole = s.place_left();
    const float gap = s.px(s.theme.space.margin_landscape);
    const float left = std::floor((whole.w - gap) * 2 / 3);
    const auto within = [&](const std::string& area, const Rect& rect, const Draw& draw) {
        s.columns.push_back(Column{.rect = rect, .y = rect.y});
        scroll(area, draw);
        s.columns.pop_back();
    };
    within(name, {whole.x, whole.y, left, whole.h}, main);
    within(name + "/aside", {whole.x + left + gap, whole.y, whole.w - left - gap, whole.h}, aside);
    s.column().y = whole.bottom();
}

void Frame::grid(std::string_view id, int portrait_columns, int landscape_columns, const Draw& draw) {
    State& s = *state_;
    const Rect start = s.place(Block::card, 0);
    s.columns.push_back(Column{.rect = {start.x, start.y, start.w, s.place_left().h},
                               .y = start.y,
                               .grid = std::string(id),
                               .cells = portrait() ? portrait_columns : landscape_columns});
    draw();
    const float bottom = s.columns.back().y;
    s.columns.pop_back();
    s.column().y = bottom;
}

void Frame::panel(std::string_view id, const Draw& draw) {
    State& s = *state_;
    const std::string key = std::string(id) + "/panel";
    const float padding = s.px(s.theme.space.card_padding);
    const Rect rect = s.place(Block::card, s.measured(key));
    if (s.on_accent)
        shaded(s, rect);
    else
        s.raised(rect, s.px(s.theme.radius.card), false);
    const Rect inside = rect.inset(padding);
    s.columns.push_back(Column{.rect = inside, .y = inside.y});
    draw();
    const float height = s.columns.back().y - rect.y + padding;
    s.columns.pop_back();
    s.measure(key, height);
}

void Frame::overlay(std::string_view id, const Draw& draw) {
    State& s = *state_;
    const StandStill still(s.painter);
    const std::string key = std::string(id) + "/overlay";
    s.painter.fill({0, 0, s.size.w, s.size.h}, theme::faded(theme::rgb(0x000000), 0.55F));
    s.targets.clear();
    s.nodes.clear();
    s.modal = id;
    s.words_above = false;
    s.popups.clear();
    s.gestures.forget_drawn();
    s.on_accent = false;
    const float padding = s.px(56);
    const float w = std::min(s.px(880), s.size.w - 2 * s.px(s.theme.space.margin_portrait));
    const Rect room = s.reachable();
    const float h = std::min(s.measured(key), room.h - 2 * s.px(32));
    const Rect rect{std::round((room.w - w) / 2), std::round(room.y + (room.h - h) / 2), w, h};
    s.painter.fill(rect, s.colour().surface_raised, s.px(s.theme.radius.card));
    const Rect inside = rect.inset(padding);
    s.columns.assign(1, Column{.rect = inside, .y = inside.y});
    draw();
    s.measure(key, s.columns.back().y - rect.y + padding);
}

void Frame::popup(const Rect& rect, Draw draw) {
    state_->popups.push_back([&s = *state_, rect, draw = std::move(draw)] {
        const StandStill still(s.painter);
        const auto covered = [&](const auto& thing) { return !intersection(thing.rect, rect).empty(); };
        std::erase_if(s.targets, covered);
        std::erase_if(s.nodes, covered);
        s.painter.shadow(rect);
        s.painter.fill(rect, s.colour().text, s.px(s.theme.radius.key + 4));
        draw();
    });
}

void Frame::centred(std::string_view id, const Draw& draw) {
    State& s = *state_;
    const std::string key = std::string(id) + "/centred";
    const Rect left = s.place_left();
    const float top = left.y + std::max(0.0F, std::round((left.h - s.measured(key)) / 2));
    s.columns.push_back(Column{.rect = {left.x, top, left.w, left.h}, .y = top});
    draw();
    s.measure(key, s.columns.back().y - top);
    s.columns.pop_back();
    s.column().y = left.bottom();
}

void Frame::faded(float opacity, const Draw& draw) {
    Painter& painter = state_->painter;
    const float before = painter.opacity();
    painter.set_veil(before * opacity, painter.offset());
    draw();
    painter.set_veil(before, painter.offset());
}

void Frame::still(const Draw& draw) {
    const StandStill still(state_->painter);
    draw();
}

void Frame::space(float dp) {
    State& s = *state_;
    s.column().y += s.px(dp);
    s.column().last = Block::gap;
}

}  // namespace storeside::frame
