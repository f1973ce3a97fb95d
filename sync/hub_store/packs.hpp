// Published packs, and which one kiosks should have.
#pragma once
#include "firmware/db/database.hpp"
#include "sync/protocol/messages.hpp"
#include "sync/protocol/operator.hpp"

namespace storeside::hub_store {

class Packs {
public:
    explicit Packs(db::Database& database) : database_(database) {}

    // From now on every kiosk should have it. Publishing the one that is desired already changes nothing.
    Result<void> publish(const protocol::PackRow& pack);

    // Without the origin, which the hub's configuration names.
    Result<protocol::Desired> desired();

    // The packs that were published, the last one first; at most `limit`.
    Result<std::vector<protocol::PackRow>> published(std::int64_t limit);

private:
    db::Database& database_;
};

}  // namespace storeside::hub_store
