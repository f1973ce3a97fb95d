// What each kind of shop does in its own way, and several of them behind one hub.
#include "sync/connectors/shop/shops.hpp"

#include <gmock/gmock.h>

#include "sync/connectors/shop/signature.hpp"
#include "tests/fakes/ecwid_stub.hpp"
#include "tests/fakes/fake_shop.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/shopify_stub.hpp"
#include "tests/fakes/woocommerce_stub.hpp"

namespace storeside::connectors {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::Not;

const orders::Question kAnnas{Secret("1002"), Secret("anna@example.org")};

PlacedOrder annas_order(std::string number) {
    PlacedOrder order;
    order.number = std::move(number);
    order.buyer = {"anna@example.org", "01632 960123", "BB4 7QT"};
    order.placed = from_micros(1'795'000'000'000'000);
    order.changed = from_micros(1'795'100'000'000'000);
    return order;
}

auto says(const std::string& words) { return Contains(Field(&Finding::text, HasSubstr(words))); }
auto limits(const std::string& words) {
    return Contains(
        AllOf(Field(&Finding::kind, Finding::Kind::limited), Field(&Finding::text, HasSubstr(words))));
}

template <class Stub>
class ShopTest : public testing::Test {
protected:
    std::unique_ptr<OrderSource> connect(std::string kind, std::string url, std::string key = Stub::kKey) {
        settings.kind = settings.name = std::move(kind);
        settings.url = std::move(url);
        settings.key = std::move(key);
        return make_shop(settings, {clock,
                                    [this](Duration time) {
                                        waited += time;
                                        clock.advance(time);
                                    }})
            .value();
    }

    ShopSettings settings;
    ManualClock clock;
    Duration waited{0};
    Stub stub;
};

using Shopify = ShopTest<ShopifyStub>;
using WooCommerce = ShopTest<WooCommerceStub>;
using Ecwid = ShopTest<EcwidStub>;

TEST_F(Shopify, WaitsForItsBucketThoughTheStatusIs200) {
    stub.place(annas_order("#1002"));
    const auto shop = connect("shopify", stub.url());
    ASSERT_TRUE(shop->find(kAnnas).value());
    stub.say_next({ShopifyStub::throttled(100)});
    EXPECT_TRUE(shop->find(kAnnas).value());
    EXPECT_EQ(waited, Duration(2s)) << "100 points at 50 a second";
}

TEST_F(Shopify, LetsAnEmptyBucketFillWhenThatTakesLong) {
    stub.place(annas_order("#1002"));
    const auto shop = connect("shopify", stub.url());
    ASSERT_TRUE(shop->find(kAnnas).value());
    stub.say_next({ShopifyStub::throttled(1'000)});
    EXPECT_EQ(shop->find(kAnnas).error().code(), Errc::unavailable);
    EXPECT_EQ(waited, Duration(0)) << "a shopper does not wait for 20 s";
    clock.advance(21s);
    EXPECT_TRUE(shop->find(kAnnas).value());
}

TEST_F(Shopify, TellsTheIntegratorWhatItWillSoonRefuse) {
    stub.deprecated = "https://shopify.dev/changes#orders";
    const auto shop = connect("shopify", stub.url());
    EXPECT_THAT(shop->check(), limits("https://shopify.dev/changes#orders"));
}

TEST_F(Shopify, ChecksTheScopesOfTheToken) {
    const auto shop = connect("shopify", stub.url());
    EXPECT_THAT(shop->check(), limits("60 days"));
    stub.scopes = {"read_orders", "read_all_orders", "write_products"};
    const auto findings = shop->check();
    EXPECT_THAT(findings, Not(limits("60 days")));
    EXPECT_THAT(findings, limits("write_products"));
    stub.scopes = {"read_products"};
    EXPECT_EQ(shop->check().front().kind, Finding::Kind::broken);
}

TEST_F(Shopify, AWrongTokenIsDenied) {
    const auto shop = connect("shopify", stub.url(), "shpat_wrong");
    EXPECT_EQ(shop->find(kAnnas).error().code(), Errc::denied);
    EXPECT_THAT(shop->check(), says("shpat_…"));
}

TEST_F(Shopify, FindsAnOrderByItsConfirmationNumber) {
    stub.place(annas_order("#1002"));
    const auto shop = connect("shopify", stub.url());
    EXPECT_TRUE(shop->find({Secret("xcnf0"), Secret("BB4 7QT")}).value());
    EXPECT_FALSE(shop->find({Secret("xcnf0"), Secret("BB4 7QX")}).value());
}

TEST_F(Shopify, AWebhookOfAnotherShopOfTheSameAppIsDenied) {
    stub.place(annas_order("#1002"));
    settings.webhook_secret = "secret";
    const auto shop = connect("shopify", "https://thistle.myshopify.com");
    const auto sent = stub.webhook("#1002", "secret");
    EXPECT_EQ(shop->verify_webhook(sent.headers, sent.body).error().code(), Errc::denied);
}

TEST_F(WooCommerce, OverPlainHttpTheKeyIsNotLookedAt) {
    stub.behind_https = false;
    const auto shop = connect("woocommerce", stub.url());
    EXPECT_EQ(shop->find(kAnnas).error().code(), Errc::denied);
    EXPECT_EQ(shop->check().front().kind, Finding::Kind::broken);
    settings.url = "http://shop.example.org";
    EXPECT_EQ(make_shop(settings, {clock, {}}).error().code(), Errc::invalid_input);
}

TEST_F(WooCommerce, AnIdThatIsAnotherOrdersNumberIsNoMatch) {
    stub.own_numbers = true;
    stub.place(annas_order("W-1001"));    // its id is 500000
    stub.place(annas_order("W-500000"));  // its id is 500001
    const auto shop = connect("woocommerce", stub.url());
    EXPECT_EQ(shop->find({Secret("500000"), Secret("anna@example.org")}).value().value().number, "W-500000");
    EXPECT_FALSE(shop->find({Secret("500001"), Secret("anna@example.org")}).value());
    EXPECT_THAT(shop->check(), says("found by search"));
}

TEST_F(WooCommerce, FindsTheOrderBehindManyStrangersThatTheSearchGives) {
    stub.own_numbers = true;
    stub.place(annas_order("W-17"));
    for (int i = 0; i < 120; ++i) {
        auto stranger = annas_order("W-9" + std::to_string(1'000 + i));
        stranger.buyer = {"s" + std::to_string(i) + "@example.org", "01632 17", "17"};
        stub.place(stranger);
    }
    const auto shop = connect("woocommerce", stub.url());
    EXPECT_EQ(shop->find({Secret("17"), Secret("anna@example.org")}).value().value().number, "W-17");
}

TEST_F(WooCommerce, AsksForNoMoreOfACustomerThanItNeeds) {
    stub.place(annas_order("1002"));
    const auto shop = connect("woocommerce", stub.url());
    ASSERT_TRUE(shop->find(kAnnas).value());
    for (const auto& request : stub.seen()) {
        const auto fields = "," + request.query.at("_fields") + ",";
        for (const auto* whole : {",billing,", ",shipping,", ",customer_ip_address,"})
            EXPECT_THAT(fields, Not(HasSubstr(whole)));
        EXPECT_TRUE(request.query.contains("include_meta[0]"));
        for (const auto& [name, value] : request.query) EXPECT_THAT(value, Not(HasSubstr("anna"))) << name;
    }
}

TEST_F(WooCommerce, FindsTheNewestStrangersFirstWhereTheTablesKnowNoOrderOfTheirOwn) {
    stub.own_numbers = stub.hpos = true;
    for (int i = 0; i < 170; ++i) {
        auto stranger = annas_order("W-9" + std::to_string(1'000 + i));
        stranger.buyer = {"s" + std::to_string(i) + "@example.org", "01632 17", "17"};
        stub.place(stranger);
    }
    stub.place(annas_order("W-17"));
    const auto shop = connect("woocommerce", stub.url());
    EXPECT_EQ(shop->find({Secret("17"), Secret("anna@example.org")}).value().value().number, "W-17");
}

TEST_F(WooCommerce, ItsOwnFulfillmentsAreParcelsBeforeTheOrderIsCompleted) {
    stub.hpos = stub.fulfillments = true;
    auto placed = annas_order("1002");
    placed.carrier = "Parcel Nord";
    placed.parcel = "PN4402881720";
    stub.place(placed);
    const auto shop = connect("woocommerce", stub.url());
    const auto order = shop->find(kAnnas).value().value();
    EXPECT_EQ(order.state, orders::State::shipped);
    EXPECT_EQ(order.carrier, "Parcel Nord");
    ASSERT_EQ(order.parcels.size(), 1U);
    EXPECT_EQ(order.parcels[0].tracking, "PN4402881720");
    EXPECT_EQ(order.timeline.back(), (orders::Milestone{orders::State::shipped, placed.changed}));
    EXPECT_EQ(shop->read("1002").value().value().order.parcels, order.parcels);
    EXPECT_EQ(shop->recent("", Time{}, "").value().orders.at(0).order.parcels, order.parcels);

    stub.fulfillments = false;  // switched off between two questions
    EXPECT_TRUE(shop->find(kAnnas).value());
}

TEST_F(WooCommerce, WhatChangesWithinOneSecondIsNewsOfItsOwn) {
    settings.webhook_secret = "secret";
    stub.place(annas_order("1001"));
    stub.place(annas_order("1002"));
    const auto shop = connect("woocommerce", stub.url());
    const auto first = stub.webhook("1001", "secret"), second = stub.webhook("1002", "secret");
    ASSERT_EQ(header_of(first.headers, "x-wc-webhook-delivery-id"),
              header_of(second.headers, "x-wc-webhook-delivery-id"));
    const auto delivery = shop->verify_webhook(first.headers, first.body).value().delivery;
    EXPECT_NE(shop->verify_webhook(second.headers, second.body).value().delivery, delivery);
    EXPECT_EQ(shop->verify_webhook(first.headers, first.body).value().delivery, delivery);
}

TEST_F(WooCommerce, TheCheckSaysWhyAKeyIsNotAccepted) {
    stub.behind_https = false;
    EXPECT_THAT(connect("woocommerce", stub.url())->check().front().text, HasSubstr("X-Forwarded-Proto"));
    stub.behind_https = true;
    stub.take_rights_away(true);
    EXPECT_THAT(connect("woocommerce", stub.url())->check().front().text,
                HasSubstr("its user may not see orders"));
    stub.take_rights_away(false);
    EXPECT_THAT(connect("woocommerce", stub.url(), "ck_0123456789:cs_abcdefghik")->check().front().text,
                HasSubstr("Consumer secret is invalid"));
}

TEST_F(WooCommerce, SaysYesToTheKnockThatCreatesAWebhook) {
    settings.webhook_secret = "secret";
    const auto shop = connect("woocommerce", stub.url());
    EXPECT_TRUE(shop->verify_webhook({}, "webhook_id=3").value().references.empty());
    EXPECT_FALSE(shop->verify_webhook({}, "webhook_id=3&order=1"));
}

TEST_F(WooCommerce, ChecksThatTheKeyOnlyReads) {
    const auto shop = connect("woocommerce", stub.url());
    EXPECT_THAT(shop->check(), says("may not change anything"));
    EXPECT_THAT(shop->check(), says("WooCommerce 7.9.0 on WordPress 6.1.9"));
    stub.may_see_status = false;
    EXPECT_THAT(shop->check(), limits("could not be read (7.9 or later is needed)"));
    stub.may_write = true;
    EXPECT_THAT(shop->check(), limits("may also write"));
}

TEST_F(Ecwid, NumberOfTheInterfaceIsNotTheShoppers) {
    stub.place(annas_order("XJ12H"));
    const auto shop = connect("ecwid", stub.shop_url());
    EXPECT_TRUE(shop->find({Secret("xj12h"), Secret("anna@example.org")}).value());
    EXPECT_FALSE(shop->find({Secret("492512057"), Secret("anna@example.org")}).value());
}

TEST_F(Ecwid, AZeroTypedForAnOFindsTheOrder) {
    stub.place(annas_order("X1O2H"));
    const auto shop = connect("ecwid", stub.shop_url());
    EXPECT_TRUE(shop->find({Secret("x102h"), Secret("BB4 7QT")}).value());
}

TEST_F(Ecwid, FindsAnOrderByTheCodeOfItsParcel) {
    auto order = annas_order("XJ12H");
    order.parcel = "PN4402881720";
    stub.place(order);
    const auto shop = connect("ecwid", stub.shop_url());
    EXPECT_TRUE(shop->find({Secret("PN4402881720"), Secret("BB4 7QT")}).value());
}

TEST_F(Ecwid, ARefundHasTheStoresCurrencyWhenTheTokenMaySeeIt) {
    auto order = annas_order("1002");
    order.refunded = "12.50";
    stub.place(order);
    stub.currency = "CHF";
    EXPECT_EQ(connect("ecwid", stub.shop_url())->find(kAnnas).value().value().refunds.at(0).currency, "CHF");
    stub.may_read_profile = false;
    const auto shop = connect("ecwid", stub.shop_url());
    EXPECT_EQ(shop->find(kAnnas).value().value().refunds.at(0).amount, "");
    EXPECT_THAT(shop->check(), limits("read_store_profile"));
}

TEST_F(Ecwid, AConfiguredCurrencyThatIsNotTheStoresIsFound) {
    settings.currency = "USD";
    EXPECT_THAT(connect("ecwid", stub.shop_url())->check(), limits("is USD, the store's is EUR"));
}

class SeveralShops : public testing::Test {
protected:
    SeveralShops() {
        auto harbour = std::make_unique<FakeShop>("harbour"), online = std::make_unique<FakeShop>("online");
        harbour_ = harbour.get();
        online_ = online.get();
        shops_.add(std::move(harbour), {"Old Harbour Road"});
        shops_.add(std::move(online), {});
    }
    Shops shops_;
    FakeShop* harbour_ = nullptr;
    FakeShop* online_ = nullptr;
};

TEST_F(SeveralShops, AreAskedOnlyByTheirStores) {
    harbour_->place(annas_order("H-1002"));
    EXPECT_EQ(shops_.find("Old Harbour Road", kAnnas).value().value().number, "H-1002");
    EXPECT_FALSE(shops_.find("Mill Lane", kAnnas).value());
    EXPECT_EQ(harbour_->finds(), 1);
    EXPECT_EQ(online_->finds(), 2);
}

TEST_F(SeveralShops, AreAllAskedAlsoWhenTheFirstKnowsTheOrder) {
    harbour_->place(annas_order("H-1002"));
    ASSERT_TRUE(shops_.find("Old Harbour Road", kAnnas).value());
    EXPECT_EQ(online_->finds(), 1);
}

TEST_F(SeveralShops, OneThatIsDownHidesNoOrderOfAnotherAndMakesNoUnknown) {
    online_->fail(Error(Errc::unavailable, "down"));
    harbour_->place(annas_order("H-1002"));
    EXPECT_TRUE(shops_.find("Old Harbour Road", kAnnas).value());
    EXPECT_EQ(shops_.find("Mill Lane", kAnnas).error().code(), Errc::unavailable);
}

TEST(Shops, AStoreWithoutOneIsTold) {
    Shops shops;
    EXPECT_EQ(shops.find("Mill Lane", kAnnas).error().code(), Errc::unavailable);
}

}  // namespace
}  // namespace storeside::connectors
