// What a connector to a shop is told: the rows of the hub's configuration.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"

namespace storeside::connectors {

struct ShopSettings {
    std::string kind;  // shopify, woocommerce, ecwid, file
    std::string name;  // for logs and operators; unique
    std::string url;   // https://…; only this machine may be asked over http
    std::string key;   // the access token; "consumer key:consumer secret" of WooCommerce
    std::string webhook_secret;
    std::filesystem::path file;  // kind file
    std::string ca;              // PEM; trusted instead of the system's authorities
    std::string currency;  // ISO 4217; an amount in another one is not shown. Empty: whatever the shop says
    std::string pickup_desk;                   // where picked-up orders wait
    std::vector<std::string> stores;           // whose kiosks ask this shop; empty: all
    std::chrono::milliseconds timeout{8'000};  // of one request
};

// What a connector needs of the world.
struct ShopWorld {
    const Clock& clock;                  // outlives the connector
    std::function<void(Duration)> wait;  // lets the thread sleep
};

}  // namespace storeside::connectors
