// The mailbox: how far this kiosk has read what the hub sends it.
#pragma once
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/db/database.hpp"
#include "firmware/journal/model.hpp"

namespace storeside::journal {

class Mailbox {
public:
    explicit Mailbox(db::Database& database) : database_(&database) {}

    Result<Cursor> cursor() const;

    // The part of `mail` that is new here, oldest first; mail of an earlier answer is left out. `conflict`
    // when there is a gap that no snapshot fills: an answer that skips mail must not be taken in.
    Result<std::vector<Mail>> fresh(const std::vector<Mail>& mail, const Cursor& after) const;

    // Moves the cursor inside the caller's transaction. It never moves back within an epoch.
    Result<void> advance(db::Transaction&, const Cursor& cursor);

private:
    db::Database* database_;
};

}  // namespace storeside::journal
