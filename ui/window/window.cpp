#include "ui/window/window.hpp"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "ui/frame/wedge.hpp"
#include "ui/window/presenter.hpp"
#include "ui/window/renderer.hpp"

namespace storeside::window {

using frame::Key;
using frame::TouchEvent;

namespace {

// As long as this, nothing is drawn while characters come as fast as a scanner's: a slow frame in the middle
// of a scan would look like a slow hand. 128 characters at USB's slowest polling take as long.
constexpr auto kLongestScan = std::chrono::seconds(2);

Duration steady_now() {
    return std::chrono::duration_cast<Duration>(std::chrono::steady_clock::now().time_since_epoch());
}

std::string glfw_error() {
    const char* words = nullptr;
    glfwGetError(&words);
    return words == nullptr ? "no reason given" : words;
}

std::string utf8(unsigned code_point) {
    const auto byte = [](unsigned value) { return static_cast<char>(value); };
    if (code_point < 0x80) return {byte(code_point)};
    if (code_point < 0x800) return {byte(0xC0U | code_point >> 6U), byte(0x80U | (code_point & 0x3FU))};
    if (code_point < 0x10000) {
        return {byte(0xE0U | code_point >> 12U), byte(0x80U | (code_point >> 6U & 0x3FU)),
                byte(0x80U | (code_point & 0x3FU))};
    }
    return {byte(0xF0U | code_point >> 18U), byte(0x80U | (code_point >> 12U & 0x3FU)),
            byte(0x80U | (code_point >> 6U & 0x3FU)), byte(0x80U | (code_point & 0x3FU))};
}

// The keys that are no characters. The numeric pad's digits are a tactile keypad's: without letters of their
// own.
std::optional<Key> key_of(int glfw_key) {
    using Kind = Key::Kind;
    if (glfw_key >= GLFW_KEY_KP_0 && glfw_key <= GLFW_KEY_KP_9)
        return Key{Kind::digit, std::string(1, static_cast<char>('0' + glfw_key - GLFW_KEY_KP_0))};
    switch (glfw_key) {
        case GLFW_KEY_BACKSPACE:
        case GLFW_KEY_DELETE:
        case GLFW_KEY_KP_DECIMAL:
            return Key{Kind::erase, {}};
        case GLFW_KEY_ENTER:
        case GLFW_KEY_KP_ENTER:
            return Key{Kind::submit, {}};
        case GLFW_KEY_UP:
            return Key{Kind::up, {}};
        case GLFW_KEY_DOWN:
        case GLFW_KEY_TAB:
            return Key{Kind::down, {}};
        case GLFW_KEY_LEFT:
            return Key{Kind::left, {}};
        case GLFW_KEY_RIGHT:
            return Key{Kind::right, {}};
        case GLFW_KEY_ESCAPE:
            return Key{Kind::back, {}};
        case GLFW_KEY_F2:
        case GLFW_KEY_KP_MULTIPLY:
            return Key{Kind::repeat, {}};
        case GLFW_KEY_F3:
        case GLFW_KEY_KP_SUBTRACT:
            return Key{Kind::slower, {}};
        case GLFW_KEY_F4:
        case GLFW_KEY_KP_ADD:
            return Key{Kind::faster, {}};
        case GLFW_KEY_F5:
            return Key{Kind::quieter, {}};
        case GLFW_KEY_F6:
            return Key{Kind::louder, {}};
        default:
            return std::nullopt;
    }
}

struct DestroyWindow {
    void operator()(GLFWwindow* window) const { glfwDestroyWindow(window); }
};

// GLFW is initialised once per window: there is one at a time.
struct Library {
    bool started = false;
    ~Library() {
        if (started) glfwTerminate();
    }
};

}  // namespace

struct Window::Impl {
    Impl(frame::Frame frame_, const Presenter& presenter_)
        : presenter(presenter_), frame(std::move(frame_)) {}

    void pointer(frame::TouchEvent::Kind kind) { frame.touch({kind, finger, steady_now(), 0}); }

    // A key that is no character: what was typed before it comes before it.
    void key(Key key) {
        wedge.let_go();
        take_typed();
        frame.type(std::move(key));
    }
    // A key that is read late, e.g. after a slow frame, came at an unknown time: a scan has the benefit of
    // the doubt.
    Duration read_at() const {
        const auto held = wedge.held_until();
        return held ? std::min(*held, steady_now()) : steady_now();
    }
    void take_typed() {
        for (Key& typed : wedge.due(steady_now())) frame.type(std::move(typed));
    }
    void wait_for_scan() {
        const Duration begin = steady_now();
        for (auto due = wedge.next_due(); due && !frame.wants_another_pass(); due = wedge.next_due()) {
            const Duration now = steady_now();
            if (*due <= now || now - begin > kLongestScan) return;
            glfwWaitEventsTimeout(std::chrono::duration<double>(*due - now).count());
        }
    }

    Library library;
    std::unique_ptr<GLFWwindow, DestroyWindow> window;
    std::unique_ptr<Renderer> renderer;
    Presenter presenter;
    frame::Frame frame;
    frame::Wedge wedge;
    bool repeats = false;  // the character that comes next is of a key held down
    // Where the pointer was when the event at hand happened: glfwGetCursorPos() tells where it is now, and
    // after a slow frame that may be the next key already.
    frame::Point finger;
    bool pressed = false;
    bool key_was_meant = false;  // the key at hand: its character, if it has one, is not typed as well
};

Window::Window(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Window::~Window() = default;
frame::Frame& Window::frame() { return impl_->frame; }

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    Library library;
    if (glfwInit() != GLFW_TRUE) return failure(Errc::unavailable, "no display: " + glfw_error());
    library.started = true;
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_ALPHA_BITS, 0);

    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    int width = 1080;
    int height = 1920;
    if (options.size) {
        monitor = nullptr;
        width = static_cast<int>(options.size->w);
        height = static_cast<int>(options.size->h);
    } else if (monitor != nullptr) {
        const GLFWvidmode* mode = glfwGetVideoMode(monitor);
        width = mode->width;
        height = mode->height;
    }
    std::unique_ptr<GLFWwindow, DestroyWindow> window(
        glfwCreateWindow(width, height, options.title.c_str(), monitor, nullptr));
    if (window == nullptr) return failure(Errc::unavailable, "no window with OpenGL 3.3: " + glfw_error());
    glfwMakeContextCurrent(window.get());
    if (monitor != nullptr) glfwSetInputMode(window.get(), GLFW_CURSOR, GLFW_CURSOR_HIDDEN);

    glfwGetFramebufferSize(window.get(), &width, &height);
    const frame::Size size{static_cast<float>(width), static_cast<float>(height)};
    const theme::Theme theme =
        theme::make_theme(options.accent, false, theme::TextSize::normal, theme::scale_for(size.w, size.h));
    auto frame = frame::Frame::open(size, theme, options.fonts);
    if (!frame) return std::unexpected(std::move(frame.error()));
    auto renderer = Renderer::create();
    if (!renderer) return std::unexpected(std::move(renderer.error()));

    auto impl = std::make_unique<Impl>(std::move(*frame), Presenter(window.get(), options.wait_for_screen));
    impl->library.started = std::exchange(library.started, false);
    impl->window = std::move(window);
    impl->renderer = std::move(*renderer);

    GLFWwindow* handle = impl->window.get();
    glfwSetWindowUserPointer(handle, impl.get());
    glfwSetMouseButtonCallback(handle, [](GLFWwindow* w, int button, int action, int) {
        if (button != GLFW_MOUSE_BUTTON_LEFT) return;
        auto* self = static_cast<Impl*>(glfwGetWindowUserPointer(w));
        self->pressed = action == GLFW_PRESS;
        self->pointer(self->pressed ? TouchEvent::Kind::down : TouchEvent::Kind::up);
    });
    glfwSetCursorPosCallback(handle, [](GLFWwindow* w, double x, double y) {
        auto* self = static_cast<Impl*>(glfwGetWindowUserPointer(w));
        self->finger = {static_cast<float>(x), static_cast<float>(y)};
        if (self->pressed) self->pointer(TouchEvent::Kind::move);
    });
    glfwSetCharCallback(handle, [](GLFWwindow* w, unsigned code_point) {
        auto* self = static_cast<Impl*>(glfwGetWindowUserPointer(w));
        if (self->key_was_meant) return;
        // A key that is held down repeats as fast as a slow scanner.
        if (self->repeats) return self->key({Key::Kind::text, utf8(code_point)});
        self->wedge.text(utf8(code_point), self->read_at());
    });
    glfwSetKeyCallback(handle, [](GLFWwindow* w, int key, int, int action, int) {
        if (action == GLFW_RELEASE) return;
        auto* self = static_cast<Impl*>(glfwGetWindowUserPointer(w));
        self->repeats = action == GLFW_REPEAT;
        const auto meant = key_of(key);
        self->key_was_meant = meant.has_value();
        const bool may_end_a_scan = key == GLFW_KEY_ENTER || key == GLFW_KEY_KP_ENTER || key == GLFW_KEY_TAB;
        if (may_end_a_scan && self->wedge.finish(self->read_at())) return;
        if (meant) self->key(*meant);
    });
    glfwSetFramebufferSizeCallback(handle, [](GLFWwindow* w, int new_width, int new_height) {
        if (new_width < 1 || new_height < 1) return;
        auto* self = static_cast<Impl*>(glfwGetWindowUserPointer(w));
        self->frame.resize({static_cast<float>(new_width), static_cast<float>(new_height)});
    });
    // The display lost what it showed of the window.
    glfwSetWindowRefreshCallback(handle, [](GLFWwindow* w) {
        static_cast<Impl*>(glfwGetWindowUserPointer(w))->renderer->forget_last_frame();
    });
    return std::unique_ptr<Window>(new Window(std::move(impl)));
}

void Window::present(const Draw& draw) {
    run_passes(impl_->frame, steady_now(), draw);
    const auto areas = impl_->renderer->render(impl_->frame, impl_->presenter.keeps_frame());
    impl_->frame.let_go_of_pixels();
    if (!areas.empty()) impl_->presenter.present(areas, static_cast<int>(impl_->frame.size().h));
}

bool Window::wait(std::optional<Duration> at_most) {
    if (const auto motion = impl_->frame.next_frame()) {
        const Duration until = *motion - steady_now();
        at_most = at_most ? std::min(*at_most, until) : until;
    }
    if (const auto held = impl_->wedge.next_due()) {
        const Duration until = *held - steady_now();
        at_most = at_most ? std::min(*at_most, until) : until;
    }
    if (!at_most) {
        glfwWaitEvents();
    } else if (*at_most <= Duration::zero()) {
        glfwPollEvents();
    } else {
        glfwWaitEventsTimeout(std::chrono::duration<double>(*at_most).count());
    }
    impl_->wait_for_scan();
    impl_->take_typed();
    return glfwWindowShouldClose(impl_->window.get()) == GLFW_FALSE;
}

void Window::wake() { glfwPostEmptyEvent(); }

Result<void> Window::screenshot(const std::filesystem::path& path) {
    auto saved = impl_->renderer->save(impl_->frame, path);
    if (!saved) return failure(std::move(saved.error()), "screenshot " + path.string());
    return saved;
}

}  // namespace storeside::window
