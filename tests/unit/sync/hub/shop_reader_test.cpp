#include "sync/hub/shop_reader.hpp"

#include <gmock/gmock.h>

#include "tests/fakes/fake_shop.hpp"
#include "tests/unit/sync/hub_store/fixture.hpp"

namespace storeside::hub {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using testing::IsEmpty;
using testing::SizeIs;

class ReadingAShop : public hub_store::HubStore {
protected:
    ReadingAShop() {
        auto source = std::make_unique<FakeShop>("online");
        shop = source.get();
        followed.name = "online";
        followed.source = std::move(source);
    }
    void place(int n, Time changed) {
        PlacedOrder order;
        order.number = "W-" + std::to_string(n);
        order.buyer.email = "anna@example.org";
        order.placed = order.changed = changed;
        shop->place(order);
    }
    Result<bool> page() { return ShopReader(database, key, followed, clock).page(); }
    void pass() {
        for (int i = 0; i != 100; ++i) {
            const auto complete = page();
            ASSERT_TRUE(complete) << complete.error().message();
            if (*complete) return;
        }
        FAIL() << "the pass has no end";
    }
    bool knows(int n) { return !orders.find("online", std::to_string(n)).value().empty(); }
    hub_store::ShopFeed feed() { return hub_store::ShopFeeds(database).get("online").value(); }

    hub_store::OrderKey key = hub_store::OrderKey::open(folder.path(), random).value();
    hub_store::Orders orders{database, key};
    connectors::FollowedShop followed;
    FakeShop* shop = nullptr;
};

TEST_F(ReadingAShop, BeginsWithItsHistoryAndReadsEveryPage) {
    for (int n = 0; n != 35; ++n) place(n, clock.now() - hours(n));
    place(99, clock.now() - days(61));
    pass();
    for (int n = 0; n != 35; ++n) EXPECT_TRUE(knows(n)) << n;
    EXPECT_FALSE(knows(99));
    EXPECT_EQ(feed().read_until, clock.now());
}

TEST_F(ReadingAShop, GoesOnWhereItWasAfterTheHubEnded) {
    for (int n = 0; n != 25; ++n) place(n, clock.now());
    const auto began = clock.now();
    EXPECT_FALSE(page().value());
    EXPECT_EQ(feed().cursor, "10");
    EXPECT_EQ(feed().read_until, Time{});
    clock.advance(minutes(10));
    EXPECT_FALSE(page().value());
    EXPECT_TRUE(page().value());
    // What changed since the pass began may be missing from its first pages.
    EXPECT_EQ(feed().read_until, began);
}

TEST_F(ReadingAShop, AsksNextTimeForWhatChangedSinceAndALittleBefore) {
    pass();
    const auto first = clock.now();
    clock.advance(minutes(5));
    pass();
    EXPECT_EQ(shop->asked_since(), first - followed.times.overlap);
}

TEST_F(ReadingAShop, APageThatFailsChangesNothing) {
    for (int n = 0; n != 25; ++n) place(n, clock.now());
    EXPECT_FALSE(page().value());
    const auto before = feed();
    shop->fail(Error(Errc::unavailable, "down"));
    EXPECT_FALSE(page());
    EXPECT_EQ(feed(), before);
    shop->fail();
    EXPECT_FALSE(page().value());
    EXPECT_TRUE(page().value());
    EXPECT_TRUE(knows(24));
}

TEST_F(ReadingAShop, BeginsThePassAgainWhenTheShopKnowsTheCursorNoMore) {
    place(1, clock.now());
    auto transaction = database.begin();
    ASSERT_TRUE(hub_store::ShopFeeds(database).advance(
        *transaction, "online", {.since = clock.now() - hours(1), .began_at = clock.now(), .cursor = "old"}));
    ASSERT_TRUE(transaction->commit());
    EXPECT_TRUE(page().value());
    EXPECT_TRUE(knows(1));
}

TEST_F(ReadingAShop, AnOrderThatIsNamedIsReadAsItIsNow) {
    place(1, clock.now());
    ASSERT_TRUE(ShopReader(database, key, followed, clock).read("ref-W-1"));
    EXPECT_TRUE(knows(1));
}

TEST_F(ReadingAShop, AnOrderThatTheShopHasNoMoreIsForgotten) {
    place(1, clock.now());
    pass();
    shop->take_away("W-1");
    clock.advance(minutes(1));
    ASSERT_TRUE(ShopReader(database, key, followed, clock).read("ref-W-1"));
    EXPECT_FALSE(knows(1));
}

}  // namespace
}  // namespace storeside::hub
