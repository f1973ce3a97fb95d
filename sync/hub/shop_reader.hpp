// Reads a shop's changes into the index: page by page, or one order that a webhook named. No thread of its
// own.
#pragma once
#include <string>

#include "firmware/db/database.hpp"
#include "sync/connectors/shop/shops.hpp"
#include "sync/hub_store/orders.hpp"
#include "sync/hub_store/shop_feeds.hpp"

namespace storeside::hub {

class ShopReader {
public:
    // All of them outlive it.
    ShopReader(db::Database& database, const hub_store::OrderKey& key, const connectors::FollowedShop& shop,
               const Clock& clock)
        : database_(database), orders_(database, key), feeds_(database), shop_(shop), clock_(clock) {}

    // The next page of the pass under way, or the first of a new one. True when the pass is complete. What
    // was read and how far are stored together, so that a hub that ends anywhere goes on there.
    Result<bool> page();

    // The order as it is now; one that the shop has no more is forgotten.
    Result<void> read(const std::string& reference);

private:
    Result<bool> store(const connectors::OrderPage& page, hub_store::ShopFeed feed, Time asked_at);

    db::Database& database_;
    hub_store::Orders orders_;
    hub_store::ShopFeeds feeds_;
    const connectors::FollowedShop& shop_;
    const Clock& clock_;
};

}  // namespace storeside::hub
