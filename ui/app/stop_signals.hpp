// SIGTERM and SIGINT as a call, on an ordinary thread.
#pragma once
#include <atomic>
#include <functional>
#include <thread>

namespace storeside::app {

// Made before any other thread, so that all of them leave these signals to this one.
class StopSignals {
public:
    StopSignals();
    ~StopSignals();
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    // Calls `stop` once, from a thread of its own, when a signal comes.
    void then(std::function<void()> stop);

private:
    std::atomic<bool> ending_{false};
    std::thread waiter_;
};

}  // namespace storeside::app
