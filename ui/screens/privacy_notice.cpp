// What becomes of what a shopper types, in a sentence, and one touch from the shop's own words about it.
#include "ui/screens/screen.hpp"

namespace storeside::screens {

namespace {

std::string more(const Model& m) { return m.texts("How your data is handled"); }

void lead_on(const std::string& article, frame::Frame& f, const frame::Rich& text, Touched& touched) {
    if (f.paragraph(text)) touched.push_back(kiosk::OpenedHit{content::Hit::Kind::article, article});
}

// The shop's own words about it; empty when its pack has none.
std::string article_of(const Model& m) {
    const auto* storefront = kiosk::storefront(m.state);
    return storefront ? storefront->privacy : std::string();
}

}  // namespace

void privacy_notice(const std::string& sentence, const Model& m, frame::Frame& f, Touched& touched) {
    const auto article = article_of(m);
    // In low reach the words stand above what can be reached, and only the link takes room there.
    if (article.empty() || f.low_reach()) {
        f.quiet_text(sentence);
        return privacy_link(m, f, touched);
    }
    lead_on(
        article, f,
        frame::Rich(std::vector<frame::Span>{{.text = sentence + "\n"}, {.text = more(m), .link = article}}),
        touched);
}

void privacy_link(const Model& m, frame::Frame& f, Touched& touched) {
    const auto article = article_of(m);
    if (article.empty()) return;
    lead_on(article, f, frame::Rich(std::vector<frame::Span>{{.text = more(m), .link = article}}), touched);
}

}  // namespace storeside::screens
