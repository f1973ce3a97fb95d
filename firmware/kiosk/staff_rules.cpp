// Staff: a corner held, a PIN, one page about the box.
#include "firmware/kiosk/rules.hpp"

namespace storeside::kiosk {

void on(Attract&, const HeldCorner&, Turn& turn) {
    turn.speak("");
    turn.replace(PinEntry{});
}
void on(Home&, const HeldCorner&, Turn& turn) { turn.go(PinEntry{}); }

void on(PinEntry& place, const Typed& event, Turn&) {
    constexpr std::size_t longest_pin = 12;
    if (place.waiting || place.pin.size() + event.text.size() > longest_pin) return;
    place.pin.append(event.text);
    place.refused.reset();
}

void on(PinEntry& place, const Erased&, Turn&) {
    if (!place.waiting) place.pin.pop_character();
}

void on(PinEntry& place, const Cleared&, Turn&) {
    if (!place.waiting) place.pin.clear();
}

void on(PinEntry& place, const Submitted&, Turn& turn) {
    if (place.waiting || place.pin.empty()) return;
    place.waiting = true;
    turn.run(CheckPin{turn.ask(), place.pin});
}

void on(PinEntry& place, const PinChecked& event, Turn& turn) {
    place.pin.clear();
    place.waiting = false;
    if (event.verdict != staff::Verdict::accepted) {
        place.refused = event.verdict;
        place.locked_until = event.locked_until;
        turn.run(Append{turn.session().number, Audit{turn.fresh(), turn.now(), "", "staff PIN refused"}});
        return;
    }
    turn.run(
        Append{turn.session().number, Audit{turn.fresh(), turn.now(), event.name, "staff mode entered"}});
    turn.run(AskStatus{turn.ask()});
    turn.replace(StaffPage{event.name, std::nullopt, turn.now() + turn.device().timings.staff});
}

void on(StaffPage& place, const StatusArrived& event, Turn&) { place.status = event.status; }
void on(StaffPage&, const LeftStaff&, Turn& turn) { turn.end_session(); }

}  // namespace storeside::kiosk
