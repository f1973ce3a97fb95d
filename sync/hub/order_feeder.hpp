// Follows the hub's index of orders and writes what changed to the kiosks that keep orders for when the line
// is down: one letter at a time to each, so that little waits for a kiosk that is away.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "sync/hub/loop.hpp"
#include "sync/hub/order_sealer.hpp"
#include "sync/hub_store/order_feed.hpp"
#include "sync/hub_store/order_key.hpp"
#include "sync/hub_store/orders.hpp"
#include "sync/protocol/order_mail.hpp"

namespace storeside::hub {

struct FeedLimits {
    orders::Cost cost;  // of one guess at a number and a factor
    std::int64_t orders =
        2000;  // of each shop that a kiosk is told of to begin with, the newest; 0: kiosks keep none
    KeptFor kept_for;
    std::chrono::milliseconds quiet{5'000};  // between two looks for changes …
    std::chrono::milliseconds busy{250};     // … and while there are some
};

class OrderFeeder {
public:
    using ShopsOf = std::function<std::vector<std::string>(const std::string& store)>;

    // `database` is a connection of its own. `shops_of` gives the names of a store's shops; it and `on_mail`,
    // when a kiosk has new mail, are called from the feeder's thread.
    OrderFeeder(db::Database database, const hub_store::OrderKey& key, ShopsOf shops_of, const Clock& clock,
                Random& random, FeedLimits limits, std::function<void(const Id& kiosk)> on_mail);
    ~OrderFeeder() { stop(); }

    // Waits for the order that is being sealed.
    void stop();

private:
    using Kiosk = hub_store::OrderFeed::Kiosk;
    // What one call of a kiosk brings it.
    struct Letter {
        protocol::KeptOrders kept;
        protocol::DroppedOrders dropped;
        std::map<std::string, std::int64_t> fed;  // shop, change
        std::size_t bytes = 0;
        bool full = false;
    };

    void round();
    // True when it wrote something.
    Result<bool> feed(const Kiosk& kiosk);
    Result<void> add(Letter& letter, const Kiosk& kiosk, const std::string& shop);
    Result<bool> add(Letter& letter, const hub_store::OrderFeed::Whose& whose,
                     const hub_store::OrderChange& change);
    Result<bool> write(const Kiosk& kiosk, const Letter& letter);

    db::Database database_;
    hub_store::OrderFeed feed_{database_};
    hub_store::Orders orders_;
    OrderSealer sealer_;
    ShopsOf shops_of_;
    const Clock& clock_;
    Random& random_;
    FeedLimits limits_;
    std::function<void(const Id&)> on_mail_;
    int rounds_in_vain_ = 0;
    std::atomic<bool> stopping_{false};
    Loop loop_;  // last: its thread uses all of the above
};

}  // namespace storeside::hub
