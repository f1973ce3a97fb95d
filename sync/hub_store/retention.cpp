#include "sync/hub_store/retention.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/hub_store/erasures.hpp"
#include "sync/protocol/bodies.hpp"

namespace storeside::hub_store {
namespace {

constexpr std::chrono::days kMissesKept{2};      // longer than it takes until a miss is forgiven
constexpr std::chrono::days kDeliveriesKept{7};  // longer than any shop sends one again

// The condition on `r.id` (or a ticket's) that nothing is left to tell the helpdesk.
constexpr std::string_view kTold =
    " AND NOT EXISTS (SELECT 1 FROM helpdesk_job j WHERE j.{} = {} AND j.state NOT IN ('done', 'dead')) ";

std::string told(std::string_view column, std::string_view id) {
    std::string text(kTold);
    text.replace(text.find("{}"), 2, column);
    text.replace(text.find("{}"), 2, id);
    return text;
}

class Sweep {
public:
    Sweep(db::Database& database, Time now, std::int64_t limit)
        : database_(database), now_(now), left_(limit) {}

    Result<void> tickets(std::chrono::days keep) {
        ASSIGN_OR_RETURN(const auto old,
                         ids("SELECT t.id FROM ticket t WHERE t.touched_at < :before" +
                                 told("ticket", "t.id") + "ORDER BY t.touched_at LIMIT :limit",
                             keep));
        for (const auto& id : old) RETURN_IF_ERROR(erasures_.forget_ticket(*transaction_, id, now_));
        return {};
    }

    // Of one kind; `others` is any that none of the settings names.
    Result<void> records(std::string_view kind, std::chrono::days keep) {
        const auto which =
            kind == "others"
                ? std::string("r.kind NOT IN ('ticket', 'message', 'rating', 'audit', 'unreadable')")
                : "r.kind = '" + std::string(kind) + "'";
        ASSIGN_OR_RETURN(const auto old,
                         ids("SELECT r.id FROM record r WHERE " + which + " AND r.stored_at < :before" +
                                 told("record", "r.id") + "ORDER BY r.stored_at LIMIT :limit",
                             keep));
        for (const auto& id : old) RETURN_IF_ERROR(erasures_.forget_record(*transaction_, id, now_));
        return {};
    }

    // A ticket that could not be used when it came is no ticket of the hub, but a record.
    Result<void> useless_tickets(std::chrono::days keep) {
        ASSIGN_OR_RETURN(
            const auto old,
            ids("SELECT r.id FROM record r WHERE r.kind = 'ticket' AND r.stored_at < :before AND NOT "
                "EXISTS (SELECT 1 FROM ticket t WHERE t.id = r.id) LIMIT :limit",
                keep));
        for (const auto& id : old) RETURN_IF_ERROR(erasures_.forget_record(*transaction_, id, now_));
        return {};
    }

    Result<void> replies(std::chrono::days keep) {
        ASSIGN_OR_RETURN(const auto old, ids("SELECT e.id FROM ticket_entry e WHERE e.kind = 'reply' AND "
                                             "e.at < :before ORDER BY e.n LIMIT :limit",
                                             keep));
        for (const auto& id : old) RETURN_IF_ERROR(erasures_.forget_reply(*transaction_, id));
        ASSIGN_OR_RETURN(const auto inbox, ids("SELECT e.id FROM inbox_entry e WHERE e.kind = 'reply' AND "
                                               "e.at < :before ORDER BY e.n LIMIT :limit",
                                               keep));
        ASSIGN_OR_RETURN(auto remove, database_.prepare("DELETE FROM inbox_entry WHERE id = :id"));
        for (const auto& id : inbox) RETURN_IF_ERROR(remove.bind(":id", id).run());
        return {};
    }

    Result<void> searches(std::chrono::days keep) {
        ASSIGN_OR_RETURN(const auto old, ids("SELECT r.id FROM record r WHERE r.kind = 'ticket' AND "
                                             "r.stored_at < :before AND json_valid(r.body) "
                                             "AND json_array_length(r.body, '$.journey') > 0" +
                                                 told("record", "r.id") + "ORDER BY r.stored_at LIMIT :limit",
                                             keep));
        for (const auto& id : old)
            for (const auto* table : {"record", "ticket"}) RETURN_IF_ERROR(cut_journey(table, id));
        return {};
    }

    Result<void> orders(std::chrono::days keep) {
        return rows(
            "shop_order WHERE n IN (SELECT n FROM shop_order WHERE changed_at < :before ORDER BY "
            "changed_at LIMIT :limit)",
            keep);
    }

    // What only says who asked lately, and which webhooks came.
    Result<void> traces() {
        RETURN_IF_ERROR(
            rows("order_miss WHERE what IN (SELECT what FROM order_miss WHERE at < :before LIMIT "
                 ":limit)",
                 kMissesKept));
        return rows(
            "shop_delivery WHERE (shop, delivery) IN (SELECT shop, delivery FROM shop_delivery WHERE "
            "at < :before LIMIT :limit)",
            kDeliveriesKept);
    }

    Result<void> begin() {
        ASSIGN_OR_RETURN(auto transaction, database_.begin());
        transaction_.emplace(std::move(transaction));
        return {};
    }
    Result<void> end(std::chrono::days keep_ids) {
        RETURN_IF_ERROR(erasures_.drop_ids(*transaction_, now_ - keep_ids));
        RETURN_IF_ERROR(transaction_->commit());
        // What is gone is overwritten in the database, but its old pages are still in the write-ahead log.
        return done_ == 0 ? Result<void>{} : database_.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    }
    std::int64_t done() const { return done_; }

private:
    Result<std::vector<Id>> ids(const std::string& sql, std::chrono::days keep) {
        std::vector<Id> found;
        if (left_ == 0) return found;
        ASSIGN_OR_RETURN(auto select, database_.prepare(sql));
        select.bind(":before", now_ - keep).bind(":limit", left_);
        for (;;) {
            ASSIGN_OR_RETURN(const bool more, select.step());
            if (!more) break;
            found.push_back(select.id(0));
        }
        const auto count = static_cast<std::int64_t>(found.size());
        left_ -= count;
        done_ += count;
        return found;
    }

    // Deletes from what `which` names, with :before and :limit.
    Result<void> rows(std::string_view which, std::chrono::days keep) {
        if (left_ == 0) return {};
        ASSIGN_OR_RETURN(auto remove, database_.prepare("DELETE FROM " + std::string(which)));
        RETURN_IF_ERROR(remove.bind(":before", now_ - keep).bind(":limit", left_).run());
        left_ -= database_.changes();
        done_ += database_.changes();
        return {};
    }

    Result<void> cut_journey(std::string_view table, const Id& id) {
        ASSIGN_OR_RETURN(
            auto update,
            database_.prepare("UPDATE " + std::string(table) +
                              " SET body = json_set(body, '$.journey', json('[]')) WHERE id = :id"));
        return update.bind(":id", id).run();
    }

    db::Database& database_;
    Erasures erasures_{database_};
    Time now_;
    std::int64_t left_;
    std::int64_t done_ = 0;
    std::optional<db::Transaction> transaction_;
};

}  // namespace

Result<std::int64_t> sweep(db::Database& database, const Retention& retention, Time now, std::int64_t limit) {
    Sweep sweep(database, now, limit);
    RETURN_IF_ERROR(sweep.begin());
    RETURN_IF_ERROR(sweep.tickets(retention.tickets));
    RETURN_IF_ERROR(sweep.useless_tickets(retention.tickets));
    RETURN_IF_ERROR(sweep.records(protocol::kMessage, retention.messages));
    RETURN_IF_ERROR(sweep.replies(retention.messages));
    RETURN_IF_ERROR(sweep.records(protocol::kRating, retention.ratings));
    RETURN_IF_ERROR(sweep.records(protocol::kAudit, retention.audit));
    RETURN_IF_ERROR(sweep.records("unreadable", retention.unreadable));
    RETURN_IF_ERROR(sweep.records("others", retention.others));
    RETURN_IF_ERROR(sweep.searches(retention.searches));
    RETURN_IF_ERROR(sweep.orders(retention.orders));
    RETURN_IF_ERROR(sweep.traces());
    RETURN_IF_ERROR(sweep.end(retention.erased));
    return sweep.done();
}

}  // namespace storeside::hub_store
