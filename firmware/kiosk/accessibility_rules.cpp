// How the screen is read, reached and heard: each aid is one touch, and all of them end with the session.
#include <algorithm>

#include "firmware/kiosk/rules.hpp"

namespace storeside::kiosk {
namespace {

// Speech needs somebody who hears it: a headset, or a shop that lets the loudspeaker speak.
bool can_speak(const Voice& voice) { return voice.available && (voice.headset || voice.loudspeaker); }

}  // namespace

void anywhere(const OpenedAccessibility&, Turn& turn) {
    if (!turn.at<Accessibility>()) turn.go(Accessibility{});
}

void anywhere(const ChoseTextSize& event, Turn& turn) {
    turn.session().profile.text_size = std::clamp(event.size, 0, 2);
}

void anywhere(const ToggledAid& event, Turn& turn) {
    Profile& profile = turn.session().profile;
    switch (event.aid) {
        case Aid::high_contrast:
            profile.high_contrast = !profile.high_contrast;
            return;
        case Aid::low_reach:
            profile.low_reach = !profile.low_reach;
            return;
        case Aid::calm:
            profile.calm = !profile.calm;
            return;
        case Aid::speech:
            profile.speech = !profile.speech && can_speak(turn.device().voice);
            return;
    }
}

void anywhere(const ChangedSpeech& event, Turn& turn) {
    Profile& profile = turn.session().profile;
    // From outside (a recording) a step may be any number; what is added stays within int.
    const auto moved = [](int from, int by, int least, int most) {
        return std::clamp(from + std::clamp(by, -10, 10), least, most);
    };
    profile.speech_rate = moved(profile.speech_rate, event.faster, Profile::kSlowest, Profile::kFastest);
    profile.speech_volume = moved(profile.speech_volume, event.louder, Profile::kQuietest, Profile::kLoudest);
}

void anywhere(const AskedToRepeat&, Turn& turn) { ++turn.session().repeats; }

void settings(const SettingsChanged& event, Turn& turn) {
    turn.device().timings = event.timings;
    Voice& voice = turn.device().voice;
    voice.available = event.speech;
    voice.headset_starts = event.headset_starts;
    voice.loudspeaker = event.loudspeaker;
    Profile& profile = turn.session().profile;
    profile.speech = profile.speech && can_speak(voice);
}

void headset(const HeadsetChanged& event, Turn& turn) {
    Voice& voice = turn.device().voice;
    if (voice.headset == event.plugged) return;
    voice.headset = event.plugged;
    Profile& profile = turn.session().profile;
    if (!event.plugged) {
        // Nobody hears the rest of the sentence, or everybody does.
        profile.speech = profile.speech && can_speak(voice);
        return;
    }
    if (!voice.headset_starts || !can_speak(voice) || turn.at<StaffPage>()) return;
    if (turn.at<Attract>()) {
        turn.speak("");
        turn.replace(Home{});
    }
    turn.session().profile.speech = true;
    turn.session().last_activity = turn.now();
    turn.session().warned_at.reset();
}

}  // namespace storeside::kiosk
