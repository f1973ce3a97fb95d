// Ecwid by Lightspeed as a company's shop, over its REST interface v3.
//
// It needs a token with the scope read_orders (read_store_profile for the currency). Shoppers see an order's
// `id`
// ("XJ12H"), not its `orderNumber`; Ecwid ignores filters beside some others, so everything is compared here.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "sync/connectors/shop/order_source.hpp"
#include "sync/connectors/shop/shop_client.hpp"

namespace storeside::connectors::ecwid {

class Shop final : public OrderSource {
public:
    // The address ends in the store's number: https://app.ecwid.com/api/v3/1003
    Shop(ShopSettings settings, ShopWorld world);

    std::string name() const override { return settings_.name; }
    Result<std::optional<KnownOrder>> look_up(const orders::Question& question) override;
    Result<OrderPage> recent(const std::string& store, Time since, const std::string& cursor) override;
    Result<std::optional<KnownOrder>> read(const std::string& reference) override;
    Result<ShopNews> verify_webhook(const Headers& headers, const std::string& body) const override;
    std::vector<Finding> check() override;

private:
    struct Listed {
        std::vector<KnownOrder> orders;
        std::size_t came = 0;
    };
    Result<Listed> list(const Parameters& parameters);
    void learn_currency();

    ShopSettings settings_;
    ShopWorld world_;
    ShopClient client_;
    std::string currency_;  // of the store; Ecwid's orders don't carry it
    bool currency_asked_ = false;
};

// Ecwid's order as ours; nothing for an abandoned cart.
std::optional<KnownOrder> order_of(const boost::json::value& answer, const ShopSettings& settings,
                                   std::string_view currency, Time now);

}  // namespace storeside::connectors::ecwid
