#include "ui/window/presenter.hpp"

#define GLFW_INCLUDE_NONE
#include <GL/glx.h>
#include <GLFW/glfw3.h>

namespace storeside::window {

Presenter::Presenter(GLFWwindow* window, bool wait_for_screen) : window_(window) {
    glfwSwapInterval(wait_for_screen ? 1 : 0);
    // A copy to the screen leaves the frame where it is, and a swap need not; but only a swap waits for the
    // screen.
    if (!wait_for_screen && glfwExtensionSupported("GLX_MESA_copy_sub_buffer") == GLFW_TRUE)
        copy_ = glfwGetProcAddress("glXCopySubBufferMESA");
}

void Presenter::present(std::span<const Area> areas, int height) const {
    if (!keeps_frame()) {
        glfwSwapBuffers(window_);
        return;
    }
    const auto copy = reinterpret_cast<PFNGLXCOPYSUBBUFFERMESAPROC>(copy_);
    for (const Area& area : areas)
        copy(glXGetCurrentDisplay(), glXGetCurrentDrawable(), area.x, height - area.y - area.h, area.w,
             area.h);
}

}  // namespace storeside::window
