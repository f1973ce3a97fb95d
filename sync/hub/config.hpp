// The hub's configuration file: where it listens, where its data is, which helpdesk and which shop it serves.
//
//   listen = "0.0.0.0:8480"        # default "127.0.0.1:8480"
//   proxy_socket = "hub.sock"      # where a proxy that ends TLS finds it; without it there is none
//   names = ["hub.example.org"]    # hosts or addresses, what it is called besides localhost
//   proxy_socket = "hub.sock"      # where a proxy that ends TLS finds it; without it there is none
//   data = "/var/lib/storeside"    # relative paths are relative to this file
//   orders = "orders.json"         # a file shop for all stores, short for a [[shop]] of kind "file"
//   public = "public"              # packs and metadata that anybody may read; default data/public
//   origin = "https://cdn.example.org"  # where kiosks find packs; without it here
//   connections = 2000             # at a time; each kiosk keeps one
//   kept_orders = true             # kiosks keep their store's newest orders, sealed, for when the line is
//   down [helpdesk] kind = "rt"                    # or "inbox", the default, which needs nothing else url =
//   "https://rt.example.org" token_file = "rt.token" queue = "Kiosk" requestor = "kiosk@example.org"
//   poll_seconds = 1               # between two looks for answers while a ticket is open
//   calls_per_second = 10          # at most, on average
//   webhook_secret_file = "rt.hook"  # a helpdesk that knows what is in it may say that there is an answer
//   [[shop]]                       # as many as there are; keys in shop_config.hpp
//   kind = "woocommerce"
//   url = "https://shop.example.org"
//   key_file = "woocommerce.key"
//   [retention]                    # days; what is kept longer is taken away once a day
//   tickets_days = 365             # with all in them, since anybody last said something
//   messages_days = 365            # what shoppers and agents wrote
//   ratings_days = 365
//   searches_days = 30             # what a shopper looked for before the ticket
//   audit_days = 365               # what staff did at kiosks
//   unreadable_days = 90           # what could not be read when it came
//   others_days = 90               # of kinds that only newer hubs know
//   orders_days = 90               # the index of the shops' orders, since an order last changed
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/result.hpp"
#include "sync/connectors/shop/shop_settings.hpp"
#include "sync/hub_store/retention.hpp"

namespace storeside::hub {

struct HelpdeskConfig {
    std::string kind = "inbox";
    std::string url;
    std::string token;  // what is in token_file
    std::string user = "storeside";
    std::string queue = "Kiosk";
    std::string requestor;
    std::chrono::seconds poll{1};
    int calls_per_second = 10;   // the hub's own inbox has no limit
    std::string webhook_secret;  // what is in webhook_secret_file; empty: no hooks
};

struct Config {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8480;
    std::vector<std::string> names;
    std::filesystem::path proxy_socket;  // empty: none
    std::filesystem::path data;
    std::vector<connectors::ShopSettings> shops;  // empty: the hub finds no orders
    std::filesystem::path public_folder;          // empty: data/public
    std::string origin;                           // without a slash at its end; empty: the hub itself
    std::size_t connections = 2'000;
    bool kept_orders = true;
    HelpdeskConfig helpdesk;
    hub_store::Retention retention;
};

// The error names the file and the key.
Result<Config> load_config(const std::filesystem::path& file);

// `folder` is what relative paths are relative to.
Result<Config> parse_config(std::string_view toml, const std::filesystem::path& folder);

}  // namespace storeside::hub
