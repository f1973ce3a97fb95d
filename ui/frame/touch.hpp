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

// What was typed, on the screen's keyboard or on a real one, and the keys of a tactile keypad.
struct Key {
    enum class Kind {
        text,
        erase,
        replace,   // the last character by this text: an accent chosen afterwards, the second tap of a digit
        complete,  // all that was typed by this text: a suggestion
        submit,
        digit,  // of a keypad without letters: "2" may mean a, b or c
        up,
        down,
        left,
        right,  // move the focus; submit activates it
        back,
        repeat,  // say it again
        slower,
        faster,  // speech
        quieter,
        louder,
        scan,  // a whole code (see wedge.hpp)
    };
    Kind kind = Kind::text;
    std::string text;  // UTF-8, for text, replace, complete, digit and scan
    friend bool operator==(const Key&, const Key&) = default;
};

}  // namespace storeside::frame
