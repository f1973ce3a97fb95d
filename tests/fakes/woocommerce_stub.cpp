#include "tests/fakes/woocommerce_stub.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include "sync/connectors/shop/signature.hpp"

namespace storeside {
namespace {

namespace json = boost::json;
using orders::State;

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

}  // namespace

std::int64_t WooCommerceStub::id_of(const PlacedOrder& order) const {
    if (own_numbers) return 500'000 + static_cast<std::int64_t>(index_of(order));
    return std::stoll(order.number);
}

json::value WooCommerceStub::order_json(const PlacedOrder& order) const {
    const json::value address{{"first_name", "Anna"},       {"last_name", order.surname},
                              {"address_1", order.street},  {"postcode", order.buyer.postcode},
                              {"email", order.buyer.email}, {"phone", order.buyer.phone}};
    json::array items, refunds, meta, shipping;
    std::int64_t id = 1;
    for (const auto& item : order.items)
        items.push_back({{"id", id++}, {"name", item.name}, {"quantity", item.quantity}, {"total", "10.00"}});
    if (!order.refunded.empty())
        refunds.push_back({{"id", 9}, {"reason", ""}, {"total", "-" + order.refunded}});
    if (!order.parcel.empty())
        meta.push_back({{"id", 1},
                        {"key", "_wc_shipment_tracking_items"},
                        {"value", json::array{{{"tracking_provider", order.carrier},
                                               {"tracking_number", order.parcel},
                                               {"date_shipped",
                                                std::to_string(to_micros(order.changed) / 1'000'000)}}}}});
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
            {"status", status_of(order.state)},
            {"currency", order.currency},
            {"date_created_gmt", gmt(order.placed)},
            {"date_modified_gmt", gmt(order.changed)},
            {"date_paid_gmt", paid ? json::value(gmt(order.placed)) : json::value(nullptr)},
            {"date_completed_gmt",
             order.state == State::shipped ? json::value(gmt(order.changed)) : json::value(nullptr)},
            {"billing", address},
            {"shipping", address},
            {"line_items", items},
            {"shipping_lines", shipping},
            {"refunds", refunds},
            {"meta_data", meta}};
}

StubShop::Response WooCommerceStub::list(const Request& request) const {
    const auto parameter = [&](const char* name, const char* otherwise) {
        const auto found = request.query.find(name);
        return found == request.query.end() ? std::string(otherwise) : found->second;
    };
    std::vector<const PlacedOrder*> found;
    for (const auto& order : orders_) {
        const auto include = parameter("include", ""), search = parameter("search", ""),
                   after = parameter("modified_after", "");
        const bool included = include.empty() || include == std::to_string(id_of(order));
        bool searched = search.empty() || like(order.buyer.email, search) || like(order.surname, search) ||
                        like(order.street + " " + order.buyer.postcode + " " + order.buyer.phone, search) ||
                        search == std::to_string(id_of(order)) || (own_numbers && like(order.number, search));
        for (const auto& item : order.items) searched = searched || like(item.name, search);
        const bool changed = after.empty() || gmt(order.changed) > after;
        if (included && searched && changed) found.push_back(&order);
    }
    if (parameter("order", "desc") == "desc") std::ranges::reverse(found);
    const auto size = std::stoul(parameter("per_page", "10")), page = std::stoul(parameter("page", "1"));
    if (size > 100) return failed(400, "rest_invalid_param", "Invalid parameter(s): per_page");
    json::array orders;
    for (std::size_t i = (page - 1) * size; i < found.size() && i < page * size; ++i)
        orders.push_back(order_json(*found[i]));
    Response response{200, json::serialize(orders)};
    response.headers["X-WP-Total"] = std::to_string(found.size());
    response.headers["X-WP-TotalPages"] = std::to_string((found.size() + size - 1) / size);
    return response;
}

StubShop::Response WooCommerceStub::answer(const Request& request) {
    const std::string orders = "/wp-json/wc/v3/orders";
    const auto authorization = request.headers.find("authorization");
    const bool known = authorization != request.headers.end() &&
                       authorization->second == "Basic " + connectors::base64(kKey);
    if (!behind_https || !known || no_rights_)
        return failed(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
    if (request.method != "GET") {
        if (!may_write)
            return failed(401, "woocommerce_rest_authentication_error",
                          "The API key provided does not have write permissions.");
        return failed(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
    }
    if (request.path == orders) return list(request);
    if (request.path.starts_with(orders + "/")) {
        for (const auto& order : orders_)
            if (request.path == orders + "/" + std::to_string(id_of(order)))
                return {200, json::serialize(order_json(order))};
        return failed(404, "woocommerce_rest_shop_order_invalid_id", "Invalid ID.");
    }
    if (request.path == "/wp-json/wc/v3/system_status" && !may_see_status)
        return failed(403, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
    if (request.path == "/wp-json/wc/v3/system_status")
        return {
            200,
            R"({"environment":{"version":"7.9.0","wp_version":"6.1.9"},"settings":{"HPOS_enabled":false}})"};
    return failed(404, "rest_no_route", "No route was found matching the URL and request method.");
}

StubShop::Webhook WooCommerceStub::webhook(const std::string& number, const std::string& secret) {
    const std::lock_guard lock(mutex_);
    auto body = json::serialize(order_json(*by_number(number)));
    return {{{"x-wc-webhook-source", "https://shop.example.org/"},
             {"x-wc-webhook-topic", "order.updated"},
             {"x-wc-webhook-signature", connectors::base64_hmac_sha256(secret, body)},
             {"x-wc-webhook-id", "3"},
             {"x-wc-webhook-delivery-id", "delivery-" + number}},
            body};
}

}  // namespace storeside
