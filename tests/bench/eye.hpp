// A finger and an eye on an X display: touches through XTEST, and when the pixels of a place changed after
// one.
//
// The eye sleeps until the X server reports drawing (DAMAGE) and then compares the place with what it was, so
// it takes next to no time from what it watches, and a frame that looks the same as the last one is no
// change.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "firmware/base/result.hpp"

namespace storeside::bench {

using Milliseconds = std::chrono::duration<double, std::milli>;

// Pixels of the screen.
struct Place {
    int x = 0, y = 0, w = 0, h = 0;
};

class Eye {
public:
    // unavailable when the display lacks one of the extensions.
    static Result<Eye> open(const std::string& display);
    Eye(Eye&&) noexcept;
    Eye& operator=(Eye&&) noexcept;
    ~Eye();

    void move(int x, int y);
    void press();
    void release();

    // The changes of `place` from the moment before `act` until nothing was drawn anywhere for 150 ms: the
    // first and the last. Nothing when it did not change within two seconds.
    struct Change {
        Milliseconds first{}, last{};
    };
    std::optional<Change> changes(const Place& place, const std::function<void()>& act);

    // From the moment before `act` until `place` (0xRRGGBB, row by row) is as `wanted`; nothing after 20 s.
    using Wanted = std::function<bool(std::span<const std::uint32_t>)>;
    std::optional<Milliseconds> until(const Place& place, const Wanted& wanted,
                                      const std::function<void()>& act);

    // Returns once nothing was drawn for `how_long`, after ten seconds at the latest.
    void wait_until_still(std::chrono::milliseconds how_long);

private:
    struct Impl;
    explicit Eye(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace storeside::bench
