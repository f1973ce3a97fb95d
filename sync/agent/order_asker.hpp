// Asks the hub for orders on a connection and a thread of its own: a shopper stands there and waits.
#pragma once
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "sync/agent/agent.hpp"
#include "sync/agent/hub_line.hpp"

namespace storeside::agent {

class OrderAsker {
public:
    OrderAsker(const Options& options, HubLine& line)
        : options_(options), client_(line), thread_([this] { run(); }) {}
    ~OrderAsker() { stop(); }

    void find(orders::Question question, Agent::OrderFound found);
    void stop();

private:
    struct Ask {
        orders::Question question;
        Agent::OrderFound found;
    };
    void run();
    Result<std::optional<orders::Order>> ask(const orders::Question& question);

    const Options& options_;
    HubClient client_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Ask> asks_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace storeside::agent
