// Finding an order: its number and one thing only the buyer knows.
#include <utility>
#include <vector>

#include "firmware/kiosk/rules.hpp"

namespace storeside::kiosk {
namespace {

using Step = tickets::JourneyStep;
using Field = OrderEntry::Field;
using Problem = OrderEntry::Problem;

Secret& shown(OrderEntry& place) { return place.field == Field::number ? place.number : place.factor; }

// As an agent reads it in the ticket.
std::string_view in_words(orders::State state) {
    switch (state) {
        case orders::State::placed:
            return "placed";
        case orders::State::paid:
            return "paid";
        case orders::State::packed:
            return "packed";
        case orders::State::shipped:
            return "shipped";
        case orders::State::ready_for_pickup:
            return "ready for pick-up";
        case orders::State::collected:
            return "collected";
        case orders::State::delivered:
            return "delivered";
        case orders::State::cancelled:
            return "cancelled";
        case orders::State::refunded:
            return "refunded";
    }
    return "";
}

// An order looked at again is told once, as it is now.
void saw(std::vector<tickets::OrderSeen>& orders, tickets::OrderSeen order) {
    std::erase_if(orders, [&](const auto& seen) { return seen.number == order.number; });
    if (orders.size() == kMostOrders) orders.erase(orders.begin());
    orders.push_back(std::move(order));
}

}  // namespace

void anywhere(const OpenedOrders&, Turn& turn) {
    if (turn.at<OrderEntry>()) return;
    OrderEntry entry{.number = turn.asked_order()};  // they need not type again what they asked for
    if (!entry.number.empty()) entry.field = Field::factor;
    turn.go(std::move(entry));
}

void on(OrderEntry& place, const ChoseField& event, Turn&) {
    place.field = event.field;
    if (place.problem == Problem::unavailable) place.problem = Problem::none;  // they mean to type again
}

void on(OrderEntry& place, const Typed& event, Turn&) {
    if (place.waiting || shown(place).size() + event.text.size() > kLongestWords) return;
    shown(place).append(event.text);
    place.problem = Problem::none;
}

void on(OrderEntry& place, const Erased&, Turn&) {
    if (place.waiting) return;
    shown(place).pop_character();
    place.problem = Problem::none;
}

void on(OrderEntry& place, const Cleared&, Turn&) {
    if (place.waiting) return;
    shown(place).clear();
    place.problem = Problem::none;
}

void on(OrderEntry& place, const Submitted&, Turn& turn) {
    if (place.waiting) return;
    if (place.number.empty()) {
        place.field = Field::number;
        place.problem = Problem::number_missing;
    } else if (place.factor.empty()) {
        // From the first field, "Next" leads on; only from the second is an empty one a mistake.
        if (place.field == Field::factor) place.problem = Problem::factor_missing;
        place.field = Field::factor;
    } else {
        place.waiting = true;
        place.problem = Problem::none;
        turn.run(AskOrder{turn.ask(), {place.number, place.factor}});
    }
}

void on(OrderEntry& place, const OrderArrived& event, Turn& turn) {
    place.waiting = false;
    switch (event.outcome) {
        case OrderArrived::Outcome::found:
            saw(turn.session().orders, {event.order.number, std::string(in_words(event.order.state))});
            turn.note(Step::Kind::order_seen, event.order.number);
            turn.replace(OrderView{event.order, event.kept});
            return;
        case OrderArrived::Outcome::no_match:
            turn.note(Step::Kind::order_not_found, std::string(place.number.view()));
            place.problem = Problem::no_match;
            return;
        case OrderArrived::Outcome::not_kept:
            turn.note(Step::Kind::order_not_found, std::string(place.number.view()));
            place.problem = Problem::not_kept;
            return;
        case OrderArrived::Outcome::unavailable:
            place.problem = Problem::unavailable;
            return;
    }
}

}  // namespace storeside::kiosk
