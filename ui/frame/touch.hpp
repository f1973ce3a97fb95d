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

// What was typed, on the screen's keyboard or on a real one; or scanned (see wedge.hpp).
struct Key {
    enum class Kind { text, erase, submit, scan };
    Kind kind = Kind::text;
    std::string text;  // UTF-8, for Kind::text and Kind::scan
    friend bool operator==(const Key&, const Key&) = default;
};

}  // namespace storeside::frame
