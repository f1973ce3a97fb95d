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

class Backoff {
public:
    Backoff(std::chrono::milliseconds first, std::chrono::milliseconds longest)
        : first_(first), longest_(longest) {}

    // Between nothing and first * 2^failures, never more than the longest.
    std::chrono::milliseconds next(Random& random) {
        const auto ceiling = std::min(longest_, first_ * (std::int64_t{1} << std::min(failures_++, 20)));
        std::array<std::byte, 4> bytes;
        random.fill(bytes);
        std::uint32_t dice = 0;
        std::memcpy(&dice, bytes.data(), sizeof dice);
        return ceiling * static_cast<std::int64_t>(dice) / std::int64_t{0xffff'ffff};
    }

    void succeeded() { failures_ = 0; }

private:
    std::chrono::milliseconds first_;
    std::chrono::milliseconds longest_;
    int failures_ = 0;
};

}  // namespace storeside::agent
