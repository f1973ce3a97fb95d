#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "firmware/base/log.hpp"
#include "firmware/device/espeak_speech.hpp"
#include "firmware/device/headset.hpp"
#include "firmware/services/services.hpp"
#include "firmware/settings/kiosk_settings.hpp"
#include "sync/agent/agent.hpp"
#include "ui/app/appliance.hpp"
#include "ui/app/commands.hpp"
#include "ui/app/identity.hpp"
#include "ui/app/stop_signals.hpp"
#include "ui/window/window.hpp"

namespace storeside::app {
namespace {

constexpr frame::Size kDefaultWindow{540, 960};

kiosk::Timings timings(const settings::KioskSettings& s) {
    return {s.idle_after, s.idle_after_in_conversation, s.idle_warning, s.thanks, s.staff_mode};
}

// What can't be read is logged and names no headset: the kiosk runs all the same.
device::UsbIds usb_headsets(const settings::KioskSettings& s) {
    auto ids = device::parse_usb_ids(s.usb_headset);
    if (!ids) log_error("usb_headset", ids.error());
    return ids ? *ids : device::UsbIds{};
}

device::Utterance utterance(const std::string& text, const std::string& language,
                            const kiosk::Profile& profile, const settings::KioskSettings& s) {
    constexpr double kStep = 1.25;
    constexpr int kVolume = 50, kVolumeStep = 15, kSlowest = 80, kFastest = 400;
    const auto rate = static_cast<int>(s.speech_rate * std::pow(kStep, profile.speech_rate));
    return {text, language, std::clamp(rate, kSlowest, kFastest),
            std::clamp(kVolume + profile.speech_volume * kVolumeStep, 5, 100)};
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
    ASSIGN_OR_RETURN(const auto settings, settings::load_kiosk_settings(options.config));

    const SystemClock clock;
    SystemRandom random, agent_random;
    EventQueue events;
    const auto answer = [&events](kiosk::Event event) { events.put(std::move(event)); };

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
    ASSIGN_OR_RETURN(const auto store, services::Store::open(options.data / "kiosk.db", clock));
    services::ContentService content(answer);
    std::unique_ptr<agent::Agent> agent;
    services::Services services(
        *store, content,
        {.find_order = [&agent](auto question,
                                auto found) { agent->find_order(std::move(question), std::move(found)); },
         .something_to_send = [&agent] { agent->wake(); }},
        {identity->hub, identity->store, identity->name, STORESIDE_VERSION}, answer);

    // From here on nothing fails: the threads end in order at the end of this function, and only there.
    const auto packs = options.data / "packs";
    agent = std::make_unique<agent::Agent>(
        agent::Options{.hub = identity->hub,
                       .identity = std::move(line_identity),
                       .packs = packs,
                       .program = STORESIDE_VERSION},
        *store, clock, agent_random,
        agent::Callbacks{
            .on_line = [&services](bool online, Time last_sync) { services.line_changed(online, last_sync); },
            .on_mail = [&services](const journal::Mail& mail) { services.mail_arrived(mail); },
            .on_pack = [&content](const std::filesystem::path& pack) { content.open(pack); },
            .keep_certificate =
                [&options, identity = *identity](const std::string& certificate) mutable {
                    identity.certificate = certificate;
                    return save_identity(options.data, identity);
                },
            .on_turned_away = [&services](protocol::TurnedAway why) { services.turned_away(why); }});
    content.open(packs / "current");

    Appliance appliance(*window, texts, events, clock, random, timings(settings),
                        [&services](kiosk::Effects effects) { services.run(std::move(effects)); });
    appliance.mounted({settings.screen_ppi, settings.screen_bottom_mm});
    std::optional<device::EspeakSpeech> speech;
    std::optional<device::Headset> headset;
    if (settings.speech && speech.emplace().available()) {
        appliance.read_with(
            {.say =
                 [&](const std::string& text, const std::string& language, const kiosk::Profile& profile) {
                     if (text.empty()) return speech->hush();
                     speech->say(utterance(text, language, profile, settings));
                 },
             .speaking = [&speech] { return speech->speaking(); }},
            {.available = true,
             .headset_starts = settings.headset_starts_speech,
             .loudspeaker = settings.speech_loudspeaker});
        headset.emplace(device::HeadsetOptions{.usb = usb_headsets(settings)},
                        [&events](bool plugged) { events.put(kiosk::HeadsetChanged{plugged}); });
    }
    if (recorder) appliance.record_to(std::move(*recorder));
    if (options.describe) appliance.describe_to(*options.describe);
    signals.then([&appliance] { appliance.stop(); });
    appliance.run();

    if (headset) headset->stop();
    agent->stop();
    content.stop();
    store->stop();
    return {};
}

}  // namespace storeside::app
