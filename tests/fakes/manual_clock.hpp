// A clock that stands until a test moves it.
#pragma once
#include "firmware/base/clock.hpp"

namespace storeside {

class ManualClock final : public Clock {
public:
    explicit ManualClock(Time start = from_micros(1'795'356'187'000'000))
        : now_(start) {}  // 2026-11-22T14:03:07Z
    Time now() const override { return now_; }
    void advance(Duration step) { now_ += step; }

private:
    Time now_;
};

}  // namespace storeside
