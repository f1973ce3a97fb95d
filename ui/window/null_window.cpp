#include "ui/window/null_window.hpp"

#include <algorithm>
#include <chrono>

namespace storeside::window {
namespace {

Duration steady_now() {
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch());
}

}  // namespace

NullWindow::NullWindow(frame::Frame frame, std::function<Duration()> now)
    : frame_(std::move(frame)), now_(now ? std::move(now) : steady_now) {}

void NullWindow::present(const Draw& draw) { run_passes(frame_, now_(), draw); }

bool NullWindow::wait(std::optional<Duration> at_most) {
    if (const auto motion = frame_.next_frame()) {
        const Duration until = std::max(*motion - now_(), Duration::zero());
        at_most = at_most ? std::min(*at_most, until) : until;
    }
    std::unique_lock lock(mutex_);
    const auto is_awake = [this] { return awake_ || frame_.wants_another_pass(); };
    if (at_most) {
        woken_.wait_for(lock, *at_most, is_awake);
    } else {
        woken_.wait(lock, is_awake);
    }
    awake_ = false;
    return true;
}

void NullWindow::wake() {
    {
        const std::lock_guard lock(mutex_);
        awake_ = true;
    }
    woken_.notify_one();
}

Result<void> NullWindow::screenshot(const std::filesystem::path&) {
    return failure(Errc::unavailable, "nothing is shown, so there is nothing to take a picture of");
}

}  // namespace storeside::window
