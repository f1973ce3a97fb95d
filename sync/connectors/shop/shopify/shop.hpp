// Shopify as a company's shop, over its Admin GraphQL interface of one fixed version.
//
// It needs an Admin API access token with the scope read_orders; read_all_orders too for orders older than 60
// days.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "sync/connectors/shop/order_source.hpp"
#include "sync/connectors/shop/shop_client.hpp"

namespace storeside::connectors::shopify {

inline constexpr std::string_view kVersion = "2026-10";  // Shopify answers it until October 2027

class Shop final : public OrderSource {
public:
    // The address is the shop's own: https://bramble.myshopify.com
    Shop(ShopSettings settings, ShopWorld world);

    std::string name() const override { return settings_.name; }
    Result<std::optional<KnownOrder>> look_up(const orders::Question& question) override;
    Result<OrderPage> recent(const std::string& store, Time since, const std::string& cursor) override;
    Result<std::optional<KnownOrder>> read(const std::string& reference) override;
    Result<ShopNews> verify_webhook(const Headers& headers, const std::string& body) const override;
    std::vector<Finding> check() override;

private:
    struct Format {
        std::string prefix;
        std::string suffix;
    };
    // The "data" of an answer; fields that a scope is missing for are null in it.
    Result<boost::json::value> ask(std::string_view query, boost::json::object variables);
    Result<Format> number_format();
    void notice(const ShopAnswer& answer);

    ShopSettings settings_;
    ShopWorld world_;
    ShopClient client_;
    std::optional<Format> format_;
    std::set<std::string> said_;  // warnings that are in the log already
};

}  // namespace storeside::connectors::shopify
