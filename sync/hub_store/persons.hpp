// What the hub knows of one person: found by a ticket, an e-mail address or a phone number, and put together.
#pragma once
#include <string>
#include <vector>

#include "firmware/db/database.hpp"
#include "sync/hub_store/orders.hpp"
#include "sync/protocol/privacy.hpp"

namespace storeside::hub_store {

// Where somebody appears.
struct Trace {
    std::vector<Id> tickets;
    std::vector<Id> loose;             // records that belong to no ticket the hub knows
    std::vector<std::int64_t> orders;  // rows of the index

    bool empty() const { return tickets.empty() && loose.empty() && orders.empty(); }
};

class Persons {
public:
    Persons(db::Database& database, const OrderKey& key) : database_(database), orders_(database, key) {}

    // Whoever gave an address or a number in any text of a ticket said everything in that ticket; and whoever
    // an order was sold to under it bought that. `invalid_input` when it is no address or number, `not_found`
    // when there is no such ticket, `conflict` when several have this code.
    Result<Trace> trace(const protocol::Subject& subject);

    Result<protocol::Found> describe(const Trace& trace);

    // Everything, as one JSON object for the person themselves.
    Result<std::string> report(const protocol::Subject& subject, const Trace& trace, Time now);

    // Whose record it is; nil when there is none.
    Result<Id> kiosk_of(const Id& record);

private:
    Result<Trace> trace_ticket(const std::string& id_or_code);
    template <class Mentions>
    Result<Trace> trace_words(Mentions mentions);

    db::Database& database_;
    Orders orders_;
};

}  // namespace storeside::hub_store
