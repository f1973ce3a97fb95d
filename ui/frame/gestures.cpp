#include "ui/frame/gestures.hpp"

#include <string.h>

#include <cmath>

namespace storeside::frame {
namespace {

using namespace std::chrono_literals;

constexpr Duration kBounce = 50ms;
constexpr Duration kStale = 80ms;     // a finger that stood still before it was lifted throws nothing
constexpr float kFriction = 3.1F;     // per second: a third is left after 0.35 s
constexpr float kTooSlow = 30;        // pixels per second, then it stands
constexpr float kFastest = 6000;      // pixels per second
constexpr Duration kFeels = 150ms;    // a finger that explores is no tap any more
constexpr Duration kTwoTaps = 600ms;  // between the two taps that activate
constexpr Duration kFlick = 300ms;
constexpr float kFlickSlops = 6;  // times the slop

float seconds(Duration duration) { return std::chrono::duration<float>(duration).count(); }

const Target* with_id(std::span<const Target> targets, const std::string& id) {
    for (const Target& target : targets) {
        if (target.id == id) return &target;
    }
    return nullptr;
}

bool near(Point a, Point b, float distance) { return std::hypot(a.x - b.x, a.y - b.y) <= distance; }

// The same id may stand twice, e.g. a link over two lines.
bool covers(std::span<const Target> targets, const std::string& id, Point point) {
    const Target* hit = target_at(targets, point);
    return hit != nullptr && hit->id == id;
}

}  // namespace

Gestures::Taken Gestures::take(Duration now, std::span<const Target> targets, float slop) {
    roll(now);
    Taken taken;
    while (!waiting_.empty() && !taken.any()) {
        Input input = std::move(waiting_.front());
        waiting_.pop_front();
        if (auto* touch = std::get_if<TouchEvent>(&input)) {
            exploring_ ? feel(*touch, slop, taken) : handle(*touch, targets, slop, taken);
        } else if (auto* key = std::get_if<Key>(&input)) {
            taken.key = std::move(*key);
        } else {
            const Target* target = target_at(targets, std::get<Tap>(input).point);
            if (target != nullptr && target->enabled) taken.tapped = target->id;
        }
    }
    if (const auto tells = tells_at(); tells && now >= *tells) {
        finger_->told = true;
        taken.found = finger_->last;
    }
    taken.scrolled = finger_ && finger_->dragging;
    return taken;
}

void Gestures::explore(bool on) {
    if (exploring_ == on) return;
    exploring_ = on;
    // A finger that is down belongs to neither way.
    finger_.reset();
    tapped_once_.reset();
    pressed_.clear();
    pressed_shown_.clear();
}

std::optional<Duration> Gestures::tells_at() const {
    if (!exploring_ || !finger_ || finger_->told) return std::nullopt;
    return finger_->since + kFeels;
}

void Gestures::feel(const TouchEvent& event, float slop, Taken& taken) {
    using Kind = TouchEvent::Kind;
    if (event.kind == Kind::down) {
        if (finger_) return;
        finger_ = Finger{.number = event.finger,
                         .start = event.point,
                         .last = event.point,
                         .since = event.at,
                         .moved = event.at};
        return;
    }
    if (!finger_ || finger_->number != event.finger) return;
    Finger& finger = *finger_;
    const float dx = event.point.x - finger.start.x;
    const float dy = event.point.y - finger.start.y;
    if (std::abs(dx) > slop || std::abs(dy) > slop) finger.rested = false;
    finger.last = event.point;
    if (event.kind == Kind::move) {
        if (event.at - finger.since < kFeels) return;
        finger.told = true;
        taken.found = event.point;
        return;
    }
    const bool quick = event.at - finger.since < kFlick;
    if (event.kind == Kind::cancel) {
        tapped_once_.reset();
    } else if (quick && std::abs(dx) > kFlickSlops * slop && std::abs(dx) > 2 * std::abs(dy)) {
        taken.flicked = dx > 0 ? 1 : -1;
        tapped_once_.reset();
    } else if (quick && finger.rested) {
        taken.activated = tapped_once_ && event.at - *tapped_once_ < kTwoTaps;
        if (!taken.activated) taken.found = event.point;
        tapped_once_ = taken.activated ? std::nullopt : std::optional(event.at);
    }
    finger_.reset();
}

void Gestures::handle(const TouchEvent& event, std::span<const Target> targets, float slop, Taken& taken) {
    using Kind = TouchEvent::Kind;
    if (event.kind == Kind::down) {
        if (finger_) return;
        // Elsewhere it is another touch: events that waited for a slow frame come in at one time.
        if (lifted_ && event.at - *lifted_ < kBounce && near(event.point, lifted_where_, slop)) {
            bounced_ = event.finger;
            return;
        }
        bounced_.reset();
        press(event, targets);
        return;
    }
    if (bounced_ == event.finger) {
        if (event.kind != Kind::move) bounced_.reset();
        return;
    }
    if (!finger_ || finger_->number != event.finger) return;
    if (event.kind == Kind::move) {
        drag(event, targets, slop);
    } else if (event.kind == Kind::up) {
        release(event, targets, taken);
    } else {
        finger_.reset();
        pressed_.clear();
        pressed_shown_.clear();
    }
}

void Gestures::press(const TouchEvent& event, std::span<const Target> targets) {
    slides_over_.clear();
    finger_ = Finger{.number = event.finger,
                     .start = event.point,
                     .last = event.point,
                     .since = event.at,
                     .moved = event.at,
                     .area = area_at(event.point)};
    const bool stops_rolling = finger_->area != nullptr && finger_->area->velocity != 0;
    for (auto& [id, area] : areas_) area.velocity = 0;
    pressed_.clear();
    if (const Target* target = target_at(targets, event.point); target != nullptr && target->enabled) {
        if (!stops_rolling) pressed_ = target->id;
    }
    pressed_shown_ = pressed_;
}

void Gestures::drag(const TouchEvent& event, std::span<const Target> targets, float slop) {
    Finger& finger = *finger_;
    const float dx = event.point.x - finger.start.x;
    const float dy = event.point.y - finger.start.y;
    if (std::abs(dx) > slop || std::abs(dy) > slop) finger.rested = false;
    if (!finger.dragging && finger.area != nullptr && finger.area->furthest > 0 && std::abs(dy) > slop &&
        std::abs(dy) > std::abs(dx)) {
        finger.dragging = true;
        pressed_.clear();
    }
    if (finger.dragging) {
        const float step = finger.last.y - event.point.y;
        finger.area->offset = std::clamp(finger.area->offset + step, 0.0F, finger.area->furthest);
        if (const float time = seconds(event.at - finger.moved); time > 0) {
            const float speed = std::clamp(step / time, -kFastest, kFastest);
            finger.area->velocity = 0.6F * speed + 0.4F * finger.area->velocity;
        }
    }
    finger.last = event.point;
    finger.moved = event.at;
    if (const Target* below = target_at(targets, event.point);
        !slides_over_.empty() && below != nullptr && below->id.starts_with(slides_over_))
        pressed_ = below->id;
    pressed_shown_ = !pressed_.empty() && covers(targets, pressed_, event.point) ? pressed_ : "";
}

void Gestures::release(const TouchEvent& event, std::span<const Target> targets, Taken& taken) {
    const Finger finger = *finger_;
    finger_.reset();
    lifted_ = event.at;
    lifted_where_ = event.point;
    if (finger.dragging) {
        if (event.at - finger.moved > kStale) finger.area->velocity = 0;
        rolled_ = std::max(rolled_, event.at);
    } else if (const Target* target = with_id(targets, pressed_);
               target != nullptr && target->enabled && covers(targets, pressed_, event.point)) {
        taken.tapped = pressed_;
    }
    pressed_.clear();
    pressed_shown_.clear();
}

std::optional<Gestures::Rest> Gestures::resting() const {
    if (!finger_ || !finger_->rested) return std::nullopt;
    return Rest{finger_->start, finger_->since};
}

ScrollArea* Gestures::area_at(Point point) {
    for (auto& [id, area] : areas_) {
        if (area.drawn && area.view.contains(point)) return &area;
    }
    return nullptr;
}

void Gestures::forget_drawn() {
    for (auto& [id, area] : areas_) area.drawn = false;
}

bool Gestures::rolling() const {
    if (finger_) return false;
    for (const auto& [id, area] : areas_) {
        if (area.velocity != 0) return true;
    }
    return false;
}

void Gestures::roll(Duration now) {
    const float time = std::clamp(seconds(now - rolled_), 0.0F, 0.1F);
    rolled_ = std::max(rolled_, now);
    if (finger_) return;
    for (auto& [id, area] : areas_) {
        if (area.velocity == 0) continue;
        area.offset = std::clamp(area.offset + area.velocity * time, 0.0F, area.furthest);
        area.velocity *= std::exp(-kFriction * time);
        const bool at_an_end = area.offset <= 0 || area.offset >= area.furthest;
        if (std::abs(area.velocity) < kTooSlow || at_an_end || !area.drawn) area.velocity = 0;
    }
}

void Gestures::forget() {
    for (Input& input : waiting_) {
        if (auto* key = std::get_if<Key>(&input)) explicit_bzero(key->text.data(), key->text.size());
    }
    waiting_.clear();
    finger_.reset();
    bounced_.reset();
    exploring_ = false;
    tapped_once_.reset();
    pressed_.clear();
    pressed_shown_.clear();
    slides_over_.clear();
    areas_.clear();
}

}  // namespace storeside::frame
