// The shops behind one hub: which of them a store's kiosks ask, and one answer from all of those.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync/connectors/shop/order_source.hpp"
#include "sync/connectors/shop/shop_settings.hpp"

namespace storeside::connectors {

// The connector of that kind. Fails as `invalid_input` when it could only fail later: an address that would
// show the key to everybody, a file that is not one of orders.
Result<std::unique_ptr<OrderSource>> make_shop(ShopSettings settings, ShopWorld world);

class Shops {
public:
    void add(std::unique_ptr<OrderSource> shop, std::vector<std::string> stores);

    // Asks every shop of the store, also after one knew the order, so that the time taken tells nothing.
    // Fails when none knew it and one could not be asked: it may be there. `unavailable` when the store has
    // no shop.
    Result<std::optional<orders::Order>> find(const std::string& store, const orders::Question& question);

    bool empty() const { return shops_.empty(); }

private:
    struct Shop {
        std::unique_ptr<OrderSource> source;
        std::vector<std::string> stores;  // empty: all
    };
    std::vector<Shop> shops_;
};

}  // namespace storeside::connectors
