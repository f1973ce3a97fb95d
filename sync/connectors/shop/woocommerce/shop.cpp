#include "sync/connectors/shop/woocommerce/shop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <charconv>

#include "firmware/base/log.hpp"
#include "sync/connectors/shop/answer.hpp"
#include "sync/connectors/shop/choice.hpp"
#include "sync/connectors/shop/signature.hpp"
#include "sync/connectors/shop/woocommerce/order.hpp"

namespace storeside::connectors::woocommerce {
namespace {

namespace json = boost::json;

constexpr std::string_view kOrders = "/wp-json/wc/v3/orders";
constexpr std::size_t kPageSize = 50;
constexpr int kSearchPages = 3;  // of strangers among whom the order may be; the newest come first

// The last run of digits: what an id looks like, and what plug-ins for numbers search for.
std::string digits_of(const std::vector<std::string>& spellings) {
    constexpr std::string_view kDigits = "0123456789";
    const auto& text = spellings.front();
    const auto last = text.find_last_of(kDigits);
    if (last == text.npos) return {};
    const auto before = text.find_last_not_of(kDigits, last);
    const auto first = before == text.npos ? 0 : before + 1;
    return text.substr(first, last - first + 1);
}

bool is_reference(std::string_view text) {
    return !text.empty() && text.size() <= 18 &&
           std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

std::string zoneless(Time time) { return to_rfc3339(time).substr(0, 19); }

// 0 for what is no number of pages.
int number_of(std::string_view text) {
    int number = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stop == end && number > 0 && number < 1'000'000 ? number : 0;
}

}  // namespace

Shop::Shop(ShopSettings settings, ShopWorld world)
    : settings_(std::move(settings)),
      world_(world),
      client_("WooCommerce", settings_.url, {"Authorization", "Basic " + base64(settings_.key)}, settings_,
              std::move(world)) {}

Result<Shop::Listed> Shop::list(Parameters parameters, int page) {
    parameters.emplace_back("per_page", std::to_string(kPageSize));
    parameters.emplace_back("page", std::to_string(page));
    for (auto& field : fields()) parameters.push_back(std::move(field));
    ASSIGN_OR_RETURN(const auto answer, client_.get(kOrders, parameters));
    const auto* entries = answer.body.if_array();
    if (!entries) return failure(Errc::unavailable, "WooCommerce's answer is no list of orders");
    Listed listed;
    // A page may hold fewer than it could, for what the key may not see.
    const auto pages = answer.header("x-wp-totalpages");
    listed.more = pages.empty() ? entries->size() >= kPageSize : page < number_of(pages);
    for (const auto& entry : *entries)
        if (auto known = order_of(entry, settings_, world_.clock.now())) {
            if (has_fulfillments(entry)) listed.sent.insert(known->reference);
            listed.orders.push_back(std::move(*known));
        }
    return listed;
}

// An order without its parcels is better than none.
void Shop::ask_for_fulfillments(KnownOrder& known) {
    const auto answer = client_.get(fmt::format("{}/{}/fulfillments", kOrders, known.reference));
    if (answer)
        add_fulfillments(answer->body, known.order);
    else
        spdlog::info("shop {}: an order is shown without its parcels: {}", settings_.name,
                     answer.error().message());
}

// By id and by search, each whatever the other gave: which requests are made depends on the question alone.
Result<std::optional<KnownOrder>> Shop::look_up(const orders::Question& question) {
    const auto spellings = orders::spellings(question.number.view());
    if (spellings.empty() || question.factor.empty()) return std::nullopt;
    const auto digits = digits_of(spellings);
    std::vector<KnownOrder> candidates;
    std::set<std::string> sent;
    if (is_reference(digits)) {
        ASSIGN_OR_RETURN(auto one, list({{"include", digits}}, 1));
        candidates = std::move(one.orders);
        sent = std::move(one.sent);
    }
    const auto sought = digits.empty() ? spellings.front() : digits;
    for (int page = 1; page <= kSearchPages; ++page) {
        // By id: the default, by date and id, is no order at all to the tables (HPOS) of some versions.
        ASSIGN_OR_RETURN(auto some, list({{"search", sought}, {"orderby", "id"}, {"order", "desc"}}, page));
        add_new(candidates, std::move(some.orders));
        sent.merge(some.sent);
        if (!some.more) break;
    }
    const auto* match = chosen(candidates, question);
    if (!match) return std::nullopt;
    auto known = *match;
    if (sent.contains(known.reference)) ask_for_fulfillments(known);
    return known;
}

Result<OrderPage> Shop::recent(const std::string& store, Time since, const std::string& cursor) {
    const auto page = std::max(1, number_of(cursor));
    ASSIGN_OR_RETURN(auto some, list({{"modified_after", zoneless(since - std::chrono::seconds(1))},
                                      {"dates_are_gmt", "true"},
                                      {"orderby", "id"},
                                      {"order", "asc"}},
                                     page));
    OrderPage answer;
    if (some.more) answer.next = std::to_string(page + 1);
    for (auto& known : some.orders) {
        if (known.changed_at < since || !concerns(known, store)) continue;
        if (some.sent.contains(known.reference)) ask_for_fulfillments(known);
        answer.orders.push_back(std::move(known));
    }
    return answer;
}

Result<std::optional<KnownOrder>> Shop::read(const std::string& reference) {
    if (!is_reference(reference)) return failure(Errc::invalid_input, "this is no id of WooCommerce");
    auto answer = client_.get(fmt::format("{}/{}", kOrders, reference), fields());
    if (!answer && answer.error().code() == Errc::not_found) return std::nullopt;
    if (!answer) return std::unexpected(std::move(answer.error()));
    auto known = order_of(answer->body, settings_, world_.clock.now());
    if (known && known->reference != reference)
        return failure(Errc::unavailable, "WooCommerce gave another order");
    if (known && has_fulfillments(answer->body)) ask_for_fulfillments(*known);
    return known;
}

Result<ShopNews> Shop::verify_webhook(const Headers& headers, const std::string& body) const {
    const auto signature = header_of(headers, "x-wc-webhook-signature");
    // When a webhook is saved, WooCommerce knocks with "webhook_id=3", unsigned, and wants to hear yes.
    constexpr std::string_view kKnock = "webhook_id=";
    if (signature.empty() && body.starts_with(kKnock) &&
        is_reference(std::string_view(body).substr(kKnock.size())))
        return ShopNews{};
    RETURN_IF_ERROR(verify_signature(settings_.webhook_secret, body, signature));
    ShopNews news;
    // Its delivery id is made of the webhook and the second: what changes within one second has the same.
    news.delivery = fmt::format("{}-{}", visible(header_of(headers, "x-wc-webhook-delivery-id"), 100),
                                signature.substr(0, 22));
    if (!header_of(headers, "x-wc-webhook-topic").starts_with("order.")) return news;
    json::error_code error;
    json::parse_options options;
    options.max_depth = 32;
    const auto message = json::parse(body, error, {}, options);
    const auto id = error ? std::string() : text_at(message, {"id"}, 20);
    if (!is_reference(id)) return failure(Errc::invalid_input, "the webhook names no order");
    news.references.push_back(id);
    return news;
}

// WooCommerce answers 401 and "cannot list" to whom it does not know, 403 to whom it knows.
std::string Shop::why_denied() {
    constexpr std::string_view kNewKey =
        "Make a new key in WooCommerce → Settings → Advanced → REST API, with the permission \"Read\" and "
        "a user who may see orders (a shop manager), and put \"ck_…:cs_…\" into its key_file";
    const auto answer = client_.raw("GET", kOrders, {{"per_page", "1"}, {"_fields", "id"}});
    json::error_code error;
    const auto body = answer ? json::parse(answer->body, error) : json::value();
    const auto code = text_at(body, {"code"}, 60);
    if (!answer || error) return std::string(kNewKey);
    if (answer->status == 403)
        return fmt::format("WooCommerce knows the key, but its user may not see orders. {}", kNewKey);
    if (code == "woocommerce_rest_cannot_view")
        return fmt::format(
            "WooCommerce does not know who asks. Either the key is wrong or revoked; or WordPress does not "
            "know that it is asked over https, because a proxy in front of it sends no \"X-Forwarded-Proto: "
            "https\" or wp-config.php does not heed it; or the web server keeps the Authorization header "
            "from PHP. {}",
            kNewKey);
    return std::string(kNewKey);
}

void Shop::check_rights(std::vector<Finding>& findings) {
    const auto one = client_.get(kOrders, {{"per_page", "1"}, {"_fields", "id,number"}});
    if (!one) {
        auto text = one.error().message();
        if (one.error().code() == Errc::denied) text += ". " + why_denied();
        if (one.error().code() == Errc::not_found ||
            one.error().message().find("not JSON") != std::string::npos)
            text +=
                ". If this is the right address, choose in WordPress → Settings → Permalinks anything but "
                "\"Plain\", "
                "and see that WooCommerce is active";
        findings.push_back({Finding::Kind::broken, "Orders can't be read: " + text + "."});
        return;
    }
    const auto* list = one->body.if_array();
    if (!list) {
        findings.push_back({Finding::Kind::broken,
                            "What answers there is not WooCommerce: its answer is no list of orders."});
        return;
    }
    const auto total = one->header("x-wp-total");
    findings.push_back({Finding::Kind::works, fmt::format("The key reads orders; the shop has {}.",
                                                          total.empty() ? "some" : visible(total, 12))});
    if (!list->empty() &&
        text_at(list->front(), {"id"}, 20) != text_at(list->front(), {"number"}, kLongestNumber))
        findings.push_back(
            {Finding::Kind::works,
             "Order numbers are a plug-in's and differ from WooCommerce's ids; they are found by search."});
    check_writing(findings);
}

void Shop::check_writing(std::vector<Finding>& findings) {
    // Refused before WooCommerce looks for the order, if the key may only read; there is no order of this id.
    const auto write = client_.raw("PUT", std::string(kOrders) + "/2147483647", {}, "{}");
    if (!write || write->status >= 500) return;
    if (write->status == 401 || write->status == 403)
        findings.push_back(
            {Finding::Kind::works, "The key may not change anything, which is how it should be."});
    else
        findings.push_back(
            {Finding::Kind::limited,
             "The key may also write. Storeside only reads: give it a key with the permission \"Read\"."});
}

void Shop::check_versions(std::vector<Finding>& findings) {
    // Whole, the answer would make WooCommerce first try to reach half the world.
    const auto status =
        client_.get("/wp-json/wc/v3/system_status",
                    {{"_fields", "environment.version,environment.wp_version,settings.HPOS_enabled"}});
    if (!status) {
        findings.push_back({Finding::Kind::limited,
                            "Which version of WooCommerce runs could not be read (7.9 or later is "
                            "needed): " +
                                status.error().message() + "."});
        return;
    }
    const auto version = text_at(status->body, {"environment", "version"}, 20);
    const auto hpos = at(status->body, {"settings", "HPOS_enabled"});
    findings.push_back(
        {Finding::Kind::works,
         fmt::format(
             "WooCommerce {} on WordPress {}{}.", version.empty() ? "?" : version,
             text_at(status->body, {"environment", "wp_version"}, 20),
             hpos && hpos->is_bool() && hpos->get_bool() ? ", orders in tables of their own (HPOS)" : "")});
}

std::vector<Finding> Shop::check() {
    std::vector<Finding> findings;
    check_rights(findings);
    if (findings.front().kind == Finding::Kind::broken) return findings;
    check_versions(findings);
    if (settings_.webhook_secret.empty())
        findings.push_back(
            {Finding::Kind::limited, "No webhook_secret_file: changes are seen by asking, not at once."});
    if (!settings_.currency.empty())
        findings.push_back({Finding::Kind::works, "Amounts are shown in " + settings_.currency + " only."});
    return findings;
}

}  // namespace storeside::connectors::woocommerce
