// Tells the helpdesk what shoppers said, exactly once, and brings back what its agents answered.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "sync/connectors/circuit_breaker.hpp"
#include "sync/connectors/helpdesk/helpdesk.hpp"
#include "sync/hub/loop.hpp"
#include "sync/hub/token_bucket.hpp"
#include "sync/hub_store/jobs.hpp"
#include "sync/hub_store/tickets.hpp"
#include "sync/protocol/jobs.hpp"

namespace storeside::hub {

struct WorkerTimes {
    std::chrono::milliseconds poll_open{1'000};      // between two looks for answers while a ticket is open
    std::chrono::milliseconds poll_quiet{15'000};    // … and otherwise
    Duration lease = std::chrono::seconds(120);      // longer than any call of a connector
    Duration first_delay = std::chrono::seconds(1);  // back-off: full jitter below first_delay * 2^failures …
    Duration longest_delay = std::chrono::minutes(2);  // … but never longer
    Duration denied_delay = std::chrono::minutes(1);   // until somebody gives the rights that are missing
    connectors::BreakerLimits breaker;                 // when the helpdesk as a whole is left alone
    int calls_per_second = 0;                          // on average; twice as many at a time; 0: no limit
};

class HelpdeskWorker {
public:
    // `database` is a connection of the worker's own. `on_mail` is called from its thread when a kiosk has
    // new mail.
    HelpdeskWorker(db::Database database, connectors::Helpdesk& helpdesk, const Clock& clock, Random& random,
                   WorkerTimes times, std::function<void(const Id& kiosk)> on_mail);
    ~HelpdeskWorker() { stop(); }

    // There may be something to do. Any thread.
    void wake();

    // Any thread.
    protocol::HelpdeskHealth health() const;
    using Erased = std::move_only_function<void(std::vector<std::string> left)>;

    // Asks the helpdesk to erase these tickets. `done` gets, from the worker's thread, what a person has to
    // do besides: of each ticket that the helpdesk can't erase or could not be asked about. Any thread.
    void erase(std::vector<connectors::TicketRef> refs, Erased done);

    // Waits for the running call to the helpdesk.
    void stop();

private:
    void round();
    void work();
    void perform(const hub_store::Job& job);
    Result<void> tell(const hub_store::Job& job, const hub_store::Ticket& ticket);
    Result<void> create(const hub_store::Job& job, const hub_store::Ticket& ticket);
    Result<void> note_created(const hub_store::Job& job, const hub_store::Ticket& ticket,
                              const connectors::TicketRef& ref);
    void put_off(const hub_store::Job& job, const Error& error);
    Result<void> poll();
    Result<void> announce(db::Transaction& transaction, const hub_store::Ticket& ticket,
                          tickets::State state);
    Duration back_off(int failures);
    void leave_alone(const Error& error);
    void note_health(std::string error);
    void next_round();

    db::Database database_;
    connectors::Helpdesk& helpdesk_;
    const Clock& clock_;
    Random& random_;
    WorkerTimes times_;
    std::function<void(const Id&)> on_mail_;
    connectors::CircuitBreaker breaker_;
    TokenBucket bucket_;
    Time not_before_{};     // it asked to be left alone until then
    int polls_failed_ = 0;  // the same for reading its answers
    Time poll_not_before_{};
    std::uint64_t ticks_ = 0;  // only the newest timer counts
    mutable std::mutex health_mutex_;
    protocol::HelpdeskHealth health_;  // guarded by it
    std::atomic<bool> woken_{false};   // a round is on its way that will see what there is
    std::atomic<bool> stopping_{false};
    Loop loop_;  // last: its thread uses all of the above
};

}  // namespace storeside::hub
