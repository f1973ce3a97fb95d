#include "sync/ctl/shop_commands.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <iostream>
#include <memory>
#include <thread>

#include "firmware/base/log.hpp"
#include "sync/connectors/shop/shops.hpp"
#include "sync/ctl/hub_command.hpp"
#include "sync/ctl/report.hpp"
#include "sync/ctl/table.hpp"
#include "sync/hub/config.hpp"
#include "sync/protocol/messages.hpp"
#include "sync/protocol/shops.hpp"

namespace storeside::ctl {
namespace {

using connectors::Finding;
using connectors::ShopSettings;

struct Options {
    std::string name;
    std::string config;
    std::string number;
    bool json = false;
};

// The shops of that name, or all when it is empty.
Result<std::vector<ShopSettings>> chosen(const Options& options) {
    ASSIGN_OR_RETURN(auto config, hub::load_config(options.config));
    std::string known;
    for (const auto& shop : config.shops) known += (known.empty() ? "" : ", ") + shop.name;
    if (known.empty())
        return failure(Errc::not_found, options.config + " has no [[shop]]: see docs/connect-a-shop.md");
    if (!options.name.empty())
        std::erase_if(config.shops, [&](const ShopSettings& shop) { return shop.name != options.name; });
    if (config.shops.empty())
        return failure(Errc::not_found,
                       fmt::format("there is no shop '{}'; there are: {}", harmless(options.name), known));
    return std::move(config.shops);
}

connectors::ShopWorld world() {
    static const SystemClock clock;
    return {clock, [](Duration time) { std::this_thread::sleep_for(time); }};
}

std::string_view mark(Finding::Kind kind) {
    switch (kind) {
        case Finding::Kind::works:
            return "works  ";
        case Finding::Kind::limited:
            return "note   ";
        case Finding::Kind::broken:
            return "BROKEN ";
    }
    return "";
}

std::vector<Finding> findings_of(const ShopSettings& settings) {
    auto shop = connectors::make_shop(settings, world());
    if (!shop) return {{Finding::Kind::broken, shop.error().message() + "."}};
    return (*shop)->check();
}

void print(const ShopSettings& settings, const std::vector<Finding>& findings) {
    fmt::print("{} ({}{}{})\n", settings.name, settings.kind, settings.url.empty() ? "" : ", ",
               harmless(settings.url));
    for (const auto& finding : findings) fmt::print("  {}{}\n", mark(finding.kind), harmless(finding.text));
    if (settings.stores.empty()) {
        fmt::print("  note   Kiosks of every store ask this shop.\n");
    } else {
        std::string stores;
        for (const auto& store : settings.stores) stores += (stores.empty() ? "" : ", ") + store;
        fmt::print("  note   Only kiosks of these stores ask this shop: {}.\n", harmless(stores));
    }
    if (!settings.index) {
        fmt::print("  note   The hub keeps nothing of its orders (index = false) and asks it each time.\n");
        return;
    }
    const auto seconds = std::chrono::floor<std::chrono::seconds>(settings.follow.poll).count();
    if (settings.kind == "file")
        fmt::print("  note   The hub looks every {} s for what changed.\n", seconds);
    else if (settings.webhook_secret.empty())
        fmt::print(
            "  note   The hub asks every {} s for what changed, and takes no webhooks without a "
            "webhook_secret_file.\n",
            seconds);
    else
        fmt::print(
            "  note   The hub asks every {} s for what changed; webhooks go to "
            "https://HUB/v1/hooks/shop/{}\n",
            seconds, settings.name);
}

Result<bool> check(const Options& options) {
    ASSIGN_OR_RETURN(const auto shops, chosen(options));
    bool good = true;
    boost::json::array all;
    for (const auto& settings : shops) {
        const auto findings = findings_of(settings);
        for (const auto& finding : findings) {
            good = good && finding.kind != Finding::Kind::broken;
            constexpr std::string_view kKinds[] = {"works", "limited", "broken"};
            all.push_back(boost::json::object{{"shop", settings.name},
                                              {"kind", kKinds[static_cast<std::size_t>(finding.kind)]},
                                              {"text", finding.text}});
        }
        if (!options.json) print(settings, findings);
    }
    if (options.json)
        fmt::print("{}\n", boost::json::serialize(all));
    else if (good)
        fmt::print("Next: storesidectl shop find {} NUMBER --config {}\n", shops.front().name,
                   options.config);
    return good;
}

// The factor comes on standard input, so that it stays out of the shell's history and of `ps`.
Result<bool> find(const Options& options) {
    ASSIGN_OR_RETURN(auto shops, chosen(options));
    fmt::print(stderr, "The order's e-mail, phone or postcode, then Enter: ");
    std::string factor;
    std::getline(std::cin, factor);
    ASSIGN_OR_RETURN(const auto shop, connectors::make_shop(std::move(shops.front()), world()));
    ASSIGN_OR_RETURN(const auto order, shop->find({Secret(options.number), Secret(factor)}));
    if (!order) {
        fmt::print(
            "Nothing: there is no such order, or it is somebody else's. A kiosk says the same for both.\n");
        return false;
    }
    if (options.json) {
        fmt::print("{}\n", protocol::encode(protocol::OrderAnswer{order}));
        return true;
    }
    fmt::print("Order {}: {}\n", harmless(order->number), orders::name(order->state));
    for (const auto& step : order->timeline)
        fmt::print("  {} UTC  {}\n", when(step.at), orders::name(step.state));
    for (const auto& item : order->items) fmt::print("  {} × {}\n", item.quantity, harmless(item.name));
    for (const auto& parcel : order->parcels)
        fmt::print("  parcel {} with {}\n", harmless(parcel.tracking), harmless(parcel.carrier));
    for (const auto& refund : order->refunds)
        fmt::print("  refunded {} {}\n", harmless(refund.amount), harmless(refund.currency));
    if (!order->pickup_desk.empty()) fmt::print("  waits at desk {}\n", harmless(order->pickup_desk));
    return true;
}

// What is still to come says so in words: an operator looks here when an order is not found.
Result<void> status(HubClient& hub, const HubOptions& options) {
    ASSIGN_OR_RETURN(const auto body, hub.get("/v1/shops"));
    ASSIGN_OR_RETURN(const auto shops, protocol::decode_shops(body));
    if (options.json) {
        fmt::print("{}\n", body);
        return {};
    }
    if (shops.empty()) {
        fmt::print("The hub follows no shop: every look-up asks the shops themselves.\n");
        return {};
    }
    std::vector<std::vector<std::string>> rows{
        {"SHOP", "ORDERS", "READ UNTIL (UTC)", "LAST WEBHOOK (UTC)", "TROUBLE"}};
    for (const auto& shop : shops) {
        const auto trouble =
            shop.error.empty()
                ? std::string("-")
                : (shop.error_at ? when(*shop.error_at) + " " : std::string()) + shortened(shop.error, 200);
        rows.push_back({shortened(shop.name, 60), std::to_string(shop.orders),
                        shop.read_until ? when(*shop.read_until) : "first reading",
                        shop.hook_at ? when(*shop.hook_at) : "never", trouble});
    }
    fmt::print("{}", table(rows));
    return {};
}

void add(CLI::App& group, const std::string& name, const std::string& description, bool finds, int& exit_code,
         Result<bool> (*command)(const Options&)) {
    const auto options = std::make_shared<Options>();
    auto* sub = group.add_subcommand(name, description);
    auto* shop = sub->add_option("NAME", options->name, "Its `name` in the configuration");
    if (finds) {
        shop->required();
        sub->add_option("NUMBER", options->number, "An order's number, as a shopper types it")->required();
    } else {
        shop->description("Its `name` in the configuration; without it every shop");
    }
    sub->add_option("--config", options->config, "The hub's configuration (TOML)")->required();
    sub->add_flag("--json", options->json, "Print JSON");
    sub->callback([options, &exit_code, command] {
        start_log("error");
        const auto done = command(*options);
        if (!done)
            exit_code = report(done.error());
        else if (!*done)
            exit_code = 1;
    });
}

}  // namespace

void add_shop_commands(CLI::App& app, int& exit_code) {
    auto* shop = app.add_subcommand("shop", "The shops that a hub asks for orders")->require_subcommand(1);
    add(*shop, "check", "What works with a shop, and what its keys may not do", false, exit_code, check);
    add(*shop, "find", "Look an order up as a kiosk would", true, exit_code, find);
    add_hub_command(*shop, "status", "How far a running hub has read each shop's orders", exit_code, status);
}

}  // namespace storeside::ctl
