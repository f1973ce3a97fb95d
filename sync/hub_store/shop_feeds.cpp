#include "sync/hub_store/shop_feeds.hpp"

namespace storeside::hub_store {

Result<ShopFeed> ShopFeeds::get(std::string_view shop) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT read_until, since, began_at, cursor, hook_at, error, error_at "
                                       "FROM shop_feed WHERE shop = :shop"));
    ASSIGN_OR_RETURN(const bool there, select.bind(":shop", shop).step());
    if (!there) return ShopFeed{};
    return ShopFeed{select.time(0), select.time(1),
                    select.time(2), std::string(select.text(3)),
                    select.time(4), std::string(select.text(5)),
                    select.time(6)};
}

Result<void> ShopFeeds::advance(db::Transaction&, std::string_view shop, const ShopFeed& feed) {
    ASSIGN_OR_RETURN(auto upsert,
                     database_.prepare("INSERT INTO shop_feed (shop, read_until, since, began_at, cursor) "
                                       "VALUES (:shop, :until, :since, :began, :cursor) ON CONFLICT (shop) "
                                       "DO UPDATE SET read_until = excluded.read_until, since = "
                                       "excluded.since, began_at = excluded.began_at, cursor = "
                                       "excluded.cursor, error = ''"));
    return upsert.bind(":shop", shop)
        .bind(":until", feed.read_until)
        .bind(":since", feed.since)
        .bind(":began", feed.began_at)
        .bind(":cursor", feed.cursor)
        .run();
}

Result<void> ShopFeeds::note(std::string_view shop, std::string_view error, Time now) {
    ASSIGN_OR_RETURN(auto upsert,
                     database_.prepare("INSERT INTO shop_feed (shop, error, error_at) VALUES (:shop, :error, "
                                       ":now) ON CONFLICT (shop) DO UPDATE SET error = excluded.error, "
                                       "error_at = excluded.error_at"));
    return upsert.bind(":shop", shop).bind(":error", error).bind(":now", now).run();
}

Result<bool> ShopFeeds::heard(std::string_view shop, std::string_view delivery, Time now) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(auto upsert,
                     database_.prepare("INSERT INTO shop_feed (shop, hook_at) VALUES (:shop, :now) ON "
                                       "CONFLICT (shop) DO UPDATE SET hook_at = excluded.hook_at"));
    RETURN_IF_ERROR(upsert.bind(":shop", shop).bind(":now", now).run());
    bool fresh = true;
    if (!delivery.empty()) {
        ASSIGN_OR_RETURN(auto insert, database_.prepare("INSERT OR IGNORE INTO shop_delivery (shop, "
                                                        "delivery, at) VALUES (:shop, :delivery, :now)"));
        RETURN_IF_ERROR(insert.bind(":shop", shop).bind(":delivery", delivery).bind(":now", now).run());
        fresh = database_.changes() == 1;
    }
    RETURN_IF_ERROR(transaction.commit());
    return fresh;
}

}  // namespace storeside::hub_store
