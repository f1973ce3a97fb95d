// Tickets as the hub knows them: whose they are, what was said, and where the helpdesk has them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/db/database.hpp"
#include "firmware/tickets/model.hpp"
#include "sync/protocol/bodies.hpp"
#include "sync/protocol/operator.hpp"

namespace storeside::hub_store {

struct Ticket {
    Id id;
    Id kiosk;
    std::string store;
    std::string kiosk_name;
    tickets::State state = tickets::State::sent;
    std::string ref;  // the helpdesk's name for it; empty before it has one
};

class Tickets {
public:
    explicit Tickets(db::Database& database) : database_(database) {}

    Result<void> create(db::Transaction&, const Id& kiosk, const tickets::Ticket& ticket, Time now);
    Result<void> add(db::Transaction&, const tickets::Message& message, Time now);
    Result<void> add(db::Transaction&, const tickets::Rating& rating, Time now);
    // False when the answer with this key is here already.
    Result<bool> add(db::Transaction&, const tickets::Reply& reply, std::string_view helpdesk_key, Time now);

    Result<void> set_state(db::Transaction&, const Id& ticket, tickets::State state, Time now);
    Result<void> set_ref(db::Transaction&, const Id& ticket, std::string_view helpdesk, std::string_view ref);

    Result<std::optional<Ticket>> find(const Id& ticket);
    // An id as text, or the newest ticket with this code. `not_found` when there is none.
    Result<Id> resolve(std::string_view id_or_code);
    Result<std::optional<Ticket>> by_ref(std::string_view helpdesk, std::string_view ref);

    // Whether anybody, or this kiosk, may expect an answer soon: a ticket that is not closed and was touched
    // since.
    Result<bool> any_open(Time since);
    Result<bool> any_open(const Id& kiosk, Time since);

    // Every ticket of this kiosk as it is now, the last touched first, at most kMaxSnapshotTickets.
    Result<protocol::Snapshot> snapshot(const Id& kiosk);

    // Newest first, at most 1000; all states when `state` is empty.
    Result<std::vector<protocol::TicketRow>> list(std::optional<tickets::State> state);
    Result<std::optional<protocol::TicketDetail>> detail(const Id& ticket);

private:
    db::Database& database_;
};

}  // namespace storeside::hub_store
