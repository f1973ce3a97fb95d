#include "sync/hub_store/orders.hpp"

#include <gmock/gmock.h>

#include "firmware/base/file.hpp"
#include "sync/hub_store/retention.hpp"
#include "sync/hub_store/shop_feeds.hpp"
#include "tests/unit/sync/hub_store/fixture.hpp"

namespace storeside::hub_store {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class ShopOrders : public HubStore {
protected:
    orders::KnownOrder order(const std::string& number = "W-1002") {
        orders::KnownOrder known;
        known.order.number = number;
        known.order.state = orders::State::paid;
        known.order.timeline = {{orders::State::placed, clock.now() - minutes(30)}};
        known.order.items = {{"Cordless drill", 1}};
        known.buyer = {"anna@example.org", "+49 171 5550017", "10115"};
        known.reference = "ref-" + number;
        known.changed_at = clock.now();
        return known;
    }
    bool put(const orders::KnownOrder& known, const std::string& shop = "online") {
        auto transaction = database.begin();
        const auto changed = orders.put(*transaction, shop, known, clock.now());
        EXPECT_TRUE(changed) << changed.error().message();
        EXPECT_TRUE(transaction->commit());
        return changed.value_or(false);
    }
    void remove(const std::string& reference) {
        auto transaction = database.begin();
        EXPECT_TRUE(orders.remove(*transaction, "online", reference, clock.now()));
        EXPECT_TRUE(transaction->commit());
    }
    std::vector<IndexedOrder> find(const std::string& typed, const std::string& shop = "online") {
        return orders.find(shop, typed).value();
    }
    std::vector<OrderChange> changes(std::int64_t after = 0) {
        return orders.changed_since("online", after, 100).value();
    }

    OrderKey key = OrderKey::open(folder.path(), random).value();
    Orders orders{database, key};
};

TEST_F(ShopOrders, AreFoundByTheirNumberHoweverItIsTyped) {
    put(order("W-1002"));
    for (const auto* typed : {"W-1002", "w 1002", "#1002", "1002", "1OO2", "Ｗ－１００２"})
        EXPECT_THAT(find(typed), SizeIs(1)) << typed;
    for (const auto* typed : {"1003", "W-100", "", "##"}) EXPECT_THAT(find(typed), IsEmpty()) << typed;
}

TEST_F(ShopOrders, AreFoundByTheirConfirmationAndTheCodesOfTheirParcels) {
    auto known = order();
    known.confirmation = "XJ12H";
    known.order.parcels = {{"Pony Post", "PN 4402 8817", clock.now()}};
    put(known);
    EXPECT_THAT(find("xj-12h"), SizeIs(1));
    EXPECT_THAT(find("PN44028817"), SizeIs(1));
}

TEST_F(ShopOrders, ComeBackAsTheShopSaidThemWithTheTimeItDid) {
    auto known = order();
    known.pickup_place = "Bramble";
    known.confirmation = "XJ12H";
    put(known);
    const auto found = find("1002");
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].seen_at, clock.now());
    known.order.as_of = clock.now();
    EXPECT_EQ(found[0].known, known);
}

TEST_F(ShopOrders, OfAnotherShopAreNotFound) {
    put(order(), "online");
    EXPECT_THAT(find("1002", "outlet"), IsEmpty());
}

TEST_F(ShopOrders, AnOlderStateNeverTakesThePlaceOfANewerOne) {
    const auto old = order();
    clock.advance(minutes(1));
    auto shipped = order();
    shipped.order.state = orders::State::shipped;
    EXPECT_TRUE(put(shipped));
    clock.advance(minutes(1));
    EXPECT_FALSE(put(old));
    EXPECT_EQ(find("1002")[0].known.order.state, orders::State::shipped);
}

TEST_F(ShopOrders, OfTwoStatesOfOneSecondTheOneSeenLaterHolds) {
    auto known = order();
    put(known);
    clock.advance(minutes(1));
    known.order.state = orders::State::shipped;
    EXPECT_TRUE(put(known));
    EXPECT_EQ(find("1002")[0].known.order.state, orders::State::shipped);
}

TEST_F(ShopOrders, SeenAgainUnchangedAreFresherAndNoChange) {
    put(order());
    const auto before = changes();
    ASSERT_THAT(before, SizeIs(1));
    auto known = order();
    clock.advance(minutes(5));
    EXPECT_FALSE(put(known));
    EXPECT_THAT(changes(before[0].change), IsEmpty());
    EXPECT_EQ(find("1002")[0].seen_at, clock.now());
}

TEST_F(ShopOrders, EachChangeHasALargerNumberThanAnyBefore) {
    put(order("W-1"));
    put(order("W-2"));
    const auto first = changes();
    ASSERT_THAT(first, SizeIs(2));
    EXPECT_LT(first[0].change, first[1].change);
    clock.advance(minutes(1));
    put(order("W-1"));  // its timeline moved
    const auto next = changes(first[1].change);
    ASSERT_THAT(next, SizeIs(1));
    EXPECT_EQ(next[0].reference, "ref-W-1");
    EXPECT_EQ(next[0].order->known.buyer.email, "anna@example.org");
    EXPECT_THAT(changes(), SizeIs(2));
}

TEST_F(ShopOrders, TheNumbersOfChangesDoNotComeAgainAfterTheirRowsWent) {
    put(order("W-1"));
    const auto before = changes()[0].change;
    clock.advance(days(100));
    ASSERT_TRUE(sweep(database, {}, clock.now(), 100));
    EXPECT_THAT(changes(), IsEmpty());
    put(order("W-2"));
    EXPECT_GT(changes()[0].change, before);
}

TEST_F(ShopOrders, ThatTheShopHasNoMoreAreGoneAndTheFeedSaysSo) {
    put(order());
    const auto before = changes()[0].change;
    clock.advance(minutes(1));
    remove("ref-W-1002");
    EXPECT_THAT(find("1002"), IsEmpty());
    const auto news = changes(before);
    ASSERT_THAT(news, SizeIs(1));
    EXPECT_EQ(news[0].reference, "ref-W-1002");
    EXPECT_FALSE(news[0].order);
    // What was read before it was removed, and is put late, does not bring it back; what the shop says later
    // does.
    auto known = order();
    EXPECT_FALSE(put(known));
    clock.advance(minutes(1));
    EXPECT_TRUE(put(known));
    EXPECT_THAT(find("1002"), SizeIs(1));
}

TEST_F(ShopOrders, RemovingWhatIsNotKnownChangesNothing) {
    remove("ref-W-1002");
    EXPECT_THAT(changes(), IsEmpty());
}

TEST_F(ShopOrders, AreKeptForSoLongAfterTheirLastChange) {
    put(order());
    clock.advance(days(89));
    ASSERT_TRUE(sweep(database, {}, clock.now(), 100));
    EXPECT_THAT(find("1002"), SizeIs(1));
    clock.advance(days(2));
    EXPECT_EQ(sweep(database, {}, clock.now(), 100).value(), 1);
    EXPECT_THAT(find("1002"), IsEmpty());
    auto left = database.prepare("SELECT count(*) FROM shop_order_number").value();
    ASSERT_TRUE(left.step().value());
    EXPECT_EQ(left.integer(0), 0);
}

TEST_F(ShopOrders, AWebhookIsKnownAgainForAWeek) {
    ShopFeeds feeds(database);
    EXPECT_TRUE(feeds.heard("online", "d1", clock.now()).value());
    EXPECT_TRUE(feeds.heard("outlet", "d1", clock.now()).value());
    clock.advance(days(6));
    ASSERT_TRUE(sweep(database, {}, clock.now(), 100));
    EXPECT_FALSE(feeds.heard("online", "d1", clock.now()).value());
    clock.advance(days(2));
    EXPECT_EQ(sweep(database, {}, clock.now(), 100).value(), 2);
    EXPECT_TRUE(feeds.heard("online", "d1", clock.now()).value());
}

TEST_F(ShopOrders, OfAPersonAreFoundByAddressOrPhoneAndNotByAnothers) {
    put(order("W-1"));
    auto other = order("W-2");
    other.buyer = {"joanna@example.org", "0171 5550018", "10115"};
    put(other);
    EXPECT_THAT(orders.of_person(" Anna@Example.org", "").value(), SizeIs(1));
    EXPECT_THAT(orders.of_person("", "0171/5550017").value(), SizeIs(1));
    // The last seven digits are the same, the number is not.
    EXPECT_THAT(orders.of_person("", "0999 5550017").value(), IsEmpty());
    EXPECT_THAT(orders.of_person("10115", "10115").value(), IsEmpty());
    EXPECT_THAT(orders.of_person("", "").value(), IsEmpty());
}

TEST_F(ShopOrders, ThatWereErasedStayAwayWhenTheShopSaysThemAgain) {
    put(order());
    const auto rows = orders.of_person("anna@example.org", "").value();
    ASSERT_THAT(rows, SizeIs(1));
    auto transaction = database.begin();
    ASSERT_TRUE(orders.erase(*transaction, rows[0], clock.now()));
    ASSERT_TRUE(transaction->commit());
    clock.advance(minutes(5));
    EXPECT_FALSE(put(order()));
    EXPECT_THAT(find("1002"), IsEmpty());
    EXPECT_THAT(orders.of_person("anna@example.org", "").value(), IsEmpty());
}

TEST_F(ShopOrders, NothingOfThemCanBeReadInTheDatabaseFile) {
    auto known = order("W-1002");
    known.reference = "77";
    known.confirmation = "XJ12H";
    known.order.parcels = {{"Pony Post", "PN44028817", clock.now()}};
    put(known);
    ASSERT_TRUE(database.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    const auto bytes = read_file(folder.path() / "hub.db", 64 << 20).value();
    ASSERT_THAT(bytes, HasSubstr("shop_order"));
    for (const auto* planted :
         {"anna@", "5550017", "10115", "W-1002", "W1002", "XJ12H", "drill", "PN44028817"})
        EXPECT_THAT(bytes, Not(HasSubstr(planted)));
}

TEST_F(ShopOrders, AreNotThereForAHubWithAnotherKey) {
    put(order());
    TemporaryFolder elsewhere;
    const auto other = OrderKey::open(elsewhere.path(), random).value();
    EXPECT_THAT(Orders(database, other).find("online", "1002").value(), IsEmpty());
    EXPECT_THAT(Orders(database, other).of_person("anna@example.org", "").value(), IsEmpty());
}

TEST_F(ShopOrders, ABodyThatWasMovedToAnotherOrderDoesNotOpen) {
    put(order("W-1"));
    put(order("W-2"));
    ASSERT_TRUE(
        database.execute("UPDATE shop_order SET body = (SELECT body FROM shop_order WHERE reference = "
                         "'ref-W-1') WHERE reference = 'ref-W-2'"));
    EXPECT_THAT(find("2"), IsEmpty());
    EXPECT_THAT(find("1"), SizeIs(1));
}

TEST_F(ShopOrders, TheKeyIsMadeOnceAndNotUsedWhenOthersMayReadIt) {
    const auto again = OrderKey::open(folder.path(), random).value();
    EXPECT_EQ(again.tag("a", "b"), key.tag("a", "b"));
    EXPECT_NE(key.tag("a", "b"), key.tag("b", "a"));
    std::filesystem::permissions(folder.path() / "orders.key", std::filesystem::perms(0640));
    const auto open_to_all = OrderKey::open(folder.path(), random);
    ASSERT_FALSE(open_to_all);
    EXPECT_EQ(open_to_all.error().code(), Errc::denied);
}

TEST_F(ShopOrders, AKeyFileThatIsDamagedIsNotPassedOver) {
    ASSERT_TRUE(write_file(folder.path() / "orders.key", "0123\n", 0600));
    const auto damaged = OrderKey::open(folder.path(), random);
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code(), Errc::corrupt);
}

}  // namespace
}  // namespace storeside::hub_store
