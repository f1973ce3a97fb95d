// How far each shop's orders are read, which of its webhooks came, and what went wrong.
#pragma once
#include <string>
#include <string_view>

#include "firmware/db/database.hpp"

namespace storeside::hub_store {

struct ShopFeed {
    Time read_until{};   // every change up to then is known; 0 before the first pass
    Time since{};        // of the pass under way: what it asks for …
    Time began_at{};     // … and when it began
    std::string cursor;  // … and its next page; empty: no pass is under way
    Time hook_at{};      // when the last webhook came; 0: none ever did
    std::string error;   // of the last attempt; empty: it went well
    Time error_at{};

    friend bool operator==(const ShopFeed&, const ShopFeed&) = default;
};

class ShopFeeds {
public:
    explicit ShopFeeds(db::Database& database) : database_(database) {}

    // One that begins, when the shop is new.
    Result<ShopFeed> get(std::string_view shop);

    // How far it is read. Durable with the orders of that page.
    Result<void> advance(db::Transaction&, std::string_view shop, const ShopFeed& feed);

    // An empty `error` means that all is well again.
    Result<void> note(std::string_view shop, std::string_view error, Time now);

    // False: a webhook of this id came before.
    Result<bool> heard(std::string_view shop, std::string_view delivery, Time now);

private:
    db::Database& database_;
};

}  // namespace storeside::hub_store
