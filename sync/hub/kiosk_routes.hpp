// What kiosks may ask of the hub: to be enrolled, to sync, to find an order, to download a pack.
#pragma once
#include <expected>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "sync/http/server.hpp"
#include "sync/hub/order_desk.hpp"
#include "sync/hub/sync_desk.hpp"

namespace storeside::hub {

class KioskRoutes {
public:
    KioskRoutes(db::Database& database, const Clock& clock, Random& random, SyncDesk& sync, OrderDesk& orders)
        : database_(database), clock_(clock), random_(random), sync_(sync), orders_(orders) {}

    void enrol(const http::Incoming& request, http::Responder respond);
    void sync(const http::Incoming& request, http::Responder respond);
    void find_order(const http::Incoming& request, http::Responder respond);

    // Whose token the request carries; the answer, 401, when it is nobody's.
    std::expected<Id, http::Outgoing> identify(const http::Incoming& request);

private:
    db::Database& database_;
    const Clock& clock_;
    Random& random_;
    SyncDesk& sync_;
    OrderDesk& orders_;
};

}  // namespace storeside::hub
