#include "sync/connectors/shop/woocommerce/order.hpp"

#include <algorithm>
#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>

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

constexpr std::string_view kTrackingItems = "_wc_shipment_tracking_items";
constexpr std::string_view kFulfillmentStatus = "_fulfillment_status";

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

// The members of a list. PHP writes a list of which something was taken out as an object: {"1": …}.
std::vector<const value*> members_of(const value& list, std::size_t most) {
    std::vector<const value*> members;
    const auto add = [&](const value& member) {
        if (members.size() < most && member.is_object()) members.push_back(&member);
    };
    if (const auto* array = list.if_array())
        for (const auto& member : *array) add(member);
    else if (const auto* object = list.if_object())
        for (const auto& [key, member] : *object) add(member);
    return members;
}

const value* meta_of(const value& object, std::string_view key) {
    for (const auto* meta : objects_at(object, {"meta_data"}, 1'000))
        if (text_at(*meta, {"key"}, 60) == key) return at(*meta, {"value"});
    return nullptr;
}

std::string meta_text(const value& object, std::string_view key, std::size_t limit) {
    const auto* found = meta_of(object, key);
    const auto* text = found ? found->if_string() : nullptr;
    return text ? visible({text->data(), text->size()}, limit) : std::string();
}

// Seconds since 1970, as the plug-ins write it, or a date, as programs that use WooCommerce's interface do.
std::optional<Time> day_of(const std::string& text) {
    constexpr std::int64_t kYear2000 = 946'684'800;
    std::int64_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error == std::errc() && end == text.data() + text.size()) {
        if (seconds > kYear2000 && seconds < 1LL << 40) return Time(std::chrono::seconds(seconds));
        return std::nullopt;
    }
    return shop_time(text.size() == 10 ? text + "T00:00:00" : text);
}

// The list that the Shipment Tracking plug-ins keep.
void add_parcels(const value& answer, orders::Order& order) {
    const auto* items = meta_of(answer, kTrackingItems);
    if (!items) return;
    for (const auto* item : members_of(*items, kMostParcels)) {
        orders::Parcel parcel;
        parcel.carrier = plain(*item, {"tracking_provider"}, kLongestCarrier);
        if (parcel.carrier.empty())
            parcel.carrier = plain(*item, {"custom_tracking_provider"}, kLongestCarrier);
        parcel.tracking = text_at(*item, {"tracking_number"}, kLongestCarrier);
        parcel.shipped_at = day_of(text_at(*item, {"date_shipped"}, 30));
        order.parcels.push_back(std::move(parcel));
    }
}

// "royal-mail" is "Royal Mail", "dhl" is "DHL".
std::string carrier_of(std::string slug) {
    std::size_t word = 0;
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
    for (std::size_t i = 0; i <= slug.size(); ++i) {
        if (i < slug.size() && slug[i] != '-' && slug[i] != '_') continue;
        const auto capitals = i - word <= 3 ? i - word : 1;
        for (std::size_t j = word; j < word + capitals; ++j) slug[j] = upper(slug[j]);
        if (i < slug.size()) slug[i] = ' ';
        word = i + 1;
    }
    return slug;
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

Parameters fields() {
    return {{"_fields",
             "id,number,status,currency,date_created_gmt,date_modified_gmt,date_paid_gmt,date_completed_gmt,"
             "billing.email,billing.phone,billing.postcode,shipping.phone,shipping.postcode,"
             "line_items,shipping_lines,refunds,meta_data"},
            {"include_meta%5B0%5D", std::string(kTrackingItems)},
            {"include_meta%5B1%5D", std::string(kFulfillmentStatus)}};
}

bool has_fulfillments(const value& answer) {
    const auto status = meta_text(answer, kFulfillmentStatus, 40);
    return status == "fulfilled" || status == "partially_fulfilled";
}

void add_fulfillments(const value& answer, orders::Order& order) {
    // 10.1 wrapped the list.
    const auto* wrapped = at(answer, {"fulfillments"});
    std::optional<Time> first;
    for (const auto* fulfillment : members_of(wrapped ? *wrapped : answer, kMostParcels)) {
        const auto* done = at(*fulfillment, {"is_fulfilled"});
        if (!done || !done->is_bool() || !done->get_bool() || at(*fulfillment, {"date_deleted"})) continue;
        orders::Parcel parcel;
        parcel.tracking = meta_text(*fulfillment, "_tracking_number", kLongestCarrier);
        parcel.carrier = meta_text(*fulfillment, "_provider_name", kLongestCarrier);
        if (parcel.carrier.empty())
            parcel.carrier = carrier_of(meta_text(*fulfillment, "_shipment_provider", kLongestCarrier));
        parcel.shipped_at = day_of(meta_text(*fulfillment, "_date_fulfilled", 30));
        if (parcel.shipped_at && (!first || *parcel.shipped_at < *first)) first = parcel.shipped_at;
        const bool told = !parcel.tracking.empty() || !parcel.carrier.empty();
        if (told && order.parcels.size() < kMostParcels) order.parcels.push_back(std::move(parcel));
    }
    if (first && order.state == State::shipped) {
        std::erase_if(order.timeline, [](const auto& step) { return step.state == State::shipped; });
        order.timeline.push_back({State::shipped, *first});
    }
    tidy(order);
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
    // What was handed to a carrier is shipped before anybody calls the order completed.
    const bool sent = (*state == State::placed || *state == State::paid) && has_fulfillments(answer);
    order.state = sent ? State::shipped : *state;
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
