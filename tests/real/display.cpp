#include "tests/real/display.hpp"

#include <X11/XKBlib.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XTest.h>
#include <X11/keysym.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <thread>
#include <vector>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wall"
#pragma GCC diagnostic ignored "-Wold-style-cast"
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wunused-function"
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#include <stb_image_write.h>
#pragma GCC diagnostic pop

#include "tests/real/process.hpp"

namespace storeside::real {

struct Display::Impl {
    std::optional<Process> server;
    std::string name;
    ::Display* connection = nullptr;

    ~Impl() {
        if (connection) ::XCloseDisplay(connection);
    }
};

Display::Display(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Display::Display(Display&&) noexcept = default;
Display& Display::operator=(Display&&) noexcept = default;
Display::~Display() = default;
const std::string& Display::name() const { return impl_->name; }

Result<Display> Display::present() {
    auto impl = std::make_unique<Impl>();
    const char* name = std::getenv("DISPLAY");
    impl->name = name ? name : "";
    impl->connection = ::XOpenDisplay(nullptr);
    if (!impl->connection) return failure(Errc::unavailable, "there is no display");
    return Display(std::move(impl));
}

Result<Display> Display::start(int width, int height, const std::filesystem::path& log) {
    int pipe[2];
    if (::pipe(pipe) != 0) return failure(Errc::internal, "no pipe");
    auto impl = std::make_unique<Impl>();
    auto server = Process::start(
        {"Xvfb", "-displayfd", std::to_string(pipe[1]), "-screen", "0",
         fmt::format("{}x{}x24", width, height), "-nolisten", "tcp", "-noreset", "+extension", "XTEST"},
        log);
    ::close(pipe[1]);
    char digits[16] = {};
    const auto got = ::read(pipe[0], digits, sizeof digits - 1);
    ::close(pipe[0]);
    if (!server || got <= 0) return failure(Errc::unavailable, "Xvfb does not start; see " + log.string());
    impl->server = std::move(*server);
    impl->name = ":" + std::to_string(std::atoi(digits));
    impl->connection = ::XOpenDisplay(impl->name.c_str());
    if (!impl->connection) return failure(Errc::unavailable, "can't connect to Xvfb " + impl->name);
    return Display(std::move(impl));
}

void Display::tap(int x, int y, std::chrono::milliseconds hold) {
    ::XTestFakeMotionEvent(impl_->connection, -1, x, y, CurrentTime);
    ::XTestFakeButtonEvent(impl_->connection, 1, True, CurrentTime);
    ::XSync(impl_->connection, False);
    std::this_thread::sleep_for(hold);
    ::XTestFakeButtonEvent(impl_->connection, 1, False, CurrentTime);
    ::XSync(impl_->connection, False);
}

void Display::type(std::string_view text, std::chrono::milliseconds pace) {
    auto* display = impl_->connection;
    const auto shift = ::XKeysymToKeycode(display, XK_Shift_L);
    // The server keeps the pace by itself: a test that has to wait for its turn would not.
    const auto delay = static_cast<unsigned long>(pace.count());
    for (const char c : text) {
        const KeySym symbol = c == '\n'   ? KeySym{XK_Return}
                              : c == '\t' ? KeySym{XK_Tab}
                                          : static_cast<KeySym>(static_cast<unsigned char>(c));
        const auto key = ::XKeysymToKeycode(display, symbol);
        const bool shifted = ::XkbKeycodeToKeysym(display, key, 0, 0) != symbol;
        if (shifted) ::XTestFakeKeyEvent(display, shift, True, CurrentTime);
        ::XTestFakeKeyEvent(display, key, True, delay);
        ::XTestFakeKeyEvent(display, key, False, CurrentTime);
        if (shifted) ::XTestFakeKeyEvent(display, shift, False, CurrentTime);
    }
    ::XSync(display, False);
}

Result<void> Display::screenshot(const std::filesystem::path& file) {
    XWindowAttributes attributes;
    const auto root = DefaultRootWindow(impl_->connection);
    ::XGetWindowAttributes(impl_->connection, root, &attributes);
    const auto width = attributes.width, height = attributes.height;
    XImage* image = ::XGetImage(impl_->connection, root, 0, 0, static_cast<unsigned>(width),
                                static_cast<unsigned>(height), AllPlanes, ZPixmap);
    if (!image) return failure(Errc::unavailable, "the display gives no picture");
    std::vector<unsigned char> pixels;
    pixels.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const auto pixel = XGetPixel(image, x, y);
            for (const int shift : {16, 8, 0})
                pixels.push_back(static_cast<unsigned char>(pixel >> shift & 0xff));
        }
    XDestroyImage(image);
    if (!stbi_write_png(file.c_str(), width, height, 3, pixels.data(), width * 3))
        return failure(Errc::denied, "can't write " + file.string());
    return {};
}

}  // namespace storeside::real
