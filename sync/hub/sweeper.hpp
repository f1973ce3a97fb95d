// Once a day, on the hub's loop: takes away what has been kept for long enough.
#pragma once
#include "firmware/base/clock.hpp"
#include "firmware/db/database.hpp"
#include "sync/hub/loop.hpp"
#include "sync/hub/seal_ring.hpp"
#include "sync/hub_store/retention.hpp"

namespace storeside::hub {

class Sweeper {
public:
    Sweeper(db::Database& database, SealRing& seals, const Clock& clock, Loop& loop,
            hub_store::Retention retention)
        : database_(database), seals_(seals), clock_(clock), loop_(loop), retention_(retention) {}

    // Now, and then every day.
    void begin();

private:
    void sweep();

    db::Database& database_;
    SealRing& seals_;
    const Clock& clock_;
    Loop& loop_;
    hub_store::Retention retention_;
};

}  // namespace storeside::hub
