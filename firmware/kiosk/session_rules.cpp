// Beginning and ending a session, moving about, the language.
#include "firmware/kiosk/rules.hpp"

namespace storeside::kiosk {

void on(Attract&, const Began& event, Turn& turn) {
    turn.speak(event.language);
    turn.replace(Home{});
}

void anywhere(const WentHome&, Turn& turn) { turn.go_home(); }
void anywhere(const WentBack&, Turn& turn) {
    if (auto* guiding = turn.here<Guiding>(); guiding && step_back(*guiding)) return;
    turn.go_back();
}
void anywhere(const Finished&, Turn& turn) { turn.end_with_thanks(); }
void on(Thanks&, const Finished&, Turn& turn) { turn.end_session(); }
void anywhere(const OpenedLanguages&, Turn& turn) {
    if (!turn.at<Languages>()) turn.go(Languages{});
}

void on(Languages&, const ChoseLanguage& event, Turn& turn) {
    turn.speak(event.language);
    turn.go_back();
}

}  // namespace storeside::kiosk
