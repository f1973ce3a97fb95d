// The one long poll: the outbox up, the mailbox down, again and again until it is stopped.
#pragma once
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <thread>

#include "sync/agent/agent.hpp"
#include "sync/agent/backoff.hpp"
#include "sync/agent/hub_line.hpp"
#include "sync/agent/pack_fetcher.hpp"

namespace storeside::agent {

class SyncCaller {
public:
    SyncCaller(const Options& options, HubLine& line, journal::Logs& logs, Random& random,
               const Callbacks& callbacks, PackFetcher& packs);
    ~SyncCaller() { stop(); }

    void wake();
    void report(protocol::ReportedSettings settings);
    void stop();

private:
    // What to do after a call.
    struct Next {
        std::chrono::milliseconds pause{0};
        bool by_wake = true;  // a wake() may shorten the pause
    };

    void run();
    Next call();
    Next failed(const Error& error);
    Next turned_away(const http::Response& response);
    void note(protocol::TurnedAway turned_away);
    Result<void> take(const journal::Cursor& before, const protocol::SyncAnswer& answer);
    void keep_seal_key(const protocol::Desired& desired);
    void rest(const Next& next);

    const Options& options_;
    journal::Logs& logs_;
    const Clock& clock_;
    Random& random_;
    const Callbacks& callbacks_;
    PackFetcher& packs_;
    Backoff backoff_;
    HubClient client_;

    // Of the thread alone.
    std::int64_t desired_seen_ = 0;
    std::string seal_key_;  // the id of the one that is kept; empty until the first answer
    std::chrono::seconds patience_;
    bool sure_ = false;  // the last call was answered: the line is worth a long wait
    Time last_sync_{};
    protocol::TurnedAway turned_away_ = protocol::TurnedAway::no;

    std::mutex mutex_;
    std::condition_variable changed_;
    bool holding_ = false;  // the running call brings nothing, so it may be cut off
    bool woken_ = false;
    protocol::ReportedSettings settings_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace storeside::agent
