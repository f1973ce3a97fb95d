// Turns fingers into taps and scrolling: released where it was pressed is a tap, moved is a drag, and a
// drag's end is no tap. The first finger counts; one that comes back to its place within 50 ms does not.
#pragma once
#include <deque>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <variant>

#include "ui/frame/target.hpp"
#include "ui/frame/touch.hpp"

namespace storeside::frame {

struct ScrollArea {
    Rect view;
    float offset = 0;    // pixels of content above the view
    float furthest = 0;  // the largest offset
    float velocity = 0;  // pixels per second, positive towards the end
    bool drawn = false;  // in the last pass
};

class Gestures {
public:
    struct Tap {
        Point point;
    };
    using Input = std::variant<TouchEvent, Key, Tap>;

    void push(Input input) { waiting_.push_back(std::move(input)); }
    bool waiting() const { return !waiting_.empty(); }

    // A finger explores: it tells where it is and presses nothing; two quick taps activate what it found
    // last, a flick goes to the next thing or the one before.
    void explore(bool on);

    // Moves what rolls, and takes input up to the next tap on an enabled target or key. `slop` pixels make a
    // drag.
    struct Taken {
        std::optional<std::string> tapped;  // the target's id
        std::optional<Key> key;
        bool scrolled = false;
        // While exploring:
        std::optional<Point> found;
        bool activated = false;
        int flicked = 0;  // 1 to the right, -1 to the left

        bool any() const { return tapped || key || activated || flicked != 0; }
    };
    Taken take(Duration now, std::span<const Target> targets, float slop);

    // The target under the finger, "" for none: pressed and not slid off.
    const std::string& pressed() const { return pressed_shown_; }
    bool touched() const { return finger_.has_value(); }
    // When the finger that is down came down; nothing without one.
    std::optional<Duration> down_since() const {
        return finger_ ? std::optional(finger_->since) : std::nullopt;
    }
    // Until the finger that is down is lifted, it presses whatever target it slides onto whose id begins with
    // `prefix`, beside the one it came down on.
    void slide_over(std::string prefix) {
        if (finger_) slides_over_ = std::move(prefix);
    }
    // Where and when the finger that is down came down; nothing once it moved away.
    struct Rest {
        Point at;
        Duration since;
    };
    std::optional<Rest> resting() const;
    // When a finger that explores has rested long enough to tell where it is; nothing once it has.
    std::optional<Duration> tells_at() const;

    ScrollArea& area(const std::string& id) { return areas_[id]; }
    void forget_drawn();  // before a pass: only areas drawn in it can be dragged
    bool rolling() const;
    void forget();

private:
    void handle(const TouchEvent& event, std::span<const Target> targets, float slop, Taken& taken);
    void feel(const TouchEvent& event, float slop, Taken& taken);
    void press(const TouchEvent& event, std::span<const Target> targets);
    void drag(const TouchEvent& event, std::span<const Target> targets, float slop);
    void release(const TouchEvent& event, std::span<const Target> targets, Taken& taken);
    ScrollArea* area_at(Point point);
    void roll(Duration now);

    struct Finger {
        int number = 0;
        Point start, last;
        Duration since{}, moved{};
        ScrollArea* area = nullptr;
        bool dragging = false;
        bool rested = true;
        bool told = false;  // while exploring: where it is
    };
    std::deque<Input> waiting_;
    std::optional<Finger> finger_;
    std::optional<int> bounced_;  // a finger that is not listened to until it is lifted
    bool exploring_ = false;
    std::optional<Duration> tapped_once_;  // while exploring
    std::optional<Duration> lifted_;
    Point lifted_where_;
    std::string pressed_;
    std::string pressed_shown_;
    std::string slides_over_;
    std::map<std::string, ScrollArea> areas_;
    Duration rolled_{};
};

}  // namespace storeside::frame
