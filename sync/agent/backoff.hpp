// How long to wait after a failure: full jitter, so that a thousand kiosks don't come back in the same
// second.
#pragma once
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <cstring>

#include "firmware/base/random.hpp"

namespace storeside::agent {

// Anything from nothing to the whole of it.
inline std::chrono::milliseconds random_part(std::chrono::milliseconds whole, Random& random) {
    std::array<std::byte, 4> bytes;
    random.fill(bytes);
    std::uint32_t dice = 0;
    std::memcpy(&dice, bytes.data(), sizeof dice);
    return whole * static_cast<std::int64_t>(dice) / std::int64_t{0xffff'ffff};
}

class Backoff {
public:
    Backoff(std::chrono::milliseconds first, std::chrono::milliseconds longest)
        : first_(first), longest_(longest) {}

    // Between nothing and first * 2^failures, never more than the longest.
    std::chrono::milliseconds next(Random& random) {
        return random_part(std::min(longest_, first_ * (std::int64_t{1} << std::min(failures_++, 20))),
                           random);
    }

    void succeeded() { failures_ = 0; }

private:
    std::chrono::milliseconds first_;
    std::chrono::milliseconds longest_;
    int failures_ = 0;
};

}  // namespace storeside::agent
