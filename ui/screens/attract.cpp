// Attract: what one sees from two metres. A greeting in every language in turn, and one touch to begin.
#include <algorithm>

#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

// Each notice stays until every language has had its turn.
std::size_t notice_turn(const Model& m) {
    const auto round = kGreeting * std::max<std::size_t>(1, kiosk::languages(m.state).size());
    return static_cast<std::size_t>(m.now.time_since_epoch() / round);
}

// One notice, and the languages by their own names.
void below(const Model& m, const content::Storefront* shown, const std::string& language, frame::Frame& f,
           Touched& touched) {
    if (shown && !shown->notices.empty()) {
        const auto& notice = shown->notices[notice_turn(m) % shown->notices.size()];
        f.panel("notice", [&] { f.item("information", notice.title, notice.text); });
    }
    // The shop's own languages come first: nothing may move under a finger when its pack has been opened.
    if (m.state.device.storefronts.empty() && !m.state.device.content_missing) return;
    for (const auto& each : kiosk::languages(m.state))
        if (f.chip("language-" + each, text::own_name(each))) touched.push_back(kiosk::Began{each});
    if (f.chip("accessibility", m.texts("Easier to use"), "human")) {
        touched.push_back(kiosk::Began{language});
        touched.push_back(kiosk::OpenedAccessibility{});
    }
}

}  // namespace

void draw(const kiosk::Attract&, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto& storefronts = m.state.device.storefronts;
    const auto language = language_of(m.state, m.now);
    // In a language that the pack does not have, the shop's notices are its own and the greeting is ours.
    const content::Storefront* shown = storefronts.empty() ? nullptr : &storefronts.front();
    for (const auto& storefront : storefronts)
        if (storefront.language == language) shown = &storefront;
    const bool greets = shown && shown->language == language;

    const auto& photo = m.state.device.brand.photo;
    if (photo.media)
        f.backdrop(screens::shown(photo));
    else
        f.backdrop();
    if (f.anywhere("begin", t("Touch to begin"))) touched.push_back(kiosk::Began{language});
    // Only the greeting changes with the language.
    f.still([&] { f.pinned("below", [&] { below(m, shown, language, f, touched); }); });
    f.centred("greeting", [&] {
        f.display(greets ? shown->greeting : t("Hello"));
        f.space(24);
        f.lead(t("Touch to begin"));
        if (m.state.device.content_missing) {
            f.space(24);
            f.status("alert-circle", frame::Tone::warning,
                     t("Answers are not loaded yet. You can still call a person."));
            f.grid("call", 1, 2, [&] {
                if (!f.primary("ask-person", t("Call a person"), "account")) return;
                touched.push_back(kiosk::Began{language});
                touched.push_back(kiosk::CalledPerson{});
            });
        }
    });
}

void draw(const kiosk::Thanks& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    f.backdrop();
    if (f.anywhere("done", t("Thank you"))) touched.push_back(kiosk::Finished{});
    f.centred("thanks", [&] {
        f.display(t("Thank you"));
        f.space(24);
        f.lead(t("This screen has already forgotten what you typed."));
        if (place.unsaved) {
            f.space(24);
            f.status("alert-circle", frame::Tone::warning, t("Your rating could not be saved."));
        }
    });
}

}  // namespace storeside::screens
