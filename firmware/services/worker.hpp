// A thread with an inbox: what is posted runs there, one after the other.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace storeside::services {

class Worker {
public:
    using Job = std::move_only_function<void()>;

    Worker();
    ~Worker() { stop(); }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    // Any thread. False once stop() was called: the job will not run.
    bool post(Job job);

    // Drops what has not begun.
    void drop_waiting();

    // Runs what was posted before, then ends the thread. Not from the worker's own thread; twice is the same
    // as once.
    void stop();

private:
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Job> inbox_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace storeside::services
