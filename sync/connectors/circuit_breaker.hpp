// Leaves a system alone that fails again and again: after some failures in a row nothing is tried for a
// while, then one attempt decides.
#pragma once
#include <algorithm>

#include "firmware/base/clock.hpp"

namespace storeside::connectors {

struct BreakerLimits {
    int failures = 5;                           // in a row, until it opens
    Duration first = std::chrono::seconds(15);  // how long it stays open; doubles with each failed attempt …
    Duration longest = std::chrono::minutes(5);  // … up to this
};

class CircuitBreaker {
public:
    enum class State {
        closed,     // all is well
        open,       // nothing is tried
        half_open,  // the next attempt decides
    };

    explicit CircuitBreaker(BreakerLimits limits) : limits_(limits) {}

    State state(Time now) const {
        if (opened_ == 0) return State::closed;
        // Also when the clock was set back: nobody waits longer than the longest pause.
        return now >= until_ || until_ - now > limits_.longest ? State::half_open : State::open;
    }
    bool allows(Time now) const { return state(now) != State::open; }
    // When the next attempt may be made; meaningless while it is closed.
    Time until() const { return until_; }

    void succeeded() { failures_ = opened_ = 0; }

    void failed(Time now) {
        if (opened_ == 0 && ++failures_ < limits_.failures) return;
        const auto pause = limits_.first * (std::int64_t{1} << std::min(opened_, 20));
        until_ = now + std::min(limits_.longest, pause);
        ++opened_;
    }

private:
    BreakerLimits limits_;
    int failures_ = 0;  // in a row
    int opened_ = 0;    // times in a row
    Time until_{};
};

}  // namespace storeside::connectors
