#include <future>

#include "sync/protocol/settings.hpp"
#include "tests/fakes/running_hub.hpp"

namespace storeside {
namespace {

using protocol::Target;
using settings::Layer;
using settings::Values;

class SettingsRoutes : public testing::Test {
protected:
    http::Response set(Target target, Values values, const std::string& why = "a test") {
        return hub.by_operator(
            "POST", "/v1/settings",
            protocol::encode(protocol::SettingsChange{std::move(target), std::move(values), {}, why, {}}));
    }
    static std::string why(const http::Response& response) { return protocol::decode_refusal(response.body); }
    protocol::SyncAnswer sync(const protocol::SyncRequest& request) {
        const auto response = hub.call("POST", "/v1/sync", kiosk, protocol::encode(request));
        return protocol::decode_sync_answer(response.body).value();
    }
    protocol::SettingsView view(const std::string& query) {
        return protocol::decode_settings_view(hub.by_operator("GET", "/v1/settings" + query).body).value();
    }

    RunningHub hub;
    TestKiosk kiosk = hub.enrol();
};

TEST_F(SettingsRoutes, AreForOperatorsAlone) {
    for (const auto* path : {"/v1/settings", "/v1/settings/history", "/v1/groups"}) {
        EXPECT_EQ(hub.call("GET", path, "").status, 401) << path;
        EXPECT_EQ(hub.call("GET", path, kiosk).status, 401) << path;
        EXPECT_EQ(hub.by_operator("GET", path).status, 200) << path;
    }
    EXPECT_EQ(hub.call("POST", "/v1/settings", kiosk, "{}").status, 401);
    EXPECT_EQ(hub.by_operator("GET", "/v1/settings/nothing").status, 404);
    EXPECT_EQ(hub.by_operator("DELETE", "/v1/settings").status, 404);
}

TEST_F(SettingsRoutes, RefuseByTheNameOfTheKey) {
    const auto refused = set({}, {{"idle_warning", std::int64_t{5}}});
    EXPECT_EQ(refused.status, 400);
    EXPECT_EQ(why(refused), "'idle_warning' must be a whole number from 20 to 120 (s)");
    EXPECT_NE(why(set({}, {{"colour", true}})).find("only newer kiosks know"), std::string::npos);
    EXPECT_EQ(why(set({}, {{"speech", true}}, "  ")), "why: say why, for those who look at it later");
    EXPECT_EQ(why(set({}, {})), "no setting is named");
    EXPECT_EQ(set({Layer::store, "Nowhere"}, {{"speech", true}}).status, 404);
    EXPECT_EQ(why(hub.by_operator("POST", "/v1/settings", R"({"layer":"shop"})")),
              "layer: not one of the known words");
    EXPECT_TRUE(view("").rows.empty());
}

TEST_F(SettingsRoutes, AHeldCallIsAnsweredWithWhatWasSet) {
    protocol::SyncRequest request;
    const auto before = sync(request);
    request.cursor = before.cursor;
    request.reported.version = before.desired.version;
    request.wait = 300;
    auto held = std::async(std::launch::async, [&] { return sync(request); });
    EXPECT_EQ(set({Layer::store, "Bramble"}, {{"idle_after", std::int64_t{45}}}).status, 200);
    const auto desired = held.get().desired;
    EXPECT_EQ(desired.version, before.desired.version + 1);
    EXPECT_EQ(desired.settings, (Values{{"idle_after", std::int64_t{45}}}));
}

TEST_F(SettingsRoutes, ShowWhatAKioskReportsOfIt) {
    EXPECT_EQ(set({}, {{"idle_after", std::int64_t{45}}}).status, 200);
    protocol::SyncRequest request;
    const auto version = sync(request).desired.version;
    request.reported.version = version;
    request.reported.settings = {version, {"full_screen"}, {{"speech", "no card"}}};
    sync(request);
    const auto seen = view("?layer=kiosk&name=Bramble%2FAisle%207&effective=1");
    EXPECT_EQ(seen.target.name, "Bramble/Aisle 7");
    EXPECT_EQ(seen.kiosk, (protocol::KioskSettingsState{version, version, request.reported.settings}));
    EXPECT_EQ(seen.rows.front().who, "first");
    EXPECT_EQ(hub.by_operator("GET", "/v1/settings?layer=kiosk&name=Aisle%209").status, 404);
}

TEST_F(SettingsRoutes, UndoTheLastChangeAndKeepTheLog) {
    EXPECT_EQ(set({}, {{"idle_after", std::int64_t{45}}}, "queues").status, 200);
    const auto undone = hub.by_operator(
        "POST", "/v1/settings/revert", protocol::encode(protocol::SettingsRevert{{}, Target{}, "no queues"}));
    EXPECT_EQ(protocol::decode_settings_changed(undone.body).value(), (protocol::SettingsChanged{2, 1}));
    EXPECT_TRUE(view("").rows.empty());
    const auto log =
        protocol::decode_settings_history(hub.by_operator("GET", "/v1/settings/history?limit=5").body)
            .value();
    ASSERT_EQ(log.size(), 2U);
    EXPECT_EQ(log[0].why, "no queues");
    EXPECT_EQ(log[1].why, "queues");
    EXPECT_EQ(hub.by_operator("GET", "/v1/settings/history?limit=x").status, 400);
}

TEST_F(SettingsRoutes, AGroupReachesItsKiosksWhileTheyAreInIt) {
    const auto member = protocol::encode(protocol::GroupChange{"pilot", "Aisle 7"});
    EXPECT_EQ(hub.by_operator("POST", "/v1/groups/add", member).status, 200);
    EXPECT_EQ(set({Layer::group, "pilot"}, {{"thanks", std::int64_t{9}}}).status, 200);
    EXPECT_EQ(sync({}).desired.settings, (Values{{"thanks", std::int64_t{9}}}));
    EXPECT_EQ(hub.by_operator("POST", "/v1/groups/remove", member).status, 200);
    EXPECT_EQ(sync({}).desired.settings, Values{});
    EXPECT_TRUE(protocol::decode_groups(hub.by_operator("GET", "/v1/groups").body).value().empty());
    EXPECT_EQ(why(hub.by_operator("POST", "/v1/groups/add",
                                  protocol::encode(protocol::GroupChange{"a b", "Aisle 7"}))),
              "group: not a name of 1 to 64 letters, digits, '-', '_' or '.'");
}

}  // namespace
}  // namespace storeside
