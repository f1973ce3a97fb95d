// What a connector to a shop is told: the rows of the hub's configuration.
#pragma once
#include <chrono>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"

namespace storeside::connectors {

// How the hub follows a shop's changes.
struct FollowTimes {
    Duration poll = std::chrono::minutes(1);  // between two questions for what changed
    Duration overlap =
        std::chrono::minutes(2);  // asked for again each time: clocks differ, shops are slow to list
    Duration history = std::chrono::days(60);  // how far back the first question goes
    // A look-up is answered from what was followed when that is no older; 0: never, the shop itself is asked.
    Duration fresh = std::chrono::minutes(3);
};

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
    bool index = true;                         // whether the hub follows it, and keeps what it says
    FollowTimes follow;
};

// What a connector needs of the world.
struct ShopWorld {
    const Clock& clock;                  // outlives the connector
    std::function<void(Duration)> wait;  // lets the thread sleep
};

}  // namespace storeside::connectors
