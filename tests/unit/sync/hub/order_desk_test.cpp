#include "sync/hub/order_desk.hpp"

#include <gmock/gmock.h>

#include <future>

#include "sync/hub_store/store.hpp"
#include "sync/protocol/messages.hpp"
#include "tests/fakes/fake_shop.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/unit/sync/hub_store/fixture.hpp"

namespace storeside::hub {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

// A store with one shop that the hub follows; the index and the shop are filled apart from each other.
class OrderDeskTest : public hub_store::HubStore {
protected:
    OrderDeskTest() {
        auto source = std::make_unique<FakeShop>("online");
        shop = source.get();
        shops.add(std::move(source), {});
        shops.follow(std::make_unique<FakeShop>("online"), {});
        begin();
    }
    void begin() {
        desk = std::make_unique<OrderDesk>(
            std::move(hub_store::open(folder.path()).value()), key, shops,
            [](const Id&) { return std::string("Bramble"); }, hub_store::MissLimits{}, now);
    }
    static PlacedOrder annas(orders::State state) {
        PlacedOrder order;
        order.number = "W-1002";
        order.buyer.email = "anna@example.org";
        order.state = state;
        return order;
    }
    // As the shop said it now.
    void index(orders::State state) {
        FakeShop said;
        auto order = annas(state);
        order.placed = order.changed = now.now();
        said.place(order);
        const auto known = said.read("ref-W-1002").value().value();
        auto transaction = database.begin();
        ASSERT_TRUE(orders.put(*transaction, "online", known, now.now()));
        ASSERT_TRUE(transaction->commit());
    }
    std::future<http::Outgoing> begin_to_ask(const std::string& number, const std::string& factor, Id by) {
        auto answer = std::make_shared<std::promise<http::Outgoing>>();
        auto future = answer->get_future();
        desk->find(by, {Secret(number), Secret(factor)}, http::Responder([answer](http::Outgoing outgoing) {
                       answer->set_value(std::move(outgoing));
                   }));
        return future;
    }
    http::Outgoing ask(const std::string& number, const std::string& factor = "anna@example.org") {
        return begin_to_ask(number, factor, kiosk).get();
    }
    // How many were told to come back later; none may have found anything. Those that were to wait are
    // dropped.
    int refused_of(std::vector<std::future<http::Outgoing>>& guesses) {
        int refused = 0;
        refused += guesses.back().get().status == 429;  // they are let in one after the other
        guesses.pop_back();
        desk->stop();
        for (auto& guess : guesses) {
            const auto answer = guess.get();
            refused += answer.status == 429;
            EXPECT_FALSE(answer.status == 200 && order_in(answer));
        }
        return refused;
    }
    static std::optional<orders::Order> order_in(const http::Outgoing& answer) {
        return protocol::decode_order_answer(answer.body).value().order;
    }

    ShiftedClock now;
    hub_store::OrderKey key = hub_store::OrderKey::open(folder.path(), random).value();
    hub_store::Orders orders{database, key};
    connectors::Shops shops;
    FakeShop* shop = nullptr;
    std::unique_ptr<OrderDesk> desk;
};

TEST_F(OrderDeskTest, AnswersFromTheIndexWhenItIsFresh) {
    index(orders::State::shipped);
    const auto order = order_in(ask("1002"));
    ASSERT_TRUE(order);
    EXPECT_EQ(order->state, orders::State::shipped);
    EXPECT_EQ(shop->finds(), 0);
}

TEST_F(OrderDeskTest, AnOrderIsFreshAsLongAsTheShopsChangesAreRead) {
    index(orders::State::shipped);
    now.advance(hours(10));
    auto transaction = database.begin();
    ASSERT_TRUE(hub_store::ShopFeeds(database).advance(*transaction, "online",
                                                       {.read_until = now.now() - minutes(1)}));
    ASSERT_TRUE(transaction->commit());
    const auto order = order_in(ask("1002"));
    ASSERT_TRUE(order);
    EXPECT_EQ(shop->finds(), 0);
    EXPECT_GT(order->as_of, now.now() - minutes(2));
}

TEST_F(OrderDeskTest, AsksTheShopWhenTheIndexIsOldAndKeepsTheAnswer) {
    index(orders::State::paid);
    now.advance(minutes(4));
    auto placed = annas(orders::State::ready_for_pickup);
    placed.placed = placed.changed = now.now();
    shop->place(placed);
    for (int times = 0; times != 3; ++times) {
        const auto order = order_in(ask("1002"));
        ASSERT_TRUE(order);
        EXPECT_EQ(order->state, orders::State::ready_for_pickup);
    }
    EXPECT_EQ(shop->finds(), 1);
}

TEST_F(OrderDeskTest, UnknownAndWrongAskTheShopAlikeAndAreAnsweredAlike) {
    index(orders::State::shipped);
    const auto wrong = ask("1002", "otto@example.org");
    EXPECT_EQ(shop->finds(), 1);
    const auto unknown = ask("1003");
    EXPECT_EQ(shop->finds(), 2);
    EXPECT_EQ(wrong.status, unknown.status);
    EXPECT_EQ(wrong.body, unknown.body);
    EXPECT_FALSE(order_in(wrong));
}

TEST_F(OrderDeskTest, GivesWhatItKnowsWhenTheShopIsDown) {
    index(orders::State::shipped);
    const auto said_at = now.now();
    now.advance(hours(3));
    shop->fail(Error(Errc::unavailable, "down"));
    const auto order = order_in(ask("1002"));
    ASSERT_TRUE(order);
    EXPECT_LE(order->as_of, said_at);
    EXPECT_EQ(ask("1002", "otto@example.org").status, 503);
    EXPECT_EQ(ask("1003").status, 503);
}

TEST_F(OrderDeskTest, GuessesCountAlsoWhileTheShopIsDown) {
    index(orders::State::shipped);
    shop->fail(Error(Errc::unavailable, "down"));
    std::vector<std::future<http::Outgoing>> guesses;
    for (int i = 0; i != 30; ++i)
        guesses.push_back(begin_to_ask("1002", "guess" + std::to_string(i) + "@example.org", kiosk));
    EXPECT_GT(refused_of(guesses), 10);
}

TEST_F(OrderDeskTest, OneShopThatHangsHoldsUpNoAnswerFromTheIndex) {
    index(orders::State::shipped);
    shop->hold();
    auto hanging = begin_to_ask("1003", "anna@example.org", fresh());
    EXPECT_TRUE(order_in(ask("1002")));
    shop->let_go();
    EXPECT_FALSE(order_in(hanging.get()));
}

// Nobody waits as they are told to.
TEST_F(OrderDeskTest, TenThousandGuessesFromOneKioskFindNothingAndHardlyReachTheShop) {
    auto placed = annas(orders::State::shipped);
    placed.number = "W-77777";
    placed.buyer.postcode = "10115";
    placed.placed = placed.changed = now.now();
    shop->place(placed);
    std::vector<std::future<http::Outgoing>> guesses;
    for (int guess = 0; guess != 10'000; ++guess)
        guesses.push_back(begin_to_ask(std::to_string(guess), "10115", kiosk));
    EXPECT_GT(refused_of(guesses), 9'900);
    EXPECT_LT(shop->finds(), 20);
    begin();
    EXPECT_EQ(order_in(begin_to_ask("77777", "10115", fresh()).get()).value().number, "W-77777");
}

}  // namespace
}  // namespace storeside::hub
