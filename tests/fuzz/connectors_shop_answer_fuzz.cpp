// What a shop sends, answer or webhook: an order or nothing, with nothing in it that a kiosk would refuse.
#include <boost/json/parse.hpp>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware/base/log.hpp"
#include "sync/connectors/shop/answer.hpp"
#include "sync/connectors/shop/choice.hpp"
#include "sync/connectors/shop/ecwid/shop.hpp"
#include "sync/connectors/shop/shopify/queries.hpp"
#include "sync/connectors/shop/shopify/shop.hpp"
#include "sync/connectors/shop/signature.hpp"
#include "sync/connectors/shop/woocommerce/order.hpp"
#include "sync/connectors/shop/woocommerce/shop.hpp"
#include "sync/protocol/messages.hpp"
#include "tests/fakes/manual_clock.hpp"

using namespace storeside;

namespace {

void hold(const std::optional<connectors::KnownOrder>& known) {
    if (!known) return;
    const auto sent = protocol::encode(protocol::OrderAnswer{known->order});
    if (!protocol::decode_order_answer(sent)) std::abort();
    static_cast<void>(connectors::choose({&*known, 1}, {Secret(known->order.number), Secret("x")}));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    spdlog::set_level(spdlog::level::off);
    const std::string text(reinterpret_cast<const char*>(data), size);
    if (const auto time = connectors::shop_time(text); time && *time < Time{}) std::abort();

    static const ManualClock clock;
    connectors::ShopSettings settings;
    settings.name = "fuzzed";
    settings.url = "https://shop.example.org";
    settings.webhook_secret = "secret";
    static const connectors::woocommerce::Shop woocommerce(settings, {clock, {}});
    static const connectors::shopify::Shop shopify(settings, {clock, {}});
    static const connectors::ecwid::Shop ecwid(settings, {clock, {}});
    const auto signature = connectors::base64_hmac_sha256("secret", text);
    static_cast<void>(woocommerce.verify_webhook(
        {{"x-wc-webhook-signature", signature}, {"x-wc-webhook-topic", "order.updated"}}, text));
    static_cast<void>(shopify.verify_webhook(
        {{"x-shopify-hmac-sha256", signature}, {"x-shopify-topic", "orders/paid"}}, text));
    if (ecwid.verify_webhook({{"x-ecwid-webhook-signature", signature}}, text)) std::abort();

    boost::json::error_code error;
    boost::json::parse_options options;
    options.max_depth = 32;
    const auto answer = boost::json::parse(text, error, {}, options);
    if (error) return 0;
    auto known = connectors::woocommerce::order_of(answer, settings, clock.now());
    hold(known);
    connectors::KnownOrder sent = known.value_or(connectors::KnownOrder{});
    sent.order.number = "1";
    sent.order.state = orders::State::shipped;
    connectors::woocommerce::add_fulfillments(answer, sent.order);
    hold(sent);
    hold(connectors::shopify::order_of(answer, settings, clock.now()));
    hold(connectors::ecwid::order_of(answer, settings, "EUR", clock.now()));
    return 0;
}
