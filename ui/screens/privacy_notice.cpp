// What becomes of what a shopper types, in a sentence, and one touch from the shop's own words about it.
#include "ui/screens/screen.hpp"

namespace storeside::screens {

void privacy_notice(const std::string& sentence, const Model& m, frame::Frame& f, Touched& touched) {
    const auto* storefront = kiosk::storefront(m.state);
    if (!storefront || storefront->privacy.empty()) return f.quiet_text(sentence);
    const std::string more = m.texts("How your data is handled");
    const frame::Rich text(
        std::vector<frame::Span>{{.text = sentence + " "}, {.text = more, .link = storefront->privacy}});
    if (f.paragraph(text))
        touched.push_back(kiosk::OpenedHit{content::Hit::Kind::article, storefront->privacy});
}

}  // namespace storeside::screens
