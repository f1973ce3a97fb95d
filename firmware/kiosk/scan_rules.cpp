// A receipt or a parcel before the scanner: straight to the order, wherever the shopper is.
#include "firmware/kiosk/rules.hpp"
#include "firmware/kiosk/scanned_code.hpp"

namespace storeside::kiosk {
namespace {

void fill(OrderEntry& place, const Scanned& event) {
    if (const auto number = order_number_in(event.code)) {
        place.number = Secret(*number);
        place.field = OrderEntry::Field::factor;
        place.problem = OrderEntry::Problem::none;
    } else {
        place.field = OrderEntry::Field::number;
        place.problem = OrderEntry::Problem::unreadable_code;
    }
}

OrderEntry filled(const Scanned& event) {
    OrderEntry place;
    fill(place, event);
    return place;
}

}  // namespace

void on(Attract&, const Scanned& event, Turn& turn) {
    turn.speak("");
    turn.replace(filled(event));
}

// The one before is gone.
void on(Thanks&, const Scanned& event, Turn& turn) {
    turn.end_session();
    turn.speak("");
    turn.replace(filled(event));
}

void anywhere(const Scanned& event, Turn& turn) {
    // Staff hold nothing before the scanner, and a code is no part of a PIN.
    if (turn.at<PinEntry>()) return;
    auto* place = turn.here<OrderEntry>();
    if (!place) return turn.go(filled(event));
    turn.ask();  // the answer about the number before is stale
    place->waiting = false;
    fill(*place, event);
}

}  // namespace storeside::kiosk
