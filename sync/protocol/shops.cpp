#include "sync/protocol/shops.hpp"

#include "sync/protocol/json.hpp"

namespace storeside::protocol {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxList = 1 << 20;
constexpr std::size_t kMaxRows = 1000;

json::value time_or_null(const std::optional<Time>& time) {
    return time ? json::value(to_rfc3339(*time)) : json::value(nullptr);
}

void read_time(Reader& in, std::string_view name, std::optional<Time>& out) {
    if (in.has(name)) in.time(name, out.emplace());
}

}  // namespace

std::string encode(const std::vector<ShopRow>& shops) {
    json::array rows;
    for (const auto& shop : shops) {
        rows.push_back({{"name", shop.name},
                        {"orders", shop.orders},
                        {"read_until", time_or_null(shop.read_until)},
                        {"hook_at", time_or_null(shop.hook_at)},
                        {"error", shop.error},
                        {"error_at", time_or_null(shop.error_at)}});
    }
    return serialize(json::object{{"shops", std::move(rows)}});
}

Result<std::vector<ShopRow>> decode_shops(std::string_view text) {
    using Rows = std::vector<ShopRow>;
    return decode<Rows>(text, kMaxList, [](Reader& in, Rows& out) {
        in.each("shops", kMaxRows, [&](Reader& item) {
            auto& row = out.emplace_back();
            item.text("name", row.name, 64);
            item.integer("orders", row.orders, 0, std::int64_t{1} << 53);
            read_time(item, "read_until", row.read_until);
            read_time(item, "hook_at", row.hook_at);
            item.text("error", row.error, 4096);
            read_time(item, "error_at", row.error_at);
        });
    });
}

}  // namespace storeside::protocol
