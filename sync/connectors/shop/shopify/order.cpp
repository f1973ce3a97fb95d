#include <algorithm>
#include <string_view>

#include "sync/connectors/shop/answer.hpp"
#include "sync/connectors/shop/shopify/queries.hpp"

namespace storeside::connectors::shopify {
namespace {

using boost::json::value;
using orders::State;

// One delivery of an order: how far it is, and since when.
struct Step {
    State state = State::shipped;
    std::optional<Time> at;
};

std::optional<Step> step_of(const value& fulfilment) {
    const auto status = text_at(fulfilment, {"status"}, 40);
    if (status == "CANCELLED" || status == "ERROR" || status == "FAILURE") return std::nullopt;
    const auto shown = text_at(fulfilment, {"displayStatus"}, 40);
    const auto updated = time_at(fulfilment, {"updatedAt"});
    const auto created = time_at(fulfilment, {"createdAt"});
    if (shown == "CANCELED" || shown == "LABEL_VOIDED") return std::nullopt;
    if (shown == "READY_FOR_PICKUP") return Step{State::ready_for_pickup, created};
    if (shown == "PICKED_UP") return Step{State::collected, updated};
    if (shown == "LABEL_PRINTED" || shown == "LABEL_PURCHASED" || shown == "CONFIRMED")
        return Step{State::packed, created};
    const auto delivered = time_at(fulfilment, {"deliveredAt"});
    if (shown == "DELIVERED" || delivered) return Step{State::delivered, delivered ? delivered : updated};
    const auto in_transit = time_at(fulfilment, {"inTransitAt"});
    return Step{State::shipped, in_transit ? in_transit : created};
}

void add(orders::Order& order, State state, std::optional<Time> at) {
    if (at) order.timeline.push_back({state, *at});
}

std::optional<Time> paid_at(const value& node) {
    std::optional<Time> first;
    for (const auto* payment : objects_at(node, {"transactions"}, 10)) {
        const auto kind = text_at(*payment, {"kind"}, 20);
        if ((kind != "SALE" && kind != "CAPTURE") || text_at(*payment, {"status"}, 20) != "SUCCESS") continue;
        const auto at = time_at(*payment, {"processedAt"});
        if (at && (!first || *at < *first)) first = at;
    }
    return first;
}

// The order is as far as the delivery that is furthest behind: a shopper with one of two parcels still waits.
void add_deliveries(const value& node, orders::Order& order) {
    std::optional<State> behind;
    for (const auto* fulfilment : objects_at(node, {"fulfillments"}, 10)) {
        const auto step = step_of(*fulfilment);
        if (!step) continue;
        // Told of the same delivery before it arrived.
        if (step->state == State::delivered) add(order, State::shipped, time_at(*fulfilment, {"createdAt"}));
        if (step->state == State::collected)
            add(order, State::ready_for_pickup, time_at(*fulfilment, {"createdAt"}));
        add(order, step->state, step->at);
        if (!behind || step->state < *behind) behind = step->state;
        if (step->state == State::shipped && !order.due)
            order.due = time_at(*fulfilment, {"estimatedDeliveryAt"});
        for (const auto* tracking : objects_at(*fulfilment, {"trackingInfo"}, 5))
            if (order.parcels.size() < kMostParcels)
                order.parcels.push_back({text_at(*tracking, {"company"}, kLongestCarrier),
                                         text_at(*tracking, {"number"}, kLongestCarrier),
                                         time_at(*fulfilment, {"createdAt"})});
    }
    if (behind) order.state = *behind;
}

void add_refunds(const value& node, const ShopSettings& settings, orders::Order& order) {
    for (const auto* refund : objects_at(node, {"refunds"}, kMostRefunds)) {
        const auto at = time_at(*refund, {"createdAt"});
        order.refunds.push_back(
            refund_of(at, text_at(*refund, {"totalRefundedSet", "presentmentMoney", "amount"}, 30),
                      text_at(*refund, {"totalRefundedSet", "presentmentMoney", "currencyCode"}, 8),
                      settings.currency, settings.name));
        add(order, State::refunded, at);
    }
}

}  // namespace

std::optional<KnownOrder> order_of(const value& node, const ShopSettings& settings, Time now) {
    KnownOrder known;
    auto& order = known.order;
    known.reference = text_at(node, {"id"}, 100);
    order.number = text_at(node, {"name"}, kLongestNumber);
    if (known.reference.empty() || order.number.empty()) return std::nullopt;
    known.confirmation = text_at(node, {"confirmationNumber"}, 40);
    known.changed_at = time_at(node, {"updatedAt"}).value_or(Time{});
    known.buyer.email = text_at(node, {"email"}, 250);
    known.buyer.phone = text_at(node, {"phone"}, 60);
    for (const auto address : {"shippingAddress", "billingAddress"}) {
        if (known.buyer.phone.empty()) known.buyer.phone = text_at(node, {address, "phone"}, 60);
        if (known.buyer.postcode.empty()) known.buyer.postcode = text_at(node, {address, "zip"}, 30);
    }
    order.as_of = now;
    for (const auto* item : objects_at(node, {"lineItems", "nodes"}, kMostItems))
        order.items.push_back({text_at(*item, {"name"}, kLongestName),
                               static_cast<int>(std::clamp<std::int64_t>(
                                   number_at(*item, {"quantity"}).value_or(1), 0, 1'000'000))});

    const auto paid = text_at(node, {"displayFinancialStatus"}, 40);
    add(order, State::placed, time_at(node, {"createdAt"}));
    add(order, State::paid, paid_at(node));
    if (paid == "PAID" || paid == "PARTIALLY_REFUNDED") order.state = State::paid;
    add_deliveries(node, order);
    if (order.state < State::packed && text_at(node, {"displayFulfillmentStatus"}, 40) == "FULFILLED")
        order.state = State::shipped;
    add_refunds(node, settings, order);
    const auto cancelled = time_at(node, {"cancelledAt"});
    add(order, State::cancelled, cancelled);
    if (cancelled) order.state = State::cancelled;
    if (paid == "REFUNDED") order.state = State::refunded;
    if (order.state == State::ready_for_pickup) order.pickup_desk = settings.pickup_desk;
    tidy(order);
    return known;
}

}  // namespace storeside::connectors::shopify
