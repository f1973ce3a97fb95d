// WooCommerce's REST v3 as its source says that it behaves: Basic only over https, a search that is a LIKE
// over addresses and names, ids that differ from the numbers of a plug-in, only the fields that were asked
// for, and delivery ids of webhooks that are the same within a second.
#pragma once
#include <boost/json/value.hpp>

#include "tests/fakes/stub_shop.hpp"

namespace storeside {

class WooCommerceStub final : public StubShop {
public:
    static constexpr const char* kKey = "ck_0123456789:cs_abcdefghij";
    static constexpr const char* kWrongSecret = "cs_abcdefghik";

    // WordPress knows https by the header that its proxy sets; without it Basic is not looked at.
    bool behind_https = true;
    bool may_write = false;
    bool may_see_status = true;
    bool own_numbers = false;   // a plug-in numbers the orders; else the number is the id
    bool hpos = false;          // 11.0 with orders in tables of their own, else 7.9
    bool fulfillments = false;  // parcels are WooCommerce's own, not the Shipment Tracking plug-in's

    Webhook webhook(const std::string& number, const std::string& secret) override;

private:
    Response answer(const Request& request) override;
    Response list(const Request& request) const;
    Response one(const Request& request) const;
    std::int64_t id_of(const PlacedOrder& order) const;
    boost::json::object order_json(const PlacedOrder& order) const;
    boost::json::array fulfillments_json(const PlacedOrder& order) const;
};

}  // namespace storeside
