#include "sync/connectors/shop/woocommerce/order.hpp"

#include <array>

#include "sync/connectors/helpdesk/agent_text.hpp"
#include "sync/connectors/shop/answer.hpp"

namespace storeside::connectors::woocommerce {
namespace {

using boost::json::value;
using orders::State;

// Names carry entities and sometimes tags: "Nuts &amp; bolts".
std::string plain(const value& object, Path path, std::size_t limit) {
    auto text = text_at(object, path, limit);
    if (text.find_first_of("&<") != text.npos) text = visible(text_of_html(text), limit);
    return text;
}

struct Status {
    std::string_view name;
    State state;
};

// WooCommerce's own ("completed" is looked at more closely), and those that widespread plug-ins add.
constexpr auto kStatuses = std::to_array<Status>({
    {"pending", State::placed},
    {"on-hold", State::placed},
    {"processing", State::paid},
    {"completed", State::shipped},
    {"cancelled", State::cancelled},
    {"failed", State::cancelled},
    {"refunded", State::refunded},
    {"packed", State::packed},
    {"packing", State::packed},
    {"shipped", State::shipped},
    {"partial-shipped", State::shipped},
    {"in-transit", State::shipped},
    {"delivered", State::delivered},
    {"ready-pickup", State::ready_for_pickup},
    {"ready-for-pickup", State::ready_for_pickup},
    {"ready-to-pickup", State::ready_for_pickup},
    {"ready", State::ready_for_pickup},
    {"pickup", State::collected},
    {"picked-up", State::collected},
    {"collected", State::collected},
});

std::optional<State> state_of(const std::string& status, bool picked_up) {
    if (status.empty() || status == "trash" || status == "auto-draft" || status == "checkout-draft" ||
        status == "draft" || status == "new")
        return std::nullopt;
    if (picked_up && status == "completed") return State::collected;
    for (const auto& [name, state] : kStatuses)
        if (name == status) return state;
    return State::placed;  // a status of the shop's own: it is there, and more can't be said
}

struct Delivery {
    bool picked_up = false;
    std::string place;
    std::string method;
};

Delivery delivery_of(const value& answer) {
    Delivery delivery;
    for (const auto* line : objects_at(answer, {"shipping_lines"}, 10)) {
        const auto method = text_at(*line, {"method_id"}, 60);
        delivery.method = plain(*line, {"method_title"}, kLongestCarrier);
        if (!method.starts_with("local_pickup") && !method.starts_with("pickup_location")) continue;
        delivery.picked_up = true;
        for (const auto* meta : objects_at(*line, {"meta_data"}, 50))
            if (text_at(*meta, {"key"}, 40) == "pickup_location")
                delivery.place = plain(*meta, {"value"}, 100);
    }
    return delivery;
}

// The list that the Shipment Tracking plug-ins keep.
void add_parcels(const value& answer, orders::Order& order) {
    for (const auto* meta : objects_at(answer, {"meta_data"}, 1'000)) {
        if (text_at(*meta, {"key"}, 60) != "_wc_shipment_tracking_items") continue;
        for (const auto* item : objects_at(*meta, {"value"}, kMostParcels)) {
            orders::Parcel parcel;
            parcel.carrier = plain(*item, {"tracking_provider"}, kLongestCarrier);
            if (parcel.carrier.empty())
                parcel.carrier = plain(*item, {"custom_tracking_provider"}, kLongestCarrier);
            parcel.tracking = text_at(*item, {"tracking_number"}, kLongestCarrier);
            const auto shipped = text_at(*item, {"date_shipped"}, 20);  // seconds since 1970, as a text
            if (const auto seconds = std::strtoll(shipped.c_str(), nullptr, 10);
                seconds > 0 && seconds < 1LL << 40)
                parcel.shipped_at = Time(std::chrono::seconds(seconds));
            order.parcels.push_back(std::move(parcel));
        }
    }
}

void add_timeline(const value& answer, bool picked_up, orders::Order& order) {
    const auto add = [&](State state, std::optional<Time> when) {
        if (when) order.timeline.push_back({state, *when});
    };
    add(State::placed, time_at(answer, {"date_created_gmt"}));
    add(State::paid, time_at(answer, {"date_paid_gmt"}));
    const auto completed = time_at(answer, {"date_completed_gmt"});
    std::optional<Time> shipped;
    for (const auto& parcel : order.parcels)
        if (!shipped) shipped = parcel.shipped_at;
    if (!picked_up) add(State::shipped, shipped ? shipped : completed);
    if (picked_up) add(State::collected, completed);
    // WooCommerce keeps no date for the others; the last change is the closest it says.
    const bool told = order.state == State::placed || order.state == State::paid ||
                      (order.state == State::shipped && (shipped || completed)) ||
                      (order.state == State::collected && completed);
    if (!told) add(order.state, time_at(answer, {"date_modified_gmt"}));
}

}  // namespace

std::string fields() {
    return "id,number,status,currency,date_created_gmt,date_modified_gmt,date_paid_gmt,date_completed_gmt,"
           "billing,shipping,line_items,shipping_lines,refunds,meta_data";
}

std::optional<KnownOrder> order_of(const value& answer, const ShopSettings& settings, Time now) {
    KnownOrder known;
    auto& order = known.order;
    known.reference = text_at(answer, {"id"}, 20);
    order.number = text_at(answer, {"number"}, kLongestNumber);
    if (order.number.empty()) order.number = known.reference;
    const auto delivery = delivery_of(answer);
    const auto state = state_of(text_at(answer, {"status"}, 40), delivery.picked_up);
    if (known.reference.empty() || !state) return std::nullopt;
    order.state = *state;
    order.as_of = now;
    known.changed_at = time_at(answer, {"date_modified_gmt"}).value_or(Time{});
    known.buyer = {text_at(answer, {"billing", "email"}, 250), text_at(answer, {"billing", "phone"}, 60),
                   text_at(answer, {"billing", "postcode"}, 30)};
    if (known.buyer.postcode.empty()) known.buyer.postcode = text_at(answer, {"shipping", "postcode"}, 30);
    if (known.buyer.phone.empty()) known.buyer.phone = text_at(answer, {"shipping", "phone"}, 60);
    for (const auto* line : objects_at(answer, {"line_items"}, kMostItems))
        order.items.push_back({plain(*line, {"name"}, kLongestName),
                               static_cast<int>(std::clamp<std::int64_t>(
                                   number_at(*line, {"quantity"}).value_or(1), 0, 1'000'000))});
    add_parcels(answer, order);
    if (delivery.picked_up) {
        order.pickup_desk = settings.pickup_desk;
        known.pickup_place = delivery.place;
    }
    const auto currency = text_at(answer, {"currency"}, 8);
    for (const auto* refund : objects_at(answer, {"refunds"}, kMostRefunds))
        order.refunds.push_back(refund_of(std::nullopt, text_at(*refund, {"total"}, 30), currency,
                                          settings.currency, settings.name));
    add_timeline(answer, delivery.picked_up, order);
    tidy(order);
    return known;
}

}  // namespace storeside::connectors::woocommerce
