// What the hub asks of a company's helpdesk. One small interface, one folder per system, one contract test
// for all.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/tickets/model.hpp"

namespace storeside::connectors {

// A ticket with what the hub knows about where it comes from.
struct Escalation {
    tickets::Ticket ticket;
    std::string store;
    std::string kiosk;
};

// How the helpdesk calls a ticket: RT's number, the inbox's id, …
using TicketRef = std::string;

// What an agent did since a cursor. `internal` notes never appear here.
struct AgentAnswer {
    TicketRef ticket;
    std::string key;  // unique and stable within this helpdesk: a transaction's number, a journal's id
    std::string from;
    std::string text;  // plain text
    Time created_at{};
};

struct Answers {
    std::vector<AgentAnswer> answers;  // oldest first
    std::string cursor;                // where to go on; opaque to the caller
    std::vector<TicketRef> closed;     // tickets seen resolved or closed since the cursor
};

// Every write carries a UUID of ours, and looks for it in the helpdesk before it writes. So each may be
// called again after any failure, by one caller at a time, and takes effect once.
//
// Errors: unavailable (it did not happen; try again), unknown (it may have happened; wait for lookup_lag(),
// then call again), denied (somebody has to give rights or a new token), invalid_input (this record will
// never be accepted).
class Helpdesk {
public:
    virtual ~Helpdesk() = default;

    // The system's name for messages: "rt", "inbox".
    virtual std::string name() const = 0;

    // The ticket's reference, also when it was there already.
    virtual Result<TicketRef> create(const Escalation& escalation) = 0;

    // The shopper's words, seen by agents as the customer's correspondence.
    virtual Result<void> add_message(const TicketRef& ticket, const tickets::Message& message) = 0;

    // The shopper's rating as an internal comment.
    virtual Result<void> add_rating(const TicketRef& ticket, const tickets::Rating& rating) = 0;

    // What agents answered after `cursor` (empty: from now on; then `answers` is empty and the cursor is
    // set).
    virtual Result<Answers> answers_after(const std::string& cursor) = 0;

    // Takes the ticket out of the helpdesk as far as its interface can. Gives what a person has to do there
    // besides, in words that name the ticket; empty: nothing of it is left. May be called again, also for a
    // ticket that is gone.
    virtual Result<std::string> erase(const TicketRef& ticket) = 0;

    // How long after a write a look-up may still miss it.
    virtual Duration lookup_lag() const = 0;
};

}  // namespace storeside::connectors
