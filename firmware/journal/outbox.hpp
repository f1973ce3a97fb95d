// The outbox: what this kiosk has to tell the hub, in order, kept until the hub has it and a while longer.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
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

    // The hub has what is unsent up to `through`. It is kept until forget(), for a hub that is restored from
    // a backup.
    Result<void> acknowledge(db::Transaction&, Sequence through, Time now);

    Result<std::optional<Receipt>> newest_acknowledged() const;

    // Whatever is kept is unsent again, in its old order.
    Result<void> send_again(db::Transaction&);

    // Deletes the `count` records that were acknowledged first, to make room for one that the hub does not
    // have.
    Result<void> make_way(db::Transaction&, int count);

    // Deletes what the hub acknowledged before then, and gives the number of records. What a clock that was
    // wrong dated after `now` counts as acknowledged now.
    Result<std::int64_t> forget(db::Transaction&, Time before, Time now);

    // What was written before there was a key to seal it to, oldest first.
    Result<std::vector<Record>> unsealed() const;

    // Puts this body in place of the one that the record with this sequence has.
    Result<void> replace(db::Transaction&, const Record& record);

    // Forgets this record, sent or not; one that is not here is left out.
    Result<void> erase(db::Transaction&, const Id& record);

private:
    db::Database* database_;
};

}  // namespace storeside::journal
