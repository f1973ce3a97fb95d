// Shopify's Admin GraphQL as it behaves: fields are held against its published schema, throttling comes in a
// 200, a search finds what resembles, numbers carry the shop's prefix.
#pragma once
#include <boost/json/value.hpp>
#include <set>

#include "tests/fakes/graphql_query.hpp"
#include "tests/fakes/stub_shop.hpp"

namespace storeside {

class ShopifyStub final : public StubShop {
public:
    static constexpr const char* kKey = "shpat_0123456789abcdef";

    ShopifyStub();

    std::set<std::string> scopes{"read_orders"};
    std::string deprecated;  // announced with every answer

    Webhook webhook(const std::string& number, const std::string& secret) override;
    // An answer that throttles: the bucket holds nothing and fills up with 50 points a second.
    static std::string throttled(double cost);

private:
    Response answer(const Request& request) override;
    boost::json::value data_for(const Document& document, const boost::json::object& variables) const;
    boost::json::value page(const boost::json::object& variables) const;
    boost::json::value order_json(const PlacedOrder& order) const;
    std::string id_of(const PlacedOrder& order) const;

    GraphqlSchema schema_;
};

}  // namespace storeside
