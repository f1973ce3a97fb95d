#include "sync/protocol/settings.hpp"

#include <gtest/gtest.h>

namespace storeside::protocol {
namespace {

using settings::Layer;
using settings::Value;
using settings::Values;

constexpr Time kNow = from_micros(1'795'356'187'120'000);
const Values kValues = {{"a", true}, {"b", std::int64_t{-3}}, {"c", std::string("ελ\"")}, {"d", Value{}}};

TEST(SettingsMessages, AreTheSameAfterTheWire) {
    const SettingsChange change{{Layer::store, "Bramble"}, kValues, {"e"}, "queues", 7};
    EXPECT_EQ(decode_settings_change(encode(change)).value(), change);
    const SettingsRevert revert{3, {}, "x"};
    EXPECT_EQ(decode_settings_revert(encode(revert)).value(), revert);
    const SettingsRevert last{{}, {Layer::group, "pilot"}, "x"};
    EXPECT_EQ(decode_settings_revert(encode(last)).value(), last);
    const SettingsView view{{Layer::kiosk, "Bramble/Aisle 7"},
                            4,
                            {{"a", true, {Layer::group, "pilot"}, 2, kNow, "operator"}},
                            KioskSettingsState{5, 4, {3, {"full_screen"}, {{"b", "why"}}}}};
    EXPECT_EQ(decode_settings_view(encode(view)).value(), view);
    const std::vector<HistoryRow> history{
        {9, kNow, "operator", "why", {}, 8, {{"a", std::nullopt, true}, {"b", Value{false}, std::nullopt}}}};
    EXPECT_EQ(decode_settings_history(encode(history)).value(), history);
    const std::vector<GroupRow> groups{{"pilot", {"Bramble/Aisle 7"}}};
    EXPECT_EQ(decode_groups(encode(groups)).value(), groups);
    EXPECT_EQ(decode_values(encode(kValues)).value(), kValues);
}

TEST(SettingsMessages, AValueOfNoKnownKindSpoilsOnlyItsOwnKey) {
    const auto values = decode_values(
        R"({"a":1.5,"b":[1],"c":{"x":2},"d":null,"e":18446744073709551615,"f":"\u0000","g":7})");
    ASSERT_TRUE(values) << values.error().message();
    for (const auto* key : {"a", "b", "c", "d", "e", "f"}) EXPECT_EQ(values->at(key), Value{}) << key;
    EXPECT_EQ(values->at("g"), Value(std::int64_t{7}));
}

TEST(SettingsMessages, WhatIsWrongIsNamed) {
    EXPECT_EQ(decode_settings_change(R"({"layer":"fleet","name":"x"})").error().message(),
              "name: the fleet has none");
    EXPECT_EQ(decode_settings_change(R"({"layer":"store","name":""})").error().message(), "name: empty");
    EXPECT_EQ(decode_settings_change(R"({"layer":"fleet","name":"","set":[]})").error().message(),
              "set: not an object");
    std::string many = "{";
    for (int i = 0; i != 257; ++i) many += (i ? ",\"k" : "\"k") + std::to_string(i) + "\":1";
    EXPECT_EQ(decode_values(many + "}").error().message(), "*: more than 256 members");
    ReportedSettings talkative;
    for (int i = 0; i != 65; ++i) talkative.problems.push_back({"k", "why"});
    EXPECT_EQ(decode_reported_settings(encode(talkative)).error().message(),
              "problems: more than 64 entries");
    talkative.problems = {{"k", std::string(513, 'w')}};
    EXPECT_EQ(decode_reported_settings(encode(talkative)).error().message(),
              "problems[0].why: longer than 512 bytes");
    EXPECT_EQ(decode_values("{\"" + std::string(65, 'k') + "\":1}").error().message(),
              "*: a key is no name of 1 to 64 bytes");
}

}  // namespace
}  // namespace storeside::protocol
