// What kiosks may ask of the hub once they are known: to sync, to find an order.
#pragma once
#include "sync/http/server.hpp"
#include "sync/hub/identity_routes.hpp"
#include "sync/hub/order_desk.hpp"
#include "sync/hub/sync_desk.hpp"

namespace storeside::hub {

class KioskRoutes {
public:
    KioskRoutes(IdentityRoutes& identity, SyncDesk& sync, OrderDesk& orders)
        : identity_(identity), sync_(sync), orders_(orders) {}

    void sync(const http::Incoming& request, http::Responder respond);
    void find_order(const http::Incoming& request, http::Responder respond);

private:
    IdentityRoutes& identity_;
    SyncDesk& sync_;
    OrderDesk& orders_;
};

}  // namespace storeside::hub
