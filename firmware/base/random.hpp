// Randomness as a value that is handed in: the system's in programs, a seeded one in tests.
#pragma once
#include <cstddef>
#include <span>

namespace storeside {

class Random {
public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::byte> bytes) = 0;
};

// getrandom(2). Ends the program if the kernel has none to give: nothing after that could be trusted.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::byte> bytes) override;
};

}  // namespace storeside
