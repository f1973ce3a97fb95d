// Setting the box up: the hub's address and a one-time code, typed, or scanned from the invitation.
#include "firmware/kiosk/rules.hpp"

namespace storeside::kiosk {
namespace {

using Field = Setup::Field;
using Problem = Setup::Problem;

Secret& shown(Setup& place) { return place.field == Field::hub ? place.hub : place.code; }

void ask(Setup& place, Secret hub, Secret code, Turn& turn) {
    place.waiting = true;
    place.problem = Problem::none;
    turn.run(Enrol{turn.ask(), std::move(hub), std::move(code)});
}

}  // namespace

void on(Attract&, const NotSetUp&, Turn& turn) {
    turn.device().set_up = false;
    turn.speak("");
    turn.replace(Setup{});
}

// A box that its hub turns away is enrolled again, most often at the same hub.
void on(StaffPage& place, const OpenedSetup&, Turn& turn) {
    Setup setup;
    if (place.status) setup.hub = Secret(place.status->hub);
    if (!setup.hub.empty()) setup.field = Field::code;
    turn.replace(std::move(setup));
}

void on(Setup&, const ChoseLanguage& event, Turn& turn) { turn.speak(event.language); }

void on(Setup& place, const ChoseSetupField& event, Turn&) { place.field = event.field; }

void on(Setup& place, const Typed& event, Turn&) {
    if (place.waiting || shown(place).size() + event.text.size() > kLongestWords) return;
    shown(place).append(event.text);
    place.problem = Problem::none;
}

void on(Setup& place, const Erased&, Turn&) {
    if (place.waiting) return;
    shown(place).pop_character();
    place.problem = Problem::none;
}

void on(Setup& place, const Cleared&, Turn&) {
    if (place.waiting) return;
    shown(place).clear();
    place.problem = Problem::none;
}

void on(Setup& place, const Submitted&, Turn& turn) {
    if (place.waiting) return;
    if (place.hub.empty()) {
        place.field = Field::hub;
        place.problem = Problem::hub_missing;
    } else if (place.code.empty()) {
        // From the first field, "Next" leads on; only from the second is an empty one a mistake.
        if (place.field == Field::code) place.problem = Problem::code_missing;
        place.field = Field::code;
    } else {
        ask(place, place.hub, place.code, turn);
    }
}

void on(Setup& place, const Scanned& event, Turn& turn) {
    if (!place.waiting) ask(place, {}, Secret(event.code), turn);
}

void on(Setup& place, const Enrolled& event, Turn& turn) {
    place.waiting = false;
    place.problem = event.problem;
    if (event.problem != Problem::none) return;
    place.name = event.name;
    turn.device().set_up = true;
}

void on(Setup&, const LeftStaff&, Turn& turn) {
    if (turn.device().set_up) turn.end_session();
}

void on(Setup& place, const Finished&, Turn& turn) {
    if (!place.name.empty()) turn.end_session();
}

}  // namespace storeside::kiosk
