// Letters from a keypad of ten digits: the same key again soon takes its next letter instead.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "firmware/base/clock.hpp"

namespace storeside::keyboard {

class MultiTap {
public:
    // A key pressed later than this begins a new letter.
    static constexpr std::chrono::milliseconds kPatience{1200};

    // As multi_tap() has its languages.
    explicit MultiTap(std::string_view language) : language_(language) {}

    struct Typed {
        bool replace_last = false;  // `text` takes the place of what the press before typed
        std::string text;           // one character; "" for what is no digit
    };
    // `digit` is 0 to 9, `now` never goes back.
    Typed press(int digit, Duration now);

    // The next press begins a new letter: another key was used, or another field.
    void settle() { last_digit_.reset(); }

private:
    std::string language_;
    std::optional<int> last_digit_;
    Duration last_press_{};
    std::size_t turn_ = 0;
};

}  // namespace storeside::keyboard
