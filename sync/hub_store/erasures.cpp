#include "sync/hub_store/erasures.hpp"

#include "sync/protocol/bodies.hpp"

namespace storeside::hub_store {
namespace {

// The ticket that a message or a rating belongs to; nil for anything else.
Id ticket_of(const journal::Record& record) {
    if (record.kind == protocol::kMessage) {
        if (const auto message = protocol::decode_message(record.body)) return message->ticket;
    } else if (record.kind == protocol::kRating) {
        if (const auto rating = protocol::decode_rating(record.body)) return rating->ticket;
    }
    return {};
}

}  // namespace

Result<void> Erasures::run(std::string_view sql, const Id& id) {
    ASSIGN_OR_RETURN(auto statement, database_.prepare(sql));
    return statement.bind(":id", id).run();
}

Result<bool> Erasures::is_erased(const Id& id) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT 1 FROM erased WHERE id = :id"));
    return select.bind(":id", id).step();
}

Result<void> Erasures::remember(const Id& id, Time now) {
    ASSIGN_OR_RETURN(auto insert, database_.prepare("INSERT INTO erased (id, at) VALUES (:id, :now) "
                                                    "ON CONFLICT (id) DO UPDATE SET at = excluded.at"));
    return insert.bind(":id", id).bind(":now", now).run();
}

Result<bool> Erasures::forgotten(db::Transaction&, const journal::Record& record, Time now) {
    ASSIGN_OR_RETURN(const bool itself, is_erased(record.id));
    if (itself) return true;
    const auto ticket = ticket_of(record);
    if (ticket.is_nil()) return false;
    ASSIGN_OR_RETURN(const bool with_ticket, is_erased(ticket));
    if (with_ticket) RETURN_IF_ERROR(remember(record.id, now));
    return with_ticket;
}

Result<std::vector<Id>> Erasures::forget_ticket(db::Transaction&, const Id& ticket, Time now) {
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare("SELECT id FROM record WHERE id = :id "
                          "UNION SELECT id FROM ticket_entry WHERE ticket = :id AND kind <> 'reply' "
                          "UNION SELECT record FROM helpdesk_job WHERE ticket = :id "
                          "UNION SELECT :id"));
    select.bind(":id", ticket);
    std::vector<Id> records;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) break;
        records.push_back(select.id(0));
    }
    select.reset();
    RETURN_IF_ERROR(
        run("UPDATE kiosk_mail SET kind = 'erased', body = '{}' WHERE id IN "
            "(SELECT id FROM ticket_entry WHERE ticket = :id AND kind = 'reply')",
            ticket));
    RETURN_IF_ERROR(run("DELETE FROM helpdesk_job WHERE ticket = :id", ticket));
    RETURN_IF_ERROR(run("DELETE FROM ticket_entry WHERE ticket = :id", ticket));
    RETURN_IF_ERROR(
        run("DELETE FROM inbox_entry WHERE ref = (SELECT ref FROM inbox_ticket WHERE id = :id)", ticket));
    RETURN_IF_ERROR(run("DELETE FROM inbox_ticket WHERE id = :id", ticket));
    RETURN_IF_ERROR(run("DELETE FROM ticket WHERE id = :id", ticket));
    for (const auto& record : records) {
        RETURN_IF_ERROR(run("DELETE FROM record WHERE id = :id", record));
        RETURN_IF_ERROR(remember(record, now));
    }
    return records;
}

Result<void> Erasures::forget_record(db::Transaction&, const Id& record, Time now) {
    RETURN_IF_ERROR(run("DELETE FROM helpdesk_job WHERE record = :id", record));
    RETURN_IF_ERROR(run("DELETE FROM ticket_entry WHERE id = :id", record));
    RETURN_IF_ERROR(run("DELETE FROM inbox_entry WHERE id = :id", record));
    RETURN_IF_ERROR(run("DELETE FROM record WHERE id = :id", record));
    return remember(record, now);
}

Result<void> Erasures::forget_reply(db::Transaction&, const Id& reply) {
    RETURN_IF_ERROR(run("UPDATE kiosk_mail SET kind = 'erased', body = '{}' WHERE id = :id", reply));
    return run("DELETE FROM ticket_entry WHERE id = :id", reply);
}

Result<bool> Erasures::in_doubt(const Id& ticket) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT 1 FROM helpdesk_job WHERE ticket = :id AND state IN "
                                       "('leased', 'unknown') LIMIT 1"));
    return select.bind(":id", ticket).step();
}

Result<void> Erasures::drop_ids(db::Transaction&, Time before) {
    ASSIGN_OR_RETURN(auto remove, database_.prepare("DELETE FROM erased WHERE at < :before"));
    return remove.bind(":before", before).run();
}

}  // namespace storeside::hub_store
