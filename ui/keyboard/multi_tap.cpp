#include "ui/keyboard/multi_tap.hpp"

#include "ui/keyboard/layouts.hpp"

namespace storeside::keyboard {

MultiTap::Typed MultiTap::press(int digit, Duration now) {
    const auto letters = multi_tap(language_, digit);
    if (letters.empty()) {
        settle();
        return {};
    }
    const auto us = std::chrono::duration_cast<std::chrono::microseconds>(now).count();
    const auto patience = std::chrono::duration_cast<std::chrono::microseconds>(kPatience).count();
    const bool again = memory_.key == digit + 1 && us - memory_.at <= patience;
    const auto count = static_cast<std::int64_t>(letters.size());
    memory_ = {digit + 1, us, again ? (memory_.turn + 1) % count : 0};
    return {again, letters[static_cast<std::size_t>(memory_.turn)]};
}

}  // namespace storeside::keyboard
