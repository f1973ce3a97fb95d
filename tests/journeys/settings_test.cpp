// What an operator sets comes into force on a kiosk: the real hub, agent, store, core and settings, without a
// window.
#include <memory>
#include <mutex>

#include "firmware/services/store.hpp"
#include "sync/agent/agent.hpp"
#include "sync/hub_store/store.hpp"
#include "sync/protocol/settings.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/scripted_kiosk.hpp"
#include "ui/app/event_queue.hpp"
#include "ui/app/settings_in_force.hpp"

namespace storeside {
namespace {

using namespace std::chrono_literals;
using protocol::Target;
using settings::Values;

// A kiosk as run() puts it together, as far as settings are concerned.
class Box {
public:
    explicit Box(const std::filesystem::path& folder, const char* file = "")
        : store_(services::Store::open(folder / "kiosk.db", clock_).value()),
          in_force_(settings::parse_kiosk_settings(file).value(), store_->kept_settings().value(), {}),
          packs_(folder / "packs") {
        start_with(in_force_.now());
    }
    ~Box() {
        if (agent_) agent_->stop();
        store_->stop();
    }

    void connect(const RunningHub& hub, const TestKiosk& enrolled) {
        agent_ = std::make_unique<agent::Agent>(
            agent::Options{.hub = hub.url(),
                           .identity = enrolled.identity(),
                           .packs = packs_,
                           .program = "test",
                           .first_delay = 20ms,
                           .longest_delay = 20ms,
                           .settings = in_force_.report()},
            *store_, clock_, random_,
            agent::Callbacks{.on_settings = [this](std::int64_t version, const Values& values) {
                const services::DesiredSettings desired{version, values};
                if (!store_->keep_settings(desired)) return false;
                in_force_.want(desired);
                events_.put(kiosk::SettingsArrived{});
                return true;
            }});
    }

    // The window's loop, until it comes true.
    template <class Condition>
    bool comes(Condition condition) {
        return soon([&] {
            for (auto& event : events_.take()) happen(std::move(event));
            return condition();
        });
    }
    void happen(kiosk::Event event) {
        kiosk.happen(std::move(event));
        if (!kiosk.effect<kiosk::TakeUpSettings>() || !in_force_.take_up()) return;
        start_with(in_force_.now());
        if (agent_) agent_->report(in_force_.report());
    }
    const settings::KioskSettings& settings() const { return in_force_.now(); }
    bool waits() const { return kiosk.state.device.settings_waiting; }

    ScriptedKiosk kiosk;

private:
    void start_with(const settings::KioskSettings& s) {
        kiosk.happen(kiosk::SettingsChanged{
            {s.idle_after, s.idle_after_in_conversation, s.idle_warning, s.thanks, s.staff_mode}});
    }

    SystemClock clock_;
    SystemRandom random_;
    app::EventQueue events_;
    std::unique_ptr<services::Store> store_;
    app::SettingsInForce in_force_;
    std::filesystem::path packs_;
    std::unique_ptr<agent::Agent> agent_;
};

class Settings : public testing::Test {
protected:
    void set(Values values, Target target = {}) {
        const protocol::SettingsChange change{std::move(target), std::move(values), {}, "a test", {}};
        ASSERT_EQ(hub.by_operator("POST", "/v1/settings", protocol::encode(change)).status, 200);
    }
    protocol::KioskSettingsState seen_by_operators() {
        const auto answer = hub.by_operator("GET", "/v1/settings?layer=kiosk&name=Aisle%207");
        return protocol::decode_settings_view(answer.body).value().kiosk.value();
    }

    RunningHub hub;
    TestKiosk enrolled = hub.enrol();
    TemporaryFolder folder;
};

TEST_F(Settings, AreInForceWithoutARestartOnceTheSessionIsOver) {
    Box box(folder.path());
    box.connect(hub, enrolled);
    box.happen(kiosk::Began{});
    set({{"idle_after", std::int64_t{25}}});
    ASSERT_TRUE(box.comes([&] { return box.waits(); }));
    EXPECT_EQ(box.settings().idle_after, 60s) << "nobody is hurried";
    EXPECT_TRUE(soon([&] { return seen_by_operators().seen == 1; }));
    EXPECT_EQ(seen_by_operators().reported.version, 0);

    box.happen(kiosk::Finished{});
    box.happen(kiosk::Finished{});
    box.happen(kiosk::Began{});
    box.kiosk.wait(25s);
    EXPECT_TRUE(kiosk::warning_ends(box.kiosk.state));
    EXPECT_TRUE(soon([&] { return seen_by_operators().reported.version == 1; }));
    EXPECT_EQ(seen_by_operators().desired, 1);
}

TEST_F(Settings, HoldAfterAStartWithoutALineAndWhatNeedsARestartIsSaid) {
    const auto kiosk = R"({"group":"windows","kiosk":"Aisle 7"})";
    ASSERT_EQ(hub.by_operator("POST", "/v1/groups/add", kiosk).status, 200);
    set({{"idle_after", std::int64_t{25}}});
    set({{"full_screen", false}}, {settings::Layer::group, "windows"});
    {
        Box box(folder.path());
        box.connect(hub, enrolled);
        ASSERT_TRUE(box.comes([&] { return !box.settings().full_screen; }));
        EXPECT_TRUE(soon(
            [&] { return seen_by_operators().reported.restart == std::vector<std::string>{"full_screen"}; }));
    }
    hub.stop();
    {
        Box box(folder.path());
        EXPECT_EQ(box.settings().idle_after, 25s);
        box.happen(kiosk::Began{});
        box.kiosk.wait(25s);
        EXPECT_TRUE(kiosk::warning_ends(box.kiosk.state));
    }
    hub.start();
    Box box(folder.path());
    box.connect(hub, enrolled);
    EXPECT_TRUE(soon([&] { return seen_by_operators().reported.restart.empty(); }));
}

TEST_F(Settings, AreTakenBackInOneStep) {
    Box box(folder.path(), "idle_after = 90");
    box.connect(hub, enrolled);
    set({{"idle_after", std::int64_t{25}}});
    ASSERT_TRUE(box.comes([&] { return box.settings().idle_after == 25s; }));
    const protocol::SettingsRevert last{{}, {}, "too short"};
    EXPECT_EQ(hub.by_operator("POST", "/v1/settings/revert", protocol::encode(last)).status, 200);
    EXPECT_TRUE(box.comes([&] { return box.settings().idle_after == 90s; }))
        << "as the kiosk's own file says";
}

// A hub of another version may want what this kiosk doesn't know.
TEST_F(Settings, ThatMakeNoSenseHoldUpNothingAndAreReported) {
    set({{"thanks", std::int64_t{9}}, {"speech_rate", std::int64_t{200}}});
    auto database = hub_store::open(hub.data()).value();
    ASSERT_TRUE(
        database.execute("UPDATE setting SET value = '[1]' WHERE key = 'speech_rate';"
                         "INSERT INTO setting SELECT layer, name, 'hologram', 'true', change "
                         "FROM setting WHERE key = 'thanks'"));
    Box box(folder.path());
    box.connect(hub, enrolled);
    ASSERT_TRUE(box.comes([&] { return box.settings().thanks == 9s; }));
    EXPECT_EQ(box.settings().speech_rate, 160);
    ASSERT_TRUE(soon([&] { return seen_by_operators().reported.problems.size() == 2; }));
    const auto reported = seen_by_operators().reported;
    EXPECT_EQ(reported.version, seen_by_operators().desired);
    EXPECT_EQ(reported.problems[0],
              (settings::Problem{"hologram", "this kiosk's program knows no such setting"}));
    EXPECT_EQ(reported.problems[1].key, "speech_rate");
}

}  // namespace
}  // namespace storeside
