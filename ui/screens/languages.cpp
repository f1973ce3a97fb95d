// Languages: each by its own name; the pack's first, then those that only the screen itself speaks.
#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

void choices(std::string_view id, std::span<const std::string> languages, const Model& m, frame::Frame& f,
             Touched& touched) {
    f.grid(id, 1, 3, [&] {
        for (const auto& language : languages) {
            const bool chosen = language == m.state.session.language;
            if (f.choice("language-" + language, "", text::own_name(language), "", chosen))
                touched.push_back(kiosk::ChoseLanguage{language});
        }
    });
}

}  // namespace

void draw(const kiosk::Languages&, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto& storefronts = m.state.device.storefronts;
    const auto all = kiosk::languages(m.state);
    const auto of_the_pack = std::span(all).first(storefronts.size());
    const auto of_the_screen = std::span(all).subspan(storefronts.size());
    f.scroll("languages", [&] {
        f.title(t("Language"));
        choices("choices", of_the_pack, m, f, touched);
        if (of_the_screen.empty()) return;
        if (!storefronts.empty()) {
            f.space(48);
            const auto own = text::own_name(storefronts.front().language);
            f.quiet_text(t.format("This screen also speaks these. The answers are then in {}.", own));
        }
        choices("more-choices", of_the_screen, m, f, touched);
    });
}

}  // namespace storeside::screens
