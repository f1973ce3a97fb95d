#include "sync/protocol/order_mail.hpp"

#include "sync/protocol/base64.hpp"
#include "sync/protocol/bodies.hpp"
#include "sync/protocol/json.hpp"

namespace storeside::protocol {
namespace {

namespace json = boost::json;

// Of a body that is sealed: a nonce, a tag and what an order may be, see order_pack.cpp.
constexpr std::size_t kMaxSealedOrder = 20 << 10;

template <std::size_t size>
std::string base64(const std::array<std::byte, size>& bytes) {
    return to_base64({reinterpret_cast<const char*>(bytes.data()), size});
}

template <std::size_t size>
void read_bytes(Reader& in, std::string_view name, std::array<std::byte, size>& out) {
    std::string text;
    in.text(name, text, size * 2);
    const auto bytes = from_base64(text);
    if (!bytes || bytes->size() != size)
        return in.reject(name, "not the base64 of " + std::to_string(size) + " bytes");
    for (std::size_t i = 0; i != size; ++i) out[i] = static_cast<std::byte>((*bytes)[i]);
}

json::object to_json(const orders::SealedOrder& order) {
    json::array ways;
    for (const auto& way : order.ways)
        ways.push_back({{"at", base64(way.locator)}, {"key", base64(way.key)}});
    return {{"id", to_string(order.id)},
            {"expires_at", to_rfc3339(order.expires_at)},
            {"body", to_base64(order.body)},
            {"ways", std::move(ways)}};
}

void read(Reader& in, orders::SealedOrder& out) {
    in.id("id", out.id);
    in.time("expires_at", out.expires_at);
    std::string body;
    in.text("body", body, kMaxSealedOrder * 4 / 3 + 4);
    if (auto bytes = from_base64(body))
        out.body = std::move(*bytes);
    else
        in.reject("body", "no base64");
    in.each("ways", kMaxWays, [&](Reader& item) {
        auto& way = out.ways.emplace_back();
        read_bytes(item, "at", way.locator);
        read_bytes(item, "key", way.key);
    });
}

}  // namespace

std::size_t encoded_size(const orders::SealedOrder& order) { return serialize(to_json(order)).size() + 1; }

std::string encode(const KeptOrders& kept) {
    json::array orders;
    for (const auto& order : kept.orders) orders.push_back(to_json(order));
    const auto& [salt, cost] = kept.derivation;
    return serialize({{"salt", base64(salt)},
                      {"passes", cost.passes},
                      {"memory", cost.memory},
                      {"anew", kept.anew},
                      {"orders", std::move(orders)}});
}

Result<KeptOrders> decode_kept_orders(std::string_view text) {
    return decode<KeptOrders>(text, kMaxBodyBytes, [](Reader& in, KeptOrders& out) {
        read_bytes(in, "salt", out.derivation.salt);
        in.integer("passes", out.derivation.cost.passes, 1, kMostPasses);
        auto memory = static_cast<std::int64_t>(out.derivation.cost.memory);
        in.integer("memory", memory, kLeastMemory, kMostMemory);
        out.derivation.cost.memory = static_cast<std::size_t>(memory);
        in.flag("anew", out.anew);
        in.each("orders", kMaxKeptOrders, [&](Reader& item) { read(item, out.orders.emplace_back()); });
    });
}

std::string encode(const DroppedOrders& dropped) {
    json::array orders;
    for (const auto& id : dropped.orders) orders.push_back(json::object{{"id", to_string(id)}});
    return serialize(json::object{{"orders", std::move(orders)}});
}

Result<DroppedOrders> decode_dropped_orders(std::string_view text) {
    return decode<DroppedOrders>(text, kMaxBodyBytes, [](Reader& in, DroppedOrders& out) {
        in.each("orders", kMaxDropped, [&](Reader& item) { item.id("id", out.orders.emplace_back()); });
    });
}

std::string boxed(std::string_view box) { return serialize(json::object{{"box", to_base64(box)}}); }

Result<std::string> unboxed(std::string_view text) {
    return decode<std::string>(text, kMaxBodyBytes, [](Reader& in, std::string& out) {
        std::string box;
        in.text("box", box, kMaxBodyBytes);
        if (auto bytes = from_base64(box))
            out = std::move(*bytes);
        else
            in.reject("box", "no base64");
    });
}

}  // namespace storeside::protocol
