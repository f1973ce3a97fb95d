#include "tests/fakes/woocommerce_stub.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <sstream>

#include "sync/connectors/shop/signature.hpp"

namespace storeside {
namespace {

namespace json = boost::json;
using orders::State;

constexpr const char* kOrders = "/wp-json/wc/v3/orders";

std::string gmt(Time time) { return to_rfc3339(time).substr(0, 19); }

std::string status_of(State state) {
    switch (state) {
        case State::placed:
            return "pending";
        case State::paid:
            return "processing";
        case State::shipped:
            return "completed";
        case State::ready_for_pickup:
            return "ready-for-pickup";
        case State::cancelled:
            return "cancelled";
        case State::refunded:
            return "refunded";
        default:
            return "on-hold";
    }
}

StubShop::Response failed(int status, const std::string& code, const std::string& message) {
    return {status, json::serialize(
                        json::value{{"code", code}, {"message", message}, {"data", {{"status", status}}}})};
}

// Case does not matter to LIKE '%…%'.
bool like(std::string text, std::string part) {
    const auto lower = [](std::string& s) {
        for (auto& c : s) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    };
    lower(text);
    lower(part);
    return text.find(part) != text.npos;
}

std::string parameter(const StubShop::Request& request, const std::string& name,
                      const std::string& otherwise = {}) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? otherwise : found->second;
}

std::vector<std::string> parts_of(const std::string& text, char separator) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
    return parts;
}

// What `_fields` and `include_meta` leave of an order: a field of an object may be named apart
// ("billing.email"), one of a list may not.
json::object asked_for(const json::object& whole, const StubShop::Request& request) {
    json::object left;
    const auto names = parts_of(parameter(request, "_fields"), ',');
    if (names.empty()) left = whole;
    for (const auto& name : names) {
        const auto path = parts_of(name, '.');
        const auto* member = whole.if_contains(path.at(0));
        if (!member) continue;
        if (path.size() == 1)
            left[path[0]] = *member;
        else if (member->is_object() && member->as_object().contains(path[1]))
            left.emplace(path[0], json::object()).first->value().as_object()[path[1]] = member->at(path[1]);
        else
            left[path[0]] = json::array();
    }
    if (!request.query.contains("include_meta[0]") || !left.contains("meta_data")) return left;
    json::array meta;
    for (const auto& entry : left.at("meta_data").as_array())
        for (const auto& [name, value] : request.query)
            if (name.starts_with("include_meta[") && entry.at("key").as_string() == value)
                meta.push_back(entry);
    left["meta_data"] = std::move(meta);
    return left;
}

json::object meta(std::int64_t id, const std::string& key, json::value value) {
    return {{"id", id}, {"key", key}, {"value", std::move(value)}};
}

}  // namespace

std::int64_t WooCommerceStub::id_of(const PlacedOrder& order) const {
    if (own_numbers) return 500'000 + static_cast<std::int64_t>(index_of(order));
    return std::stoll(order.number);
}

json::object WooCommerceStub::order_json(const PlacedOrder& order) const {
    const json::value address{{"first_name", "Anna"},       {"last_name", order.surname},
                              {"address_1", order.street},  {"postcode", order.buyer.postcode},
                              {"email", order.buyer.email}, {"phone", order.buyer.phone}};
    json::array items, refunds, shipping;
    json::array metas{meta(7, "_customer_wishes", "Ring twice, Anna is hard of hearing")};
    std::int64_t id = 1;
    for (const auto& item : order.items)
        items.push_back({{"id", id++}, {"name", item.name}, {"quantity", item.quantity}, {"total", "10.00"}});
    if (!order.refunded.empty())
        refunds.push_back({{"id", 9}, {"reason", ""}, {"total", "-" + order.refunded}});
    const bool sent = fulfillments && !order.parcel.empty();
    if (sent)
        metas.push_back(meta(2, "_fulfillment_status", "fulfilled"));
    else if (!order.parcel.empty())
        metas.push_back(
            meta(1, "_wc_shipment_tracking_items",
                 json::array{{{"tracking_provider", order.carrier},
                              {"tracking_number", order.parcel},
                              {"date_shipped", std::to_string(to_micros(order.changed) / 1'000'000)}}}));
    if (!order.pickup_place.empty())
        shipping.push_back(
            {{"method_id", "pickup_location"},
             {"method_title", "Pick up"},
             {"meta_data",
              json::array{{{"id", 1}, {"key", "pickup_location"}, {"value", order.pickup_place}}}}});
    else
        shipping.push_back(
            {{"method_id", "flat_rate"}, {"method_title", "Delivery"}, {"meta_data", json::array{}}});
    const bool paid = order.state != State::placed && order.state != State::cancelled;
    return {{"id", id_of(order)},
            {"number", order.number},
            {"status", sent ? "processing" : status_of(order.state)},
            {"currency", order.currency},
            {"date_created_gmt", gmt(order.placed)},
            {"date_modified_gmt", gmt(order.changed)},
            {"date_paid_gmt", paid ? json::value(gmt(order.placed)) : json::value(nullptr)},
            {"date_completed_gmt",
             order.state == State::shipped && !sent ? json::value(gmt(order.changed)) : json::value(nullptr)},
            {"billing", address},
            {"shipping", address},
            {"line_items", items},
            {"shipping_lines", shipping},
            {"refunds", refunds},
            {"meta_data", metas}};
}

json::array WooCommerceStub::fulfillments_json(const PlacedOrder& order) const {
    json::array list;
    if (order.parcel.empty()) return list;
    auto when = gmt(order.changed);
    when[10] = ' ';
    json::array metas;
    for (const auto& [key, value] :
         std::initializer_list<std::pair<const char*, std::string>>{{"_tracking_number", order.parcel},
                                                                    {"_shipment_provider", "other"},
                                                                    {"_provider_name", order.carrier},
                                                                    {"_date_fulfilled", when}})
        metas.push_back(meta(4, key, json::value(value)));
    list.push_back({{"id", 4},
                    {"entity_type", "WC_Order"},
                    {"entity_id", std::to_string(id_of(order))},
                    {"status", "fulfilled"},
                    {"is_fulfilled", true},
                    {"date_updated", when},
                    {"date_deleted", nullptr},
                    {"meta_data", std::move(metas)}});
    return list;
}

StubShop::Response WooCommerceStub::list(const Request& request) const {
    const auto include = parameter(request, "include"), search = parameter(request, "search"),
               after = parameter(request, "modified_after"), size_text = parameter(request, "per_page", "10");
    std::vector<const PlacedOrder*> found;
    for (const auto& order : orders_) {
        const bool included = include.empty() || include == std::to_string(id_of(order));
        bool searched = search.empty() || like(order.buyer.email, search) || like(order.surname, search) ||
                        like(order.street + " " + order.buyer.postcode + " " + order.buyer.phone, search) ||
                        search == std::to_string(id_of(order)) || (own_numbers && like(order.number, search));
        for (const auto& item : order.items) searched = searched || like(item.name, search);
        const bool changed = after.empty() || gmt(order.changed) > after;
        if (included && searched && changed) found.push_back(&order);
    }
    // The tables (HPOS) of some versions know no order by date and id, which is the default.
    const bool ordered = !hpos || parameter(request, "orderby", "date") == "id";
    if (ordered && parameter(request, "order", "desc") == "desc") std::ranges::reverse(found);
    const auto size = std::stoul(size_text), page = std::stoul(parameter(request, "page", "1"));
    if (size > 100) return failed(400, "rest_invalid_param", "Invalid parameter(s): per_page");
    json::array orders;
    for (std::size_t i = (page - 1) * size; i < found.size() && i < page * size; ++i)
        orders.push_back(asked_for(order_json(*found[i]), request));
    Response response{200, json::serialize(orders)};
    response.headers["X-WP-Total"] = std::to_string(found.size());
    response.headers["X-WP-TotalPages"] = std::to_string((found.size() + size - 1) / size);
    return response;
}

StubShop::Response WooCommerceStub::one(const Request& request) const {
    for (const auto& order : orders_) {
        const auto path = std::string(kOrders) + "/" + std::to_string(id_of(order));
        if (request.path == path) return {200, json::serialize(asked_for(order_json(order), request))};
        if (fulfillments && request.path == path + "/fulfillments")
            return {200, json::serialize(fulfillments_json(order))};
    }
    return failed(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
}

StubShop::Response WooCommerceStub::answer(const Request& request) {
    const auto authorization = request.headers.find("authorization");
    const std::string given =
        behind_https && authorization != request.headers.end() ? authorization->second : "";
    const std::string consumer(kKey, std::string_view(kKey).find(':') + 1);
    const auto says = [&](const std::string& key) { return given == "Basic " + connectors::base64(key); };
    if (says(consumer + kWrongSecret))
        return failed(401, "woocommerce_rest_authentication_error", "Consumer secret is invalid.");
    if (!says(kKey)) return failed(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
    if (request.method != "GET") {
        if (!may_write)
            return failed(401, "woocommerce_rest_authentication_error",
                          "The API key provided does not have write permissions.");
        return failed(400, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
    }
    if (no_rights_) return failed(403, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
    if (request.path == kOrders) return list(request);
    if (request.path.starts_with(std::string(kOrders) + "/")) return one(request);
    if (request.path == "/wp-json/wc/v3/system_status") {
        if (!may_see_status)
            return failed(403, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
        const json::object versions{{"version", hpos ? "11.0.0" : "7.9.0"},
                                    {"wp_version", hpos ? "7.0" : "6.1.9"}};
        return {200, json::serialize(json::object{{"environment", versions},
                                                  {"settings", json::object{{"HPOS_enabled", hpos}}}})};
    }
    return failed(404, "rest_no_route", "No route was found matching the URL and request method.");
}

StubShop::Webhook WooCommerceStub::webhook(const std::string& number, const std::string& secret) {
    const std::lock_guard lock(mutex_);
    auto body = json::serialize(order_json(*by_number(number)));
    return {{{"x-wc-webhook-source", "https://shop.example.org/"},
             {"x-wc-webhook-topic", "order.updated"},
             {"x-wc-webhook-resource", "order"},
             {"x-wc-webhook-event", "updated"},
             {"x-wc-webhook-signature", connectors::base64_hmac_sha256(secret, body)},
             {"x-wc-webhook-id", "3"},
             {"x-wc-webhook-delivery-id", "9f6e1f1c0b7a4a1de0c3b5f2a7d84e60"}},
            body};
}

}  // namespace storeside
