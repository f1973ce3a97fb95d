// Rating: five faces with words.
#include <array>

#include "ui/screens/screen.hpp"

namespace storeside::screens {

void draw(const kiosk::Rate&, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const std::array<std::string, 5> words = {t("Very bad"), t("Bad"), t("OK"), t("Good"), t("Very good")};
    f.title(t("How was the help?"));
    f.quiet_text(t("One touch, and you are done."));
    f.pinned("skip", [&] {
        if (f.quiet("skip", t("Skip"))) touched.push_back(kiosk::Finished{});
    });
    f.centred("faces", [&] {
        if (const auto score = f.faces("rating", words)) touched.push_back(kiosk::Rated{*score});
    });
}

}  // namespace storeside::screens
