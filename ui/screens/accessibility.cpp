// Accessibility: larger, plainer, lower, still, aloud. Each is one touch and shows at once.
#include <array>

#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

void text_sizes(const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const std::array<std::string, 3> words = {t("Normal text"), t("Large text"), t("Largest text")};
    f.grid("text-sizes", 1, 3, [&] {
        for (int size = 0; size < 3; ++size) {
            const auto index = static_cast<std::size_t>(size);
            const bool chosen = m.state.session.profile.text_size == size;
            if (f.choice("text-size-" + std::to_string(size), "", words[index], "", chosen))
                touched.push_back(kiosk::ChoseTextSize{size});
        }
    });
}

void speech(const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto& profile = m.state.session.profile;
    const auto& voice = m.state.device.voice;
    if (!voice.available) return;
    if (!voice.headset && !voice.loudspeaker) {
        f.item("headset", t("Plug in a headset to have the screen read aloud"));
        return;
    }
    if (f.toggle("speech", t("Read the screen aloud"), profile.speech))
        touched.push_back(kiosk::ToggledAid{kiosk::Aid::speech});
}

void voice(const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto& voice = m.state.device.voice;
    if (!m.state.session.profile.speech || !voice.available || (!voice.headset && !voice.loudspeaker)) return;
    f.quiet_text(t("A finger explores: touch to hear, tap twice to press. On a keypad: arrows and Enter."));
    f.grid("speech", 2, 1, [&] {
        if (f.secondary("slower", t("Slower"), "minus")) touched.push_back(kiosk::ChangedSpeech{-1, 0});
        if (f.secondary("faster", t("Faster"), "plus")) touched.push_back(kiosk::ChangedSpeech{1, 0});
        if (f.secondary("quieter", t("Quieter"), "volume-low"))
            touched.push_back(kiosk::ChangedSpeech{0, -1});
        if (f.secondary("louder", t("Louder"), "volume-high")) touched.push_back(kiosk::ChangedSpeech{0, 1});
    });
}

}  // namespace

void draw(const kiosk::Accessibility&, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto& profile = m.state.session.profile;
    const auto aid = [&](const char* id, const std::string& label, bool on, kiosk::Aid which) {
        if (f.toggle(id, label, on)) touched.push_back(kiosk::ToggledAid{which});
    };
    const auto how_long = [&] { f.quiet_text(t("Each choice shows at once and ends with your visit.")); };
    // What speech brings with it is in sight when it has just been turned on.
    auto& spoke = f.remembered("accessibility");
    if (profile.speech && spoke == 0 && f.portrait()) f.show_end("accessibility");
    spoke = profile.speech ? 1 : 0;
    f.columns(
        "accessibility",
        [&] {
            f.title(t("Easier to use"));
            if (f.portrait()) how_long();
            text_sizes(m, f, touched);
            f.heading(t("Seeing and reaching"));
            aid("high-contrast", t("Strong contrast"), profile.high_contrast, kiosk::Aid::high_contrast);
            // A screen that lies on its side is low enough as it is.
            if (f.portrait())
                aid("low-reach", t("All buttons within low reach"), profile.low_reach, kiosk::Aid::low_reach);
            aid("calm", t("No motion"), profile.calm, kiosk::Aid::calm);
            speech(m, f, touched);
            if (f.portrait()) voice(m, f, touched);
        },
        [&] {
            if (f.primary("done", t("Done"))) touched.push_back(kiosk::WentBack{});
            if (f.portrait()) return;
            how_long();  // the choices need the room beside it
            f.space(48);
            voice(m, f, touched);
        });
}

}  // namespace storeside::screens
