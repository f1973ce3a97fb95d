#include <gtest/gtest.h>

#include "tests/fakes/scripted_kiosk.hpp"

namespace storeside::kiosk {
namespace {

using namespace std::chrono_literals;

class AccessibilityTest : public testing::Test {
protected:
    AccessibilityTest() { kiosk.state.device.voice = {.available = true}; }
    Profile& profile() { return kiosk.state.session.profile; }
    ScriptedKiosk kiosk;
};

TEST_F(AccessibilityTest, EveryAidIsOneTouchAndEndsWithTheSession) {
    kiosk.happen(HeadsetChanged{true});
    kiosk.happen(ChoseTextSize{2});
    for (const Aid aid : {Aid::high_contrast, Aid::low_reach, Aid::calm}) kiosk.happen(ToggledAid{aid});
    kiosk.happen(ChangedSpeech{2, 1});
    EXPECT_EQ(profile(), (Profile{.text_size = 2,
                                  .high_contrast = true,
                                  .low_reach = true,
                                  .calm = true,
                                  .speech = true,
                                  .speech_rate = 2,
                                  .speech_volume = 1}));
    kiosk.wait(90s);
    ASSERT_TRUE(kiosk.at<Attract>());
    EXPECT_EQ(profile(), Profile{});
}

TEST_F(AccessibilityTest, ReturnsToWhereItWasOpened) {
    kiosk.happen(Began{});
    kiosk.happen(OpenedOrders{});
    kiosk.happen(OpenedAccessibility{});
    EXPECT_TRUE(kiosk.at<Accessibility>());
    kiosk.happen(OpenedAccessibility{});
    kiosk.happen(WentBack{});
    EXPECT_TRUE(kiosk.at<OrderEntry>());
}

TEST_F(AccessibilityTest, AHeadsetBeginsASessionThatSpeaks) {
    kiosk.happen(HeadsetChanged{true});
    EXPECT_TRUE(kiosk.at<Home>());
    EXPECT_EQ(kiosk.state.session.language, "en");
    EXPECT_TRUE(profile().speech);
}

TEST_F(AccessibilityTest, AnUnpluggedHeadsetEndsSpeechUnlessTheLoudspeakerMayGoOn) {
    kiosk.happen(HeadsetChanged{true});
    kiosk.happen(HeadsetChanged{false});
    EXPECT_FALSE(profile().speech);
    EXPECT_TRUE(kiosk.at<Home>());
    kiosk.state.device.voice.loudspeaker = true;
    kiosk.happen(HeadsetChanged{true});
    kiosk.happen(HeadsetChanged{false});
    EXPECT_TRUE(profile().speech);
}

TEST_F(AccessibilityTest, NothingSpeaksWhereNobodyCouldHear) {
    kiosk.happen(Began{});
    kiosk.happen(ToggledAid{Aid::speech});
    EXPECT_FALSE(profile().speech);
}

TEST_F(AccessibilityTest, RateAndVolumeStayWithinTheirSteps) {
    kiosk.happen(Began{});
    for (int i = 0; i < 20; ++i) kiosk.happen(ChangedSpeech{1'000'000'000, -1'000'000'000});
    EXPECT_EQ(profile().speech_rate, Profile::kFastest);
    EXPECT_EQ(profile().speech_volume, Profile::kQuietest);
}

TEST_F(AccessibilityTest, AHeadsetDuringTheWarningKeepsTheSession) {
    kiosk.happen(Began{});
    kiosk.wait(65s);
    ASSERT_TRUE(warning_ends(kiosk.state));
    kiosk.happen(HeadsetChanged{true});
    EXPECT_FALSE(warning_ends(kiosk.state));
}

}  // namespace
}  // namespace storeside::kiosk
