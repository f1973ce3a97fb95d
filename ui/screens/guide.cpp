// Guide: one step, one instruction, what it looks like, two or three large choices.
#include <algorithm>

#include "firmware/kiosk/guide_way.hpp"
#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

void solved(const content::Guide& guide, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    f.columns(
        "solved", [&] { f.title(guide.title); },
        [&] {
            f.status("check-circle", frame::Tone::positive,
                     t("Good. Anything else? Otherwise you are done."));
            if (f.primary("finish", t("I am done"))) touched.push_back(kiosk::Finished{});
        });
}

// How far along, counting the longest way that is left: it may get shorter, never longer.
void progress(const kiosk::Guiding& place, const Model& m, frame::Frame& f) {
    const auto at = place.path.size();
    const auto all = at - 1 + kiosk::longest_way(place.guide, place.path.back());
    f.progress(static_cast<float>(at) / static_cast<float>(all),
               place.guide.title + " · " + m.texts.format("Step {} of {}", at, all));
}

// A question is a title; several sentences in its size would shout.
void instruction(const std::string& text, frame::Frame& f) {
    constexpr std::ptrdiff_t kLongTitle = 90;
    const auto characters = std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; });
    if (characters > kLongTitle)
        f.heading(text);
    else
        f.title(text);
}

void pictures(const content::Step& step, frame::Frame& f) {
    if (step.pictures.size() == 1) {
        const auto& only = step.pictures.front();
        return f.figure(shown(only), only.words);
    }
    std::vector<frame::Picture> all;
    for (const auto& picture : step.pictures) all.push_back(shown(picture));
    if (!all.empty()) f.strip("pictures", all);
}

}  // namespace

void draw(const kiosk::Guiding& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    if (place.loading == kiosk::Loading::waiting) return;
    if (place.loading == kiosk::Loading::missing) return answer_is_gone(m, f, touched);
    if (place.solved) return solved(place.guide, m, f, touched);
    const auto& step = place.guide.steps[place.path.back()];
    f.columns(
        "guide",
        [&] {
            progress(place, m, f);
            not_translated(place.guide.language, m, f);
            instruction(step.text, f);
            pictures(step, f);
        },
        [&] {
            for (std::size_t i = 0; i < step.choices.size(); ++i)
                if (f.secondary("choice-" + std::to_string(i), step.choices[i].label))
                    touched.push_back(kiosk::ChoseChoice{i});
            if (f.quiet("not-helped", t("This does not help"))) touched.push_back(kiosk::CalledPerson{});
        });
}

}  // namespace storeside::screens
