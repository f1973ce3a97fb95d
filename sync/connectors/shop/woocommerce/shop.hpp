// WooCommerce 7.9 or later as a company's shop, over its REST interface v3.
//
// It needs a consumer key with the permission "Read", and https. `?search=` gives strangers' orders, too: it
// looks for the text anywhere in addresses. The number that shoppers see may be a plug-in's and differ from
// the id. What WooCommerce's own fulfillments sent is asked for only of an order that is given to somebody.
#pragma once
#include <set>
#include <string>
#include <vector>

#include "sync/connectors/shop/order_source.hpp"
#include "sync/connectors/shop/shop_client.hpp"

namespace storeside::connectors::woocommerce {

class Shop final : public OrderSource {
public:
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
        std::set<std::string> sent;  // those of them that have_fulfillments()
        bool more = false;           // the shop has a page behind this one
    };
    Result<Listed> list(Parameters parameters, int page);
    void ask_for_fulfillments(KnownOrder& known);
    std::string why_denied();
    void check_rights(std::vector<Finding>& findings);
    void check_writing(std::vector<Finding>& findings);
    void check_versions(std::vector<Finding>& findings);

    ShopSettings settings_;
    ShopWorld world_;
    ShopClient client_;
};

}  // namespace storeside::connectors::woocommerce
