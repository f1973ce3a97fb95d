// Ecwid's REST v3 as it behaves: shoppers see `id`, `orderNumber` beats every other filter, at most 100 a
// page.
#pragma once
#include <boost/json/value.hpp>

#include "tests/fakes/stub_shop.hpp"

namespace storeside {

class EcwidStub final : public StubShop {
public:
    static constexpr const char* kKey = "secret_0123456789abcdef";

    bool may_read_profile = true;
    std::string currency = "EUR";

    std::string shop_url() const { return url() + "/api/v3/1003"; }
    Webhook webhook(const std::string& number, const std::string& secret) override;

private:
    Response answer(const Request& request) override;
    Response list(const Request& request) const;
    boost::json::value order_json(const PlacedOrder& order) const;
};

}  // namespace storeside
