#include "ui/app/reading_aloud.hpp"

#include <algorithm>
#include <cmath>

#include "firmware/base/log.hpp"

namespace storeside::app {
namespace {

// What can't be read is logged and names no headset: the kiosk runs all the same.
UsbIds usb_headsets(const std::string& text) {
    auto ids = parse_usb_ids(text);
    if (!ids) log_error("usb_headset", ids.error());
    return ids ? *ids : UsbIds{};
}

}  // namespace

kiosk::Voice ReadingAloud::apply(const settings::KioskSettings& settings) {
    rate_ = settings.speech_rate;
    if (settings.speech && !speech_) speech_.emplace();
    const bool available = settings.speech && speech_->available();
    if (!available && speech_) speech_->hush();
    if (headset_ && (!available || headset_ids_ != settings.usb_headset)) {
        headset_->stop();
        if (headset_->plugged()) events_.put(kiosk::HeadsetChanged{false});
        headset_.reset();
    }
    if (available && !headset_) {
        headset_ids_ = settings.usb_headset;
        headset_.emplace(device::HeadsetOptions{.usb = usb_headsets(headset_ids_)},
                         [this](bool plugged) { events_.put(kiosk::HeadsetChanged{plugged}); });
    }
    return {.available = available,
            .headset_starts = settings.headset_starts_speech,
            .loudspeaker = settings.speech_loudspeaker};
}

Reader ReadingAloud::reader() {
    return {.say = [this](const std::string& text, const std::string& language,
                          const kiosk::Profile& profile) { say(text, language, profile); },
            .speaking = [this] { return speech_ && speech_->speaking(); }};
}

void ReadingAloud::say(const std::string& text, const std::string& language, const kiosk::Profile& profile) {
    constexpr double kStep = 1.25;
    constexpr int kVolume = 50, kVolumeStep = 15, kSlowest = 80, kFastest = 400;
    if (!speech_) return;
    if (text.empty()) return speech_->hush();
    const auto rate = static_cast<int>(rate_ * std::pow(kStep, profile.speech_rate));
    speech_->say({text, language, std::clamp(rate, kSlowest, kFastest),
                  std::clamp(kVolume + profile.speech_volume * kVolumeStep, 5, 100)});
}

void ReadingAloud::stop() {
    if (headset_) headset_->stop();
}

}  // namespace storeside::app
