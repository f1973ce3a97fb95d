// Gets the kiosk its next certificate before the one it has runs out.
#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>

#include "firmware/base/random.hpp"
#include "sync/agent/agent.hpp"
#include "sync/agent/backoff.hpp"
#include "sync/agent/hub_line.hpp"

namespace storeside::agent {

class Renewer {
public:
    Renewer(const Options& options, HubLine& line, Random& random, const Callbacks& callbacks);
    ~Renewer() { stop(); }

    void stop();

private:
    void run();
    Time due() const;
    Result<void> renew();

    const Options& options_;
    HubLine& line_;
    Random& random_;
    const Callbacks& callbacks_;
    Backoff backoff_;
    HubClient client_;
    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace storeside::agent
