// The box's clock with what the hub's signed time showed it to be off by: what the agent reckons dates with.
#pragma once
#include <atomic>

#include "firmware/base/clock.hpp"

namespace storeside::agent {

class CorrectedClock final : public Clock {
public:
    explicit CorrectedClock(const Clock& box) : box_(box) {}

    // Any thread.
    Time now() const override { return box_.now() + offset(); }
    Duration offset() const { return Duration(offset_.load()); }
    // The right time, now.
    void set(Time right) { offset_ = (right - box_.now()).count(); }

private:
    const Clock& box_;
    std::atomic<Duration::rep> offset_{0};
};

}  // namespace storeside::agent
