// The shops behind one hub: which of them a store's kiosks ask, and one answer from all of those.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/connectors/shop/order_source.hpp"
#include "sync/connectors/shop/shop_settings.hpp"

namespace storeside::connectors {

// The connector of that kind. Fails as `invalid_input` when it could only fail later: an address that would
// show the key to everybody, a file that is not one of orders.
Result<std::unique_ptr<OrderSource>> make_shop(ShopSettings settings, ShopWorld world);

// A shop whose changes the hub follows, so that it needn't be asked for each look-up.
struct FollowedShop {
    std::string name;
    // A connection of its own, so that a look-up never waits for it; used by one thread.
    std::unique_ptr<OrderSource> source;
    std::vector<std::string> stores;  // whose kiosks ask it; empty: all
    FollowTimes times;
};

class Shops {
public:
    void add(std::unique_ptr<OrderSource> shop, std::vector<std::string> stores);
    // One that is added already is followed from now on, through `second`.
    void follow(std::unique_ptr<OrderSource> second, FollowTimes times);

    struct Match {
        std::string shop;
        KnownOrder known;
    };
    // Asks every shop of the store, also after one knew the order, so that the time taken tells nothing.
    // Fails when none knew it and one could not be asked: it may be there. `unavailable` when the store has
    // no shop.
    Result<std::optional<Match>> look_up(const std::string& store, const orders::Question& question);
    // Likewise, as a shopper may see it.
    Result<std::optional<orders::Order>> find(const std::string& store, const orders::Question& question);

    // Whose sources may be used while a look-up goes on.
    const std::vector<FollowedShop>& followed() const { return followed_; }

    bool empty() const { return shops_.empty(); }

private:
    struct Shop {
        std::unique_ptr<OrderSource> source;
        std::vector<std::string> stores;  // empty: all
    };
    std::vector<Shop> shops_;
    std::vector<FollowedShop> followed_;
};

// Whether the kiosks of `store` ask a shop that is there for `stores`.
bool serves(const std::vector<std::string>& stores, std::string_view store);

}  // namespace storeside::connectors
