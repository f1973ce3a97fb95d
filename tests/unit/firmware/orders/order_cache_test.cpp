#include "firmware/orders/order_cache.hpp"

#include <gtest/gtest.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/kiosk_database.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside::orders {
namespace {

constexpr Cost kCheap{1, 8 << 10};
constexpr Salt kSalt{std::byte{7}};
constexpr Time kNow = from_micros(1'795'356'187'000'000);
constexpr auto kDay = std::chrono::hours(24);

using Found = std::vector<std::string>;

Derived derived(std::string_view number, std::string_view factor) {
    return derive(number, factor, kSalt, kCheap).value();
}

class OrderCacheTest : public testing::Test {
protected:
    SealedOrder sealed(std::string_view number, std::string_view plain, Time expires = kNow + kDay) {
        const auto key = Key::random(random);
        SealedOrder order{make_id(kNow, random), {}, {}, expires};
        order.body = seal_body(key, order.id, plain, random);
        for (const auto* factor : {"e:anna@example.org", "z:10557"})
            order.ways.push_back(way_to(derived(number, factor), key));
        return order;
    }
    void keep(const SealedOrder& order, OrderCache& into) {
        auto transaction = kiosk.database.begin().value();
        into.keep(transaction, order).value();
        transaction.commit().value();
    }
    void keep(const SealedOrder& order) { keep(order, cache); }

    SeededRandom random{3};
    KioskDatabase kiosk;
    Key secret = Key::random(random);
    OrderCache cache{kiosk.database, secret};
};

TEST_F(OrderCacheTest, FindsAnOrderByEachFactor) {
    keep(sealed("10023", "shipped"));
    keep(sealed("10024", "packed"));
    EXPECT_EQ(cache.find(derived("10023", "e:anna@example.org"), kNow), Found{"shipped"});
    EXPECT_EQ(cache.find(derived("10023", "z:10557"), kNow), Found{"shipped"});
    EXPECT_EQ(cache.find(derived("10024", "z:10557"), kNow), Found{"packed"});
    EXPECT_EQ(cache.find(derived("10024", "z:10558"), kNow), Found{});
}

TEST_F(OrderCacheTest, ANewerVersionTakesTheOldOnesPlace) {
    auto order = sealed("10023", "packed");
    keep(order);
    auto newer = sealed("10023", "shipped");
    newer.id = order.id;
    const auto key = Key::random(random);
    newer.body = seal_body(key, newer.id, "shipped", random);
    newer.ways = {way_to(derived("10023", "z:10557"), key)};
    keep(newer);
    EXPECT_EQ(cache.find(derived("10023", "z:10557"), kNow), Found{"shipped"});
    EXPECT_EQ(cache.find(derived("10023", "e:anna@example.org"), kNow), Found{});
    EXPECT_EQ(cache.count(), 1);
}

TEST_F(OrderCacheTest, TwoOrdersOfOneBuyerMayHaveTheSamePlace) {
    keep(sealed("10023", "of one shop"));
    keep(sealed("10023", "of the other"));
    EXPECT_EQ(cache.find(derived("10023", "z:10557"), kNow), (Found{"of one shop", "of the other"}));
}

TEST_F(OrderCacheTest, AnotherKiosksSecretFindsNothing) {
    keep(sealed("10023", "shipped"));
    const OrderCache thief(kiosk.database, Key::random(random));
    EXPECT_EQ(thief.find(derived("10023", "z:10557"), kNow), Found{});
}

TEST_F(OrderCacheTest, WhatHasExpiredIsNotFoundAndThenForgotten) {
    keep(sealed("10023", "shipped", kNow + kDay));
    EXPECT_EQ(cache.find(derived("10023", "z:10557"), kNow + kDay), Found{});
    auto transaction = kiosk.database.begin().value();
    cache.forget_expired(transaction, kNow + kDay).value();
    transaction.commit().value();
    EXPECT_EQ(cache.count(), 0);
    auto ways = kiosk.database.prepare("SELECT count(*) FROM order_way").value();
    ASSERT_TRUE(ways.step().value());
    EXPECT_EQ(ways.integer(0), 0);
}

TEST_F(OrderCacheTest, WithoutRoomThoseThatExpireFirstGo) {
    const auto one = static_cast<std::int64_t>(sealed("1", "x").body.size());
    OrderCache small(kiosk.database, secret, 2 * one);
    keep(sealed("10001", "third", kNow + 3 * kDay), small);
    keep(sealed("10002", "first", kNow + 1 * kDay), small);
    keep(sealed("10003", "second", kNow + 2 * kDay), small);
    EXPECT_EQ(small.find(derived("10001", "z:10557"), kNow), Found{"third"});
    EXPECT_EQ(small.find(derived("10002", "z:10557"), kNow), Found{});
    EXPECT_EQ(small.find(derived("10003", "z:10557"), kNow), Found{"second"});
}

TEST_F(OrderCacheTest, ADamagedOrderIsLeftOut) {
    keep(sealed("10023", "shipped"));
    kiosk.database.execute("UPDATE order_cache SET body = zeroblob(length(body))").value();
    EXPECT_EQ(cache.find(derived("10023", "z:10557"), kNow), Found{});
    kiosk.database.execute("UPDATE order_way SET key = x'00'").value();
    EXPECT_EQ(cache.find(derived("10023", "z:10557"), kNow), Found{});
}

// What the kiosk keeps of 2,000 orders of three factors each is bounded by the issue: 2 MB.
TEST_F(OrderCacheTest, TwoThousandOrdersTakeLessThanTwoMegabytes) {
    constexpr std::size_t kOrderBytes = 300;  // of one, compressed
    auto transaction = kiosk.database.begin().value();
    for (int i = 0; i != 2000; ++i) {
        SealedOrder order{make_id(kNow, random), {}, {}, kNow + kDay};
        const auto key = Key::random(random);
        order.body = seal_body(key, order.id, std::string(kOrderBytes, 'x'), random);
        for (int factor = 0; factor != 3; ++factor) {
            Derived way{{}, Key::random(random)};
            random.fill(way.locator);
            order.ways.push_back(way_to(way, key));
        }
        cache.keep(transaction, order).value();
    }
    transaction.commit().value();
    kiosk.database.execute("PRAGMA wal_checkpoint(TRUNCATE)").value();
    const auto size = std::filesystem::file_size(kiosk.folder.path() / "kiosk.db");
    RecordProperty("bytes", static_cast<int>(size));
    EXPECT_LT(size, 2'000'000U);
}

}  // namespace
}  // namespace storeside::orders
