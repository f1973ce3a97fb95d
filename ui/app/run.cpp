#include <atomic>
#include <mutex>
#include <thread>

#include "firmware/base/log.hpp"
#include "firmware/services/services.hpp"
#include "firmware/services/worker.hpp"
#include "firmware/settings/kiosk_settings.hpp"
#include "sync/agent/agent.hpp"
#include "sync/protocol/base64.hpp"
#include "ui/app/appliance.hpp"
#include "ui/app/commands.hpp"
#include "ui/app/identity.hpp"
#include "ui/app/reading_aloud.hpp"
#include "ui/app/settings_in_force.hpp"
#include "ui/app/stop_signals.hpp"
#include "ui/window/window.hpp"

namespace storeside::app {
namespace {

constexpr frame::Size kDefaultWindow{540, 960};
constexpr std::chrono::seconds kReadName{2};  // so that whoever set it up sees that it is done

kiosk::Timings timings(const settings::KioskSettings& s) {
    return {s.idle_after, s.idle_after_in_conversation, s.idle_warning, s.thanks, s.staff_mode};
}

std::int64_t megabytes(int count) { return std::int64_t{count} << 20; }

// What only this box can tell of a value that fits the table.
Result<void> check(const settings::Setting& setting, const settings::Value& value) {
    const auto* text = std::get_if<std::string>(&value);
    return setting.key == "time_zone" && text ? text::check_time_zone(*text) : Result<void>();
}

// A kiosk that can't read what it kept works by its own file; the hub says it all again.
services::DesiredSettings kept_settings(services::Store& store) {
    auto kept = store.kept_settings();
    if (!kept) log_error("settings", kept.error());
    return kept ? std::move(*kept) : services::DesiredSettings{};
}

// What the hub seals orders to; empty when this kiosk keeps none for when the line is down.
std::string keep_orders(services::Store& store, const std::filesystem::path& data, Random& random) {
    const auto key = orders::open_kiosk_key(data / "orders.key", random);
    const auto open = key ? store.keep_orders_with(*key) : std::unexpected(key.error());
    if (!open) {
        log_error("orders", Error(open.error()).with_context("keeping orders for when the line is down"));
        return {};
    }
    return protocol::to_base64({reinterpret_cast<const char*>(open->data()), open->size()});
}

// Nothing when no hub knows this box yet: then it is set up on its screen.
Result<std::optional<Identity>> identity_of(const RunOptions& options) {
    auto identity = load_identity(options.data);
    if (identity) return identity;
    if (identity.error().code() != Errc::not_found) return std::unexpected(std::move(identity.error()));
    std::error_code error;
    std::filesystem::create_directories(options.data, error);
    if (!std::filesystem::exists(options.enrol_file, error)) return std::nullopt;
    ASSIGN_OR_RETURN(auto enrolled, enrol_by_file(options.data, options.enrol_file));
    return enrolled;
}

// The appliance of the moment, for a signal that may come between two of them.
class Running {
public:
    void begin(Appliance& appliance) {
        const std::lock_guard lock(mutex_);
        appliance_ = &appliance;
        if (stopped_) appliance.stop();
    }
    void end() {
        const std::lock_guard lock(mutex_);
        appliance_ = nullptr;
    }
    void stop() {
        const std::lock_guard lock(mutex_);
        stopped_ = true;
        if (appliance_) appliance_->stop();
    }

private:
    std::mutex mutex_;
    Appliance* appliance_ = nullptr;
    bool stopped_ = false;
};

kiosk::SettingsChanged changed(const settings::KioskSettings& s, const kiosk::Voice& voice) {
    return {timings(s), voice.available, voice.headset_starts, voice.loudspeaker};
}

// The composition root: everything is made here, in the order in which it needs each other. True when it is
// to be made anew: the box has another identity now.
Result<bool> run_once(const RunOptions& options, Running& running) {
    ASSIGN_OR_RETURN(const auto identity, identity_of(options));
    agent::Identity line_identity;
    if (identity) {
        ASSIGN_OR_RETURN(line_identity, for_the_line(options.data, *identity));
    }
    const auto box = identity.value_or(Identity{});
    ASSIGN_OR_RETURN(auto file, settings::load_kiosk_settings(options.config));

    const SystemClock clock;
    SystemRandom random, agent_random;
    EventQueue events;
    const auto answer = [&events](kiosk::Event event) { events.put(std::move(event)); };

    ASSIGN_OR_RETURN(const auto store, services::Store::open(options.data / "kiosk.db", clock));
    SettingsInForce in_force(std::move(file), kept_settings(*store), check);
    const auto& settings = in_force.now();
    store->keep_below(megabytes(settings.largest_database));
    auto order_key = keep_orders(*store, options.data, random);

    ASSIGN_OR_RETURN(auto texts, text::Texts::open(options.translations, "en", settings.time_zone));
    answer(kiosk::CataloguesFound{texts.languages()});
    window::WindowOptions window_options{.size = options.window};
    if (!options.window && !settings.full_screen) window_options.size = kDefaultWindow;
    ASSIGN_OR_RETURN(const auto window, window::Window::open(window_options));

    std::optional<Recorder> recorder;
    if (options.record) {
        ASSIGN_OR_RETURN(recorder, Recorder::open(*options.record, options.record_text ? kiosk::Words::keep
                                                                                       : kiosk::Words::hide));
    }
    std::unique_ptr<agent::Agent> agent;
    services::ContentService content(answer, [&agent](const std::filesystem::path& pack, Result<void> how) {
        if (agent) agent->opened(pack, std::move(how));
    });
    std::atomic<bool> again = false;
    std::function<void()> start_anew;
    services::Worker setup;
    std::function<void()> take_up_settings;
    services::Services services(
        *store, content,
        {.find_order =
             [&agent](auto question, auto found) {
                 if (!agent) return found(failure(Errc::unavailable, "this kiosk is not set up yet"));
                 agent->find_order(std::move(question), std::move(found));
             },
         .something_to_send =
             [&agent] {
                 if (agent) agent->wake();
             },
         .take_up_settings = [&take_up_settings] { take_up_settings(); },
         .settings =
             [&in_force] {
                 const auto& report = in_force.report();
                 return staff::Settings{report.version, !report.restart.empty()};
             },
         .packs = [&agent] { return agent ? agent->packs() : staff::Packs{}; },
         .enrol =
             [&](Secret hub, Secret code, auto done) {
                 setup.post([&, hub = std::move(hub), code = std::move(code), done] {
                     auto enrolled =
                         enrol_here(options.data, {std::string(hub.view()), std::string(code.view())});
                     if (!enrolled) return done(std::unexpected(std::move(enrolled.error())));
                     done(enrolled->name);
                     std::this_thread::sleep_for(kReadName);
                     again = true;
                     start_anew();
                 });
             }},
        {box.hub, box.store, box.name, STORESIDE_VERSION}, answer);

    // From here on nothing fails: the threads end in order at the end of this function, and only there.
    Appliance appliance(*window, texts, events, clock, random, timings(settings),
                        [&services](kiosk::Effects effects) { services.run(std::move(effects)); });
    appliance.mounted({settings.screen_ppi, settings.screen_bottom_mm});
    ReadingAloud aloud(events);
    appliance.read_with(aloud.reader(), aloud.apply(settings));
    take_up_settings = [&] {
        if (!in_force.take_up()) return;
        if (auto moved = texts.use_time_zone(settings.time_zone); !moved)
            log_error("settings", moved.error());
        appliance.mounted({settings.screen_ppi, settings.screen_bottom_mm});
        store->keep_below(megabytes(settings.largest_database));
        answer(changed(settings, aloud.apply(settings)));
        if (agent) agent->report(in_force.report());
    };
    start_anew = [&appliance] { appliance.stop(); };
    const auto packs = options.data / "packs";
    if (!identity) answer(kiosk::NotSetUp{});
    if (identity)
        agent = std::make_unique<agent::Agent>(
            agent::Options{.hub = identity->hub,
                           .identity = std::move(line_identity),
                           .packs = packs,
                           .trust = options.data / "trust",
                           .program = STORESIDE_VERSION,
                           .settings = in_force.report(),
                           .order_key = std::move(order_key)},
            *store, clock, agent_random,
            agent::Callbacks{
                .on_line = [&services](bool online,
                                       Time last_sync) { services.line_changed(online, last_sync); },
                .on_mail = [&services](const journal::Mail& mail) { services.mail_arrived(mail); },
                .on_seal_key = [&store](const protocol::SealKey& key) { return store->keep_seal_key(key); },
                .on_pack = [&content](const std::filesystem::path& pack) { content.offer(pack); },
                .keep_certificate =
                    [&options, identity = *identity](const std::string& certificate) mutable {
                        identity.certificate = certificate;
                        return save_identity(options.data, identity);
                    },
                .on_turned_away = [&services](protocol::TurnedAway why) { services.turned_away(why); },
                .on_settings =
                    [&](std::int64_t version, const settings::Values& values) {
                        services::DesiredSettings desired{version, values};
                        if (auto kept = store->keep_settings(desired); !kept) {
                            log_error("settings", kept.error());
                            return false;
                        }
                        in_force.want(std::move(desired));
                        answer(kiosk::SettingsArrived{});
                        return true;
                    }});
    content.open(packs / "current");
    if (recorder) appliance.record_to(std::move(*recorder));
    if (options.describe) appliance.describe_to(*options.describe);
    running.begin(appliance);
    appliance.run();
    running.end();

    setup.stop();
    aloud.stop();
    if (agent) agent->stop();
    services.stop();
    content.stop();
    store->stop();
    return again.load();
}

}  // namespace

Result<void> run(const RunOptions& options) {
    StopSignals signals;
    Running running;
    signals.then([&running] { running.stop(); });
    for (bool again = true; again;) {
        ASSIGN_OR_RETURN(again, run_once(options, running));
    }
    return {};
}

}  // namespace storeside::app
