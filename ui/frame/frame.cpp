#include "ui/frame/frame.hpp"

#include <string.h>

#include <utility>

#include "ui/frame/state.hpp"

namespace storeside::frame {
namespace {

constexpr float kSlop = 12;  // dp a finger may wander and still tap

// What a key asks of the whole screen, not of a field.
bool is_command(const Key& key) {
    switch (key.kind) {
        case Key::Kind::back:
        case Key::Kind::repeat:
        case Key::Kind::slower:
        case Key::Kind::faster:
        case Key::Kind::quieter:
        case Key::Kind::louder:
            return true;
        default:
            return false;
    }
}

}  // namespace

Result<Frame> Frame::open(Size pixels, const theme::Theme& theme, const FontFiles& fonts) {
    ASSIGN_OR_RETURN(auto atlas, Atlas::open(fonts, theme));
    return Frame(std::make_unique<State>(pixels, theme, std::move(atlas)));
}

Frame::Frame(std::unique_ptr<State> state) : state_(std::move(state)) {}
Frame::Frame(Frame&&) noexcept = default;
Frame& Frame::operator=(Frame&&) noexcept = default;
Frame::~Frame() = default;

void Frame::begin(Duration now) {
    State& s = *state_;
    s.now = now;
    s.atlas.begin_pass();
    s.taken = s.gestures.take(now, s.shown, s.px(kSlop));
    s.gestures.forget_drawn();
    s.unsettled = s.taken.any();  // what it does is seen in the next pass
    s.stirred = s.taken.scrolled;
    s.next_frame.reset();
    if (s.gestures.rolling()) s.animate(std::chrono::milliseconds(16));
    if (const auto tells = s.gestures.tells_at()) s.animate(*tells - now);
    take_focus_keys();
    s.tapped = s.taken.tapped.value_or("");
    s.popups.clear();
    s.on_accent = false;
    s.targets.clear();
    s.nodes.clear();
    s.region.clear();
    s.section = 0;
    s.personal = false;
    s.live = false;
    s.modal.clear();
    s.clips.assign(1, {0, 0, s.size.w, s.size.h});
    const float margin = s.px(portrait() ? s.theme.space.margin_portrait : s.theme.space.margin_landscape);
    const Rect place = s.reachable().inset(margin);
    s.columns.assign(1, Column{.rect = place, .y = place.y});
    s.painter.begin(s.size, s.colour().surface, s.atlas, s.theme);
    s.begin_upper();
}

void Frame::take_focus_keys() {
    State& s = *state_;
    if (s.taken.found) s.focus_at(*s.taken.found);
    if (s.taken.flicked != 0) s.move_focus(s.taken.flicked > 0 ? Arrow::right : Arrow::left);
    if (s.taken.activated) s.activate();
    if (s.taken.tapped && !s.taken.activated) s.focus.shown = s.reader;
    if (!s.taken.key) return;
    const auto done = [&s] { s.taken.key.reset(); };
    switch (s.taken.key->kind) {
        case Key::Kind::up:
            s.move_focus(Arrow::up);
            return done();
        case Key::Kind::down:
            s.move_focus(Arrow::down);
            return done();
        case Key::Kind::left:
            s.move_focus(Arrow::left);
            return done();
        case Key::Kind::right:
            s.move_focus(Arrow::right);
            return done();
        case Key::Kind::submit: {
            // In the field that is typed in, Enter means what the keyboard's own key means.
            const Node* node = node_called(s.shown_nodes, s.focus.id);
            if (!s.focus.shown || node == nullptr || node->typing) return;
            s.activate();
            return done();
        }
        default:
            return;
    }
}

void Frame::end() {
    State& s = *state_;
    for (const Draw& popup : std::exchange(s.popups, {})) popup();
    s.end_upper();
    s.settle_focus();
    s.draw_focus();
    s.painter.end();
    s.shown.swap(s.targets);
    s.shown_nodes.swap(s.nodes);
    s.shown_modal = s.modal;
    s.taken = {};
}

bool Frame::wants_another_pass() const {
    return state_->gestures.waiting() || state_->unsettled || state_->atlas.is_stale();
}

std::optional<Duration> Frame::next_frame() const { return state_->next_frame; }

void Frame::touch(const TouchEvent& event) { state_->gestures.push(event); }
void Frame::type(Key key) { state_->gestures.push(std::move(key)); }
void Frame::tap(Point point) { state_->gestures.push(Gestures::Tap{point}); }

std::optional<Key> Frame::take_key() {
    auto& key = state_->taken.key;
    const bool typed = key && !is_command(*key) && key->kind != Key::Kind::scan;
    return typed ? std::exchange(key, std::nullopt) : std::nullopt;
}

std::optional<Key> Frame::take_command() {
    auto& key = state_->taken.key;
    return key && is_command(*key) ? std::exchange(key, std::nullopt) : std::nullopt;
}

bool Frame::stirred() const { return state_->stirred; }

void Frame::set_reader(bool on) {
    state_->reader = on;
    state_->gestures.explore(on);
}

void Frame::set_reach(float lowest) { state_->reach = std::clamp(lowest, 0.3F, 1.0F); }

bool Frame::low_reach() const { return state_->reach < 1; }

const std::vector<Node>& Frame::nodes() const { return state_->shown_nodes; }
const Node* Frame::focus() const {
    return state_->focus.shown ? node_called(state_->shown_nodes, state_->focus.id) : nullptr;
}
const std::string& Frame::shown_page() const { return state_->page; }
const std::string& Frame::shown_overlay() const { return state_->shown_modal; }

void Frame::personal(const Draw& draw) {
    const bool before = std::exchange(state_->personal, true);
    draw();
    state_->personal = before;
}

void Frame::live(const Draw& draw) {
    const bool before = std::exchange(state_->live, true);
    draw();
    state_->live = before;
}

std::optional<std::string> Frame::take_scan() {
    auto& key = state_->taken.key;
    if (!key || key->kind != Key::Kind::scan) return std::nullopt;
    return std::exchange(key, std::nullopt)->text;
}

bool Frame::corner_held(std::chrono::milliseconds how_long) {
    State& s = *state_;
    const float side = 2 * s.px(s.theme.height.touch);
    const auto rest = s.gestures.resting();
    if (!rest || !Rect{0, 0, side, side}.contains(rest->at)) {
        s.corner_told = false;
        return false;
    }
    if (s.corner_told) return false;
    if (s.now - rest->since < how_long) {
        s.animate(rest->since + how_long - s.now);
        return false;
    }
    s.corner_told = true;
    return true;
}

bool Frame::is_touched() const { return state_->gestures.touched(); }

bool Frame::held(std::string_view id, std::chrono::milliseconds how_long) {
    State& s = *state_;
    const auto since = s.gestures.down_since();
    if (!since || s.gestures.pressed() != id) return false;
    if (s.now - *since >= how_long) return true;
    s.animate(*since + how_long - s.now);
    return false;
}

void Frame::slide_over(std::string_view prefix) { state_->gestures.slide_over(std::string(prefix)); }
std::string_view Frame::tapped() const { return state_->tapped; }
Duration Frame::now() const { return state_->now; }

const std::vector<Target>& Frame::targets() const { return state_->shown; }
const std::vector<std::string>& Frame::words() const { return state_->painter.words(); }
Size Frame::size() const { return state_->size; }
bool Frame::portrait() const { return state_->size.h >= state_->size.w; }
const theme::Theme& Frame::theme() const { return state_->theme; }

void Frame::resize(Size pixels) {
    if (state_->size == pixels) return;
    state_->size = pixels;
    state_->heights.clear();
}

void Frame::set_theme(const theme::Theme& theme) {
    State& s = *state_;
    if (s.theme == theme) return;
    const bool same_type =
        s.theme.text_scale == theme.text_scale && s.theme.pixels_per_dp == theme.pixels_per_dp;
    s.theme = theme;
    if (same_type) return;
    s.atlas.restyle(theme);
    s.heights.clear();
}

void Frame::set_language(std::string_view language) { state_->atlas.set_language(language); }

void Frame::forget() {
    State& s = *state_;
    s.gestures.forget();
    s.pictures.forget();
    s.painter.forget();
    s.numbers.clear();
    s.heights.clear();
    for (std::vector<Target>* targets : {&s.targets, &s.shown}) {
        for (Target& target : *targets) explicit_bzero(target.label.data(), target.label.size());
        targets->clear();
    }
    for (std::vector<Node>* nodes : {&s.nodes, &s.shown_nodes}) {
        for (Node& node : *nodes) {
            explicit_bzero(node.label.data(), node.label.size());
            explicit_bzero(node.more.data(), node.more.size());
        }
        nodes->clear();
    }
    s.focus = {};
    s.reader = false;
    s.taken = {};
    s.tapped.clear();
    s.popups.clear();
    s.page.clear();
    s.corner_told = false;
}

std::int64_t& Frame::remembered(std::string_view id) {
    auto& numbers = state_->numbers;
    const auto found = numbers.find(id);
    return found != numbers.end() ? found->second : numbers.emplace(id, 0).first->second;
}

Rect Frame::place(float height) { return state_->place(Block::card, height); }
Rect Frame::place_left() const { return state_->place_left(); }

const Atlas& Frame::atlas() const { return state_->atlas; }
const Pictures& Frame::pictures() const { return state_->pictures; }
void Frame::let_go_of_pixels() { state_->pictures.let_go_of_pixels(); }
const Painter& Frame::painter() const { return state_->painter; }

}  // namespace storeside::frame
