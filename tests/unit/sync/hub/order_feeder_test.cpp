#include "sync/hub/order_feeder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "firmware/orders/canonical.hpp"
#include "sync/hub_store/mailbox.hpp"
#include "sync/hub_store/store.hpp"
#include "sync/protocol/base64.hpp"
#include "sync/protocol/bodies.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside::hub {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

// A hub's database with one shop for all stores, and kiosks that take their mail when the test says so.
class OrderFeederTest : public testing::Test {
protected:
    OrderFeederTest() {
        limits.cost = {1, 8 << 10};
        limits.busy = limits.quiet = std::chrono::milliseconds(1);
        start();
    }

    void start() {
        feeder.reset();
        feeder = std::make_unique<OrderFeeder>(
            hub_store::open(folder.path()).value(), key,
            [](const std::string&) { return std::vector<std::string>{"online"}; }, clock, feeder_random,
            limits, [this](const Id&) { ++letters; });
    }

    struct Kiosk {
        Id id;
        orders::Key key;
        std::int64_t taken = 0;
    };
    std::string open_key(const Kiosk& kiosk) {
        const auto open = orders::public_key_of(kiosk.key).value();
        return protocol::to_base64({reinterpret_cast<const char*>(open.data()), open.size()});
    }
    Kiosk enrol(const std::string& store = "Bramble") {
        Kiosk kiosk{make_id(clock.now(), random), orders::Key::random(random)};
        auto insert = database
                          .prepare(
                              "INSERT INTO kiosk (id, store, name, serial, enrolled_at, epoch) VALUES (:id, "
                              ":store, 'Aisle', :serial, 0, 'e')")
                          .value();
        insert.bind(":id", kiosk.id).bind(":store", store).bind(":serial", to_string(kiosk.id)).run().value();
        report(kiosk);
        return kiosk;
    }
    void report(const Kiosk& kiosk) {
        hub_store::OrderFeed(database).reported(kiosk.id, open_key(kiosk)).value();
    }

    orders::KnownOrder order(const std::string& number, std::chrono::hours ago = std::chrono::hours(1)) {
        orders::KnownOrder known;
        known.reference = "ref-" + number;
        known.order.number = number;
        known.order.state = orders::State::shipped;
        known.order.items = {{"Cordless drill", 1}};
        known.buyer = {"anna" + number + "@example.org", "+44 1632 960123", "BB4 7QT"};
        known.changed_at = clock.now() - ago;
        return known;
    }
    void put(const std::vector<orders::KnownOrder>& all) {
        auto transaction = database.begin().value();
        for (const auto& known : all)
            hub_store::Orders(database, key).put(transaction, "online", known, clock.now()).value();
        transaction.commit().value();
    }

    struct Mail {
        std::int64_t n;
        std::string kind, body;
    };
    std::vector<Mail> waiting(const Kiosk& kiosk) {
        auto select =
            database.prepare("SELECT n, kind, body FROM kiosk_mail WHERE kiosk = :id AND n > :n ORDER BY n")
                .value();
        select.bind(":id", kiosk.id).bind(":n", kiosk.taken);
        std::vector<Mail> mail;
        while (select.step().value())
            mail.push_back({select.integer(0), std::string(select.text(1)), std::string(select.text(2))});
        return mail;
    }
    // The kiosk takes what waits for it.
    std::vector<Mail> take(Kiosk& kiosk) {
        auto mail = waiting(kiosk);
        if (mail.empty()) return mail;
        kiosk.taken = mail.back().n;
        auto update = database.prepare("UPDATE kiosk SET taken_n = :n WHERE id = :id").value();
        update.bind(":n", kiosk.taken).bind(":id", kiosk.id).run().value();
        return mail;
    }
    protocol::KeptOrders opened(const Kiosk& kiosk, const Mail& mail) {
        EXPECT_EQ(mail.kind, protocol::kOrdersKept);
        const auto plain = orders::open_for(kiosk.key, protocol::unboxed(mail.body).value());
        return protocol::decode_kept_orders(plain.value()).value();
    }
    bool something_waits(const Kiosk& kiosk) {
        return soon([&] { return !waiting(kiosk).empty(); });
    }
    // Nothing more comes, as far as several rounds can tell.
    bool all_is_said() {
        const auto fed = [&] {
            auto select =
                database
                    .prepare(
                        "SELECT min(change) = (SELECT last FROM shop_order_change) FROM kiosk_orders_fed")
                    .value();
            return select.step().value() && select.integer(0) == 1;
        };
        return soon(fed);
    }

    ManualClock clock;
    SeededRandom random{5};
    SystemRandom feeder_random;
    TemporaryFolder folder;
    db::Database database = hub_store::open(folder.path()).value();
    hub_store::OrderKey key = hub_store::OrderKey::open(folder.path(), random).value();
    FeedLimits limits;
    std::atomic<int> letters = 0;
    std::unique_ptr<OrderFeeder> feeder;
};

TEST_F(OrderFeederTest, AKioskGetsAnOrderThatItsBuyerOpens) {
    put({order("BB-10023")});
    auto kiosk = enrol();
    ASSERT_TRUE(something_waits(kiosk));
    const auto kept = opened(kiosk, take(kiosk).at(0));
    EXPECT_GT(letters, 0) << "nobody wakes the kiosk's call";
    EXPECT_TRUE(kept.anew);
    ASSERT_THAT(kept.orders, SizeIs(1));
    ASSERT_THAT(kept.orders[0].ways, SizeIs(3));
    const auto derived =
        orders::derive("10023", "p:2960123", kept.derivation.salt, kept.derivation.cost).value();
    bool found = false;
    for (const auto& way : kept.orders[0].ways) {
        if (way.locator != derived.locator) continue;
        const auto packed = orders::open_body(derived, way.key, kept.orders[0].id, kept.orders[0].body);
        EXPECT_EQ(protocol::unpack_order(packed.value())->number, "BB-10023");
        found = true;
    }
    EXPECT_TRUE(found);
}

TEST_F(OrderFeederTest, ManyOrdersComeInLettersThatFitOneAtATime) {
    std::vector<orders::KnownOrder> all;
    for (int i = 0; i != 300; ++i) all.push_back(order("BB-" + std::to_string(10'000 + i)));
    put(all);
    auto kiosk = enrol();
    std::set<Id> seen;
    int letters_taken = 0;
    while (seen.size() < all.size() && something_waits(kiosk)) {
        const auto mail = take(kiosk);
        ASSERT_THAT(mail, SizeIs(1));
        EXPECT_LE(mail[0].body.size(), protocol::kMaxBodyBytes);
        const auto kept = opened(kiosk, mail[0]);
        EXPECT_EQ(kept.anew, letters_taken == 0);
        for (const auto& order : kept.orders) EXPECT_TRUE(seen.insert(order.id).second);
        ++letters_taken;
    }
    EXPECT_THAT(seen, SizeIs(all.size()));
    EXPECT_GT(letters_taken, 3);
}

TEST_F(OrderFeederTest, WhatWasTakenIsEmptiedAndOnlyWhatChangedComesAgain) {
    put({order("BB-1"), order("BB-2")});
    auto kiosk = enrol();
    ASSERT_TRUE(something_waits(kiosk));
    const auto first = opened(kiosk, take(kiosk).at(0));
    ASSERT_THAT(first.orders, SizeIs(2));
    EXPECT_TRUE(soon([&] {
        auto left = database.prepare("SELECT count(*) FROM kiosk_mail WHERE body <> '{}'").value();
        return left.step().value() && left.integer(0) == 0;
    }));
    auto moved = order("BB-2", std::chrono::hours(0));
    moved.order.state = orders::State::ready_for_pickup;
    put({moved});
    ASSERT_TRUE(something_waits(kiosk));
    const auto second = opened(kiosk, take(kiosk).at(0));
    EXPECT_FALSE(second.anew);
    ASSERT_THAT(second.orders, SizeIs(1));
    EXPECT_EQ(second.orders[0].id, first.orders[1].id);
    EXPECT_EQ(second.orders[0].ways, first.orders[1].ways);
    EXPECT_NE(second.orders[0].body, first.orders[1].body);
}

TEST_F(OrderFeederTest, TheKiosksOfAStoreShareWaysAndNoLetterAndStoresShareNothing) {
    put({order("BB-1")});
    auto one = enrol("Bramble"), other = enrol("Bramble"), far = enrol("Elsewhere");
    ASSERT_TRUE(something_waits(one) && something_waits(other) && something_waits(far));
    const auto first = take(one).at(0), second = take(other).at(0), third = take(far).at(0);
    EXPECT_EQ(opened(one, first).orders.at(0).ways, opened(other, second).orders.at(0).ways);
    EXPECT_FALSE(orders::open_for(other.key, protocol::unboxed(first.body).value()));
    const auto elsewhere = opened(far, third);
    EXPECT_NE(elsewhere.derivation.salt, opened(one, first).derivation.salt);
    EXPECT_NE(elsewhere.orders.at(0).id, opened(one, first).orders.at(0).id);
}

TEST_F(OrderFeederTest, OldOrdersAndThoseThatNobodyCouldOpenAreNotKept) {
    auto nobodys = order("BB-3");
    nobodys.buyer = {};
    auto elsewhere = order("BB-4");
    elsewhere.pickup_place = "Elsewhere";
    auto waits = order("BB-5", std::chrono::days(40));
    waits.order.state = orders::State::ready_for_pickup;
    waits.order.due = clock.now() + std::chrono::days(2);
    auto done = order("BB-6", std::chrono::days(8));
    done.order.state = orders::State::collected;
    put({order("BB-1", std::chrono::days(31)), order("BB-2"), nobodys, elsewhere, waits, done});
    auto kiosk = enrol();
    ASSERT_TRUE(something_waits(kiosk));
    const auto kept = opened(kiosk, take(kiosk).at(0));
    ASSERT_THAT(kept.orders, SizeIs(2));
    EXPECT_EQ(kept.orders[0].expires_at, clock.now() - std::chrono::hours(1) + std::chrono::days(30));
    EXPECT_EQ(kept.orders[1].expires_at, clock.now() + std::chrono::days(9));
}

TEST_F(OrderFeederTest, OnlyTheNewestAreToldToBeginWith) {
    limits.orders = 3;
    start();
    std::vector<orders::KnownOrder> all;
    for (int i = 0; i != 10; ++i) all.push_back(order("BB-" + std::to_string(i)));
    put(all);
    auto kiosk = enrol();
    ASSERT_TRUE(something_waits(kiosk));
    EXPECT_THAT(opened(kiosk, take(kiosk).at(0)).orders, SizeIs(3));
    EXPECT_TRUE(all_is_said());
    EXPECT_THAT(waiting(kiosk), IsEmpty());
}

TEST_F(OrderFeederTest, AnotherKeyOfEitherEndOrAnotherCostBeginsAnew) {
    put({order("BB-1")});
    auto kiosk = enrol();
    ASSERT_TRUE(something_waits(kiosk));
    const auto first = opened(kiosk, take(kiosk).at(0));
    kiosk.key = orders::Key::random(random);
    report(kiosk);
    ASSERT_TRUE(something_waits(kiosk));
    const auto second = opened(kiosk, take(kiosk).at(0));
    EXPECT_TRUE(second.anew);
    EXPECT_EQ(second.derivation, first.derivation);

    feeder->stop();
    hub_store::OrderFeed(database).begin_anew().value();
    start();
    ASSERT_TRUE(something_waits(kiosk));
    const auto again = opened(kiosk, take(kiosk).at(0));
    EXPECT_TRUE(again.anew);
    EXPECT_NE(again.derivation.salt, first.derivation.salt);

    limits.cost.passes = 2;
    start();
    ASSERT_TRUE(something_waits(kiosk));
    const auto third = opened(kiosk, take(kiosk).at(0));
    EXPECT_TRUE(third.anew);
    EXPECT_NE(third.derivation.salt, again.derivation.salt);
    EXPECT_EQ(third.derivation.cost.passes, 2);
}

TEST_F(OrderFeederTest, AKioskThatKeepsNoneOrIsRevokedIsToldNothing) {
    auto older = enrol(), thief = enrol();
    hub_store::OrderFeed(database).reported(older.id, "").value();
    database.execute("UPDATE kiosk SET revoked_at = 1 WHERE id IN (SELECT kiosk FROM kiosk_orders)").value();
    auto kiosk = enrol();
    ASSERT_TRUE(soon(
        [&] { return !waiting(kiosk).empty() && hub_store::OrderFeed(database).kiosks()->size() == 1; }));
    take(kiosk);
    put({order("BB-1")});
    ASSERT_TRUE(something_waits(kiosk));
    for (const auto& silent : {older, thief})
        for (const auto& mail : waiting(silent)) EXPECT_THAT(opened(silent, mail).orders, IsEmpty());
}

TEST_F(OrderFeederTest, AnOrderThatIsGoneTakesItsWaysAlong) {
    put({order("BB-1"), order("BB-2")});
    auto kiosk = enrol();
    ASSERT_TRUE(something_waits(kiosk));
    take(kiosk);
    feeder->stop();  // whoever else is told of it or not
    const auto ways = [&] {
        auto select = database.prepare("SELECT count(*) FROM order_ways").value();
        return select.step().value() ? select.integer(0) : 0;
    };
    EXPECT_EQ(ways(), 2);
    auto transaction = database.begin().value();
    hub_store::Orders(database, key).remove(transaction, "online", "ref-BB-1", clock.now()).value();
    transaction.commit().value();
    EXPECT_EQ(ways(), 1);
    database.execute("DELETE FROM shop_order").value();
    EXPECT_EQ(ways(), 0);

    start();
    put({order("BB-3")});
    ASSERT_TRUE(something_waits(kiosk));
    const auto mail = take(kiosk);
    EXPECT_EQ(opened(kiosk, mail.at(0)).orders.size(), 1U);
}

TEST_F(OrderFeederTest, AnOrderThatIsGoneIsDropped) {
    put({order("BB-1"), order("BB-2")});
    auto kiosk = enrol();
    ASSERT_TRUE(something_waits(kiosk));
    const auto first = opened(kiosk, take(kiosk).at(0));
    auto transaction = database.begin().value();
    hub_store::Orders(database, key).remove(transaction, "online", "ref-BB-1", clock.now()).value();
    transaction.commit().value();
    ASSERT_TRUE(something_waits(kiosk));
    const auto mail = take(kiosk).at(0);
    EXPECT_EQ(mail.kind, protocol::kOrdersDropped);
    EXPECT_EQ(protocol::decode_dropped_orders(mail.body)->orders, std::vector<Id>{first.orders.at(0).id});
}

TEST_F(OrderFeederTest, WhereKiosksAreToKeepNoneWhatTheyHaveGoesAndMayComeBack) {
    put({order("BB-1")});
    auto kiosk = enrol();
    ASSERT_TRUE(something_waits(kiosk));
    take(kiosk);
    const auto kept = limits.orders;
    limits.orders = 0;
    start();
    ASSERT_TRUE(something_waits(kiosk));
    const auto none = opened(kiosk, take(kiosk).at(0));
    EXPECT_TRUE(none.anew);
    EXPECT_THAT(none.orders, IsEmpty());
    limits.orders = kept;
    start();
    ASSERT_TRUE(something_waits(kiosk));
    EXPECT_THAT(opened(kiosk, take(kiosk).at(0)).orders, SizeIs(1));
}

TEST_F(OrderFeederTest, WhatIsNoKeyChangesNothing) {
    auto kiosk = enrol();
    hub_store::OrderFeed feed(database);
    for (const auto* wrong : {"?", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
        EXPECT_EQ(feed.reported(kiosk.id, wrong).error().code(), Errc::invalid_input) << wrong;
    EXPECT_THAT(feed.kiosks().value(), SizeIs(1));
}

}  // namespace
}  // namespace storeside::hub
