// Follows one shop's changes on a thread of its own: asks from time to time, and at once for what a webhook
// names.
#pragma once
#include <cstdint>
#include <deque>
#include <string>

#include "firmware/db/database.hpp"
#include "sync/connectors/circuit_breaker.hpp"
#include "sync/connectors/shop/shops.hpp"
#include "sync/hub/loop.hpp"
#include "sync/hub/shop_reader.hpp"
#include "sync/hub/token_bucket.hpp"
#include "sync/hub_store/order_key.hpp"

namespace storeside::hub {

struct FollowPace {
    int requests_per_second = 2;  // pages and single orders, on average; five times as many at a time
    connectors::BreakerLimits breaker{1, std::chrono::seconds(30), std::chrono::minutes(10)};
};

class ShopFollower {
public:
    // `database` is a connection of its own; `key`, `shop` and `clock` outlive it.
    ShopFollower(db::Database database, const hub_store::OrderKey& key, const connectors::FollowedShop& shop,
                 const Clock& clock, FollowPace pace);
    ~ShopFollower() { stop(); }

    const std::string& name() const { return shop_.name; }

    // What a webhook said that is really the shop's. Any thread.
    void hear(connectors::ShopNews news);

    // Waits for the running request to the shop.
    void stop() { loop_.stop(); }

private:
    void take(const connectors::ShopNews& news);
    void round();
    Result<void> step();
    Result<void> read_next();
    Duration pause() const;

    db::Database database_;
    const connectors::FollowedShop& shop_;
    const Clock& clock_;
    ShopReader reader_;
    TokenBucket bucket_;
    connectors::CircuitBreaker breaker_;
    std::deque<std::string> named_;  // by webhooks, to be read
    bool named_last_ = false;        // the last request was for one of those
    bool reading_ = true;            // a pass is under way or due
    Time next_pass_{};
    std::uint64_t ticks_ = 0;  // only the newest timer counts
    Loop loop_;                // last: its thread uses all of the above
};

}  // namespace storeside::hub
