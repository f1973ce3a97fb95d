#include "sync/connectors/shop/shopify/shop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

#include "firmware/base/log.hpp"
#include "sync/connectors/shop/answer.hpp"
#include "sync/connectors/shop/choice.hpp"
#include "sync/connectors/shop/shopify/queries.hpp"
#include "sync/connectors/shop/signature.hpp"

namespace storeside::connectors::shopify {
namespace {

namespace json = boost::json;

constexpr int kTries = 3;
constexpr std::string_view kOrderId = "gid://shopify/Order/";

std::string base_of(std::string url) {
    while (url.ends_with('/')) url.pop_back();
    return url + "/admin/api/" + std::string(kVersion);
}

std::string host_of(std::string_view url) {
    const auto begin = url.find("://");
    const auto rest = begin == url.npos ? url : url.substr(begin + 3);
    return std::string(rest.substr(0, rest.find_first_of(":/")));
}

bool is_order_id(std::string_view text) {
    if (!text.starts_with(kOrderId)) return false;
    const auto digits = text.substr(kOrderId.size());
    return !digits.empty() && digits.size() <= 20 &&
           std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
}

std::string code_of(const json::value& error) { return text_at(error, {"extensions", "code"}, 60); }

// How long the bucket takes until it holds what the query costs.
Duration wait_for_bucket(const json::value& body) {
    const auto cost = decimal_at(body, {"extensions", "cost", "requestedQueryCost"}).value_or(50);
    const auto has =
        decimal_at(body, {"extensions", "cost", "throttleStatus", "currentlyAvailable"}).value_or(0);
    const auto rate = decimal_at(body, {"extensions", "cost", "throttleStatus", "restoreRate"}).value_or(50);
    if (!(rate > 0)) return std::chrono::seconds(2);
    const auto seconds = std::clamp((cost - has) / rate, 0.1, 60.0);
    return std::chrono::ceil<Duration>(std::chrono::duration<double>(seconds));
}

}  // namespace

Shop::Shop(ShopSettings settings, ShopWorld world)
    : settings_(std::move(settings)),
      world_(world),
      client_("Shopify", base_of(settings_.url), {"X-Shopify-Access-Token", settings_.key}, settings_,
              std::move(world)) {}

// Once per reason, so that a log is not filled by what can wait for the next release.
void Shop::notice(const ShopAnswer& answer) {
    const auto deprecated = visible(answer.header("x-shopify-api-deprecated-reason"), 200);
    if (!deprecated.empty() && said_.size() < 100 && said_.insert(deprecated).second)
        spdlog::warn("shop {}: Shopify announces that what Storeside asks will end: {}", settings_.name,
                     deprecated);
    const auto version = visible(answer.header("x-shopify-api-version"), 20);
    if (!version.empty() && version != kVersion && said_.size() < 100 && said_.insert(version).second)
        spdlog::warn("shop {}: Shopify answers with version {} instead of {}: update the hub", settings_.name,
                     version, kVersion);
}

Result<json::value> Shop::ask(std::string_view query, json::object variables) {
    const json::value question{{"query", query}, {"variables", std::move(variables)}};
    for (int tries = 1;; ++tries) {
        ASSIGN_OR_RETURN(auto answer, client_.post("/graphql.json", question));
        notice(answer);
        bool throttled = false, denied = false;
        std::string other;
        for (const auto* error : objects_at(answer.body, {"errors"}, 50)) {
            const auto code = code_of(*error);
            throttled = throttled || code == "THROTTLED";
            denied = denied || code == "ACCESS_DENIED";
            if (code != "THROTTLED" && code != "ACCESS_DENIED" && other.empty())
                other = text_at(*error, {"message"}, 200);
        }
        if (throttled) {
            if (tries == kTries)
                return failure(Errc::unavailable, "Shopify asks for patience again and again");
            RETURN_IF_ERROR(client_.be_patient(wait_for_bucket(answer.body)));
            continue;
        }
        if (!other.empty())
            return failure(Errc::invalid_input, "Shopify does not take the question: " + other);
        const auto* data = at(answer.body, {"data"});
        if (!data && denied)
            return failure(Errc::denied,
                           "Shopify's token lacks a right: the app needs the scope read_orders");
        if (!data) return failure(Errc::unavailable, "Shopify's answer has no data");
        return *data;
    }
}

// The prefix and suffix that the shop puts around its numbers; asked for once.
Result<Shop::Format> Shop::number_format() {
    if (format_) return *format_;
    ASSIGN_OR_RETURN(const auto data, ask(format_query(), {}));
    format_ = Format{text_at(data, {"shop", "orderNumberFormatPrefix"}, 20),
                     text_at(data, {"shop", "orderNumberFormatSuffix"}, 20)};
    return *format_;
}

// One question, whatever there is. Shopify's search also finds what only resembles; what comes back is
// compared.
Result<std::optional<KnownOrder>> Shop::look_up(const orders::Question& question) {
    const auto spellings = orders::spellings(question.number.view());
    if (spellings.empty() || question.factor.empty()) return std::nullopt;
    ASSIGN_OR_RETURN(const auto format, number_format());
    std::string search;
    const auto look_for = [&](std::string_view field, std::string_view value) {
        if (!search.empty()) search += " OR ";
        search.append(field).append(":").append(search_value(value));
    };
    for (const auto& spelling : spellings) {
        look_for("name", spelling);
        if (!format.prefix.empty() || !format.suffix.empty())
            look_for("name", format.prefix + spelling + format.suffix);
    }
    look_for("confirmation_number", spellings.front());
    ASSIGN_OR_RETURN(const auto data, ask(find_query(), {{"query", search}}));
    if (!at(data, {"orders"}))
        return failure(Errc::denied,
                       "Shopify's token may not read orders: the app needs the scope read_orders");
    std::vector<KnownOrder> candidates;
    for (const auto* node : objects_at(data, {"orders", "nodes"}, 50))
        if (auto known = order_of(*node, settings_, world_.clock.now()))
            candidates.push_back(std::move(*known));
    return choose(candidates, question);
}

Result<OrderPage> Shop::recent(const std::string& store, Time since, const std::string& cursor) {
    const auto from = to_rfc3339(since).substr(0, 19) + "Z";
    json::object variables{{"query", "updated_at:>=" + search_value(from)}, {"after", nullptr}};
    if (!cursor.empty()) variables["after"] = cursor;
    ASSIGN_OR_RETURN(const auto data, ask(recent_query(), std::move(variables)));
    if (!at(data, {"orders"}))
        return failure(Errc::denied,
                       "Shopify's token may not read orders: the app needs the scope read_orders");
    OrderPage page;
    for (const auto* node : objects_at(data, {"orders", "nodes"}, 250)) {
        auto known = order_of(*node, settings_, world_.clock.now());
        if (known && known->changed_at >= since && concerns(*known, store))
            page.orders.push_back(std::move(*known));
    }
    const auto* more = at(data, {"orders", "pageInfo", "hasNextPage"});
    if (more && more->is_bool() && more->get_bool())
        page.next = text_at(data, {"orders", "pageInfo", "endCursor"}, 500);
    return page;
}

Result<std::optional<KnownOrder>> Shop::read(const std::string& reference) {
    if (!is_order_id(reference)) return failure(Errc::invalid_input, "this is no id of an order at Shopify");
    ASSIGN_OR_RETURN(const auto data, ask(read_query(), {{"id", reference}}));
    const auto* node = at(data, {"order"});
    if (!node) return std::nullopt;
    auto known = order_of(*node, settings_, world_.clock.now());
    if (known && known->reference != reference)
        return failure(Errc::unavailable, "Shopify gave another order");
    return known;
}

Result<ShopNews> Shop::verify_webhook(const Headers& headers, const std::string& body) const {
    RETURN_IF_ERROR(
        verify_signature(settings_.webhook_secret, body, header_of(headers, "x-shopify-hmac-sha256")));
    ShopNews news;
    news.delivery = visible(header_of(headers, "x-shopify-webhook-id"), 100);
    // The secret is the app's, which may be installed in several shops.
    const auto domain = header_of(headers, "x-shopify-shop-domain");
    const auto ours = host_of(settings_.url);
    if (ours.ends_with(".myshopify.com") && domain != ours)
        return failure(Errc::denied, "the webhook is another shop's: " + visible(domain, 100));
    if (!header_of(headers, "x-shopify-topic").starts_with("orders/")) return news;
    json::error_code error;
    json::parse_options options;
    options.max_depth = 32;
    const auto message = json::parse(body, error, {}, options);
    auto id = error ? std::string() : text_at(message, {"admin_graphql_api_id"}, 100);
    if (id.empty() && !error) id = std::string(kOrderId) + text_at(message, {"id"}, 20);
    if (!is_order_id(id)) return failure(Errc::invalid_input, "the webhook names no order");
    news.references.push_back(std::move(id));
    return news;
}

std::vector<Finding> Shop::check() {
    using Kind = Finding::Kind;
    std::vector<Finding> findings;
    const auto data = ask(check_query(), {});
    if (!data) {
        auto text = "Shopify can't be asked: " + data.error().message() + ".";
        if (data.error().code() == Errc::denied)
            text += " Put the app's Admin API access token (shpat_…) into key_file.";
        if (data.error().code() == Errc::not_found)
            text += " The url must be the shop's own, https://….myshopify.com.";
        return {{Kind::broken, text}};
    }
    const auto domain = text_at(*data, {"shop", "myshopifyDomain"}, 100);
    findings.push_back(
        {Kind::works, fmt::format("The token is known to “{}” ({}), which sells in {}; version {}.",
                                  text_at(*data, {"shop", "name"}, 60), domain,
                                  text_at(*data, {"shop", "currencyCode"}, 8), kVersion)});
    std::set<std::string> scopes;
    for (const auto* scope : objects_at(*data, {"currentAppInstallation", "accessScopes"}, 500))
        scopes.insert(text_at(*scope, {"handle"}, 60));
    if (!at(*data, {"orders"}) ||
        (!scopes.empty() && !scopes.contains("read_orders") && !scopes.contains("write_orders")))
        findings.insert(findings.begin(),
                        {Kind::broken,
                         "The token may not read orders: give the app the scope read_orders, install it "
                         "again and use the new token."});
    else
        findings.push_back({Kind::works, "The token reads orders."});
    if (!scopes.contains("read_all_orders"))
        findings.push_back({Kind::limited,
                            "Orders older than 60 days are not found: ask Shopify for read_all_orders if "
                            "shoppers need them."});
    for (const auto& scope : scopes)
        if (scope.starts_with("write_"))
            findings.push_back({Kind::limited, "The token may change things (" + scope +
                                                   "). Storeside only reads: leave that scope out."});
    const auto newest = objects_at(*data, {"orders", "nodes"}, 1);
    if (!newest.empty() && text_at(*newest.front(), {"email"}, 250).empty())
        findings.push_back({Kind::limited,
                            "The newest order comes without an e-mail. If that is so for all of them, the "
                            "app lacks access to protected customer data (name, email, phone, address): "
                            "then nobody can prove that an order is theirs."});
    if (settings_.webhook_secret.empty())
        findings.push_back(
            {Kind::limited, "No webhook_secret_file: changes are seen by asking, not at once."});
    for (const auto& said : said_) findings.push_back({Kind::limited, "Shopify says: " + said + "."});
    return findings;
}

}  // namespace storeside::connectors::shopify
