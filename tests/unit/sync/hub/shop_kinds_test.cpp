// Every kind of shop with webhooks, from what it sends to an order that the hub finds without asking it.
#include <gmock/gmock.h>

#include "sync/protocol/messages.hpp"
#include "sync/protocol/shops.hpp"
#include "tests/fakes/ecwid_stub.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/shopify_stub.hpp"
#include "tests/fakes/woocommerce_stub.hpp"

namespace storeside {
namespace {

constexpr const char* kSecret = "webhook secret";

struct Kind {
    const char* name;
    const char* number;  // as the shop prints it
    const char* path;    // behind its address
    const char* key;
    std::unique_ptr<StubShop> (*stub)();
};

template <class Stub>
std::unique_ptr<StubShop> make_stub() {
    return std::make_unique<Stub>();
}

class ShopKinds : public testing::TestWithParam<Kind> {
protected:
    connectors::Shops shops() {
        connectors::ShopSettings settings;
        settings.kind = settings.name = GetParam().name;
        settings.url = stub->url() + GetParam().path;
        settings.key = GetParam().key;
        settings.webhook_secret = kSecret;
        const auto make = [&] { return connectors::make_shop(settings, {clock, [](Duration) {}}).value(); };
        connectors::Shops shops;
        shops.add(make(), {});
        shops.follow(make(), {.poll = std::chrono::hours(1000), .fresh = std::chrono::hours(1000)});
        return shops;
    }
    void place(orders::State state) {
        PlacedOrder order;
        order.number = GetParam().number;
        order.buyer.email = "anna@example.org";
        order.state = state;
        order.placed = clock.now() - std::chrono::hours(24 * 300);
        order.changed = clock.now() - std::chrono::hours(24 * 200) + std::chrono::hours(++changes);
        stub->place(order);
    }
    int send(const StubShop::Webhook& webhook) {
        return hub
            .call("POST", std::string("/v1/hooks/shop/") + GetParam().name, std::string(), webhook.body,
                  {webhook.headers.begin(), webhook.headers.end()})
            .status;
    }
    protocol::ShopRow row() {
        return protocol::decode_shops(hub.by_operator("GET", "/v1/shops").body).value().at(0);
    }
    std::optional<orders::Order> find() {
        const protocol::OrderRequest question{{Secret(GetParam().number), Secret("Anna@example.org")}};
        const auto answer = hub.call("POST", "/v1/orders/find", kiosk, protocol::encode(question));
        return protocol::decode_order_answer(answer.body).value().order;
    }

    SystemClock clock;
    std::unique_ptr<StubShop> stub = GetParam().stub();
    int changes = 0;
    RunningHub hub{shops()};
    TestKiosk kiosk = hub.enrol();
};

TEST_P(ShopKinds, TellTheHubOfAnOrderThatIsThenFoundWithoutAskingThem) {
    ASSERT_TRUE(soon([&] { return row().read_until.has_value(); })) << row().error;
    place(orders::State::shipped);
    auto webhook = stub->webhook(GetParam().number, kSecret);
    EXPECT_EQ(send(stub->webhook(GetParam().number, "another secret")), 403);
    EXPECT_EQ(row().orders, 0);
    EXPECT_EQ(send(webhook), 200);
    ASSERT_TRUE(soon([&] { return row().orders == 1; })) << row().error;
    const auto before = stub->requests();
    const auto order = find();
    ASSERT_TRUE(order);
    EXPECT_EQ(order->state, orders::State::shipped);
    // The same delivery again.
    EXPECT_EQ(send(webhook), 200);
    EXPECT_EQ(stub->requests(), before);
}

INSTANTIATE_TEST_SUITE_P(
    All, ShopKinds,
    testing::Values(Kind{"shopify", "#1002", "", ShopifyStub::kKey, make_stub<ShopifyStub>},
                    Kind{"woocommerce", "1002", "", WooCommerceStub::kKey, make_stub<WooCommerceStub>},
                    Kind{"ecwid", "XJ12H", "/api/v3/1003", EcwidStub::kKey, make_stub<EcwidStub>}),
    [](const auto& kind) { return std::string(kind.param.name); });

}  // namespace
}  // namespace storeside
