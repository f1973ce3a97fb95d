// The kiosk's window: GLFW on X11, OpenGL 3.3. It draws when asked and sleeps otherwise.
#pragma once
#include <memory>
#include <string>

#include "ui/window/surface.hpp"

namespace storeside::window {

struct WindowOptions {
    std::string title = "Storeside";
    // Pixels; nothing for the whole of the first screen, without a border or a pointer.
    std::optional<frame::Size> size;
    std::uint32_t accent = 0x0B6B4F;
    bool wait_for_screen = false;  // present() waits for the screen's refresh (no tearing, up to 16 ms later)
    frame::FontFiles fonts;
};

// One at a time in a process, used from one thread but for wake().
class Window final : public Surface {
public:
    // unavailable when there is no display or no OpenGL 3.3.
    static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
    ~Window() override;

    frame::Frame& frame() override;
    void present(const Draw& draw) override;
    bool wait(std::optional<Duration> at_most) override;
    void wake() override;
    Result<void> screenshot(const std::filesystem::path& path) override;

private:
    struct Impl;
    explicit Window(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace storeside::window
