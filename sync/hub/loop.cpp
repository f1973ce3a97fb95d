#include "sync/hub/loop.hpp"

namespace storeside::hub {

void Loop::post_after(std::chrono::milliseconds delay, Task task) {
    const std::lock_guard lock(mutex_);
    if (stopping_) return;
    tasks_.emplace(Due{std::chrono::steady_clock::now() + delay, posted_++}, std::move(task));
    changed_.notify_one();
}

void Loop::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_one();
    }
    if (thread_.joinable()) thread_.join();
    tasks_.clear();
}

void Loop::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (tasks_.empty()) {
            changed_.wait(lock);
            continue;
        }
        const auto first = tasks_.begin();
        if (first->first.first > std::chrono::steady_clock::now()) {
            const auto due = first->first.first;
            changed_.wait_until(lock, due);
            continue;
        }
        auto task = std::move(first->second);
        tasks_.erase(first);
        lock.unlock();
        task();
        task = nullptr;
        lock.lock();
    }
}

}  // namespace storeside::hub
