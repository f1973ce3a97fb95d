#include <gtest/gtest.h>

#include "tests/fakes/scripted_kiosk.hpp"

namespace storeside::kiosk {
namespace {

using SetupPlace = Setup;  // googletest has a Setup of its own in every test
using Field = Setup::Field;
using Problem = Setup::Problem;

struct SetupTest : testing::Test {
    SetupTest() { kiosk.happen(NotSetUp{}); }
    void type(const char* hub, const char* code) {
        kiosk.happen(Typed{hub});
        kiosk.happen(Submitted{});
        kiosk.happen(Typed{code});
        kiosk.happen(Submitted{});
    }
    void answer(Problem problem, std::string name = {}) {
        kiosk.happen(Enrolled{kiosk.effect<Enrol>()->tag, problem, std::move(name)});
    }
    const SetupPlace& place() { return *kiosk.at<SetupPlace>(); }

    ScriptedKiosk kiosk;
};

TEST_F(SetupTest, WhatIsTypedIsAskedOfTheHub) {
    type("hub.example.org", "F9W7-5K19-PZTV-CP9P");
    ASSERT_TRUE(kiosk.effect<Enrol>());
    EXPECT_EQ(kiosk.effect<Enrol>()->hub, Secret("hub.example.org"));
    EXPECT_EQ(kiosk.effect<Enrol>()->code, Secret("F9W7-5K19-PZTV-CP9P"));
    EXPECT_TRUE(place().waiting);
    kiosk.happen(Submitted{});
    EXPECT_FALSE(kiosk.effect<Enrol>()) << "asked twice";
}

TEST_F(SetupTest, WhatIsScannedIsAskedAtOnce) {
    kiosk.happen(Scanned{"STORESIDE1:F9W7-5K19-PZTV-CP9P:https://hub.example.org"});
    ASSERT_TRUE(kiosk.effect<Enrol>());
    EXPECT_TRUE(kiosk.effect<Enrol>()->hub.empty());
}

TEST_F(SetupTest, AnEmptyFieldIsNamed) {
    kiosk.happen(Submitted{});
    EXPECT_EQ(place().problem, Problem::hub_missing);
    kiosk.happen(Typed{"hub.example.org"});
    kiosk.happen(Submitted{});
    EXPECT_EQ(place().field, Field::code);
    EXPECT_EQ(place().problem, Problem::none);
    kiosk.happen(Submitted{});
    EXPECT_EQ(place().problem, Problem::code_missing);
}

TEST_F(SetupTest, ARefusalKeepsWhatWasTyped) {
    type("hub.example.org", "WRONG");
    answer(Problem::refused);
    EXPECT_EQ(place().problem, Problem::refused);
    EXPECT_EQ(place().hub, Secret("hub.example.org"));
    kiosk.happen(Erased{});
    EXPECT_EQ(place().problem, Problem::none);
    EXPECT_EQ(place().code, Secret("WRON"));
}

TEST_F(SetupTest, SuccessShowsTheNameAndEndsAtTheAttractScreen) {
    type("hub.example.org", "F9W7-5K19-PZTV-CP9P");
    answer(Problem::none, "Aisle 7");
    EXPECT_EQ(place().name, "Aisle 7");
    kiosk.happen(Finished{});
    EXPECT_TRUE(kiosk.at<Attract>());
}

TEST_F(SetupTest, ABoxThatNobodySetsUpWaitsWithoutWarnings) {
    EXPECT_FALSE(next_deadline(kiosk.state));
    kiosk.wait(std::chrono::hours(24));
    EXPECT_TRUE(kiosk.at<SetupPlace>());
}

TEST_F(SetupTest, WhatWasTypedAndLeftIsForgotten) {
    kiosk.happen(Typed{"hub.exam"});
    kiosk.wait(std::chrono::minutes(5));
    ASSERT_TRUE(kiosk.at<SetupPlace>());
    EXPECT_TRUE(place().hub.empty());
    EXPECT_FALSE(next_deadline(kiosk.state));
}

TEST_F(SetupTest, LeadsNowhereElse) {
    for (const Event& event : {Event(WentHome{}), Event(CalledPerson{}), Event(OpenedSearch{}),
                               Event(HeldCorner{}), Event(LeftStaff{}), Event(Finished{})}) {
        kiosk.happen(event);
        EXPECT_TRUE(kiosk.at<SetupPlace>());
    }
}

TEST_F(SetupTest, SpeaksTheLanguageThatIsChosen) {
    kiosk.happen(ChoseLanguage{"el"});
    EXPECT_EQ(kiosk.state.session.language, "el");
}

TEST(StaffSetup, StartsWithTheHubThatTurnedTheKioskAway) {
    ScriptedKiosk kiosk;
    kiosk.happen(HeldCorner{});
    kiosk.happen(Typed{"4711"});
    kiosk.happen(Submitted{});
    kiosk.happen(PinChecked{kiosk.effect<CheckPin>()->tag, staff::Verdict::accepted, "Nadia", {}});
    kiosk.happen(
        StatusArrived{kiosk.effect<AskStatus>()->tag,
                      {.hub = "https://hub.example.org", .turned_away = staff::TurnedAway::revoked}});
    kiosk.happen(OpenedSetup{});
    ASSERT_TRUE(kiosk.at<SetupPlace>());
    EXPECT_EQ(kiosk.at<SetupPlace>()->hub, Secret("https://hub.example.org"));
    EXPECT_EQ(kiosk.at<SetupPlace>()->field, Field::code);
    kiosk.happen(LeftStaff{});
    EXPECT_TRUE(kiosk.at<Attract>());
}

}  // namespace
}  // namespace storeside::kiosk
