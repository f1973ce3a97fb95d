// Guide: one step, one instruction, two or three large choices.
#include "ui/screens/screen.hpp"

namespace storeside::screens {

void draw(const kiosk::Guiding& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    if (place.loading == kiosk::Loading::waiting) return;
    if (place.loading == kiosk::Loading::missing) return answer_is_gone(m, f, touched);
    const auto& guide = place.guide;
    if (place.solved) {
        f.title(guide.title);
        f.status("check-circle", frame::Tone::positive, t("Good. Anything else? Otherwise you are done."));
        if (f.primary("finish", t("I am done"))) touched.push_back(kiosk::Finished{});
        return;
    }
    const auto& step = guide.steps[place.path.back()];
    f.columns(
        "guide",
        [&] {
            f.caption(t.format("{} · step {}", guide.title, place.path.size()));
            f.title(step.text);
        },
        [&] {
            for (std::size_t i = 0; i < step.choices.size(); ++i)
                if (f.secondary("choice-" + std::to_string(i), step.choices[i].label))
                    touched.push_back(kiosk::ChoseChoice{i});
            if (f.quiet("not-helped", t("This does not help"))) touched.push_back(kiosk::CalledPerson{});
        });
}

}  // namespace storeside::screens
