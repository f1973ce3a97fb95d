#include "sync/hub/config.hpp"

#include <toml++/toml.h>

#include <charconv>

#include "firmware/base/file.hpp"
#include "sync/hub/shop_config.hpp"
#include "sync/hub/toml_reading.hpp"
#include "sync/pki/authority.hpp"

namespace storeside::hub {
namespace {

namespace fs = std::filesystem;

using namespace toml_reading;

Result<void> read_listen(const std::string& listen, Config& config) {
    const auto colon = listen.rfind(':');
    if (colon == std::string::npos) return std::unexpected(wrong("listen", "is not like \"127.0.0.1:8480\""));
    config.address = listen.substr(0, colon);
    if (config.address.starts_with('[') && config.address.ends_with(']')) {
        config.address = config.address.substr(1, config.address.size() - 2);
    }
    const auto* begin = listen.data() + colon + 1;
    const auto* end = listen.data() + listen.size();
    const auto [stop, error] = std::from_chars(begin, end, config.port);
    if (error != std::errc() || stop != end)
        return std::unexpected(wrong("listen", "has no port from 0 to 65535"));
    return {};
}

Result<void> read_names(const toml::table& table, std::vector<std::string>& out) {
    constexpr std::size_t kMost = 100;
    const auto* node = table.get("names");
    if (!node) return {};
    const auto* names = node->as_array();
    if (!names || names->size() > kMost)
        return std::unexpected(wrong("names", "is not a list of up to 100 texts"));
    for (const auto& item : *names) {
        const auto name = item.value_exact<std::string>();
        if (!name || !pki::is_server_name(*name))
            return std::unexpected(
                wrong("names", "has something that is neither a host's name nor an IP address"));
        out.push_back(*name);
    }
    return {};
}

Result<void> read_helpdesk(const toml::table& table, const fs::path& folder, HelpdeskConfig& out) {
    RETURN_IF_ERROR(only(table, {"kind", "url", "token_file", "user", "queue", "requestor", "poll_seconds",
                                 "calls_per_second", "webhook_secret_file"}));
    std::string token_file, webhook_secret_file;
    RETURN_IF_ERROR(read(table, "kind", out.kind));
    RETURN_IF_ERROR(read(table, "url", out.url));
    RETURN_IF_ERROR(read(table, "token_file", token_file));
    RETURN_IF_ERROR(read(table, "user", out.user));
    RETURN_IF_ERROR(read(table, "queue", out.queue));
    RETURN_IF_ERROR(read(table, "requestor", out.requestor));
    auto seconds = static_cast<std::int64_t>(out.poll.count());
    RETURN_IF_ERROR(read(table, "poll_seconds", 3600, seconds));
    out.poll = std::chrono::seconds(seconds);
    auto calls = static_cast<std::int64_t>(out.calls_per_second);
    RETURN_IF_ERROR(read(table, "calls_per_second", 1000, calls));
    out.calls_per_second = static_cast<int>(calls);
    RETURN_IF_ERROR(read(table, "webhook_secret_file", webhook_secret_file));
    if (!webhook_secret_file.empty()) {
        ASSIGN_OR_RETURN(out.webhook_secret, read_secret(folder, "webhook_secret_file", webhook_secret_file));
        if (out.webhook_secret.size() < 16)
            return std::unexpected(wrong("webhook_secret_file",
                                         "holds less than 16 characters: `openssl rand -hex 32` makes more"));
    }
    if (out.kind == "inbox") return {};
    if (out.kind != "rt") return std::unexpected(wrong("kind", "is neither \"inbox\" nor \"rt\""));
    if (out.url.empty()) return std::unexpected(wrong("url", "is missing: where is Request Tracker?"));
    if (token_file.empty()) return std::unexpected(wrong("token_file", "is missing: a file with RT's token"));
    if (out.requestor.empty())
        return std::unexpected(wrong("requestor", "is missing: an address nobody reads"));
    ASSIGN_OR_RETURN(out.token, read_secret(folder, "token_file", token_file));
    return {};
}

Result<void> read_retention(const toml::table& table, hub_store::Retention& out) {
    constexpr std::int64_t kLongest = 36'500;
    const std::pair<std::string_view, std::chrono::days*> keys[] = {
        {"tickets_days", &out.tickets}, {"messages_days", &out.messages},
        {"ratings_days", &out.ratings}, {"searches_days", &out.searches},
        {"audit_days", &out.audit},     {"unreadable_days", &out.unreadable},
        {"others_days", &out.others},   {"orders_days", &out.orders}};
    for (const auto& [key, value] : table)
        if (std::ranges::find(keys, key.str(), [](const auto& k) { return k.first; }) == std::end(keys))
            return std::unexpected(wrong(key.str(), "is not a key the hub knows"));
    for (const auto& [key, days] : keys) {
        std::int64_t count = days->count();
        RETURN_IF_ERROR(read(table, key, kLongest, count));
        *days = std::chrono::days(count);
    }
    return {};
}

}  // namespace

Result<Config> parse_config(std::string_view text, const fs::path& folder) {
    toml::table table;
    try {
        table = toml::parse(text);
    } catch (const toml::parse_error& error) {
        return failure(Errc::invalid_input, "line " + std::to_string(error.source().begin.line) + ": " +
                                                std::string(error.description()));
    }
    RETURN_IF_ERROR(only(table, {"listen", "names", "proxy_socket", "data", "orders", "public", "origin",
                                 "connections", "kept_orders", "helpdesk", "shop", "retention"}));
    Config config;
    std::string listen = "127.0.0.1:8480", data, orders, public_folder, proxy_socket;
    RETURN_IF_ERROR(read(table, "listen", listen));
    RETURN_IF_ERROR(read(table, "data", data));
    RETURN_IF_ERROR(read(table, "orders", orders));
    RETURN_IF_ERROR(read(table, "public", public_folder));
    RETURN_IF_ERROR(read(table, "origin", config.origin));
    while (config.origin.ends_with('/')) config.origin.pop_back();
    if (!config.origin.empty() && !config.origin.starts_with("https://") &&
        !config.origin.starts_with("http://"))
        return std::unexpected(wrong("origin", "is not like \"https://cdn.example.org\""));
    RETURN_IF_ERROR(read_listen(listen, config));
    RETURN_IF_ERROR(read_names(table, config.names));
    RETURN_IF_ERROR(read(table, "proxy_socket", proxy_socket));
    if (!proxy_socket.empty()) config.proxy_socket = folder / proxy_socket;
    auto connections = static_cast<std::int64_t>(config.connections);
    RETURN_IF_ERROR(read(table, "connections", 50'000, connections));
    config.connections = static_cast<std::size_t>(connections);
    RETURN_IF_ERROR(read(table, "kept_orders", config.kept_orders));
    if (data.empty()) return std::unexpected(wrong("data", "is missing: the folder the hub may write to"));
    config.data = folder / data;
    if (!public_folder.empty()) config.public_folder = folder / public_folder;
    if (!orders.empty()) {
        config.shops.push_back({.kind = "file", .name = "orders", .file = folder / orders});
        config.shops.back().follow.fresh = Duration(0);  // it is asked itself
    }
    RETURN_IF_ERROR(read_shops(table, folder, config.shops));
    if (const auto* node = table.get("helpdesk")) {
        if (!node->is_table()) return std::unexpected(wrong("helpdesk", "is not a table"));
        if (auto good = read_helpdesk(*node->as_table(), folder, config.helpdesk); !good) {
            return failure(std::move(good.error()), "[helpdesk]");
        }
    }
    if (const auto* node = table.get("retention")) {
        if (!node->is_table()) return std::unexpected(wrong("retention", "is not a table"));
        if (auto good = read_retention(*node->as_table(), config.retention); !good)
            return failure(std::move(good.error()), "[retention]");
    }
    return config;
}

Result<Config> load_config(const fs::path& file) {
    ASSIGN_OR_RETURN(const auto text, read_file(file, 64 << 10));
    auto config = parse_config(text, fs::absolute(file).parent_path());
    if (!config) return failure(std::move(config.error()), file.string());
    return config;
}

}  // namespace storeside::hub
