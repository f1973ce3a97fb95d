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

    // Something else that kiosks should have has changed: every kiosk hears of it.
    Result<void> renew();

    // The pack's url is a path on this hub.
    Result<protocol::Desired> desired();

private:
    db::Database& database_;
};

}  // namespace storeside::hub_store
