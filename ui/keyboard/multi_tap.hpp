// Letters from a keypad of ten digits: the same key again soon takes its next letter instead.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "firmware/base/clock.hpp"

namespace storeside::keyboard {

class MultiTap {
public:
    // A key pressed later than this begins a new letter.
    static constexpr std::chrono::milliseconds kPatience{1200};

    // What was pressed last, as numbers, so that it may be kept with a session; all zero: nothing yet.
    struct Memory {
        std::int64_t key = 0;  // the digit and one
        std::int64_t at = 0;   // microseconds
        std::int64_t turn = 0;
    };

    // As multi_tap() has its languages.
    explicit MultiTap(std::string_view language) : language_(language) {}
    MultiTap(std::string_view language, Memory memory) : language_(language), memory_(memory) {}

    struct Typed {
        bool replace_last = false;  // `text` takes the place of what the press before typed
        std::string text;           // one character; "" for what is no digit
    };
    // `digit` is 0 to 9, `now` never goes back.
    Typed press(int digit, Duration now);

    // The next press begins a new letter: another key was used, or another field.
    void settle() { memory_ = {}; }

    const Memory& memory() const { return memory_; }

private:
    std::string language_;
    Memory memory_;
};

}  // namespace storeside::keyboard
