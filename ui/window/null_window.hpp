// A surface without a display: screens are laid out, targets recorded, taps answered, nothing is shown.
#pragma once
#include <condition_variable>
#include <mutex>

#include "ui/window/surface.hpp"

namespace storeside::window {

class NullWindow final : public Surface {
public:
    // Motion is measured on a steady clock unless `now` is given.
    explicit NullWindow(frame::Frame frame, std::function<Duration()> now = {});

    frame::Frame& frame() override { return frame_; }
    void present(const Draw& draw) override;
    bool wait(std::optional<Duration> at_most) override;
    void wake() override;
    Result<void> screenshot(const std::filesystem::path& path) override;

private:
    frame::Frame frame_;
    std::function<Duration()> now_;
    std::mutex mutex_;
    std::condition_variable woken_;
    bool awake_ = false;
};

}  // namespace storeside::window
