// The hub's configuration file: where it listens, where its data is, which helpdesk and which shop it serves.
//
//   listen = "0.0.0.0:8480"        # default "127.0.0.1:8480"
//   names = ["hub.example.org"]    # what kiosks and operators call it, besides localhost; host names and
//   addresses proxy_socket = "hub.sock"      # where a proxy that ends TLS finds it; without it there is none
//   data = "/var/lib/storeside"    # relative paths are relative to this file
//   orders = "orders.json"         # a file shop for all stores, short for a [[shop]] of kind "file"
//   connections = 2000             # at a time; each kiosk keeps one
//   [helpdesk]
//   kind = "rt"                    # or "inbox", the default, which needs nothing else
//   url = "https://rt.example.org"
//   token_file = "rt.token"
//   queue = "Kiosk"
//   requestor = "kiosk@example.org"
//   poll_seconds = 1               # between two looks for answers while a ticket is open
//   [[shop]]                       # as many as there are; keys in shop_config.hpp
//   kind = "woocommerce"
//   url = "https://shop.example.org"
//   key_file = "woocommerce.key"
#pragma once
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/result.hpp"
#include "sync/connectors/shop/shop_settings.hpp"

namespace storeside::hub {

struct HelpdeskConfig {
    std::string kind = "inbox";
    std::string url;
    std::string token;  // what is in token_file
    std::string user = "storeside";
    std::string queue = "Kiosk";
    std::string requestor;
    std::chrono::seconds poll{1};
};

struct Config {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8480;
    std::vector<std::string> names;
    std::filesystem::path proxy_socket;  // empty: none
    std::filesystem::path data;
    std::vector<connectors::ShopSettings> shops;  // empty: the hub finds no orders
    std::size_t connections = 2'000;
    HelpdeskConfig helpdesk;
};

// The error names the file and the key.
Result<Config> load_config(const std::filesystem::path& file);

// `folder` is what relative paths are relative to.
Result<Config> parse_config(std::string_view toml, const std::filesystem::path& folder);

}  // namespace storeside::hub
