#include "firmware/settings/layers.hpp"

#include <gtest/gtest.h>

namespace storeside::settings {
namespace {

using enum Layer;

Placed thanks(Layer layer, std::string name, std::int64_t seconds) {
    return {layer, std::move(name), "thanks", seconds};
}

struct Case {
    const char* says;
    std::vector<Placed> placed;
    std::int64_t wins;
};

TEST(SettingLayers, TheNarrowerGoesOverTheWider) {
    const Case cases[] = {
        {"alone", {thanks(fleet, "", 5)}, 5},
        {"a group over the fleet", {thanks(group, "a", 6), thanks(fleet, "", 5)}, 6},
        {"a store over a group", {thanks(store, "Bramble", 7), thanks(group, "z", 6)}, 7},
        {"a kiosk over its store", {thanks(store, "Bramble", 7), thanks(kiosk, "k", 8)}, 8},
        {"a kiosk over all", {thanks(kiosk, "k", 8), thanks(fleet, "", 5), thanks(group, "z", 6)}, 8},
        {"the later name among groups", {thanks(group, "b", 9), thanks(group, "a", 6)}, 9},
        {"bytes, not letters, order names", {thanks(group, "a", 6), thanks(group, "Z", 9)}, 6},
    };
    for (const auto& one : cases) {
        const auto result = effective(one.placed);
        ASSERT_EQ(result.size(), 1U) << one.says;
        EXPECT_EQ(result.front().value, Value(one.wins)) << one.says;
    }
}

TEST(SettingLayers, EachKeyIsDecidedByItself) {
    const Placed rate{store, "Bramble", "speech_rate", std::int64_t{200}};
    EXPECT_EQ(effective({thanks(fleet, "", 5), rate, thanks(kiosk, "k", 8)}),
              (std::vector<Placed>{rate, thanks(kiosk, "k", 8)}));
    EXPECT_TRUE(effective({}).empty());
}

TEST(SettingLayers, WhatCanNotBeIsRefusedByItsKey) {
    const auto refused = [](Layer layer, const char* key, Value value) {
        return check(layer, key, value).error().message();
    };
    EXPECT_TRUE(check(fleet, "idle_after", std::int64_t{90}));
    EXPECT_EQ(refused(fleet, "idle_warning", std::int64_t{5}),
              "'idle_warning' must be a whole number from 20 to 120 (s)");
    EXPECT_EQ(refused(fleet, "idle_warning", std::string("30")),
              "'idle_warning' must be a whole number from 20 to 120 (s)");
    EXPECT_EQ(refused(fleet, "speech", std::int64_t{1}), "'speech' must be true or false");
    EXPECT_EQ(refused(fleet, "speech", Value{}), "'speech' must be true or false");
    EXPECT_EQ(refused(fleet, "screen_ppi", std::int64_t{100}),
              "'screen_ppi' can't be set for a fleet, only for: group, kiosk");
    EXPECT_EQ(refused(kiosk, "time_zone", std::string("Europe/Athens")),
              "'time_zone' can't be set for a kiosk, only for: fleet, group, store");
    EXPECT_TRUE(refused(fleet, "colour", true).starts_with("there is no setting 'colour'"));
    EXPECT_EQ(refused(store, "time_zone", std::string("a\nb")),
              "'time_zone' must be one line of at most 1024 bytes");
}

TEST(SettingLayers, WhatClashesIsRefused) {
    EXPECT_TRUE(check_together({{"idle_after", std::int64_t{300}}}));
    EXPECT_EQ(check_together({{"idle_after", std::int64_t{301}}}).error().message(),
              "'idle_after_in_conversation' (300 s) must not be less than 'idle_after' (301 s)");
}

}  // namespace
}  // namespace storeside::settings
