// The outbox: what this kiosk has to tell the hub, in order, kept until the hub has it.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/db/database.hpp"
#include "firmware/journal/model.hpp"

namespace storeside::journal {

class Outbox {
public:
    explicit Outbox(db::Database& database) : database_(&database) {}

    // Adds a record inside the caller's transaction: it is durable exactly when that transaction is.
    // Appending an id twice is the same as once. `record.sequence` is ignored; the outbox numbers.
    Result<void> append(db::Transaction&, const Record& record);

    // The oldest records whose bodies fit into `limit_bytes` together, but at least one. Empty: the hub has
    // everything.
    Result<std::vector<Record>> unsent(std::size_t limit_bytes) const;

    Result<std::int64_t> unsent_count() const;

    // What was written before there was a key to seal it to, oldest first.
    Result<std::vector<Record>> unsealed() const;

    // Puts this body in place of the one that the record with this sequence has.
    Result<void> replace(db::Transaction&, const Record& record);

    // Forgets this record, sent or not; one that is not here is left out.
    Result<void> erase(db::Transaction&, const Id& record);

    // Forgets records up to `through`: the hub has them.
    Result<void> acknowledge(db::Transaction&, Sequence through);

private:
    db::Database* database_;
};

}  // namespace storeside::journal
