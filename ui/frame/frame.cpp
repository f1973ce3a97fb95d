#include "ui/frame/frame.hpp"

#include <string.h>

#include <utility>

#include "ui/frame/state.hpp"

namespace storeside::frame {
namespace {

constexpr float kSlop = 12;  // dp a finger may wander and still tap

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
    s.unsettled = s.taken.tapped || s.taken.key;  // what it does is seen in the next pass
    s.next_frame.reset();
    if (s.gestures.rolling()) s.animate(std::chrono::milliseconds(16));
    s.on_accent = false;
    s.page_moves = false;
    s.targets.clear();
    s.clips.assign(1, {0, 0, s.size.w, s.size.h});
    const float margin = s.px(portrait() ? s.theme.space.margin_portrait : s.theme.space.margin_landscape);
    const Rect place = Rect{0, 0, s.size.w, s.size.h}.inset(margin);
    s.columns.assign(1, Column{.rect = place, .y = place.y});
    s.painter.begin(s.size, s.colour().surface, s.atlas, s.theme);
}

void Frame::end() {
    State& s = *state_;
    s.painter.end();
    s.shown.swap(s.targets);
    s.taken = {};
}

bool Frame::wants_another_pass() const {
    return state_->gestures.waiting() || state_->unsettled || state_->atlas.is_stale();
}

std::optional<Duration> Frame::next_frame() const { return state_->next_frame; }

void Frame::touch(const TouchEvent& event) { state_->gestures.push(event); }
void Frame::type(Key key) { state_->gestures.push(std::move(key)); }
void Frame::tap(Point point) { state_->gestures.push(Gestures::Tap{point}); }

std::optional<Key> Frame::take_key() { return std::exchange(state_->taken.key, std::nullopt); }

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
    const bool same_type =
        s.theme.text_scale == theme.text_scale && s.theme.pixels_per_dp == theme.pixels_per_dp;
    s.theme = theme;
    if (same_type) return;
    s.atlas.restyle(theme);
    s.heights.clear();
}

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
    s.taken = {};
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
const Painter& Frame::painter() const { return state_->painter; }

}  // namespace storeside::frame
