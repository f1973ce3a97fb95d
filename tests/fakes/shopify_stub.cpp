#include "tests/fakes/shopify_stub.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include "firmware/base/file.hpp"
#include "sync/connectors/shop/signature.hpp"

namespace storeside {
namespace {

namespace json = boost::json;
using orders::State;

std::string written(Time time) { return to_rfc3339(time).substr(0, 19) + "Z"; }

// The values in quotes of `field:"…"`, as the search language has them.
std::vector<std::string> values_of(const std::string& search, const std::string& field) {
    std::vector<std::string> values;
    const auto begin = field + ":";
    for (auto at = search.find(begin); at != search.npos; at = search.find(begin, at + 1)) {
        std::string value;
        auto i = at + begin.size();
        if (search.substr(i, 3) == ">=\"") i += 2;
        if (search[i] != '"') continue;
        for (++i; i < search.size() && search[i] != '"'; ++i) {
            if (search[i] == '\\') ++i;
            value += search[i];
        }
        values.push_back(value);
    }
    return values;
}

std::string fulfilment_of(State state) {
    return state == State::ready_for_pickup ? "READY_FOR_PICKUP" : "IN_TRANSIT";
}

std::string paid_of(const PlacedOrder& order) {
    if (order.state == State::placed || order.state == State::cancelled) return "PENDING";
    if (order.state == State::refunded) return "REFUNDED";
    return order.refunded.empty() ? "PAID" : "PARTIALLY_REFUNDED";
}

}  // namespace

ShopifyStub::ShopifyStub()
    : schema_(read_file(STORESIDE_SOURCE_DIR "/tests/fakes/shopify_admin_2026-10.txt", 1 << 20).value()) {}

std::string ShopifyStub::id_of(const PlacedOrder& order) const {
    return "gid://shopify/Order/" + std::to_string(7'000'001 + index_of(order));
}

json::value ShopifyStub::order_json(const PlacedOrder& order) const {
    const json::value address{{"firstName", "Anna"},
                              {"lastName", order.surname},
                              {"address1", order.street},
                              {"zip", order.buyer.postcode},
                              {"phone", order.buyer.phone}};
    json::array items, refunds, fulfilments, transactions;
    for (const auto& item : order.items) items.push_back({{"name", item.name}, {"quantity", item.quantity}});
    if (!order.refunded.empty())
        refunds.push_back(
            {{"createdAt", written(order.changed)},
             {"totalRefundedSet",
              {{"presentmentMoney", {{"amount", order.refunded}, {"currencyCode", order.currency}}}}}});
    if (order.state == State::shipped || order.state == State::ready_for_pickup) {
        json::array tracking;
        if (!order.parcel.empty()) tracking.push_back({{"company", order.carrier}, {"number", order.parcel}});
        fulfilments.push_back({{"status", "SUCCESS"},
                               {"displayStatus", fulfilment_of(order.state)},
                               {"createdAt", written(order.changed)},
                               {"updatedAt", written(order.changed)},
                               {"trackingInfo", tracking}});
    }
    if (paid_of(order) != "PENDING")
        transactions.push_back(
            {{"kind", "SALE"}, {"status", "SUCCESS"}, {"processedAt", written(order.placed)}});
    json::object answer{{"id", id_of(order)},
                        {"name", order.number},
                        {"confirmationNumber", "XCNF" + std::to_string(index_of(order))},
                        {"createdAt", written(order.placed)},
                        {"updatedAt", written(order.changed)},
                        {"displayFinancialStatus", paid_of(order)},
                        {"displayFulfillmentStatus", fulfilments.empty() ? "UNFULFILLED" : "FULFILLED"},
                        {"email", order.buyer.email},
                        {"phone", nullptr},
                        {"billingAddress", address},
                        {"shippingAddress", address},
                        {"transactions", transactions},
                        {"refunds", refunds},
                        {"fulfillments", fulfilments},
                        {"lineItems", {{"nodes", items}}}};
    if (order.state == State::cancelled) answer["cancelledAt"] = written(order.changed);
    return answer;
}

json::value ShopifyStub::page(const json::object& variables) const {
    const auto search =
        variables.contains("query") ? std::string(variables.at("query").as_string()) : std::string();
    const auto names = values_of(search, "name"), since = values_of(search, "updated_at");
    const auto confirmations = values_of(search, "confirmation_number");
    std::vector<const PlacedOrder*> found;
    for (const auto& order : orders_) {
        const auto resembles = [&](const std::string& name) {
            return order.number.find(name) != std::string::npos;
        };
        const bool named =
            std::ranges::any_of(names, resembles) ||
            std::ranges::find(confirmations, "XCNF" + std::to_string(index_of(order))) != confirmations.end();
        const bool changed = !since.empty() && written(order.changed) >= since.front();
        if (named || changed || search.empty()) found.push_back(&order);
    }
    // As many as the connector asks for in each of its questions.
    const std::size_t size = search.empty() ? 1 : since.empty() ? 10 : 25;
    std::size_t at = 0;
    if (const auto* after = variables.if_contains("after"); after && after->is_string())
        at = std::stoul(std::string(after->as_string()));
    json::array nodes;
    for (; at < found.size() && nodes.size() < size; ++at) nodes.push_back(order_json(*found[at]));
    return {{"nodes", nodes},
            {"pageInfo", {{"hasNextPage", at < found.size()}, {"endCursor", std::to_string(at)}}}};
}

json::value ShopifyStub::data_for(const Document& document, const json::object& variables) const {
    json::object data;
    for (const auto& selection : document.query) {
        json::value value;
        if (selection.field == "shop")
            value = {{"name", "Bramble"},
                     {"currencyCode", "EUR"},
                     {"myshopifyDomain", "bramble.myshopify.com"},
                     {"orderNumberFormatPrefix", "#"},
                     {"orderNumberFormatSuffix", ""}};
        if (selection.field == "currentAppInstallation") {
            json::array handles;
            for (const auto& scope : scopes) handles.push_back(json::object{{"handle", scope}});
            value = {{"accessScopes", handles}};
        }
        if (selection.field == "orders" && !no_rights_) value = page(variables);
        if (selection.field == "order" && !no_rights_)
            for (const auto& order : orders_)
                if (id_of(order) == variables.at("id").as_string()) value = order_json(order);
        data[selection.field] = projected(document, value, selection.inner);
    }
    return data;
}

StubShop::Response ShopifyStub::answer(const Request& request) {
    const auto token = request.headers.find("x-shopify-access-token");
    if (token == request.headers.end() || token->second != kKey)
        return {401, R"({"errors":"[API] Invalid API key or access token"})"};
    if (request.path != "/admin/api/2026-10/graphql.json" || request.method != "POST")
        return {404, R"({"errors":"Not Found"})"};
    const auto question = json::parse(request.body);
    json::object answer;
    try {
        const auto document = parse_graphql(std::string_view(question.at("query").as_string()));
        if (const auto wrong = schema_.complaint(document); !wrong.empty()) {
            answer["errors"] =
                json::array{{{"message", wrong}, {"extensions", {{"code", "undefinedField"}}}}};
        } else {
            answer["data"] = data_for(document, question.at("variables").as_object());
            if (no_rights_)
                answer["errors"] = json::array{{{"message", "Access denied for orders field."},
                                                {"extensions", {{"code", "ACCESS_DENIED"}}}}};
        }
    } catch (const std::exception& error) {
        answer["errors"] = json::array{{{"message", error.what()}}};
    }
    Response response{200, json::serialize(answer)};
    response.headers["X-Shopify-API-Version"] = "2026-10";
    if (!deprecated.empty()) response.headers["X-Shopify-API-Deprecated-Reason"] = deprecated;
    return response;
}

std::string ShopifyStub::throttled(double cost) {
    const json::value body{
        {"errors", json::array{{{"message", "Throttled"}, {"extensions", {{"code", "THROTTLED"}}}}}},
        {"extensions",
         {{"cost",
           {{"requestedQueryCost", cost},
            {"throttleStatus",
             {{"maximumAvailable", 2000.0}, {"currentlyAvailable", 0}, {"restoreRate", 50.0}}}}}}}};
    return http_answer({200, json::serialize(body)});
}

StubShop::Webhook ShopifyStub::webhook(const std::string& number, const std::string& secret) {
    const std::lock_guard lock(mutex_);
    const auto id = id_of(*by_number(number));
    auto body = json::serialize(json::value{{"id", 7}, {"admin_graphql_api_id", id}, {"name", number}});
    return {{{"x-shopify-topic", "orders/updated"},
             {"x-shopify-shop-domain", "bramble.myshopify.com"},
             {"x-shopify-webhook-id", "delivery-" + number},
             {"x-shopify-hmac-sha256", connectors::base64_hmac_sha256(secret, body)}},
            body};
}

}  // namespace storeside
