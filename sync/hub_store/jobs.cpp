#include "sync/hub_store/jobs.hpp"

namespace storeside::hub_store {

Result<void> Jobs::add(db::Transaction&, const Id& record, const Id& ticket, std::string_view kind) {
    ASSIGN_OR_RETURN(auto insert, database_.prepare("INSERT INTO helpdesk_job (record, ticket, kind, state) "
                                                    "VALUES (:record, :ticket, :kind, 'ready')"));
    return insert.bind(":record", record).bind(":ticket", ticket).bind(":kind", kind).run();
}

Result<std::optional<Job>> Jobs::claim(Time now, Duration lease) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(
        auto update,
        database_.prepare(
            "UPDATE helpdesk_job SET state = 'leased', lease_until = :until, epoch = epoch + 1, attempts = "
            "attempts + 1 "
            "WHERE n = (SELECT j.n FROM helpdesk_job j WHERE j.state NOT IN ('done', 'dead') "
            "AND ((j.state IN ('ready', 'unknown') AND j.not_before <= :now) "
            "  OR (j.state = 'leased' AND j.lease_until <= :now)) "
            "AND NOT EXISTS (SELECT 1 FROM helpdesk_job e WHERE e.ticket = j.ticket AND e.n < j.n "
            "  AND e.state NOT IN ('done', 'dead')) "
            "ORDER BY j.n LIMIT 1) "
            "RETURNING n, record, ticket, kind, epoch, attempts, (SELECT body FROM record WHERE id = "
            "helpdesk_job.record)"));
    update.bind(":until", now + lease).bind(":now", now);
    ASSIGN_OR_RETURN(const bool found, update.step());
    if (!found) return std::nullopt;
    Job job{update.integer(0),
            update.id(1),
            update.id(2),
            std::string(update.text(3)),
            std::string(update.text(6)),
            update.integer(4),
            static_cast<int>(update.integer(5))};
    update.reset();
    RETURN_IF_ERROR(transaction.commit());
    return job;
}

Result<void> Jobs::finish(const Job& job, std::string_view state, Time not_before, std::string_view error) {
    ASSIGN_OR_RETURN(
        auto update,
        database_.prepare("UPDATE helpdesk_job SET state = :state, not_before = :not_before, "
                          "last_error = :error WHERE n = :n AND epoch = :epoch AND state = 'leased'"));
    return update.bind(":state", state)
        .bind(":not_before", not_before)
        .bind(":error", error)
        .bind(":n", job.n)
        .bind(":epoch", job.epoch)
        .run();
}

Result<void> Jobs::done(db::Transaction&, const Job& job) { return finish(job, "done", {}, ""); }
Result<void> Jobs::retry(const Job& job, Time not_before, std::string_view error) {
    return finish(job, "ready", not_before, error);
}
Result<void> Jobs::unknown(const Job& job, Time not_before, std::string_view error) {
    return finish(job, "unknown", not_before, error);
}
Result<void> Jobs::dead(const Job& job, std::string_view error) { return finish(job, "dead", {}, error); }

Result<std::vector<protocol::JobRow>> Jobs::list(std::string_view state) {
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare("SELECT j.n, j.kind, j.state, t.id, t.code, k.store, k.name, j.attempts, "
                          "j.not_before, j.last_error FROM helpdesk_job j JOIN ticket t ON t.id = j.ticket "
                          "JOIN kiosk k ON k.id = t.kiosk WHERE j.state <> 'done' AND j.dropped_at = 0 "
                          "AND (:state = '' OR j.state = :state) ORDER BY j.n LIMIT 1000"));
    select.bind(":state", state);
    std::vector<protocol::JobRow> rows;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return rows;
        rows.push_back({select.integer(0), std::string(select.text(1)), std::string(select.text(2)),
                        select.id(3), std::string(select.text(4)), std::string(select.text(5)),
                        std::string(select.text(6)), static_cast<int>(select.integer(7)), select.time(8),
                        std::string(select.text(9))});
    }
}

Result<void> Jobs::change_dead(std::int64_t n, db::Statement update) {
    RETURN_IF_ERROR(update.bind(":n", n).run());
    if (database_.changes() == 1) return {};
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT 1 FROM helpdesk_job WHERE n = :n"));
    ASSIGN_OR_RETURN(const bool known, select.bind(":n", n).step());
    if (!known) return failure(Errc::not_found, "there is no job " + std::to_string(n));
    return failure(Errc::conflict,
                   "job " + std::to_string(n) + " is not dead: it is tried by itself, or it is done");
}

Result<void> Jobs::revive(std::int64_t n) {
    ASSIGN_OR_RETURN(auto update, database_.prepare(
                                      "UPDATE helpdesk_job SET state = 'ready', attempts = 0, not_before = 0 "
                                      "WHERE n = :n AND state = 'dead' AND dropped_at = 0"));
    return change_dead(n, std::move(update));
}

Result<void> Jobs::drop(std::int64_t n, Time now) {
    ASSIGN_OR_RETURN(auto update, database_.prepare("UPDATE helpdesk_job SET dropped_at = :now "
                                                    "WHERE n = :n AND state = 'dead' AND dropped_at = 0"));
    update.bind(":now", now);
    return change_dead(n, std::move(update));
}

Result<void> Jobs::recover(Time not_before) {
    ASSIGN_OR_RETURN(auto update,
                     database_.prepare("UPDATE helpdesk_job SET state = 'unknown', epoch = epoch + 1, "
                                       "not_before = :not_before WHERE state = 'leased'"));
    return update.bind(":not_before", not_before).run();
}

Result<bool> Jobs::any_unfinished() {
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare("SELECT 1 FROM helpdesk_job WHERE state NOT IN ('done', 'dead') LIMIT 1"));
    return select.step();
}

Result<bool> Jobs::any_create_in_doubt() {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT 1 FROM helpdesk_job WHERE kind = 'ticket' AND "
                                                    "state IN ('leased', 'unknown') LIMIT 1"));
    return select.step();
}

Result<std::string> Jobs::cursor(std::string_view helpdesk) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT cursor FROM helpdesk_cursor WHERE helpdesk = :helpdesk"));
    select.bind(":helpdesk", helpdesk);
    ASSIGN_OR_RETURN(const bool found, select.step());
    return found ? std::string(select.text(0)) : std::string();
}

Result<void> Jobs::set_cursor(db::Transaction&, std::string_view helpdesk, std::string_view cursor) {
    ASSIGN_OR_RETURN(
        auto insert,
        database_.prepare("INSERT INTO helpdesk_cursor (helpdesk, cursor) VALUES (:helpdesk, :cursor) "
                          "ON CONFLICT (helpdesk) DO UPDATE SET cursor = excluded.cursor"));
    return insert.bind(":helpdesk", helpdesk).bind(":cursor", cursor).run();
}

}  // namespace storeside::hub_store
