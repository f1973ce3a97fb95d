// POST /v1/hooks/shop/NAME: a shop says which of its orders changed. And what operators see of the shops.
#pragma once
#include <functional>
#include <string_view>

#include "firmware/db/database.hpp"
#include "sync/connectors/shop/shops.hpp"
#include "sync/http/server.hpp"
#include "sync/hub_store/orders.hpp"

namespace storeside::hub {

class ShopRoutes {
public:
    using OnNews = std::function<void(const connectors::FollowedShop& shop, connectors::ShopNews news)>;

    // All of them outlive it.
    ShopRoutes(db::Database& database, const hub_store::OrderKey& key, const connectors::Shops& shops,
               OnNews on_news)
        : database_(database), key_(key), shops_(shops), on_news_(std::move(on_news)) {}

    // Whether there is such a shop, and so whether a long body is read at all.
    bool has_hook(std::string_view name) const { return find(name) != nullptr; }

    // Nothing but a signature is believed: the shop is asked for each order that is named.
    http::Outgoing hook(std::string_view name, const http::Incoming& request);

    // GET /v1/shops
    http::Outgoing list();

private:
    const connectors::FollowedShop* find(std::string_view name) const;

    db::Database& database_;
    const hub_store::OrderKey& key_;
    const connectors::Shops& shops_;
    OnNews on_news_;
};

}  // namespace storeside::hub
