// Where a Frame is shown: a real window, or nowhere at all for tests and replays.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "ui/frame/frame.hpp"

namespace storeside::window {

// Draws the screen and handles what was touched on it, so that the next call draws the effect.
using Draw = std::function<void(frame::Frame&)>;

class Surface {
public:
    virtual ~Surface() = default;

    virtual frame::Frame& frame() = 0;

    // Draws once for every tap and key that waits, and once more; shows the last. At most one frame is under
    // way.
    virtual void present(const Draw& draw) = 0;

    // Returns at input, at wake(), when motion on the screen is due, or after `at_most` (nothing: no limit).
    // False when whoever owns the window closed it.
    virtual bool wait(std::optional<Duration> at_most) = 0;

    // From any thread: ends the wait() under way, or the next one.
    virtual void wake() = 0;

    // What was presented last, as a PNG. unavailable on a surface that shows nothing.
    virtual Result<void> screenshot(const std::filesystem::path& path) = 0;
};

// The passes of one presented frame, at time `now` (since any fixed instant).
void run_passes(frame::Frame& frame, Duration now, const Draw& draw);

}  // namespace storeside::window
