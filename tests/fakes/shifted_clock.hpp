// The system's clock, off by as much as a test says.
#pragma once
#include <atomic>

#include "firmware/base/clock.hpp"

namespace storeside {

class ShiftedClock final : public Clock {
public:
    explicit ShiftedClock(Duration shift = Duration(0)) : shift_(shift.count()) {}
    Time now() const override { return SystemClock().now() + Duration(shift_.load()); }
    void shift(Duration by) { shift_ += by.count(); }

private:
    std::atomic<Duration::rep> shift_;
};

}  // namespace storeside
