// Randomness that is the same in every run of a test.
#pragma once
#include <random>

#include "firmware/base/random.hpp"

namespace storeside {

class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}
    void fill(std::span<std::byte> bytes) override {
        for (auto& byte : bytes) byte = static_cast<std::byte>(engine_());
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace storeside
