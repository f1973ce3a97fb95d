// WooCommerce's REST v3 as it behaves: Basic only over https, a search that is a LIKE over addresses and
// names, ids that differ from the numbers of a plug-in.
#pragma once
#include <boost/json/value.hpp>

#include "tests/fakes/stub_shop.hpp"

namespace storeside {

class WooCommerceStub final : public StubShop {
public:
    static constexpr const char* kKey = "ck_0123456789:cs_abcdefghij";

    // WordPress knows https by the header that its proxy sets; without it Basic is not looked at.
    bool behind_https = true;
    bool may_write = false;
    bool may_see_status = true;
    bool own_numbers = false;  // a plug-in numbers the orders; else the number is the id

    Webhook webhook(const std::string& number, const std::string& secret) override;

private:
    Response answer(const Request& request) override;
    Response list(const Request& request) const;
    std::int64_t id_of(const PlacedOrder& order) const;
    boost::json::value order_json(const PlacedOrder& order) const;
};

}  // namespace storeside
