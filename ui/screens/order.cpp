// Order: where it is, in one large sentence, then how it got there and what to do next.
#include <algorithm>

#include "ui/screens/screen.hpp"

namespace storeside::screens {
namespace {

using orders::State;

std::string milestone(State state, const text::Texts& t) {
    switch (state) {
        case State::placed:
            return t("Ordered");
        case State::paid:
            return t("Paid");
        case State::packed:
            return t("Packed");
        case State::shipped:
            return t("On its way");
        case State::ready_for_pickup:
            return t("Ready to collect");
        case State::collected:
            return t("Collected");
        case State::delivered:
            return t("Delivered");
        case State::cancelled:
            return t("Cancelled");
        case State::refunded:
            return t("Refunded");
    }
    return {};
}

std::string sentence(const orders::Order& order, const text::Texts& t) {
    switch (order.state) {
        case State::ready_for_pickup:
            if (order.due && !order.pickup_desk.empty())
                return t.format("Ready at desk {} until {}", order.pickup_desk, t.day(*order.due));
            return t("Ready to collect");
        case State::shipped:
            return order.due ? t.format("On its way, expected on {}", t.day(*order.due)) : t("On its way");
        case State::placed:
        case State::paid:
            return t("We have your order and will pack it soon");
        case State::packed:
            return t("Packed, and soon ready for you");
        case State::collected:
            return t("Collected");
        case State::delivered:
            return t("Delivered");
        case State::cancelled:
            return t("Cancelled");
        case State::refunded:
            return t("Refunded");
    }
    return {};
}

std::string next_step(const orders::Order& order, const text::Texts& t) {
    switch (order.state) {
        case State::ready_for_pickup:
            return t("Go to the desk with your order number and a photo ID.");
        case State::shipped:
            return t("The carrier sends you the delivery time.");
        case State::placed:
        case State::paid:
            return t("Until it is packed you can still change it: ask a person.");
        case State::refunded:
            return t("The money goes back the way you paid, within a few days.");
        default:
            return {};
    }
}

// What is still to come on the usual way of an order.
std::vector<State> to_come(const orders::Order& order) {
    switch (order.state) {
        case State::placed:
            return {State::paid, State::packed};
        case State::paid:
            return {State::packed};
        case State::packed:
            return {order.pickup_desk.empty() ? State::shipped : State::ready_for_pickup};
        case State::shipped:
            return {State::delivered};
        case State::ready_for_pickup:
            return {State::collected};
        default:
            return {};
    }
}

std::vector<frame::Milestone> timeline(const orders::Order& order, const text::Texts& t) {
    using When = frame::Milestone::When;
    std::vector<frame::Milestone> milestones;
    for (const auto& step : order.timeline)
        milestones.push_back({milestone(step.state, t), t.day_and_time(step.at),
                              step.state == order.state ? When::now : When::done});
    for (const auto state : to_come(order)) milestones.push_back({milestone(state, t), "", When::later});
    return milestones;
}

void summary(const orders::Order& order, bool kept, const text::Texts& t, frame::Frame& f) {
    f.caption(t.format("Order {}", order.number));
    f.title(sentence(order, t));
    if (const auto next = next_step(order, t); !next.empty()) f.quiet_text(next);
    if (kept)
        f.status("wifi-off", frame::Tone::warning,
                 t.format("No connection right now: this is as of {}", t.day_and_time(order.as_of)));
    f.timeline(timeline(order, t));
}

void items(const orders::Order& order, bool kept, const text::Texts& t, frame::Frame& f) {
    if (!order.items.empty()) f.heading(t("In this order"));
    for (const auto& item : order.items)
        f.item("package", item.name, item.quantity > 1 ? t.format("{} pieces", item.quantity) : "");
    if (!kept) f.caption(t.format("As of {}", t.day_and_time(order.as_of)));
}

}  // namespace

void draw(const kiosk::OrderView& place, const Model& m, frame::Frame& f, Touched& touched) {
    const auto& t = m.texts;
    const auto& order = place.order;
    // The whole way of the order is to be seen at once: in landscape what is in it stands beside.
    const auto contents = [&] { f.personal([&] { items(order, place.kept, t, f); }); };
    f.columns(
        "order",
        [&] {
            f.personal([&] { summary(order, place.kept, t, f); });
            if (f.portrait()) contents();
        },
        [&] {
            if (f.primary("finish", t("I am done"))) touched.push_back(kiosk::Finished{});
            if (f.secondary("problem", t("Something is wrong with it"), "help-circle"))
                touched.push_back(kiosk::CalledPerson{});
            if (!f.portrait()) contents();
        });
}

}  // namespace storeside::screens
