#include "sync/connectors/shop/ecwid/shop.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <charconv>

#include "sync/connectors/shop/answer.hpp"
#include "sync/connectors/shop/choice.hpp"
#include "sync/connectors/shop/signature.hpp"
#include "sync/http/percent.hpp"

namespace storeside::connectors::ecwid {
namespace {

namespace json = boost::json;

constexpr std::size_t kPageSize = 100;
constexpr std::string_view kFields =
    "total,count,offset,limit,items(id,orderNumber,vendorOrderNumber,email,paymentStatus,fulfillmentStatus,"
    "createTimestamp,updateTimestamp,updateDate,refundedAmount,refunds,trackingNumber,shipments,pickupTime,"
    "shippingPerson,billingPerson,shippingOption,items(name,quantity))";

std::size_t offset_of(const std::string& cursor) {
    std::size_t offset = 0;
    const auto [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), offset);
    return error == std::errc() && *end == '\0' && offset < 100'000'000 ? offset : 0;
}

std::string seconds(Time time) {
    return std::to_string(std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
}

}  // namespace

Shop::Shop(ShopSettings settings, ShopWorld world)
    : settings_(std::move(settings)),
      world_(world),
      client_("Ecwid", settings_.url, {"Authorization", "Bearer " + settings_.key}, settings_,
              std::move(world)),
      currency_(settings_.currency) {}

// Without the scope for it refunds are shown without amounts; asked once, so that a look-up costs the same
// always.
void Shop::learn_currency() {
    if (currency_asked_ || !currency_.empty()) return;
    currency_asked_ = true;
    if (const auto profile = client_.get("/profile"))
        currency_ = text_at(profile->body, {"formatsAndUnits", "currency"}, 8);
}

Result<Shop::Listed> Shop::list(const Parameters& parameters) {
    auto all = parameters;
    all.emplace_back("responseFields", kFields);
    ASSIGN_OR_RETURN(const auto answer, client_.get("/orders", all));
    const auto* entries = at(answer.body, {"items"});
    if (!entries || !entries->is_array())
        return failure(Errc::unavailable, "Ecwid's answer is no list of orders");
    Listed listed;
    listed.came = entries->get_array().size();
    for (const auto* entry : objects_at(answer.body, {"items"}, 1'000))
        if (auto known = order_of(*entry, settings_, currency_, world_.clock.now()))
            listed.orders.push_back(std::move(*known));
    return listed;
}

// By id and by words, each whatever the other gave: which requests are made depends on the question alone.
// The words also find a prefix that was not typed, and the code of a parcel.
Result<std::optional<KnownOrder>> Shop::look_up(const orders::Question& question) {
    const auto spellings = orders::spellings(question.number.view());
    if (spellings.empty() || question.factor.empty()) return std::nullopt;
    learn_currency();
    std::string ids;
    for (const auto& spelling : spellings) ids += (ids.empty() ? "" : ",") + spelling;
    ASSIGN_OR_RETURN(auto by_id, list({{"ids", ids}, {"limit", std::to_string(kPageSize)}}));
    ASSIGN_OR_RETURN(auto by_words,
                     list({{"keywords", spellings.front()}, {"limit", std::to_string(kPageSize)}}));
    auto candidates = std::move(by_id.orders);
    add_new(candidates, std::move(by_words.orders));
    return choose(candidates, question);
}

Result<OrderPage> Shop::recent(const std::string& store, Time since, const std::string& cursor) {
    learn_currency();
    const auto offset = offset_of(cursor);
    ASSIGN_OR_RETURN(auto some, list({{"updatedFrom", seconds(since)},
                                      {"offset", std::to_string(offset)},
                                      {"limit", std::to_string(kPageSize)}}));
    OrderPage page;
    // Ecwid may cap the page lower than asked; an empty one is the end.
    if (some.came > 0) page.next = std::to_string(offset + some.came);
    if (some.came < kPageSize) page.next.clear();
    for (auto& known : some.orders)
        if (known.changed_at >= since && concerns(known, store)) page.orders.push_back(std::move(known));
    return page;
}

Result<std::optional<KnownOrder>> Shop::read(const std::string& reference) {
    if (orders::normalised_number(reference).empty() || reference.size() > kLongestNumber)
        return failure(Errc::invalid_input, "this is no id of Ecwid");
    learn_currency();
    auto answer = client_.get("/orders/" + http::percent_encode(reference));
    if (!answer && answer.error().code() == Errc::not_found) return std::nullopt;
    if (!answer) return std::unexpected(std::move(answer.error()));
    auto known = order_of(answer->body, settings_, currency_, world_.clock.now());
    if (known && known->reference != reference) return failure(Errc::unavailable, "Ecwid gave another order");
    return known;
}

// Only the time and the id of the event are signed, so nothing else of the body is believed: it names an
// order that is then read from the shop.
Result<ShopNews> Shop::verify_webhook(const Headers& headers, const std::string& body) const {
    json::error_code error;
    json::parse_options options;
    options.max_depth = 8;
    const auto event = json::parse(body, error, {}, options);
    if (error) return failure(Errc::invalid_input, "the webhook is not JSON");
    const auto id = text_at(event, {"eventId"}, 100);
    const auto created = text_at(event, {"eventCreated"}, 20);
    RETURN_IF_ERROR(verify_signature(settings_.webhook_secret, created + "." + id,
                                     header_of(headers, "x-ecwid-webhook-signature")));
    ShopNews news;
    news.delivery = id;
    if (!text_at(event, {"eventType"}, 60).starts_with("order.")) return news;
    auto reference = text_at(event, {"data", "orderId"}, kLongestNumber);
    if (reference.empty()) reference = text_at(event, {"entityId"}, kLongestNumber);
    if (orders::normalised_number(reference).empty())
        return failure(Errc::invalid_input, "the webhook names no order");
    news.references.push_back(std::move(reference));
    return news;
}

std::vector<Finding> Shop::check() {
    using Kind = Finding::Kind;
    std::vector<Finding> findings;
    const auto one =
        client_.get("/orders", {{"limit", "1"}, {"responseFields", "total,items(id,orderNumber)"}});
    if (!one) {
        auto text = "Orders can't be read: " + one.error().message() + ".";
        if (one.error().code() == Errc::denied)
            text +=
                " Give the app the scope read_orders, install it in the store again and put its secret token "
                "into "
                "key_file.";
        if (one.error().code() == Errc::not_found) text += " Does the url end in the store's number?";
        return {{Kind::broken, text}};
    }
    const auto* items = at(one->body, {"items"});
    if (!items || !items->is_array())
        return {{Kind::broken, "What answers there is not Ecwid: its answer is no list of orders."}};
    findings.push_back({Kind::works, fmt::format("The token reads orders; the shop has {}.",
                                                 number_at(one->body, {"total"}).value_or(0))});
    const auto profile = client_.get("/profile");
    if (profile) {
        const auto currency = text_at(profile->body, {"formatsAndUnits", "currency"}, 8);
        findings.push_back(
            {Kind::works, fmt::format("The store is “{}” and sells in {}.",
                                      text_at(profile->body, {"settings", "storeName"}, 60), currency)});
        if (!settings_.currency.empty() && settings_.currency != currency)
            findings.push_back(
                {Kind::limited, fmt::format("`currency` is {}, the store's is {}: refunds would be "
                                            "shown wrongly.",
                                            settings_.currency, currency)});
    } else {
        findings.push_back({Kind::limited,
                            "The token may not read the store's profile (read_store_profile): refunds are "
                            "shown without amounts unless `currency` is set."});
    }
    if (settings_.webhook_secret.empty())
        findings.push_back(
            {Kind::limited, "No webhook_secret_file: changes are seen by asking, not at once."});
    return findings;
}

}  // namespace storeside::connectors::ecwid
