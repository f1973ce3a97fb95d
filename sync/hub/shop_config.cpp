#include "sync/hub/shop_config.hpp"

#include <algorithm>

#include "firmware/base/file.hpp"
#include "sync/connectors/shop/shop_client.hpp"
#include "sync/hub/toml_reading.hpp"

namespace storeside::hub {
namespace {

namespace fs = std::filesystem;
using namespace toml_reading;
using connectors::ShopSettings;

constexpr std::size_t kMostShops = 50;
constexpr std::size_t kLongestName = 60;

Result<void> read_stores(const toml::table& table, std::vector<std::string>& out) {
    const auto* node = table.get("stores");
    if (!node) return {};
    const auto* list = node->as_array();
    if (!list || list->empty()) return std::unexpected(wrong("stores", "is not a list of names of stores"));
    for (const auto& entry : *list) {
        const auto name = entry.value_exact<std::string>();
        if (!name || name->empty())
            return std::unexpected(wrong("stores", "is not a list of names of stores"));
        out.push_back(*name);
    }
    return {};
}

// A name is typed on a command line and printed in logs.
bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= kLongestName && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == '.';
    });
}

// "ck_…:cs_…", or the two on a line each.
Result<std::string> consumer_key(std::string text) {
    const auto cut = text.find_first_of(": \t\r\n");
    if (cut == text.npos) return std::unexpected(wrong("key_file", "holds no \"ck_…:cs_…\""));
    const auto second = text.find_first_not_of(": \t\r\n", cut);
    if (cut == 0 || second == text.npos) return std::unexpected(wrong("key_file", "holds no \"ck_…:cs_…\""));
    return text.substr(0, cut) + ":" + text.substr(second);
}

bool fits_a_header(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c > ' ' && c < '\x7f'; });
}

Result<void> read_duration(const toml::table& table, std::string_view key, std::int64_t most, Duration unit,
                           Duration& out) {
    std::int64_t count = out / unit;
    RETURN_IF_ERROR(read(table, key, most, count));
    out = count * unit;
    return {};
}

Result<void> read_follow(const toml::table& table, ShopSettings& shop) {
    constexpr Duration kSecond = std::chrono::seconds(1), kDay = std::chrono::days(1);
    RETURN_IF_ERROR(read(table, "index", shop.index));
    RETURN_IF_ERROR(read_duration(table, "poll_seconds", 86'400, kSecond, shop.follow.poll));
    RETURN_IF_ERROR(read_duration(table, "overlap_seconds", 86'400, kSecond, shop.follow.overlap));
    RETURN_IF_ERROR(read_duration(table, "history_days", 3'650, kDay, shop.follow.history));
    // A file is asked itself: that costs nothing.
    if (shop.kind == "file") {
        shop.follow.fresh = Duration(0);
        return {};
    }
    shop.follow.fresh = std::max(shop.follow.fresh, 2 * shop.follow.poll);
    return read_duration(table, "fresh_seconds", 86'400, kSecond, shop.follow.fresh);
}

Result<void> read_connection(const toml::table& table, const fs::path& folder, ShopSettings& shop) {
    RETURN_IF_ERROR(only(table, {"kind", "name", "stores", "url", "key_file", "webhook_secret_file",
                                 "ca_file", "currency", "pickup_desk", "timeout_seconds", "index",
                                 "poll_seconds", "overlap_seconds", "history_days", "fresh_seconds"}));
    std::string key_file, webhook_file, ca_file;
    RETURN_IF_ERROR(read(table, "url", shop.url));
    RETURN_IF_ERROR(read(table, "key_file", key_file));
    RETURN_IF_ERROR(read(table, "webhook_secret_file", webhook_file));
    RETURN_IF_ERROR(read(table, "ca_file", ca_file));
    RETURN_IF_ERROR(read(table, "currency", shop.currency));
    RETURN_IF_ERROR(read(table, "pickup_desk", shop.pickup_desk));
    std::int64_t seconds = std::chrono::floor<std::chrono::seconds>(shop.timeout).count();
    RETURN_IF_ERROR(read(table, "timeout_seconds", 60, seconds));
    shop.timeout = std::chrono::seconds(seconds);

    if (shop.url.empty()) return std::unexpected(wrong("url", "is missing: where is the shop?"));
    if (!connectors::keeps_a_key_secret(shop.url))
        return std::unexpected(
            wrong("url", "must begin with https://, or everybody on the way reads the key"));
    if (!shop.currency.empty() &&
        (shop.currency.size() != 3 ||
         !std::ranges::all_of(shop.currency, [](char c) { return c >= 'A' && c <= 'Z'; })))
        return std::unexpected(wrong("currency", "is not like \"EUR\""));
    if (shop.pickup_desk.size() > 60) return std::unexpected(wrong("pickup_desk", "is too long"));
    if (key_file.empty()) return std::unexpected(wrong("key_file", "is missing: a file with the shop's key"));
    ASSIGN_OR_RETURN(shop.key, read_secret(folder, "key_file", key_file));
    if (shop.kind == "woocommerce") {
        ASSIGN_OR_RETURN(shop.key, consumer_key(std::move(shop.key)));
    }
    if (!fits_a_header(shop.key)) return std::unexpected(wrong("key_file", "holds more than a key"));
    if (!webhook_file.empty()) {
        ASSIGN_OR_RETURN(shop.webhook_secret, read_secret(folder, "webhook_secret_file", webhook_file));
    }
    if (!ca_file.empty()) {
        ASSIGN_OR_RETURN(shop.ca, read_file(folder / ca_file, 64 << 10));
    }
    return {};
}

Result<ShopSettings> read_shop(const toml::table& table, const fs::path& folder) {
    ShopSettings shop;
    RETURN_IF_ERROR(read(table, "kind", shop.kind));
    shop.name = shop.kind;
    RETURN_IF_ERROR(read(table, "name", shop.name));
    RETURN_IF_ERROR(read_stores(table, shop.stores));
    RETURN_IF_ERROR(read_follow(table, shop));
    if (shop.kind == "file") {
        RETURN_IF_ERROR(only(table, {"kind", "name", "stores", "file", "index", "poll_seconds",
                                     "overlap_seconds", "history_days"}));
        std::string file;
        RETURN_IF_ERROR(read(table, "file", file));
        if (file.empty()) return std::unexpected(wrong("file", "is missing: a file of orders"));
        shop.file = folder / file;
    } else if (shop.kind == "shopify" || shop.kind == "woocommerce" || shop.kind == "ecwid") {
        RETURN_IF_ERROR(read_connection(table, folder, shop));
    } else {
        return std::unexpected(wrong("kind", "is none of shopify, woocommerce, ecwid and file"));
    }
    if (!is_name(shop.name))
        return std::unexpected(wrong("name", "may hold letters, digits, '-', '_' and '.', at most 60"));
    return shop;
}

}  // namespace

Result<void> read_shops(const toml::table& config, const fs::path& folder, std::vector<ShopSettings>& shops) {
    const auto* node = config.get("shop");
    if (!node) return {};
    const auto* list = node->as_array();
    if (!list) return std::unexpected(wrong("shop", "is not written as [[shop]]"));
    if (list->size() > kMostShops) return std::unexpected(wrong("shop", "is there more than 50 times"));
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto where = "[[shop]] " + std::to_string(i + 1);
        const auto* table = list->get(i)->as_table();
        if (!table) return std::unexpected(wrong("shop", "is not written as [[shop]]"));
        auto shop = read_shop(*table, folder);
        if (!shop) return failure(std::move(shop.error()), where);
        if (std::ranges::any_of(shops, [&](const ShopSettings& other) { return other.name == shop->name; }))
            return failure(wrong("name", "is another shop's, too: '" + shop->name + "'"), where);
        shops.push_back(std::move(*shop));
    }
    return {};
}

}  // namespace storeside::hub
