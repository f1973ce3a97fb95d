// Languages: each by its own name.
#include "ui/screens/screen.hpp"

namespace storeside::screens {

void draw(const kiosk::Languages&, const Model& m, frame::Frame& f, Touched& touched) {
    f.scroll("languages", [&] {
        f.title(m.texts("Language"));
        f.grid("choices", 1, 2, [&] {
            for (const auto& storefront : m.state.device.storefronts) {
                const bool chosen = storefront.language == m.state.session.language;
                if (f.choice("language-" + storefront.language, "translate",
                             text::own_name(storefront.language), "", chosen))
                    touched.push_back(kiosk::ChoseLanguage{storefront.language});
            }
        });
    });
}

}  // namespace storeside::screens
