#include "ui/app/stop_signals.hpp"

#include <pthread.h>
#include <signal.h>

namespace storeside::app {
namespace {

sigset_t stop_set() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

}  // namespace

StopSignals::StopSignals() {
    const auto set = stop_set();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

void StopSignals::then(std::function<void()> stop) {
    waiter_ = std::thread([this, stop = std::move(stop)] {
        const auto set = stop_set();
        int signal = 0;
        sigwait(&set, &signal);
        if (!ending_) stop();
    });
}

StopSignals::~StopSignals() {
    if (!waiter_.joinable()) return;
    ending_ = true;                                  // whom to stop may be gone already
    pthread_kill(waiter_.native_handle(), SIGTERM);  // ends sigwait when no signal ever came
    waiter_.join();
}

}  // namespace storeside::app
