#include <gtest/gtest.h>

#include "firmware/kiosk/scanned_code.hpp"
#include "tests/fakes/scripted_kiosk.hpp"

namespace storeside::kiosk {
namespace {

using Field = OrderEntry::Field;
using Problem = OrderEntry::Problem;

TEST(ScannedCode, IsAnOrderNumberOrAParcelsCodeAsItIs) {
    for (const auto* code :
         {"BB-10023", "10023", "#10023", "JD 0146 0001 1223", "1Z999AA10123456784", "b_1.2/3"})
        EXPECT_EQ(order_number_in(code), code);
    EXPECT_EQ(order_number_in("  BB-10023 "), "BB-10023");
}

TEST(ScannedCode, OfAnAddressIsTheLastPartOfItsPath) {
    for (const auto* code :
         {"https://shop.example/orders/BB-10023?x=1", "HTTP://SHOP.EXAMPLE/BB-10023",
          "https://shop.example/orders/BB-10023/#top", "https://shop.example//o//BB-10023//",
          "https://shop.example/orders/BB%2D10023?redirect=https://evil.example/17"})
        EXPECT_EQ(order_number_in(code), "BB-10023") << code;
    EXPECT_EQ(order_number_in("https://shop.example/o/%2310023"), "#10023");
}

TEST(ScannedCode, WhatCanBeNeitherIsNone) {
    for (const auto* code :
         {"", " ", "hello", "https://", "https://shop10.example", "https://shop10.example/?order=17",
          "17\x1d"
          "18",
          "https://shop.example/o/%", "https://shop.example/o/1%2", "https://shop.example/o/1%zz",
          "https://shop.example/o/1%00", "ΒΒ-10023", "mailto:17@example.org", "a@1", "{17}",
          "12345678901234567890123456789012345678901"})
        EXPECT_EQ(order_number_in(code), std::nullopt) << code;
}

struct ScanTest : testing::Test {
    ScriptedKiosk kiosk;

    void expect_filled(std::string_view number = "BB-10023") {
        ASSERT_TRUE(kiosk.at<OrderEntry>());
        EXPECT_EQ(kiosk.at<OrderEntry>()->number.view(), number);
        EXPECT_EQ(kiosk.at<OrderEntry>()->field, Field::factor);
        EXPECT_EQ(kiosk.at<OrderEntry>()->problem, Problem::none);
    }
};

TEST_F(ScanTest, BeginsASessionInTheShopsLanguageAtTheOrder) {
    kiosk.happen(Scanned{"https://shop.example/orders/BB-10023?x=1"});
    expect_filled();
    EXPECT_EQ(kiosk.state.session.language, "en");
    kiosk.happen(WentBack{});
    EXPECT_TRUE(kiosk.at<Home>());
}

TEST_F(ScanTest, LeadsToTheOrderFromEveryPlaceAndBackAgain) {
    kiosk.happen(Began{"el"});
    kiosk.happen(OpenedSearch{});
    kiosk.happen(Typed{"drill"});
    kiosk.happen(Scanned{"BB-10023"});
    expect_filled();
    EXPECT_EQ(kiosk.state.session.language, "el");
    kiosk.happen(WentBack{});
    ASSERT_TRUE(kiosk.at<Search>());
    EXPECT_EQ(kiosk.at<Search>()->words.view(), "drill");
}

TEST_F(ScanTest, ThenOneFactorFindsTheOrder) {
    kiosk.happen(Scanned{"BB-10023"});
    kiosk.happen(Typed{"anna@example.org"});
    kiosk.happen(Submitted{});
    ASSERT_TRUE(kiosk.effect<AskOrder>());
    EXPECT_EQ(kiosk.effect<AskOrder>()->question.number.view(), "BB-10023");
}

TEST_F(ScanTest, InOrderEntryTakesThePlaceOfTheNumberAndKeepsTheDetail) {
    kiosk.happen(Scanned{"BB-1"});
    kiosk.happen(Typed{"anna@example.org"});
    kiosk.happen(Submitted{});
    const Tag asked = kiosk.effect<AskOrder>()->tag;
    kiosk.happen(Scanned{"BB-10023"});
    expect_filled();
    EXPECT_EQ(kiosk.at<OrderEntry>()->factor.view(), "anna@example.org");
    kiosk.happen(OrderArrived{asked, OrderArrived::Outcome::found, {.number = "BB-1"}});
    expect_filled();
}

TEST_F(ScanTest, AnUnreadableCodeSaysSoAndIsTypedInstead) {
    kiosk.happen(Scanned{"WIFI:S:shop;P:17"});
    ASSERT_TRUE(kiosk.at<OrderEntry>());
    EXPECT_EQ(kiosk.at<OrderEntry>()->problem, Problem::unreadable_code);
    EXPECT_EQ(kiosk.at<OrderEntry>()->field, Field::number);
    EXPECT_TRUE(kiosk.at<OrderEntry>()->number.empty());
    kiosk.happen(Typed{"1"});
    EXPECT_EQ(kiosk.at<OrderEntry>()->problem, Problem::none);
}

TEST_F(ScanTest, DuringTheWarningKeepsTheSessionAndIsNotLost) {
    kiosk.happen(Began{});
    kiosk.wait(kiosk.state.device.timings.idle_after);
    ASSERT_TRUE(warning_ends(kiosk.state));
    kiosk.happen(Scanned{"BB-10023"});
    EXPECT_FALSE(warning_ends(kiosk.state));
    expect_filled();
}

TEST_F(ScanTest, AfterTheThanksIsTheNextShoppers) {
    kiosk.happen(Began{"el"});
    kiosk.happen(Finished{});
    const auto before = kiosk.state.session.number;
    kiosk.happen(Scanned{"BB-10023"});
    expect_filled();
    EXPECT_EQ(kiosk.state.session.number, before + 1);
    EXPECT_EQ(kiosk.state.session.language, "en");
    EXPECT_TRUE(kiosk.effect<Forget>());
}

TEST_F(ScanTest, IsNoPartOfAPinAndLeadsNoShopperPastStaff) {
    kiosk.happen(HeldCorner{});
    kiosk.happen(Scanned{"471100"});
    ASSERT_TRUE(kiosk.at<PinEntry>());
    EXPECT_TRUE(kiosk.at<PinEntry>()->pin.empty());
    kiosk.happen(Typed{"4711"});
    kiosk.happen(Submitted{});
    kiosk.happen(PinChecked{kiosk.effect<CheckPin>()->tag, staff::Verdict::accepted, "Nadia", {}});
    kiosk.happen(Scanned{"BB-10023"});
    EXPECT_TRUE(kiosk.at<StaffPage>());
}

}  // namespace
}  // namespace storeside::kiosk
