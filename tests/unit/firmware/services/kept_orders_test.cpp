#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "firmware/orders/canonical.hpp"
#include "firmware/orders/guess_limit.hpp"
#include "firmware/services/store.hpp"
#include "sync/protocol/order_mail.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::services {
namespace {

constexpr orders::Cost kCheap{1, 8 << 10};

// A store that keeps orders, and the hub that feeds it.
class KeptOrdersTest : public testing::Test {
protected:
    KeptOrdersTest() { open(); }

    void open(RoomLimits limits = {}) {
        store.reset();
        store = Store::open(folder.path() / "kiosk.db", clock, {}, std::move(limits)).value();
        public_key = store->keep_orders_with(key).value();
    }

    orders::SealedOrder sealed(const orders::Order& order, Id id = {}) {
        if (id.is_nil()) id = make_id(clock.now(), random);
        const auto order_key = orders::Key::random(random);
        orders::SealedOrder out{id, {}, {}, clock.now() + std::chrono::days(30)};
        out.body = orders::seal_body(order_key, id, protocol::pack_order(order), random);
        out.ways.push_back(orders::way_to(derived(order.number, "anna@example.org"), order_key));
        return out;
    }
    orders::Derived derived(const std::string& number, const std::string& factor) {
        return orders::derive(orders::canonical_number(number).view(),
                              orders::canonical_factor(factor).view(), derivation.salt, derivation.cost)
            .value();
    }
    journal::Mail letter(const protocol::KeptOrders& kept) {
        return mail(protocol::kOrdersKept,
                    protocol::boxed(orders::seal_for(public_key, protocol::encode(kept)).value()));
    }
    journal::Mail mail(std::string_view kind, std::string body) {
        return {++n, make_id(clock.now(), random), std::string(kind), std::move(body)};
    }
    void settle(const std::vector<journal::Mail>& all) {
        store->settle(0, all, {"epoch", all.back().n, all.back().id}).value();
    }
    void keep(std::vector<orders::SealedOrder> all, bool anew = false) {
        settle({letter({derivation, anew, std::move(all)})});
    }
    std::optional<orders::Order> find(const std::string& number,
                                      const std::string& factor = "anna@example.org") {
        return store->kept_order(derived(number, factor), Secret(number)).value();
    }

    TemporaryFolder folder;
    ManualClock clock;
    SeededRandom random{1};
    orders::Key key = orders::Key::random(random);
    orders::PublicKey public_key{};
    orders::Derivation derivation{{std::byte{7}}, kCheap};
    std::int64_t n = 0;
    std::unique_ptr<Store> store;
};

TEST_F(KeptOrdersTest, AreThereWithTheCursorAlsoAfterARestart) {
    keep({sealed({.number = "BB-10023", .state = orders::State::packed})});
    open();
    EXPECT_EQ(store->cursor()->n, 1);
    ASSERT_TRUE(find("10023"));
    EXPECT_EQ(find("10023")->state, orders::State::packed);
    EXPECT_EQ(store->begin_look_up(), derivation);
}

TEST_F(KeptOrdersTest, AreOpenedOnlyByTheNumberThatMatches) {
    keep({sealed({.number = "W-10023"})});
    for (const auto* typed : {"W-10023", "w10023", "10023", "＃１００２３"})
        EXPECT_TRUE(find(typed)) << typed;
    for (const auto* typed : {"V-10023", "010023", "10024"}) EXPECT_FALSE(find(typed)) << typed;
    EXPECT_FALSE(find("10023", "anne@example.org"));
}

TEST_F(KeptOrdersTest, OfTwoOfOneNumberTheNewestIsShown) {
    const Time now = clock.now();
    keep({sealed({.number = "10023", .state = orders::State::shipped, .as_of = now}),
          sealed({.number = "10023", .state = orders::State::paid, .as_of = now - std::chrono::hours(1)})});
    EXPECT_EQ(find("10023")->state, orders::State::shipped);
}

TEST_F(KeptOrdersTest, GoWhenTheHubSaysSoOrBeginsAnew) {
    const auto first = sealed({.number = "10001"}), second = sealed({.number = "10002"});
    keep({first, second});
    settle({mail(protocol::kOrdersDropped, protocol::encode(protocol::DroppedOrders{{first.id}}))});
    EXPECT_FALSE(find("10001"));
    EXPECT_TRUE(find("10002"));
    keep({sealed({.number = "10003"})}, true);
    EXPECT_FALSE(find("10002"));
    EXPECT_TRUE(find("10003"));
    derivation.salt[0] = std::byte{8};
    keep({sealed({.number = "10004"})});
    EXPECT_FALSE(find("10003"));
    EXPECT_TRUE(find("10004"));
    EXPECT_EQ(store->begin_look_up(), derivation);
}

TEST_F(KeptOrdersTest, ALetterThatCanNotBeReadHoldsNothingUp) {
    SeededRandom other(9);
    const auto strangers = orders::public_key_of(orders::Key::random(other)).value();
    settle({mail(protocol::kOrdersKept, "no JSON"), mail(protocol::kOrdersKept, protocol::boxed("too short")),
            mail(protocol::kOrdersKept, protocol::boxed(orders::seal_for(strangers, "{}").value())),
            mail(protocol::kOrdersKept, protocol::boxed(orders::seal_for(public_key, "{}").value())),
            mail(protocol::kOrdersDropped, "[]"),
            letter({derivation, false, {sealed({.number = "10023"})}})});
    EXPECT_EQ(store->cursor()->n, 6);
    EXPECT_TRUE(find("10023"));
}

TEST_F(KeptOrdersTest, WithLittleRoomOrdersMakeWay) {
    keep({sealed({.number = "10023"})});
    RoomLimits limits;
    limits.free = [](const std::filesystem::path&) { return std::int64_t{0}; };
    open(limits);
    keep({sealed({.number = "10024"})});
    EXPECT_FALSE(find("10023"));
    EXPECT_FALSE(find("10024"));
    EXPECT_EQ(store->cursor()->n, 2);
    EXPECT_EQ(store->begin_look_up().error().code(), Errc::not_found);
}

TEST_F(KeptOrdersTest, WithoutAKeyNoneAreKeptAndNoneAreFound) {
    store.reset();
    store = Store::open(folder.path() / "kiosk.db", clock).value();
    keep({sealed({.number = "10023"})});
    EXPECT_FALSE(find("10023"));
    EXPECT_EQ(store->begin_look_up().error().code(), Errc::not_found);
}

TEST_F(KeptOrdersTest, OnlyLookUpsInVainAreCounted) {
    keep({sealed({.number = "10023"})});
    for (int i = 0; i != 3 * orders::kGuessesAtOnce; ++i) {
        ASSERT_TRUE(store->begin_look_up());
        ASSERT_TRUE(find("10023"));
    }
    for (int i = 0; i != orders::kGuessesAtOnce; ++i) {
        ASSERT_TRUE(store->begin_look_up());
        ASSERT_FALSE(find("10023", "guess" + std::to_string(i) + "@example.org"));
    }
    EXPECT_EQ(store->begin_look_up().error().code(), Errc::denied);
}

TEST_F(KeptOrdersTest, GoFromTheDiskWhenTheyExpire) {
    keep({sealed({.number = "10023"})});
    clock.advance(std::chrono::days(31));
    EXPECT_FALSE(find("10023"));
    ASSERT_TRUE(store->unsent(1));  // as each call does
    EXPECT_EQ(store->begin_look_up().error().code(), Errc::not_found);
}

}  // namespace
}  // namespace storeside::services
