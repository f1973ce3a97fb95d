#include "ui/keyboard/multi_tap.hpp"

#include "ui/keyboard/layouts.hpp"

namespace storeside::keyboard {

MultiTap::Typed MultiTap::press(int digit, Duration now) {
    const auto letters = multi_tap(language_, digit);
    if (letters.empty()) {
        settle();
        return {};
    }
    const bool again = last_digit_ == digit && now - last_press_ <= kPatience;
    turn_ = again ? (turn_ + 1) % letters.size() : 0;
    last_digit_ = digit;
    last_press_ = now;
    return {again, letters[turn_]};
}

}  // namespace storeside::keyboard
