// Seals the orders of the index for the kiosks of a store. What argon2id made of number and factors is kept,
// so that an order that moved on is sealed again in no time.
#pragma once
#include <optional>
#include <string>

#include "firmware/base/random.hpp"
#include "firmware/orders/model.hpp"
#include "sync/hub_store/order_feed.hpp"
#include "sync/hub_store/order_key.hpp"
#include "sync/hub_store/orders.hpp"

namespace storeside::hub {

struct KeptFor {
    std::chrono::days open{30};     // since the order last changed
    std::chrono::days finished{7};  // likewise, of one that is collected, delivered, cancelled or refunded
};

class OrderSealer {
public:
    // All outlive it.
    OrderSealer(hub_store::OrderFeed& feed, const hub_store::OrderKey& key, Random& random, KeptFor kept_for)
        : feed_(feed), key_(key), random_(random), kept_for_(kept_for) {}

    // The order's name at all kiosks of the store; tells nothing to others.
    Id id_of(const hub_store::OrderFeed::Whose& order) const;

    // Nothing for an order that kiosks are not to keep (any more): it is too old or too long, or nobody could
    // open it.
    Result<std::optional<orders::SealedOrder>> seal(const hub_store::OrderFeed::Whose& whose,
                                                    const orders::KnownOrder& known,
                                                    const orders::Derivation& derivation, Time now);

private:
    orders::Key key_of(const hub_store::OrderFeed::Whose& order) const;
    Result<std::vector<orders::Way>> ways(const hub_store::OrderFeed::Whose& whose,
                                          const orders::KnownOrder& known,
                                          const orders::Derivation& derivation, Time expires_at);

    hub_store::OrderFeed& feed_;
    const hub_store::OrderKey& key_;
    Random& random_;
    KeptFor kept_for_;
};

}  // namespace storeside::hub
