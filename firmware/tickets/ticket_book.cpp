#include "firmware/tickets/ticket_book.hpp"

namespace storeside::tickets {

Result<void> TicketBook::add(db::Transaction&, const Ticket& ticket) {
    ASSIGN_OR_RETURN(
        auto insert,
        database_->prepare("INSERT INTO ticket (id, code, state, created_at) "
                           "VALUES (:id, :code, :state, :created_at) ON CONFLICT (id) DO NOTHING"));
    return insert.bind(":id", ticket.id)
        .bind(":code", ticket.code)
        .bind(":state", name(State::sent))
        .bind(":created_at", ticket.created_at)
        .run();
}

Result<void> TicketBook::set_state(db::Transaction&, const Id& ticket, State state) {
    ASSIGN_OR_RETURN(auto update, database_->prepare("UPDATE ticket SET state = :state WHERE id = :id"));
    return update.bind(":state", name(state)).bind(":id", ticket).run();
}

Result<void> TicketBook::erase(db::Transaction&, const Id& ticket) {
    ASSIGN_OR_RETURN(auto remove, database_->prepare("DELETE FROM ticket WHERE id = :id"));
    return remove.bind(":id", ticket).run();
}

Result<std::vector<Entry>> TicketBook::open() const {
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT id, code, state, created_at FROM ticket "
                                                     "WHERE state <> 'closed' ORDER BY created_at, id"));
    std::vector<Entry> entries;
    for (;;) {
        ASSIGN_OR_RETURN(const bool row, select.step());
        if (!row) return entries;
        entries.push_back({select.id(0), std::string(select.text(1)),
                           parse_state(select.text(2)).value_or(State::sent), select.time(3)});
    }
}

}  // namespace storeside::tickets
