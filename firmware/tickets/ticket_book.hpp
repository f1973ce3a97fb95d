// What this kiosk may still show of its tickets after their sessions: code, state and time, nothing personal.
#pragma once
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/db/database.hpp"
#include "firmware/tickets/model.hpp"

namespace storeside::tickets {

struct Entry {
    Id id;
    std::string code;
    State state = State::sent;
    Time created_at{};
};

class TicketBook {
public:
    explicit TicketBook(db::Database& database) : database_(&database) {}

    // Adding an id twice is the same as once.
    Result<void> add(db::Transaction&, const Ticket& ticket);

    // A ticket that is not in the book (of a kiosk set up anew) is left out.
    Result<void> set_state(db::Transaction&, const Id& ticket, State state);

    // Forgets the ticket; one that is not in the book is left out.
    Result<void> erase(db::Transaction&, const Id& ticket);

    // Tickets that nobody has closed, oldest first.
    Result<std::vector<Entry>> open() const;

private:
    db::Database* database_;
};

}  // namespace storeside::tickets
