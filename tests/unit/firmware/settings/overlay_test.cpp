#include "firmware/settings/overlay.hpp"

#include <gtest/gtest.h>

namespace storeside::settings {
namespace {

using std::chrono::seconds;

OwnFile file(const char* toml) { return parse_kiosk_settings(toml).value(); }

TEST(SettingsOverlay, TheHubGoesOverTheFile) {
    const auto result = overlay(file("idle_after = 90\nthanks = 9"), {{"idle_after", std::int64_t{45}}});
    EXPECT_EQ(result.settings, (KioskSettings{.idle_after = seconds(45), .thanks = seconds(9)}));
    EXPECT_TRUE(result.problems.empty());
}

TEST(SettingsOverlay, OfTheScreenTheFileKnowsBetter) {
    const Values desired = {{"screen_bottom_mm", std::int64_t{700}}, {"screen_ppi", std::int64_t{90}}};
    const auto result = overlay(file("screen_bottom_mm = 850"), desired);
    EXPECT_EQ(result.settings, (KioskSettings{.screen_ppi = 90, .screen_bottom_mm = 850}));
    EXPECT_EQ(result.problems, (std::vector<Problem>{{"screen_bottom_mm", "the kiosk's own file says 850"}}));
    EXPECT_TRUE(overlay(file("screen_bottom_mm = 700"), desired).problems.empty()) << "both say the same";
}

TEST(SettingsOverlay, WhatMakesNoSenseIsNamedAndTheRestApplied) {
    const auto result = overlay(file("speech_rate = 200"), {{"colour", true},
                                                            {"idle_warning", std::int64_t{5}},
                                                            {"speech_rate", Value{}},
                                                            {"thanks", std::int64_t{7}}});
    EXPECT_EQ(result.settings, (KioskSettings{.thanks = seconds(7), .speech_rate = 200}));
    EXPECT_EQ(result.problems,
              (std::vector<Problem>{
                  {"colour", "this kiosk's program knows no such setting"},
                  {"idle_warning", "'idle_warning' must be a whole number from 20 to 120 (s)"},
                  {"speech_rate", "'speech_rate' must be a whole number from 80 to 400 (words a minute)"}}));
}

// The hub knows no kiosk's file, so only the kiosk sees this.
TEST(SettingsOverlay, WhatClashesWithTheFileIsLeftOut) {
    const auto result = overlay(file("idle_after_in_conversation = 90"),
                                {{"idle_after", std::int64_t{120}}, {"thanks", std::int64_t{7}}});
    EXPECT_EQ(result.settings,
              (KioskSettings{.idle_after_in_conversation = seconds(90), .thanks = seconds(7)}));
    ASSERT_EQ(result.problems.size(), 1U);
    EXPECT_EQ(result.problems[0].key, "idle_after");
}

TEST(SettingsOverlay, TheBoxItselfMayRefuseAValue) {
    const auto result = overlay({}, {{"time_zone", std::string("Mars/Base")}},
                                [](const Setting& setting, const Value&) -> Result<void> {
                                    return failure(Errc::invalid_input, std::string(setting.key) + " no");
                                });
    EXPECT_EQ(result.settings, KioskSettings{});
    EXPECT_EQ(result.problems, (std::vector<Problem>{{"time_zone", "time_zone no"}}));
}

TEST(SettingsOverlay, SaysWhatWaitsForARestart) {
    KioskSettings wanted{.full_screen = false, .thanks = seconds(7)};
    EXPECT_EQ(after_restart({}, wanted), std::vector<std::string>{"full_screen"});
    EXPECT_TRUE(after_restart(wanted, wanted).empty());
}

}  // namespace
}  // namespace storeside::settings
