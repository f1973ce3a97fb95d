// What admins may ask of the hub: who else is an operator, what was done, and that a kiosk is let in no more.
#pragma once
#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "sync/http/server.hpp"
#include "sync/hub/operator_table.hpp"
#include "sync/hub/sync_desk.hpp"

namespace storeside::hub {

class AccessRoutes {
public:
    AccessRoutes(db::Database& database, const Clock& clock, Random& random, SyncDesk& sync)
        : database_(database), clock_(clock), random_(random), sync_(sync) {}

    http::Outgoing operators();
    http::Outgoing add_operator(const OperatorCall& call);
    http::Outgoing revoke_operator(const OperatorCall& call);
    http::Outgoing audit(const OperatorCall& call);
    http::Outgoing revoke_kiosk(const OperatorCall& call);

private:
    db::Database& database_;
    const Clock& clock_;
    Random& random_;
    SyncDesk& sync_;
};

}  // namespace storeside::hub
