// Puts what was drawn on the screen: only the parts that changed, where the display can do that.
#pragma once
#include <span>

#include "ui/window/damage.hpp"

struct GLFWwindow;

namespace storeside::window {

class Presenter {
public:
    // `window` has the current OpenGL context and outlives this.
    Presenter(GLFWwindow* window, bool wait_for_screen);

    // What was drawn before is still there to be drawn over: areas may be drawn one by one. Otherwise each
    // frame begins with nothing.
    bool keeps_frame() const { return copy_ != nullptr; }

    // Shows these areas of a screen of this height (pixels), or all of it when nothing is kept.
    void present(std::span<const Area> areas, int height) const;

private:
    using Copy = void (*)();  // glXCopySubBufferMESA, whose types are X11's

    GLFWwindow* window_;
    Copy copy_ = nullptr;
};

}  // namespace storeside::window
