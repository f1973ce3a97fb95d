#include "firmware/settings/kiosk_settings.hpp"

#include <gtest/gtest.h>

namespace storeside::settings {
namespace {

TEST(KioskSettings, EmptyFileMeansTheDefaults) {
    EXPECT_EQ(parse_kiosk_settings("").value().settings, KioskSettings{});
}

TEST(KioskSettings, GivenKeysChangeTheirValueOnly) {
    const auto settings = parse_kiosk_settings(
                              "idle_after = 90\nfull_screen = false\ntime_zone = \"Europe/Athens\"\n"
                              "speech_rate = 400\n")
                              .value()
                              .settings;
    EXPECT_EQ(settings, (KioskSettings{.full_screen = false,
                                       .time_zone = "Europe/Athens",
                                       .idle_after = std::chrono::seconds(90),
                                       .speech_rate = 400}));
}

TEST(KioskSettings, MistakeIsNamedWithItsLineAndWhatIsExpected) {
    const auto message = [](const char* toml) { return parse_kiosk_settings(toml).error().message(); };
    EXPECT_EQ(message("\nidle_warning = 5"),
              "line 2: 'idle_warning' must be a whole number from 20 to 120 (s)");
    EXPECT_EQ(message("idle_after = \"soon\""),
              "line 1: 'idle_after' must be a whole number from 20 to 600 (s)");
    EXPECT_EQ(message("speech_rate = 79"),
              "line 1: 'speech_rate' must be a whole number from 80 to 400 (words a minute)");
    EXPECT_EQ(message("time_zone = \"../etc/passwd\""),
              "line 1: 'time_zone': must be an IANA name such as \"Europe/Athens\", or empty");
    EXPECT_EQ(message("usb_headset = \"mine\""),
              "line 1: 'usb_headset': 'mine' is no USB id; lsusb shows them, e.g. 0d8c:0014");
    EXPECT_EQ(message("colour = 1"), "line 1: there is no setting 'colour'");
    EXPECT_TRUE(message("idle_after = ").starts_with("line 1: "));
}

TEST(KioskSettings, ThatAreRightAloneMayBeWrongTogether) {
    EXPECT_EQ(parse_kiosk_settings("idle_after = 400").error().message(),
              "'idle_after_in_conversation' (300 s) must not be less than 'idle_after' (400 s)");
    EXPECT_TRUE(parse_kiosk_settings("idle_after = 400\nidle_after_in_conversation = 400"));
}

TEST(KioskSettings, FileThatIsNotThereMeansTheDefaults) {
    EXPECT_EQ(load_kiosk_settings("/nonexistent/kiosk.toml").value().settings, KioskSettings{});
}

TEST(KioskSettings, EveryKeyIsDescribed) {
    const std::string text = describe_kiosk_settings();
    for (const auto& setting : kiosk_table()) {
        EXPECT_NE(text.find(setting.key), std::string::npos);
        EXPECT_FALSE(setting.meaning.empty()) << setting.key;
        EXPECT_FALSE(setting.layers.empty()) << setting.key;
        KioskSettings settings;
        EXPECT_TRUE(assign(setting, value_of(setting, {}), settings)) << setting.key << "'s own default";
    }
    EXPECT_NE(text.find("speech_rate = 160\n"), std::string::npos);
    EXPECT_NE(text.find("staff_mode = 120\n"), std::string::npos);
    EXPECT_NE(text.find("Takes effect after a restart; may be set for: group, kiosk. The kiosk's own file"),
              std::string::npos);
}

}  // namespace
}  // namespace storeside::settings
