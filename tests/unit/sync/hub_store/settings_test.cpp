#include "sync/hub_store/settings.hpp"

#include "sync/hub_store/desired.hpp"
#include "sync/hub_store/groups.hpp"
#include "tests/unit/sync/hub_store/fixture.hpp"

namespace storeside::hub_store {
namespace {

using protocol::Target;
using settings::Layer;
using settings::Value;
using settings::Values;

class HubSettings : public HubStore {
protected:
    static Value seconds(std::int64_t count) { return count; }
    Result<Outcome> set(Target target, Values values) {
        return store.change({std::move(target), std::move(values), {}, "a test", {}}, by);
    }
    Result<Outcome> unset(Target target, const char* key) {
        return store.change({std::move(target), {}, {key}, "a test", {}}, by);
    }
    Values desired(const Id& of) { return *Desired(database).of(of, 0).value().settings; }
    std::int64_t version(const Id& of, std::int64_t seen = 0) {
        return Desired(database).of(of, seen).value().version;
    }
    Target only(const Id& id) { return {Layer::kiosk, to_string(id)}; }

    Settings store{database};
    By by{"operator", clock.now()};
    Target fleet;
    Target bramble{Layer::store, "Bramble"};
};

TEST_F(HubSettings, ReachAKioskThroughFourLayers) {
    const auto other = enrol("Till 2").kiosk;
    EXPECT_TRUE(Groups(database).add("pilot", kiosk));
    EXPECT_TRUE(set(fleet, {{"thanks", seconds(5)}, {"idle_after", seconds(50)}}));
    EXPECT_TRUE(set({Layer::group, "pilot"}, {{"thanks", seconds(6)}}));
    EXPECT_EQ(desired(kiosk), (Values{{"thanks", seconds(6)}, {"idle_after", seconds(50)}}));
    EXPECT_EQ(desired(other), (Values{{"thanks", seconds(5)}, {"idle_after", seconds(50)}}));
    EXPECT_TRUE(set(bramble, {{"thanks", seconds(7)}}));
    EXPECT_TRUE(set(only(other), {{"thanks", seconds(8)}}));
    EXPECT_EQ(desired(kiosk).at("thanks"), seconds(7));
    EXPECT_EQ(desired(other).at("thanks"), seconds(8));
    EXPECT_TRUE(unset(only(other), "thanks"));
    EXPECT_EQ(desired(other).at("thanks"), seconds(7));
}

// What operators see was counted when the change was made, what the kiosk gets when it calls: both are the
// same.
TEST_F(HubSettings, OfTwoGroupsTheLaterNameHoldsAndOneCallAddsNoVersion) {
    for (const auto* group : {"20-loud", "10-all", "5-old"}) EXPECT_TRUE(Groups(database).add(group, kiosk));
    EXPECT_TRUE(set({Layer::group, "20-loud"}, {{"thanks", seconds(9)}}));
    EXPECT_TRUE(set({Layer::group, "10-all"}, {{"thanks", seconds(8)}, {"speech", false}}));
    EXPECT_TRUE(set({Layer::group, "5-old"}, {{"thanks", seconds(7)}}));
    EXPECT_EQ(desired(kiosk), (Values{{"thanks", seconds(7)}, {"speech", false}})) << "'5' is after '2'";
    const auto counted = Kiosks(database).list().value().front().desired;
    EXPECT_EQ(counted, 3);
    EXPECT_EQ(version(kiosk), counted);
}

TEST_F(HubSettings, TheVersionOfAKioskGrowsOnlyWhenItsOwnSettingsChange) {
    const auto other = enrol("Till 2").kiosk;
    EXPECT_EQ(version(kiosk), 0) << "nothing is desired yet";
    EXPECT_EQ(set(only(other), {{"thanks", seconds(8)}})->kiosks, std::vector<Id>{other});
    EXPECT_EQ(version(kiosk), 0);
    EXPECT_EQ(version(other), 1);
    EXPECT_EQ(set(fleet, {{"thanks", seconds(5)}})->kiosks, std::vector<Id>{kiosk})
        << "the other one's own value goes over it";
    EXPECT_EQ(version(kiosk), 1);
    EXPECT_EQ(version(other), 1);
    EXPECT_TRUE(set(fleet, {{"thanks", seconds(5)}})->kiosks.empty());
    EXPECT_TRUE(unset(fleet, "thanks"));
    EXPECT_EQ(version(kiosk), 2) << "also when nothing is left";
    EXPECT_EQ(desired(kiosk), Values{});
}

TEST_F(HubSettings, AKioskThatHasSeenMoreThanARestoredHubHearsOfTheNextChange) {
    EXPECT_TRUE(set(fleet, {{"thanks", seconds(5)}}));
    EXPECT_EQ(version(kiosk, 40), 41);
    EXPECT_EQ(version(kiosk, 41), 41);
    EXPECT_TRUE(set(fleet, {{"thanks", seconds(6)}}));
    EXPECT_EQ(version(kiosk, 41), 42);
}

TEST_F(HubSettings, AKioskOfAStoreThatWasPreparedGetsItsSettingsAtOnce) {
    Kiosks(database).invite({"New", "Till 1", {}}, clock.now() + std::chrono::hours(1), random).value();
    EXPECT_EQ(set({Layer::store, "New"}, {{"thanks", seconds(9)}})->kiosks.size(), 0U);
    EXPECT_EQ(set({Layer::store, "Nwe"}, {{"thanks", seconds(9)}}).error().message(),
              "no kiosk stands in a store 'Nwe'");
    EXPECT_EQ(set({Layer::group, "pilot"}, {{"thanks", seconds(9)}}).error().code(), Errc::not_found);
}

TEST_F(HubSettings, WhatIsWrongChangesNothing) {
    const auto refused = set(fleet, {{"thanks", seconds(5)}, {"idle_warning", seconds(5)}});
    EXPECT_EQ(refused.error().message(), "'idle_warning' must be a whole number from 20 to 120 (s)");
    EXPECT_EQ(desired(kiosk), Values{});
    EXPECT_TRUE(store.history({}, 10)->empty());
}

TEST_F(HubSettings, WhatClashesForOneKioskIsRefusedByItsName) {
    EXPECT_TRUE(set(only(kiosk), {{"idle_after_in_conversation", seconds(100)}}));
    EXPECT_EQ(
        set(fleet, {{"idle_after", seconds(200)}}).error().message(),
        "kiosk Bramble/Aisle 7: 'idle_after_in_conversation' (100 s) must not be less than 'idle_after' "
        "(200 s)");
    EXPECT_EQ(desired(kiosk).count("idle_after"), 0U);
    EXPECT_TRUE(set(fleet, {{"idle_after", seconds(90)}}));
}

TEST_F(HubSettings, AGroupThatWouldBringClashingSettingsIsNotJoined) {
    const auto other = enrol("Till 2").kiosk;
    EXPECT_TRUE(Groups(database).add("slow", other));
    EXPECT_TRUE(set({Layer::group, "slow"}, {{"idle_after", seconds(200)}}));
    EXPECT_TRUE(set(only(kiosk), {{"idle_after_in_conversation", seconds(100)}}));
    EXPECT_EQ(Groups(database).add("slow", kiosk).error().code(), Errc::invalid_input);
    EXPECT_EQ(Groups(database).list().value(),
              (std::vector<protocol::GroupRow>{{"slow", {"Bramble/Till 2"}}}));
    EXPECT_EQ(Groups(database).remove("slow", other).value(), std::vector<Id>{other});
    EXPECT_EQ(desired(other), Values{});
}

TEST_F(HubSettings, EveryChangeIsRememberedWithWhoWhenAndWhy) {
    const auto first = set(fleet, {{"thanks", seconds(5)}})->version;
    clock.advance(std::chrono::hours(1));
    by.at = clock.now();
    const auto second = set(only(kiosk), {{"thanks", seconds(6)}})->version;
    const auto all = store.history({}, 10).value();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0], (protocol::HistoryRow{second,
                                            clock.now(),
                                            "operator",
                                            "a test",
                                            {Layer::kiosk, "Bramble/Aisle 7"},
                                            0,
                                            {{"thanks", std::nullopt, seconds(6)}}}));
    EXPECT_EQ(store.history(fleet, 10).value().front().version, first);
    EXPECT_EQ(store.history({}, 1).value().size(), 1U);
}

TEST_F(HubSettings, OneStepUndoesTheLastChangeOfALayer) {
    EXPECT_TRUE(set(fleet, {{"thanks", seconds(5)}}));
    const auto second = set(fleet, {{"thanks", seconds(6)}, {"speech", false}})->version;
    const auto undone = store.revert({.target = fleet, .why = "too slow"}, by).value();
    EXPECT_EQ(undone.kiosks, std::vector<Id>{kiosk});
    EXPECT_EQ(desired(kiosk), (Values{{"thanks", seconds(5)}}));
    const auto log = store.history({}, 1).value().front();
    EXPECT_EQ(log.reverts, second);
    EXPECT_EQ(log.why, "too slow");
    // The last change is the undoing now.
    EXPECT_TRUE(store.revert({.target = fleet, .why = "it was not"}, by));
    EXPECT_EQ(desired(kiosk), (Values{{"thanks", seconds(6)}, {"speech", false}}));
}

TEST_F(HubSettings, AnOlderChangeIsUndoneUnlessALaterOneTouchedItsKeys) {
    const auto first = set(fleet, {{"thanks", seconds(5)}})->version;
    const auto second = set(fleet, {{"speech", false}})->version;
    EXPECT_TRUE(store.revert({.version = first, .why = "x"}, by));
    EXPECT_EQ(desired(kiosk), (Values{{"speech", false}}));
    const auto third = set(fleet, {{"speech", true}})->version;
    const auto refused = store.revert({.version = second, .why = "x"}, by);
    EXPECT_EQ(refused.error().code(), Errc::conflict);
    EXPECT_EQ(refused.error().message(), "'speech' was changed again by version " + std::to_string(third) +
                                             ": revert that first, or set it");
    EXPECT_EQ(store.revert({.version = 99, .why = "x"}, by).error().code(), Errc::not_found);
    EXPECT_EQ(store.revert({.target = bramble, .why = "x"}, by).error().message(),
              "nothing was ever set there");
}

// Each on a connection of its own, as two hubs' threads would be.
TEST_F(HubSettings, OfTwoChangesAtATimeNoneIsLostAndNoneSeesHalfOfTheOther) {
    auto second = std::move(open(folder.path()).value());
    auto write = [&](db::Database& own, const char* key, std::int64_t least) {
        for (std::int64_t n = 0; n != 20; ++n)
            EXPECT_TRUE(Settings(own).change({fleet, {{key, least + n}}, {}, "a test", {}}, by));
    };
    std::thread other([&] { write(second, "staff_mode", 100); });
    write(database, "speech_rate", 200);
    other.join();
    EXPECT_EQ(desired(kiosk), (Values{{"staff_mode", seconds(119)}, {"speech_rate", seconds(219)}}));
    const auto log = store.history({}, 100).value();
    ASSERT_EQ(log.size(), 40U);
    EXPECT_EQ(version(kiosk), 40);
}

TEST_F(HubSettings, WhoDecidedOnAnOlderStateIsTold) {
    const auto seen = set(fleet, {{"thanks", seconds(5)}})->version;
    EXPECT_TRUE(store.change({fleet, {{"speech", false}}, {}, "x", seen}, by));
    const auto late = store.change({fleet, {{"speech", true}}, {}, "x", seen}, by);
    EXPECT_EQ(late.error().code(), Errc::conflict);
    EXPECT_EQ(desired(kiosk).at("speech"), Value(false));
}

TEST_F(HubSettings, ShowWhereAValueComesFromAndHowFarTheKioskIs) {
    EXPECT_TRUE(set(fleet, {{"thanks", seconds(5)}, {"speech", false}}));
    EXPECT_TRUE(set(bramble, {{"thanks", seconds(6)}}));
    protocol::Reported reported{.version = 1};
    reported.settings = {1, {"full_screen"}, {{"speech", "why not"}}};
    EXPECT_TRUE(Desired(database).reported(kiosk, reported));
    EXPECT_TRUE(store.view(only(kiosk), false)->rows.empty());
    const auto view = store.view(store.resolve({Layer::kiosk, "Aisle 7"}).value(), true).value();
    ASSERT_EQ(view.rows.size(), 2U);
    EXPECT_EQ(view.target.name, "Bramble/Aisle 7");
    EXPECT_EQ(view.rows[0].key, "speech");
    EXPECT_EQ(view.rows[0].from, fleet);
    EXPECT_EQ(view.rows[1].from, bramble);
    EXPECT_EQ(view.kiosk, (protocol::KioskSettingsState{2, 1, reported.settings}));
    const auto row = Kiosks(database).list().value().front();
    EXPECT_EQ(row.desired, 2);
    EXPECT_EQ(row.settings, 1);
    EXPECT_EQ(row.restart, 1);
    EXPECT_EQ(row.problems, 1);
}

TEST_F(HubSettings, AKioskIsFoundByIdNameOrStoreAndName) {
    const auto other = enrol("Aisle 8").kiosk;
    EXPECT_EQ(store.resolve(only(other)).value(), only(other));
    EXPECT_EQ(store.resolve({Layer::kiosk, "Bramble/Aisle 8"}).value(), only(other));
    EXPECT_EQ(store.resolve({Layer::kiosk, "Aisle 8"}).value(), only(other));
    EXPECT_EQ(store.resolve({Layer::kiosk, "Aisle 9"}).error().code(), Errc::not_found);
    enrol("Aisle 8");
    EXPECT_EQ(store.resolve({Layer::kiosk, "Aisle 8"}).error().code(), Errc::conflict);
    EXPECT_EQ(store.resolve(only(other)).value(), only(other));
}

}  // namespace
}  // namespace storeside::hub_store
