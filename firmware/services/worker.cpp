#include "firmware/services/worker.hpp"

namespace storeside::services {

Worker::Worker() : thread_([this] { run(); }) {}

bool Worker::post(Job job) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) return false;
        inbox_.push_back(std::move(job));
    }
    changed_.notify_one();
    return true;
}

void Worker::drop_waiting() {
    std::deque<Job> dropped;  // destroyed after the lock is given back: a job's destructor may take its time
    const std::lock_guard lock(mutex_);
    dropped.swap(inbox_);
}

void Worker::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_one();
    if (thread_.joinable()) thread_.join();
}

void Worker::run() {
    for (;;) {
        Job job;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return stopping_ || !inbox_.empty(); });
            if (inbox_.empty()) return;
            job = std::move(inbox_.front());
            inbox_.pop_front();
        }
        job();
    }
}

}  // namespace storeside::services
