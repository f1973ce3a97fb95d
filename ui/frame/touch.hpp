// Fingers and keys as they come in, and what they mean: a tap, a drag, a hold. Knows no screen and no clock.
#pragma once
#include <optional>
#include <string>

#include "firmware/base/clock.hpp"
#include "ui/frame/geometry.hpp"

namespace storeside::frame {

// Times are since any fixed instant, e.g. a steady clock's zero.
struct TouchEvent {
    enum class Kind { down, move, up, cancel };
    Kind kind = Kind::down;
    Point point;
    Duration at{};
    int finger = 0;
};

// What was typed, on the screen's keyboard or on a real one (a scanner types, too).
struct Key {
    enum class Kind {
        text,
        erase,
        submit,
        replace,   // `text` takes the place of the last character: an accent chosen afterwards, multi-tap
        complete,  // `text` takes the place of all that was typed: a suggestion
    };
    Kind kind = Kind::text;
    std::string text;  // UTF-8
    friend bool operator==(const Key&, const Key&) = default;
};

}  // namespace storeside::frame
