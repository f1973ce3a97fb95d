// Webhooks of shops and what the hub makes of them, over its own door.
#include <gmock/gmock.h>

#include "sync/connectors/shop/signature.hpp"
#include "sync/protocol/messages.hpp"
#include "sync/protocol/shops.hpp"
#include "tests/fakes/running_hub.hpp"

namespace storeside {
namespace {

using std::chrono::hours;
using testing::HasSubstr;

constexpr Duration kNever = hours(1000);

class ShopHooks : public testing::Test {
protected:
    static PlacedOrder annas(orders::State state = orders::State::paid) {
        PlacedOrder order;
        order.number = "W-1002";
        order.buyer.email = "anna@example.org";
        order.state = state;
        order.placed = SystemClock().now() - hours(1);
        order.changed = SystemClock().now();
        return order;
    }
    // The shop that is asked by look-ups knows nothing: what is found came from the index.
    connectors::Shops followed_shop(Duration poll) {
        connectors::Shops shops;
        auto first = std::make_unique<FakeShop>("online");
        asked = first.get();
        shops.add(std::move(first), {});
        auto second = std::make_unique<FakeShop>("online");
        shop = second.get();
        shops.follow(std::move(second), {.poll = poll});
        return shops;
    }
    int hook(const std::string& reference, const std::string& delivery, std::string signature = {},
             const std::string& name = "online") {
        if (signature.empty()) signature = connectors::base64_hmac_sha256(FakeShop::kSecret, reference);
        const auto answer =
            hub.call("POST", "/v1/hooks/shop/" + name, std::string(), reference,
                     {{"x-fake-signature", std::move(signature)}, {"x-fake-delivery", delivery}});
        return answer.status;
    }
    std::optional<orders::Order> find() {
        const protocol::OrderRequest question{{Secret("1002"), Secret("anna@example.org")}};
        const auto answer = hub.call("POST", "/v1/orders/find", kiosk, protocol::encode(question));
        if (answer.status != 200) return std::nullopt;
        return protocol::decode_order_answer(answer.body).value().order;
    }
    protocol::ShopRow row() {
        const auto answer = hub.by_operator("GET", "/v1/shops");
        EXPECT_EQ(answer.status, 200);
        return protocol::decode_shops(answer.body).value().at(0);
    }

    FakeShop* asked = nullptr;
    FakeShop* shop = nullptr;
    RunningHub hub{followed_shop(kNever)};
    TestKiosk kiosk = hub.enrol();
};

TEST_F(ShopHooks, BringAnOrderIntoTheIndexAtOnce) {
    ASSERT_TRUE(soon([&] { return row().read_until.has_value(); }));
    shop->place(annas(orders::State::shipped));
    EXPECT_EQ(hook("ref-W-1002", "d1"), 200);
    ASSERT_TRUE(soon([&] { return row().orders == 1; }));
    EXPECT_EQ(find().value().state, orders::State::shipped);
    EXPECT_EQ(asked->finds(), 0);
    EXPECT_TRUE(row().hook_at);
}

TEST_F(ShopHooks, ThatComeAgainAreAnsweredAndNotActedOn) {
    shop->place(annas());
    EXPECT_EQ(hook("ref-W-1002", "d1"), 200);
    ASSERT_TRUE(soon([&] { return shop->reads() == 1; }));
    for (int i = 0; i != 5; ++i) EXPECT_EQ(hook("ref-W-1002", "d1"), 200);
    // Each is taken in order: once the next one is read, those before it were not.
    EXPECT_EQ(hook("ref-W-1002", "d2"), 200);
    ASSERT_TRUE(soon([&] { return shop->reads() >= 2; }));
    EXPECT_EQ(shop->reads(), 2);
}

TEST_F(ShopHooks, AreRememberedByAHubThatIsStartedAgain) {
    EXPECT_EQ(hook("ref-W-1002", "d1"), 200);
    ASSERT_TRUE(soon([&] { return shop->reads() == 1; }));
    hub.stop();
    hub.start();
    EXPECT_EQ(hook("ref-W-1002", "d1"), 200);
    EXPECT_EQ(hook("ref-W-1002", "d2"), 200);
    ASSERT_TRUE(soon([&] { return shop->reads() >= 2; }));
    EXPECT_EQ(shop->reads(), 2);
}

TEST_F(ShopHooks, ThatAreForgedGarbledTooLongOrForNobodyChangeNothing) {
    shop->place(annas());
    const auto signature = connectors::base64_hmac_sha256(FakeShop::kSecret, "ref-W-1002");
    EXPECT_EQ(hook("ref-W-1002", "d1", "forged"), 403);
    EXPECT_EQ(hook("ref-W-1003", "d1", signature), 403);  // another's signature
    EXPECT_EQ(hook("", "d1"), 400);
    EXPECT_EQ(hook("ref-W-1002", "d1", signature, "elsewhere"), 404);
    EXPECT_EQ(hook(std::string((1 << 20) + 1, 'x'), "d1", "forged"), 413);
    EXPECT_FALSE(row().hook_at);
    EXPECT_EQ(shop->reads(), 0);
    // None of them has used up the delivery of the real one.
    EXPECT_EQ(hook("ref-W-1002", "d1"), 200);
    EXPECT_TRUE(soon([&] { return shop->reads() == 1; }));
}

TEST_F(ShopHooks, AnOrderThatIsGoneInTheShopIsFoundNoMore) {
    shop->place(annas());
    EXPECT_EQ(hook("ref-W-1002", "d1"), 200);
    ASSERT_TRUE(soon([&] { return row().orders == 1; }));
    shop->take_away("W-1002");
    EXPECT_EQ(hook("ref-W-1002", "d2"), 200);
    ASSERT_TRUE(soon([&] { return row().orders == 0; }));
    EXPECT_FALSE(find());
}

TEST_F(ShopHooks, OrdersAreReadAgainWhenTheirKeyWasLost) {
    ASSERT_TRUE(soon([&] { return row().read_until.has_value(); }));
    shop->place(annas(orders::State::shipped));
    EXPECT_EQ(hook("ref-W-1002", "d1"), 200);
    ASSERT_TRUE(soon([&] { return row().orders == 1; }));
    hub.stop();
    std::filesystem::remove(hub.data() / "orders.key");
    hub.start();
    ASSERT_TRUE(soon([&] { return row().read_until && row().orders == 1; }));
    EXPECT_EQ(find().value().state, orders::State::shipped);
    EXPECT_EQ(asked->finds(), 0);
}

TEST_F(ShopHooks, WhatCouldNotBeReadIsReadWhenTheShopIsBack) {
    ASSERT_TRUE(soon([&] { return row().read_until.has_value(); }));
    shop->place(annas());
    shop->fail(Error(Errc::unavailable, "the shop is down"));
    EXPECT_EQ(hook("ref-W-1002", "d1"), 200);
    ASSERT_TRUE(soon([&] { return !row().error.empty(); }));
    EXPECT_THAT(row().error, HasSubstr("the shop is down"));
    shop->fail();
    ASSERT_TRUE(soon([&] { return row().orders == 1; }));
    EXPECT_TRUE(soon([&] { return row().error.empty(); }));
}

class ShopPolling : public ShopHooks {
protected:
    ShopPolling() {
        hub.stop();
        hub_ = std::make_unique<RunningHub>(followed_shop(std::chrono::milliseconds(20)));
    }
    protocol::ShopRow row_of_polled() {
        return protocol::decode_shops(hub_->by_operator("GET", "/v1/shops").body).value().at(0);
    }
    std::unique_ptr<RunningHub> hub_;
};

TEST_F(ShopPolling, BringsWhatChangedWithoutAWebhook) {
    ASSERT_TRUE(soon([&] { return row_of_polled().read_until.has_value(); }));
    shop->place(annas());
    EXPECT_TRUE(soon([&] { return row_of_polled().orders == 1; }));
}

TEST_F(ShopPolling, GoesOnWhileAnOrderThatAWebhookNamedCanNotBeRead) {
    ASSERT_TRUE(soon([&] { return row_of_polled().read_until.has_value(); }));
    shop->fail_reads(Error(Errc::unavailable, "one of the shop's servers is down"));
    const std::string reference = "ref-W-1";
    EXPECT_EQ(hub_->call("POST", "/v1/hooks/shop/online", std::string(), reference,
                         {{"x-fake-signature", connectors::base64_hmac_sha256(FakeShop::kSecret, reference)}})
                  .status,
              200);
    ASSERT_TRUE(soon([&] { return shop->reads() > 0; }));
    shop->place(annas());
    EXPECT_TRUE(soon([&] { return row_of_polled().orders == 1; }));
}

TEST_F(ShopHooks, TheListOfShopsIsForOperatorsAlone) {
    EXPECT_EQ(hub.call("GET", "/v1/shops", std::string()).status, 401);
}

}  // namespace
}  // namespace storeside
