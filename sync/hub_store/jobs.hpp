// What the helpdesk has to be told: claimed with a lease and an epoch, in order within a ticket, never lost.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/db/database.hpp"
#include "sync/protocol/jobs.hpp"

namespace storeside::hub_store {

struct Job {
    std::int64_t n = 0;
    Id record;
    Id ticket;
    std::string kind;        // the record's: "ticket", "message", "rating"
    std::string body;        // the record's
    std::int64_t epoch = 0;  // of this claim; an older claim can't finish the job
    int attempts = 0;        // with this one
};

class Jobs {
public:
    explicit Jobs(db::Database& database) : database_(database) {}

    Result<void> add(db::Transaction&, const Id& record, const Id& ticket, std::string_view kind);

    // The oldest job that is due and whose ticket has no earlier job left. A lease that ran out counts as
    // due: its holder may or may not have written, and looks before it writes again.
    Result<std::optional<Job>> claim(Time now, Duration lease);

    // The outcomes of a claim; nothing happens when somebody claimed the job again since.
    Result<void> done(db::Transaction&, const Job& job);
    Result<void> retry(const Job& job, Time not_before, std::string_view error);    // it did not happen
    Result<void> unknown(const Job& job, Time not_before, std::string_view error);  // it may have happened
    Result<void> dead(const Job& job, std::string_view error);                      // it never will

    // What is not done and nobody gave up, oldest first, at most 1000; of every state when `state` is empty.
    Result<std::vector<protocol::JobRow>> list(std::string_view state);
    // What operators do with a dead job. `not_found` when there is no such job, `conflict` when it is not
    // dead.
    Result<void> revive(std::int64_t n);
    Result<void> drop(std::int64_t n, Time now);

    // After a restart of the only hub: what was leased may or may not have happened; it is due at
    // `not_before`.
    Result<void> recover(Time not_before);

    Result<bool> any_unfinished();
    // Whether a ticket may be in the helpdesk that has no reference here yet.
    Result<bool> any_create_in_doubt();

    // Where reading the helpdesk's answers goes on; empty before the first time.
    Result<std::string> cursor(std::string_view helpdesk);
    Result<void> set_cursor(db::Transaction&, std::string_view helpdesk, std::string_view cursor);

private:
    Result<void> change_dead(std::int64_t n, db::Statement update);
    Result<void> finish(const Job& job, std::string_view state, Time not_before, std::string_view error);

    db::Database& database_;
};

}  // namespace storeside::hub_store
