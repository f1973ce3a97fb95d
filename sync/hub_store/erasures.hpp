// Forgetting: a ticket or a record with everything that hangs on it, and an id that stays behind so that it
// does not come back when a kiosk sends it again.
#pragma once
#include <chrono>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "firmware/db/database.hpp"
#include "firmware/journal/model.hpp"

namespace storeside::hub_store {

class Erasures {
public:
    explicit Erasures(db::Database& database) : database_(database) {}

    // Whether this record was forgotten, or belongs to a ticket that was: then it is not to be taken in. Its
    // own id is remembered from then on.
    Result<bool> forgotten(db::Transaction&, const journal::Record& record, Time now);

    // The ticket, its messages, ratings and answers, what the helpdesk has yet to be told of it, and what the
    // inbox holds. Answers to its kiosk that are not fetched yet become empty. Gives the records that are
    // gone.
    Result<std::vector<Id>> forget_ticket(db::Transaction&, const Id& ticket, Time now);

    // A record and, if it is a message or a rating, its entry in the ticket.
    Result<void> forget_record(db::Transaction&, const Id& record, Time now);

    // An agent's answer.
    Result<void> forget_reply(db::Transaction&, const Id& reply);

    // Whether the helpdesk may be being told of this ticket right now, or was told and nobody knows yet.
    Result<bool> in_doubt(const Id& ticket);

    // Forgets the ids of what was forgotten before this.
    Result<void> drop_ids(db::Transaction&, Time before);

private:
    Result<bool> is_erased(const Id& id);
    Result<void> remember(const Id& id, Time now);
    Result<void> run(std::string_view sql, const Id& id);

    db::Database& database_;
};

}  // namespace storeside::hub_store
