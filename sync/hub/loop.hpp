// A thread that runs what it is given, in order or at a time: whoever owns data has one, and nobody else
// touches it.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace storeside::hub {

class Loop {
public:
    using Task = std::move_only_function<void()>;

    Loop() : thread_([this] { run(); }) {}
    ~Loop() { stop(); }
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;

    // Any thread. After stop() a task is dropped unrun.
    void post(Task task) { post_after(std::chrono::milliseconds(0), std::move(task)); }
    void post_after(std::chrono::milliseconds delay, Task task);

    // Waits for the running task; the others are dropped. Not from a task. Calling it twice is the same as
    // once.
    void stop();

private:
    using Due = std::pair<std::chrono::steady_clock::time_point, std::uint64_t>;
    void run();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<Due, Task> tasks_;
    std::uint64_t posted_ = 0;  // tasks of one instant run in the order they came
    bool stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace storeside::hub
