// Every shop that Storeside speaks to, and the fake, keep the same contract.
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "sync/connectors/shop/file/order_file.hpp"
#include "sync/connectors/shop/shops.hpp"
#include "sync/connectors/shop/signature.hpp"
#include "tests/contract/order_source_contract.hpp"
#include "tests/fakes/ecwid_stub.hpp"
#include "tests/fakes/fake_shop.hpp"
#include "tests/fakes/shopify_stub.hpp"
#include "tests/fakes/woocommerce_stub.hpp"

namespace storeside {
namespace {

namespace json = boost::json;

constexpr const char* kSecret = "webhook secret";

class FakeFixture final : public ShopFixture {
public:
    connectors::OrderSource& shop() override { return shop_; }
    void place(const PlacedOrder& order) override { shop_.place(order); }
    std::string printed(int number) const override { return "BB-" + std::to_string(number); }
    std::optional<StubShop::Webhook> webhook(const std::string& number) override {
        const auto body = "ref-" + number;
        return StubShop::Webhook{
            {{"x-fake-signature", connectors::base64_hmac_sha256(FakeShop::kSecret, body)},
             {"x-fake-delivery", "1"}},
            body};
    }

private:
    FakeShop shop_;
};

// A file is read anew for each change.
class FileFixture final : public ShopFixture {
public:
    FileFixture() { reload(); }
    connectors::OrderSource& shop() override { return *shop_; }
    void place(const PlacedOrder& order) override {
        std::erase_if(orders_, [&](const PlacedOrder& other) { return other.number == order.number; });
        orders_.push_back(order);
        reload();
    }
    std::string printed(int number) const override { return "BB-" + std::to_string(number); }
    std::optional<StubShop::Webhook> webhook(const std::string&) override { return std::nullopt; }

private:
    std::int64_t hours_ago(Time time) const {
        return std::chrono::floor<std::chrono::hours>(clock.now() - time).count();
    }
    void reload() {
        json::array rows;
        for (const auto& order : orders_) {
            json::array items, parcels,
                timeline{{{"state", "placed"}, {"hours_ago", hours_ago(order.placed)}},
                         {{"state", name(order.state)}, {"hours_ago", hours_ago(order.changed)}}};
            for (const auto& item : order.items)
                items.push_back({{"name", item.name}, {"quantity", item.quantity}});
            if (!order.parcel.empty()) parcels.emplace_back(order.parcel);
            rows.push_back({{"number", order.number},
                            {"email", order.buyer.email},
                            {"phone", order.buyer.phone},
                            {"postcode", order.buyer.postcode},
                            {"state", name(order.state)},
                            {"timeline", timeline},
                            {"items", items},
                            {"carrier", order.carrier},
                            {"parcels", parcels}});
        }
        shop_ = std::make_unique<connectors::OrderFile>(
            connectors::OrderFile::parse(json::serialize(json::object{{"orders", rows}}), clock).value());
    }

    std::vector<PlacedOrder> orders_;
    std::unique_ptr<connectors::OrderFile> shop_;
};

template <class Stub>
class WebFixture final : public ShopFixture {
public:
    WebFixture(std::string kind, std::string path, std::string prefix) : prefix_(std::move(prefix)) {
        connectors::ShopSettings settings;
        settings.kind = settings.name = std::move(kind);
        settings.url = stub_.url() + path;
        settings.key = Stub::kKey;
        settings.webhook_secret = kSecret;
        shop_ = connectors::make_shop(std::move(settings), world()).value();
    }
    connectors::OrderSource& shop() override { return *shop_; }
    void place(const PlacedOrder& order) override { stub_.place(order); }
    std::string printed(int number) const override { return prefix_ + std::to_string(number); }
    std::optional<StubShop::Webhook> webhook(const std::string& number) override {
        return stub_.webhook(number, kSecret);
    }
    int requests() const override { return stub_.requests(); }
    Stub* stub() override { return &stub_; }
    std::string key() const override { return Stub::kKey; }

private:
    std::string prefix_;
    Stub stub_;
    std::unique_ptr<connectors::OrderSource> shop_;
};

std::unique_ptr<ShopFixture> make_fake() { return std::make_unique<FakeFixture>(); }
std::unique_ptr<ShopFixture> make_file() { return std::make_unique<FileFixture>(); }
std::unique_ptr<ShopFixture> make_shopify() {
    return std::make_unique<WebFixture<ShopifyStub>>("shopify", "", "#");
}
std::unique_ptr<ShopFixture> make_ecwid() {
    return std::make_unique<WebFixture<EcwidStub>>("ecwid", "/api/v3/1003", "BB");
}
std::unique_ptr<ShopFixture> make_woocommerce() {
    return std::make_unique<WebFixture<WooCommerceStub>>("woocommerce", "", "");
}
std::unique_ptr<ShopFixture> make_numbered_woocommerce() {
    auto fixture = std::make_unique<WebFixture<WooCommerceStub>>("woocommerce", "/", "W-");
    fixture->stub()->own_numbers = true;
    return fixture;
}

std::unique_ptr<ShopFixture> make_woocommerce_with_fulfillments() {
    auto fixture = std::make_unique<WebFixture<WooCommerceStub>>("woocommerce", "", "");
    fixture->stub()->hpos = fixture->stub()->fulfillments = true;
    return fixture;
}

std::string name_of(const testing::TestParamInfo<ShopUnderTest>& info) { return info.param.name; }

const auto kWebShops =
    testing::Values(ShopUnderTest{"Shopify", make_shopify}, ShopUnderTest{"Ecwid", make_ecwid},
                    ShopUnderTest{"WooCommerce", make_woocommerce},
                    ShopUnderTest{"WooCommerceWithNumbersOfAPlugin", make_numbered_woocommerce},
                    ShopUnderTest{"WooCommerceWithFulfillments", make_woocommerce_with_fulfillments});

INSTANTIATE_TEST_SUITE_P(Fake, OrderSourceContract, testing::Values(ShopUnderTest{"Fake", make_fake}),
                         name_of);
INSTANTIATE_TEST_SUITE_P(File, OrderSourceContract, testing::Values(ShopUnderTest{"File", make_file}),
                         name_of);
INSTANTIATE_TEST_SUITE_P(Web, OrderSourceContract, kWebShops, name_of);
INSTANTIATE_TEST_SUITE_P(Web, WebShopContract, kWebShops, name_of);

}  // namespace
}  // namespace storeside
