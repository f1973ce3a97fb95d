#include <fmt/format.h>

#include <array>

#include "sync/connectors/shop/answer.hpp"
#include "sync/connectors/shop/ecwid/shop.hpp"

namespace storeside::connectors::ecwid {
namespace {

using boost::json::value;
using orders::State;

struct Fulfilment {
    std::string_view name;
    State state;
};

constexpr auto kFulfilments = std::to_array<Fulfilment>({
    {"AWAITING_PROCESSING", State::placed},
    {"PROCESSING", State::packed},
    {"SHIPPED", State::shipped},
    {"OUT_FOR_DELIVERY", State::shipped},
    {"DELIVERED", State::delivered},
    {"READY_FOR_PICKUP", State::ready_for_pickup},
    {"WILL_NOT_DELIVER", State::cancelled},
    {"RETURNED", State::refunded},
});

State state_of(const value& answer, bool picked_up) {
    const auto payment = text_at(answer, {"paymentStatus"}, 40);
    const auto fulfilment = text_at(answer, {"fulfillmentStatus"}, 40);
    if (payment == "REFUNDED") return State::refunded;
    if (payment == "CANCELLED") return State::cancelled;
    auto state = State::placed;
    for (const auto& [name, meaning] : kFulfilments)
        if (name == fulfilment) state = meaning;
    if (picked_up && state == State::delivered) return State::collected;
    if (state == State::placed && (payment == "PAID" || payment == "PARTIALLY_REFUNDED")) return State::paid;
    return state;
}

std::optional<Time> stamp(const value& answer, std::string_view key) {
    const auto seconds = number_at(answer, {key});
    if (!seconds || *seconds <= 0 || *seconds > 1LL << 40) return std::nullopt;
    return Time(std::chrono::seconds(*seconds));
}

void add_parcels(const value& answer, orders::Order& order) {
    const auto carrier = text_at(answer, {"shippingOption", "shippingCarrierName"}, kLongestCarrier);
    for (const auto* shipment : objects_at(answer, {"shipments"}, kMostParcels)) {
        orders::Parcel parcel;
        parcel.carrier = text_at(*shipment, {"shippingService", "carrierName"}, kLongestCarrier);
        if (parcel.carrier.empty()) parcel.carrier = carrier;
        parcel.tracking = text_at(*shipment, {"tracking", "trackingNumber"}, kLongestCarrier);
        parcel.shipped_at = time_at(*shipment, {"created"});
        order.parcels.push_back(std::move(parcel));
    }
    const auto tracking = text_at(answer, {"trackingNumber"}, kLongestCarrier);
    if (order.parcels.empty() && !tracking.empty())
        order.parcels.push_back({carrier, tracking, std::nullopt});
}

std::string two_decimals(const value& object, Path path) {
    const auto amount = decimal_at(object, path);
    return amount && *amount >= 0 && *amount < 1e9 ? fmt::format("{:.2f}", *amount) : std::string();
}

void add_refunds(const value& answer, const ShopSettings& settings, std::string_view currency,
                 orders::Order& order) {
    for (const auto* refund : objects_at(answer, {"refunds"}, kMostRefunds))
        order.refunds.push_back(refund_of(time_at(*refund, {"date"}), two_decimals(*refund, {"amount"}),
                                          currency, settings.currency, settings.name));
    const auto total = decimal_at(answer, {"refundedAmount"}).value_or(0);
    if (order.refunds.empty() && total > 0)
        order.refunds.push_back(refund_of(std::nullopt, two_decimals(answer, {"refundedAmount"}), currency,
                                          settings.currency, settings.name));
}

}  // namespace

std::optional<KnownOrder> order_of(const value& answer, const ShopSettings& settings,
                                   std::string_view currency, Time now) {
    KnownOrder known;
    auto& order = known.order;
    known.reference = text_at(answer, {"id"}, kLongestNumber);
    order.number = known.reference;
    // Older stores show their own number, with prefix and suffix.
    const auto vendors = text_at(answer, {"vendorOrderNumber"}, kLongestNumber);
    if (order.number.empty()) order.number = vendors;
    if (vendors != order.number) known.confirmation = vendors;
    if (order.number.empty() || text_at(answer, {"paymentStatus"}, 40) == "INCOMPLETE") return std::nullopt;

    const bool picked_up = text_at(answer, {"shippingOption", "fulfillmentType"}, 20) == "PICKUP" ||
                           (at(answer, {"shippingOption", "isPickup"}) &&
                            *at(answer, {"shippingOption", "isPickup"}) == value(true));
    order.state = state_of(answer, picked_up);
    order.as_of = now;
    known.changed_at =
        stamp(answer, "updateTimestamp").value_or(time_at(answer, {"updateDate"}).value_or(Time{}));
    known.buyer.email = text_at(answer, {"email"}, 250);
    for (const auto person : {"shippingPerson", "billingPerson"}) {
        if (known.buyer.phone.empty()) known.buyer.phone = text_at(answer, {person, "phone"}, 60);
        if (known.buyer.postcode.empty()) known.buyer.postcode = text_at(answer, {person, "postalCode"}, 30);
    }
    for (const auto* item : objects_at(answer, {"items"}, kMostItems))
        order.items.push_back({text_at(*item, {"name"}, kLongestName),
                               static_cast<int>(std::clamp<std::int64_t>(
                                   number_at(*item, {"quantity"}).value_or(1), 0, 1'000'000))});
    add_parcels(answer, order);
    add_refunds(answer, settings, currency, order);
    if (picked_up) {
        order.pickup_desk = settings.pickup_desk;
        known.pickup_place = text_at(answer, {"shippingOption", "shippingMethodName"}, 100);
        order.due = time_at(answer, {"pickupTime"});
    }
    const auto placed = stamp(answer, "createTimestamp");
    if (placed) order.timeline.push_back({State::placed, *placed});
    // Ecwid keeps one more date, that of the last change.
    if (order.state != State::placed && known.changed_at > Time{})
        order.timeline.push_back({order.state, known.changed_at});
    tidy(order);
    return known;
}

}  // namespace storeside::connectors::ecwid
