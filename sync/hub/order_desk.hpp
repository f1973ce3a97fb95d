// POST /v1/orders/find: answers from the index when what it holds is fresh, else asks the shop; and slows
// down who keeps guessing.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/db/database.hpp"
#include "sync/connectors/shop/shops.hpp"
#include "sync/http/server.hpp"
#include "sync/hub/loop.hpp"
#include "sync/hub_store/order_limits.hpp"
#include "sync/hub_store/orders.hpp"
#include "sync/hub_store/shop_feeds.hpp"

namespace storeside::hub {

class OrderDesk {
public:
    using StoreOf = std::function<std::string(const Id& kiosk)>;

    // `database` is a connection of the desk's own. `shops` outlives the desk, which alone looks up in them;
    // `store_of` is called by whoever calls find().
    OrderDesk(db::Database database, const hub_store::OrderKey& key, connectors::Shops& shops,
              StoreOf store_of, const hub_store::MissLimits& limits, const Clock& clock)
        : database_(std::move(database)),
          orders_(database_, key),
          feeds_(database_),
          limits_(database_, key, limits),
          shops_(shops),
          store_of_(std::move(store_of)),
          clock_(clock) {}
    ~OrderDesk() { stop(); }

    // Only from the thread that `store_of` is made for.
    void find(const Id& kiosk, orders::Question question, http::Responder respond);
    void stop();

private:
    struct Asked {
        Id kiosk;
        std::string store;
        orders::Question question;
        http::Responder respond;
        bool from_index = false;             // the index was looked into
        std::optional<orders::Order> known;  // what it had, too old to be given unless the shop is down
    };
    struct Known {
        orders::Order order;
        bool fresh = false;
    };
    using Looked = Result<std::optional<connectors::Shops::Match>>;

    void admit(Asked asked);
    void look(Asked asked);
    Result<std::optional<Known>> in_index(Asked& asked);
    void ask_the_shop(Asked asked);
    void take(Asked asked, Looked looked);
    Result<void> keep(const connectors::Shops::Match& match);
    void answer(Asked& asked, std::optional<orders::Order> order);
    void settle(const Asked& asked, bool counts_as_found);

    db::Database database_;  // with all that uses it, of the desk's loop
    hub_store::Orders orders_;
    hub_store::ShopFeeds feeds_;
    hub_store::OrderLimits limits_;
    connectors::Shops& shops_;
    StoreOf store_of_;
    const Clock& clock_;
    Loop shop_loop_;  // waits for shops, so that no other look-up does
    Loop loop_;       // last: both threads use all of the above
};

}  // namespace storeside::hub
