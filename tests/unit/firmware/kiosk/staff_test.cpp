#include <gtest/gtest.h>

#include "tests/fakes/scripted_kiosk.hpp"

namespace storeside::kiosk {
namespace {

struct StaffTest : testing::Test {
    ScriptedKiosk kiosk;
    void enter(staff::Verdict verdict) {
        kiosk.happen(HeldCorner{});
        kiosk.happen(Typed{"4711"});
        kiosk.happen(Submitted{});
        kiosk.happen(PinChecked{kiosk.effect<CheckPin>()->tag, verdict, "Nadia",
                                kiosk.clock.now() + std::chrono::minutes(1)});
    }
};

TEST_F(StaffTest, RightPinOpensThePageAndIsAudited) {
    enter(staff::Verdict::accepted);
    ASSERT_TRUE(kiosk.at<StaffPage>());
    EXPECT_EQ(kiosk.at<StaffPage>()->name, "Nadia");
    EXPECT_EQ(std::get<Audit>(kiosk.effect<Append>()->record).who, "Nadia");
    kiosk.happen(StatusArrived{kiosk.effect<AskStatus>()->tag, {.unsent = 3}});
    EXPECT_EQ(kiosk.at<StaffPage>()->status->unsent, 3);
}

TEST_F(StaffTest, WrongPinIsSaidAuditedAndForgotten) {
    enter(staff::Verdict::wrong);
    ASSERT_TRUE(kiosk.at<PinEntry>());
    EXPECT_EQ(kiosk.at<PinEntry>()->refused, staff::Verdict::wrong);
    EXPECT_TRUE(kiosk.at<PinEntry>()->pin.empty());
    EXPECT_TRUE(kiosk.effect<Append>());
}

TEST_F(StaffTest, PageEndsAfterTwoMinutesWithoutATouch) {
    enter(staff::Verdict::accepted);
    kiosk.wait(std::chrono::minutes(2));
    EXPECT_TRUE(kiosk.at<Attract>());
}

TEST_F(StaffTest, ShoppersButtonsDoNothingThere) {
    enter(staff::Verdict::accepted);
    for (const Event& event : {Event(WentHome{}), Event(CalledPerson{}), Event(OpenedSearch{})}) {
        kiosk.happen(event);
        EXPECT_TRUE(kiosk.at<StaffPage>());
    }
    kiosk.happen(LeftStaff{});
    EXPECT_TRUE(kiosk.at<Attract>());
}

TEST_F(StaffTest, CornerDoesNothingInTheMiddleOfAShoppersJourney) {
    kiosk.happen(Began{});
    kiosk.happen(OpenedSearch{});
    kiosk.happen(HeldCorner{});
    EXPECT_TRUE(kiosk.at<Search>());
}

}  // namespace
}  // namespace storeside::kiosk
