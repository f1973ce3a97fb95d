// How often something may happen: `per_second` on average, and up to `burst` at a time.
#pragma once
#include <algorithm>
#include <cstdint>

#include "firmware/base/clock.hpp"

namespace storeside::hub {

class TokenBucket {
public:
    // `per_second` 0: as often as anybody likes.
    TokenBucket(int per_second, int burst) : per_second_(per_second), burst_(burst), tokens_(burst) {}

    // True: it may happen now, and counts.
    bool take(Time now) {
        if (per_second_ == 0) return true;
        fill(now);
        if (tokens_ < 1) return false;
        tokens_ -= 1;
        return true;
    }

    // How long until take() says yes.
    Duration wait(Time now) {
        if (per_second_ == 0) return Duration(0);
        fill(now);
        if (tokens_ >= 1) return Duration(0);
        return std::chrono::duration_cast<Duration>(
                   std::chrono::duration<double>((1 - tokens_) / per_second_)) +
               Duration(1);
    }

private:
    void fill(Time now) {
        // A clock that was set back gives nothing, and takes nothing away.
        const std::chrono::duration<double> passed = std::max(now - filled_, Duration(0));
        if (filled_ != Time{}) tokens_ = std::min<double>(burst_, tokens_ + passed.count() * per_second_);
        filled_ = now;
    }

    int per_second_;
    int burst_;
    double tokens_;
    Time filled_{};
};

}  // namespace storeside::hub
