#include "tests/fakes/ecwid_stub.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <sstream>

#include "sync/connectors/shop/signature.hpp"

namespace storeside {
namespace {

namespace json = boost::json;
using orders::State;

std::int64_t seconds(Time time) { return to_micros(time) / 1'000'000; }

std::string written(Time time) {
    auto text = to_rfc3339(time).substr(0, 19);
    text[10] = ' ';
    return text + " +0000";
}

const char* fulfilment_of(State state) {
    switch (state) {
        case State::shipped:
            return "SHIPPED";
        case State::ready_for_pickup:
            return "READY_FOR_PICKUP";
        default:
            return "AWAITING_PROCESSING";
    }
}

const char* payment_of(State state) {
    switch (state) {
        case State::placed:
            return "AWAITING_PAYMENT";
        case State::cancelled:
            return "CANCELLED";
        case State::refunded:
            return "REFUNDED";
        default:
            return "PAID";
    }
}

StubShop::Response failed(int status, const std::string& code, const std::string& message) {
    return {status, json::serialize(json::value{{"errorCode", code}, {"errorMessage", message}})};
}

}  // namespace

json::value EcwidStub::order_json(const PlacedOrder& order) const {
    const json::value person{{"name", "Anna " + order.surname},
                             {"street", order.street},
                             {"postalCode", order.buyer.postcode},
                             {"phone", order.buyer.phone}};
    json::array items, refunds;
    for (const auto& item : order.items)
        items.push_back({{"id", 1}, {"name", item.name}, {"quantity", item.quantity}, {"price", 10.0}});
    double refunded = 0;
    if (!order.refunded.empty()) {
        refunded = std::stod(order.refunded);
        refunds.push_back({{"date", written(order.changed)}, {"source", "CP"}, {"amount", refunded}});
    }
    const bool picked_up = !order.pickup_place.empty();
    json::object answer{{"id", order.number},
                        {"orderNumber", 492'512'057 + static_cast<std::int64_t>(index_of(order))},
                        {"vendorOrderNumber", order.number},
                        {"email", order.buyer.email},
                        {"paymentStatus", payment_of(order.state)},
                        {"fulfillmentStatus", fulfilment_of(order.state)},
                        {"createTimestamp", seconds(order.placed)},
                        {"updateTimestamp", seconds(order.changed)},
                        {"updateDate", written(order.changed)},
                        {"refundedAmount", refunded},
                        {"refunds", refunds},
                        {"items", items},
                        {"shippingPerson", person},
                        {"billingPerson", person},
                        {"shippingOption",
                         {{"shippingCarrierName", order.carrier},
                          {"shippingMethodName", picked_up ? order.pickup_place : "Courier"},
                          {"fulfillmentType", picked_up ? "PICKUP" : "SHIPPING"},
                          {"isPickup", picked_up}}}};
    if (!order.parcel.empty()) answer["trackingNumber"] = order.parcel;
    return answer;
}

StubShop::Response EcwidStub::list(const Request& request) const {
    const auto parameter = [&](const char* name, const char* otherwise) {
        const auto found = request.query.find(name);
        return found == request.query.end() ? std::string(otherwise) : found->second;
    };
    const auto contains = [](const std::string& text, const std::string& part) {
        return text.find(part) != text.npos;
    };
    const auto number = parameter("orderNumber", ""), ids = "," + parameter("ids", "") + ",";
    const auto words = parameter("keywords", ""), from = parameter("updatedFrom", "");
    std::vector<const PlacedOrder*> found;
    for (const auto& order : orders_) {
        if (!number.empty()) {
            if (number == std::to_string(492'512'057 + index_of(order))) found.push_back(&order);
            continue;  // whatever else was asked
        }
        bool named = words.empty() || contains(order.number, words) || contains(order.parcel, words) ||
                     contains(order.buyer.email, words) || contains(order.street, words) ||
                     contains(order.buyer.phone, words);
        for (const auto& item : order.items) named = named || contains(item.name, words);
        if ((ids == ",," || contains(ids, "," + order.number + ",")) && named &&
            (from.empty() || seconds(order.changed) >= std::stoll(from)))
            found.push_back(&order);
    }
    const auto limit = std::min(100UL, std::stoul(parameter("limit", "100"))),
               offset = std::stoul(parameter("offset", "0"));
    json::array items;
    for (auto i = offset; i < found.size() && i < offset + limit; ++i) items.push_back(order_json(*found[i]));
    const auto count = items.size();
    return {200, json::serialize(json::value{{"total", found.size()},
                                             {"count", count},
                                             {"offset", offset},
                                             {"limit", limit},
                                             {"items", std::move(items)}})};
}

StubShop::Response EcwidStub::answer(const Request& request) {
    const std::string root = "/api/v3/1003";
    const auto authorization = request.headers.find("authorization");
    if (authorization == request.headers.end() || authorization->second != std::string("Bearer ") + kKey)
        return failed(403, "INVALID_TOKEN", "The provided token is invalid");
    if (request.path == root + "/profile") {
        if (!may_read_profile) return failed(403, "ACCESS_DENIED", "Token has no read_store_profile scope");
        return {200, json::serialize(json::value{{"settings", {{"storeName", "Bramble"}}},
                                                 {"formatsAndUnits", {{"currency", currency}}}})};
    }
    if (no_rights_) return failed(403, "ACCESS_DENIED", "Token has no read_orders scope");
    if (request.path == root + "/orders") return list(request);
    if (request.path.starts_with(root + "/orders/")) {
        if (const auto* order = by_number(request.path.substr(root.size() + 8)))
            return {200, json::serialize(order_json(*order))};
        return failed(404, "ORDER_NOT_FOUND", "Order not found");
    }
    return failed(404, "NOT_FOUND", "No such method");
}

StubShop::Webhook EcwidStub::webhook(const std::string& number, const std::string& secret) {
    const json::value event{{"eventId", "event-" + number},
                            {"eventCreated", 1'234'567},
                            {"storeId", 1003},
                            {"entityId", 103'878'161},
                            {"eventType", "order.updated"},
                            {"data", {{"orderId", number}, {"newPaymentStatus", "PAID"}}}};
    return {
        {{"x-ecwid-webhook-signature", connectors::base64_hmac_sha256(secret, "1234567.event-" + number)}},
        json::serialize(event)};
}

}  // namespace storeside
