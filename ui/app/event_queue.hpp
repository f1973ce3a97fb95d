// The one way back into the core: services and the line put events in, the window's thread takes them out.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <utility>
#include <vector>

#include "firmware/kiosk/event.hpp"

namespace storeside::app {

class EventQueue {
public:
    // Who to wake when something is put in. Set before any other thread puts.
    void on_put(std::function<void()> wake) { wake_ = std::move(wake); }

    // Any thread.
    void put(kiosk::Event event) {
        {
            const std::lock_guard lock(mutex_);
            events_.push_back(std::move(event));
        }
        filled_.notify_one();
        if (wake_) wake_();
    }

    std::vector<kiosk::Event> take() {
        const std::lock_guard lock(mutex_);
        return std::exchange(events_, {});
    }

    // Waits for something to be put in, at most until then.
    std::vector<kiosk::Event> take_before(std::chrono::steady_clock::time_point end) {
        std::unique_lock lock(mutex_);
        filled_.wait_until(lock, end, [this] { return !events_.empty(); });
        return std::exchange(events_, {});
    }

private:
    std::mutex mutex_;
    std::condition_variable filled_;
    std::vector<kiosk::Event> events_;
    std::function<void()> wake_;
};

}  // namespace storeside::app
