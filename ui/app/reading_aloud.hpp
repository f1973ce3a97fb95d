// Speech and the headset of this box, as the settings say.
#pragma once
#include <optional>

#include "firmware/device/espeak_speech.hpp"
#include "firmware/device/headset.hpp"
#include "firmware/settings/kiosk_settings.hpp"
#include "ui/app/appliance.hpp"
#include "ui/app/event_queue.hpp"

namespace storeside::app {

// All on the window's thread; the headset's own thread puts its events into the queue.
class ReadingAloud {
public:
    explicit ReadingAloud(EventQueue& events) : events_(events) {}

    // What the box can do by these settings. May be called again with others.
    kiosk::Voice apply(const settings::KioskSettings& settings);

    Reader reader();
    void stop();

private:
    void say(const std::string& text, const std::string& language, const kiosk::Profile& profile);

    EventQueue& events_;
    int rate_ = 0;  // words a minute
    std::string headset_ids_;
    std::optional<device::EspeakSpeech> speech_;
    std::optional<device::Headset> headset_;
};

}  // namespace storeside::app
