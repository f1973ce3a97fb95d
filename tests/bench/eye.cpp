#include "tests/bench/eye.hpp"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <sys/ipc.h>
#include <sys/shm.h>

#include <algorithm>
#include <thread>
#include <vector>

namespace storeside::bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kStill = 150ms;
constexpr auto kNothingHappens = 2s;
constexpr auto kLongestStart = 20s;

}  // namespace

struct Eye::Impl {
    ~Impl() {
        if (segment.shmaddr != nullptr) {
            ::XShmDetach(display, &segment);
            ::shmdt(segment.shmaddr);
        }
        if (display != nullptr) ::XCloseDisplay(display);
    }

    // What `place` shows now; the pixels are good until the next look.
    std::span<const std::uint32_t> look(const Place& place) {
        XImage* image =
            ::XShmCreateImage(display, DefaultVisual(display, 0), 24, ZPixmap, segment.shmaddr, &segment,
                              static_cast<unsigned>(place.w), static_cast<unsigned>(place.h));
        ::XShmGetImage(display, DefaultRootWindow(display), image, place.x, place.y, AllPlanes);
        image->data = nullptr;  // the segment is ours
        XDestroyImage(image);
        return {reinterpret_cast<const std::uint32_t*>(segment.shmaddr),
                static_cast<std::size_t>(place.w) * static_cast<std::size_t>(place.h)};
    }

    // Sleeps until something is drawn; false at `end`.
    bool drawn_before(Clock::time_point end) {
        for (bool drawn = false;;) {
            while (::XPending(display) > 0) {
                XEvent event;
                ::XNextEvent(display, &event);
                drawn = drawn || event.type == damage_event + XDamageNotify;
            }
            if (drawn) return true;
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now());
            if (left <= 0ms) return false;
            pollfd connection{ConnectionNumber(display), POLLIN, 0};
            ::poll(&connection, 1, static_cast<int>(left.count()));
        }
    }

    ::Display* display = nullptr;
    XShmSegmentInfo segment{};
    int damage_event = 0;
};

Eye::Eye(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Eye::Eye(Eye&&) noexcept = default;
Eye& Eye::operator=(Eye&&) noexcept = default;
Eye::~Eye() = default;

Result<Eye> Eye::open(const std::string& name) {
    auto impl = std::make_unique<Impl>();
    impl->display = ::XOpenDisplay(name.c_str());
    if (impl->display == nullptr) return failure(Errc::unavailable, "can't connect to display " + name);
    int unused = 0;
    if (!::XDamageQueryExtension(impl->display, &impl->damage_event, &unused) ||
        !::XShmQueryExtension(impl->display) ||
        !::XTestQueryExtension(impl->display, &unused, &unused, &unused, &unused))
        return failure(Errc::unavailable, "display " + name + " lacks DAMAGE, MIT-SHM or XTEST");
    const auto pixels = static_cast<std::size_t>(DisplayWidth(impl->display, 0)) *
                        static_cast<std::size_t>(DisplayHeight(impl->display, 0));
    impl->segment.shmid = ::shmget(IPC_PRIVATE, pixels * 4, IPC_CREAT | 0600);
    void* memory = impl->segment.shmid < 0 ? nullptr : ::shmat(impl->segment.shmid, nullptr, 0);
    if (memory == nullptr) return failure(Errc::internal, "no shared memory");
    impl->segment.shmaddr = static_cast<char*>(memory);
    ::XShmAttach(impl->display, &impl->segment);
    ::XSync(impl->display, False);
    ::shmctl(impl->segment.shmid, IPC_RMID, nullptr);  // gone with the last who is attached
    ::XDamageCreate(impl->display, DefaultRootWindow(impl->display), XDamageReportRawRectangles);
    ::XSync(impl->display, False);
    return Eye(std::move(impl));
}

void Eye::move(int x, int y) {
    ::XTestFakeMotionEvent(impl_->display, -1, x, y, CurrentTime);
    ::XSync(impl_->display, False);
}

void Eye::press() {
    ::XTestFakeButtonEvent(impl_->display, 1, True, CurrentTime);
    ::XFlush(impl_->display);
}

void Eye::release() {
    ::XTestFakeButtonEvent(impl_->display, 1, False, CurrentTime);
    ::XFlush(impl_->display);
}

std::optional<Eye::Change> Eye::changes(const Place& place, const std::function<void()>& act) {
    const auto first_look = impl_->look(place);
    std::vector<std::uint32_t> before(first_look.begin(), first_look.end());
    while (impl_->drawn_before(Clock::now())) {
    }
    std::optional<Change> change;
    const auto start = Clock::now();
    act();
    for (auto end = start + kNothingHappens; impl_->drawn_before(end);) {
        const auto now = impl_->look(place);
        const Milliseconds passed = Clock::now() - start;
        if (!std::ranges::equal(now, before)) {
            if (!change) change = Change{passed, passed};
            change->last = passed;
            before.assign(now.begin(), now.end());
        }
        if (change) end = Clock::now() + kStill;
        if (passed > kNothingHappens) break;
    }
    return change;
}

std::optional<Milliseconds> Eye::until(const Place& place, const Wanted& wanted,
                                       const std::function<void()>& act) {
    const auto start = Clock::now();
    act();
    while (impl_->drawn_before(start + kLongestStart))
        if (wanted(impl_->look(place))) return Clock::now() - start;
    return std::nullopt;
}

void Eye::wait_until_still(std::chrono::milliseconds how_long) {
    const auto end = Clock::now() + 10s;
    while (Clock::now() < end && impl_->drawn_before(Clock::now() + how_long)) {
    }
}

}  // namespace storeside::bench
