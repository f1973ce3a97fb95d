#include "firmware/base/log.hpp"
#include "firmware/services/services.hpp"
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

kiosk::SettingsChanged changed(const settings::KioskSettings& s, const kiosk::Voice& voice) {
    return {timings(s), voice.available, voice.headset_starts, voice.loudspeaker};
}

}  // namespace

// The composition root: everything is made here, in the order in which it needs each other.
Result<void> run(const RunOptions& options) {
    StopSignals signals;
    auto identity = load_identity(options.data);
    std::error_code no_file;
    if (!identity && identity.error().code() == Errc::not_found &&
        std::filesystem::exists(options.enrol_file, no_file)) {
        std::filesystem::create_directories(options.data, no_file);
        ASSIGN_OR_RETURN(identity, enrol_by_file(options.data, options.enrol_file));
    }
    if (!identity)
        return failure(std::move(identity.error()),
                       "this kiosk is not set up yet (see storeside-kiosk setup --help)");
    ASSIGN_OR_RETURN(auto line_identity, for_the_line(options.data, *identity));
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
    services::ContentService content(answer);
    std::unique_ptr<agent::Agent> agent;
    std::function<void()> take_up_settings;
    services::Services services(
        *store, content,
        {.find_order = [&agent](auto question,
                                auto found) { agent->find_order(std::move(question), std::move(found)); },
         .something_to_send = [&agent] { agent->wake(); },
         .take_up_settings = [&take_up_settings] { take_up_settings(); },
         .settings =
             [&in_force] {
                 const auto& report = in_force.report();
                 return staff::Settings{report.version, !report.restart.empty()};
             }},
        {identity->hub, identity->store, identity->name, STORESIDE_VERSION}, answer);

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
        agent->report(in_force.report());
    };
    const auto packs = options.data / "packs";
    agent = std::make_unique<agent::Agent>(
        agent::Options{.hub = identity->hub,
                       .identity = std::move(line_identity),
                       .packs = packs,
                       .program = STORESIDE_VERSION,
                       .settings = in_force.report(),
                       .order_key = std::move(order_key)},
        *store, clock, agent_random,
        agent::Callbacks{
            .on_line = [&services](bool online, Time last_sync) { services.line_changed(online, last_sync); },
            .on_mail = [&services](const journal::Mail& mail) { services.mail_arrived(mail); },
            .on_seal_key = [&store](const protocol::SealKey& key) { return store->keep_seal_key(key); },
            .on_pack = [&content](const std::filesystem::path& pack) { content.open(pack); },
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
    signals.then([&appliance] { appliance.stop(); });
    appliance.run();

    aloud.stop();
    agent->stop();
    services.stop();
    content.stop();
    store->stop();
    return {};
}

}  // namespace storeside::app
