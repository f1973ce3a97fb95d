#include "sync/hub_store/tickets.hpp"

#include "sync/protocol/bodies.hpp"

namespace storeside::hub_store {
namespace {

struct Entry {
    const Id& id;
    const Id& ticket;
    std::string_view kind;
    std::string_view author;
    std::string_view text;
    Time at;
    std::optional<std::string_view> key;
};

Result<bool> insert_entry(db::Database& database, const Entry& entry, Time now) {
    ASSIGN_OR_RETURN(
        auto insert,
        database.prepare("INSERT INTO ticket_entry (id, ticket, kind, author, text, at, helpdesk_key) "
                         "VALUES (:id, :ticket, :kind, :author, :text, :at, :key) "
                         "ON CONFLICT DO NOTHING"));
    insert.bind(":id", entry.id)
        .bind(":ticket", entry.ticket)
        .bind(":kind", entry.kind)
        .bind(":author", entry.author)
        .bind(":text", entry.text)
        .bind(":at", entry.at);
    if (entry.key) {
        insert.bind(":key", *entry.key);
    } else {
        insert.bind(":key", std::nullopt);
    }
    RETURN_IF_ERROR(insert.run());
    if (database.changes() == 0) return false;
    ASSIGN_OR_RETURN(auto touch, database.prepare("UPDATE ticket SET touched_at = :now WHERE id = :ticket"));
    RETURN_IF_ERROR(touch.bind(":now", now).bind(":ticket", entry.ticket).run());
    return true;
}

tickets::State state_of(std::string_view text) {
    return protocol::parse_ticket_state(text).value_or(tickets::State::sent);
}

constexpr std::string_view kTicketColumns =
    "SELECT t.id, t.kiosk, k.store, k.name, t.state, ifnull(t.ref, '') "
    "FROM ticket t JOIN kiosk k ON k.id = t.kiosk ";

Result<std::optional<Ticket>> read_one(db::Statement& select) {
    ASSIGN_OR_RETURN(const bool found, select.step());
    if (!found) return std::nullopt;
    return Ticket{select.id(0),
                  select.id(1),
                  std::string(select.text(2)),
                  std::string(select.text(3)),
                  state_of(select.text(4)),
                  std::string(select.text(5))};
}

constexpr std::string_view kRowColumns =
    "SELECT t.id, t.code, k.store, k.name, t.state, t.created_at, t.body, ifnull(t.helpdesk, ''), "
    "ifnull(t.ref, ''), "
    "ifnull((SELECT j.last_error FROM helpdesk_job j WHERE j.ticket = t.id AND j.state <> 'done' "
    "AND j.dropped_at = 0 AND j.last_error <> '' ORDER BY j.n LIMIT 1), '') FROM ticket t JOIN kiosk k ON "
    "k.id = t.kiosk ";

protocol::TicketDetail read_row(const db::Statement& select) {
    protocol::TicketDetail detail;
    detail.row = {select.id(0),
                  std::string(select.text(1)),
                  std::string(select.text(2)),
                  std::string(select.text(3)),
                  state_of(select.text(4)),
                  select.time(5),
                  {},
                  std::string(select.text(7)),
                  std::string(select.text(8)),
                  std::string(select.text(9))};
    if (auto ticket = protocol::decode_ticket(select.text(6))) detail.ticket = std::move(*ticket);
    detail.row.question = detail.ticket.question;
    return detail;
}

}  // namespace

Result<void> Tickets::create(db::Transaction&, const Id& kiosk, const tickets::Ticket& ticket, Time now) {
    ASSIGN_OR_RETURN(
        auto insert,
        database_.prepare("INSERT INTO ticket (id, kiosk, code, state, body, created_at, touched_at) "
                          "VALUES (:id, :kiosk, :code, 'sent', :body, :created, :now) "
                          "ON CONFLICT DO NOTHING"));
    return insert.bind(":id", ticket.id)
        .bind(":kiosk", kiosk)
        .bind(":code", ticket.code)
        .bind(":body", protocol::encode(ticket))
        .bind(":created", ticket.created_at)
        .bind(":now", now)
        .run();
}

Result<void> Tickets::add(db::Transaction&, const tickets::Message& message, Time now) {
    RETURN_IF_ERROR(insert_entry(
        database_, {message.id, message.ticket, "message", "", message.text, message.created_at, {}}, now));
    return {};
}

Result<void> Tickets::add(db::Transaction&, const tickets::Rating& rating, Time now) {
    auto text = std::to_string(rating.score) + " of 5";
    if (!rating.comment.empty()) text += ": " + rating.comment;
    RETURN_IF_ERROR(
        insert_entry(database_, {rating.id, rating.ticket, "rating", "", text, rating.created_at, {}}, now));
    return {};
}

Result<bool> Tickets::add(db::Transaction&, const tickets::Reply& reply, std::string_view helpdesk_key,
                          Time now) {
    return insert_entry(
        database_, {reply.id, reply.ticket, "reply", reply.from, reply.text, reply.created_at, helpdesk_key},
        now);
}

Result<void> Tickets::set_state(db::Transaction&, const Id& ticket, tickets::State state, Time now) {
    ASSIGN_OR_RETURN(auto update,
                     database_.prepare("UPDATE ticket SET state = :state, touched_at = :now WHERE id = :id"));
    return update.bind(":state", tickets::name(state)).bind(":now", now).bind(":id", ticket).run();
}

Result<void> Tickets::set_ref(db::Transaction&, const Id& ticket, std::string_view helpdesk,
                              std::string_view ref) {
    ASSIGN_OR_RETURN(auto update,
                     database_.prepare("UPDATE ticket SET helpdesk = :helpdesk, ref = :ref WHERE id = :id"));
    return update.bind(":helpdesk", helpdesk).bind(":ref", ref).bind(":id", ticket).run();
}

Result<std::optional<Ticket>> Tickets::find(const Id& ticket) {
    ASSIGN_OR_RETURN(auto select, database_.prepare(std::string(kTicketColumns) + "WHERE t.id = :id"));
    return read_one(select.bind(":id", ticket));
}

Result<Id> Tickets::resolve(std::string_view id_or_code) {
    if (const auto id = parse_id(id_or_code)) return *id;
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT id FROM ticket WHERE code = upper(:code) "
                                                    "ORDER BY created_at DESC LIMIT 1"));
    ASSIGN_OR_RETURN(const bool found, select.bind(":code", id_or_code).step());
    if (!found) return failure(Errc::not_found, "there is no ticket '" + std::string(id_or_code) + "'");
    return select.id(0);
}

Result<std::optional<Ticket>> Tickets::by_ref(std::string_view helpdesk, std::string_view ref) {
    ASSIGN_OR_RETURN(auto select, database_.prepare(std::string(kTicketColumns) +
                                                    "WHERE t.helpdesk = :helpdesk AND t.ref = :ref"));
    return read_one(select.bind(":helpdesk", helpdesk).bind(":ref", ref));
}

Result<bool> Tickets::any_open(Time since) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT 1 FROM ticket WHERE touched_at > :since AND "
                                                    "state <> 'closed' LIMIT 1"));
    return select.bind(":since", since).step();
}

Result<bool> Tickets::any_open(const Id& kiosk, Time since) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT 1 FROM ticket WHERE kiosk = :kiosk AND "
                                                    "touched_at > :since AND state <> 'closed' LIMIT 1"));
    return select.bind(":kiosk", kiosk).bind(":since", since).step();
}

Result<protocol::Snapshot> Tickets::snapshot(const Id& kiosk) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT id, state FROM ticket WHERE kiosk = :kiosk "
                                                    "ORDER BY touched_at DESC LIMIT :most"));
    select.bind(":kiosk", kiosk).bind(":most", protocol::kMaxSnapshotTickets);
    protocol::Snapshot snapshot;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return snapshot;
        snapshot.tickets.push_back({select.id(0), state_of(select.text(1))});
    }
}

Result<std::vector<protocol::TicketRow>> Tickets::list(std::optional<tickets::State> state) {
    ASSIGN_OR_RETURN(auto select, database_.prepare(std::string(kRowColumns) +
                                                    "WHERE :state = '' OR t.state = :state "
                                                    "ORDER BY t.created_at DESC, t.id LIMIT 1000"));
    select.bind(":state", state ? tickets::name(*state) : std::string_view());
    std::vector<protocol::TicketRow> rows;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return rows;
        rows.push_back(read_row(select).row);
    }
}

Result<std::optional<protocol::TicketDetail>> Tickets::detail(const Id& ticket) {
    ASSIGN_OR_RETURN(auto select, database_.prepare(std::string(kRowColumns) + "WHERE t.id = :id"));
    select.bind(":id", ticket);
    ASSIGN_OR_RETURN(const bool found, select.step());
    if (!found) return std::nullopt;
    auto detail = read_row(select);
    ASSIGN_OR_RETURN(auto entries, database_.prepare("SELECT kind, author, text, at FROM ticket_entry "
                                                     "WHERE ticket = :id ORDER BY n"));
    entries.bind(":id", ticket);
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, entries.step());
        if (!more) return detail;
        using Kind = protocol::TicketEntry::Kind;
        const auto kind = entries.text(0) == "reply"    ? Kind::reply
                          : entries.text(0) == "rating" ? Kind::rating
                                                        : Kind::message;
        detail.entries.push_back(
            {kind, std::string(entries.text(1)), std::string(entries.text(2)), entries.time(3)});
    }
}

}  // namespace storeside::hub_store
