#include <gtest/gtest.h>

#include "tests/fakes/scripted_kiosk.hpp"

namespace storeside::kiosk {
namespace {

using Field = OrderEntry::Field;
using Outcome = OrderArrived::Outcome;
using Problem = OrderEntry::Problem;

struct OrderTest : testing::Test {
    ScriptedKiosk kiosk;
    void SetUp() override {
        kiosk.happen(Began{});
        kiosk.happen(OpenedOrders{});
    }
    void ask() {
        kiosk.happen(Typed{"BB-10023"});
        kiosk.happen(Submitted{});
        kiosk.happen(Typed{"anna@example.org"});
        kiosk.happen(Submitted{});
    }
};

TEST_F(OrderTest, NumberThenFactorThenTheQuestion) {
    kiosk.happen(Typed{"BB-10023"});
    kiosk.happen(Submitted{});
    EXPECT_EQ(kiosk.at<OrderEntry>()->field, Field::factor);
    EXPECT_EQ(kiosk.at<OrderEntry>()->problem, Problem::none);
    kiosk.happen(Typed{"anna@example.org"});
    kiosk.happen(Submitted{});
    ASSERT_TRUE(kiosk.effect<AskOrder>());
    EXPECT_EQ(kiosk.effect<AskOrder>()->question.number.view(), "BB-10023");
    EXPECT_EQ(kiosk.effect<AskOrder>()->question.factor.view(), "anna@example.org");
}

TEST_F(OrderTest, EmptyFieldsAreNamed) {
    kiosk.happen(Submitted{});
    EXPECT_EQ(kiosk.at<OrderEntry>()->problem, Problem::number_missing);
    kiosk.happen(Typed{"1"});
    EXPECT_EQ(kiosk.at<OrderEntry>()->problem, Problem::none);
    kiosk.happen(Submitted{});
    kiosk.happen(Submitted{});
    EXPECT_EQ(kiosk.at<OrderEntry>()->problem, Problem::factor_missing);
}

TEST_F(OrderTest, AfterNoAnswerOneMayTryAgainOrGoBackToAField) {
    for (const bool again : {true, false}) {
        ask();
        kiosk.happen(OrderArrived{kiosk.effect<AskOrder>()->tag, Outcome::unavailable, {}});
        EXPECT_EQ(kiosk.at<OrderEntry>()->problem, Problem::unavailable);
        if (again)
            kiosk.happen(Submitted{});
        else
            kiosk.happen(ChoseField{Field::number});
        EXPECT_EQ(kiosk.at<OrderEntry>()->waiting, again);
        EXPECT_EQ(kiosk.at<OrderEntry>()->problem, Problem::none);
        kiosk.happen(WentHome{});
        kiosk.happen(OpenedOrders{});
    }
}

TEST_F(OrderTest, AnOrderLookedAtTwiceIsToldOnceAsItIsNow) {
    for (const auto state : {orders::State::packed, orders::State::shipped}) {
        ask();
        orders::Order order;
        order.number = "BB-10023";
        order.state = state;
        kiosk.happen(OrderArrived{kiosk.effect<AskOrder>()->tag, Outcome::found, order});
        kiosk.happen(OpenedOrders{});
    }
    ASSERT_EQ(kiosk.state.session.orders.size(), 1U);
    EXPECT_EQ(kiosk.state.session.orders[0].state, "shipped");
}

TEST_F(OrderTest, FoundOrderIsShownAndGoesWithACall) {
    ask();
    kiosk.happen(OrderArrived{kiosk.effect<AskOrder>()->tag,
                              Outcome::found,
                              {.number = "BB-10023", .state = orders::State::ready_for_pickup}});
    EXPECT_EQ(kiosk.at<OrderView>()->order.number, "BB-10023");
    kiosk.happen(CalledPerson{});
    kiosk.happen(SentCall{});
    const auto& ticket = std::get<tickets::Ticket>(kiosk.effect<Append>()->record);
    EXPECT_EQ(ticket.orders, (std::vector<tickets::OrderSeen>{{"BB-10023", "ready for pick-up"}}));
}

TEST_F(OrderTest, MissKeepsWhatWasTyped) {
    ask();
    kiosk.happen(OrderArrived{kiosk.effect<AskOrder>()->tag, Outcome::no_match, {}});
    EXPECT_EQ(kiosk.at<OrderEntry>()->problem, Problem::no_match);
    EXPECT_EQ(kiosk.at<OrderEntry>()->number.view(), "BB-10023");
}

TEST_F(OrderTest, AnOrderThatWasKeptIsShownAsSuch) {
    ask();
    kiosk.happen(OrderArrived{kiosk.effect<AskOrder>()->tag, Outcome::found, {.number = "BB-10023"}, true});
    ASSERT_TRUE(kiosk.at<OrderView>());
    EXPECT_TRUE(kiosk.at<OrderView>()->kept);
}

TEST_F(OrderTest, WithoutALineAMissKeepsWhatWasTypedForAnotherTry) {
    ask();
    kiosk.happen(OrderArrived{kiosk.effect<AskOrder>()->tag, Outcome::not_kept, {}});
    EXPECT_EQ(kiosk.at<OrderEntry>()->problem, Problem::not_kept);
    EXPECT_EQ(kiosk.at<OrderEntry>()->number.view(), "BB-10023");
    kiosk.happen(Erased{});
    EXPECT_EQ(kiosk.at<OrderEntry>()->problem, Problem::none);
}

TEST_F(OrderTest, LateAnswerToALeftScreenChangesNothing) {
    ask();
    const Tag tag = kiosk.effect<AskOrder>()->tag;
    kiosk.happen(WentHome{});
    kiosk.happen(OrderArrived{tag, Outcome::found, {.number = "BB-10023"}});
    EXPECT_TRUE(kiosk.at<Home>());
    EXPECT_TRUE(kiosk.state.session.orders.empty());
}

}  // namespace
}  // namespace storeside::kiosk
