#include "sync/hub/shop_routes.hpp"

#include <algorithm>

#include "sync/hub/answers.hpp"
#include "sync/hub_store/shop_feeds.hpp"
#include "sync/protocol/shops.hpp"

namespace storeside::hub {
namespace {

std::optional<Time> unless_never(Time time) { return time == Time{} ? std::nullopt : std::optional(time); }

}  // namespace

const connectors::FollowedShop* ShopRoutes::find(std::string_view name) const {
    const auto& all = shops_.followed();
    const auto found = std::ranges::find(all, name, &connectors::FollowedShop::name);
    return found == all.end() ? nullptr : &*found;
}

http::Outgoing ShopRoutes::hook(std::string_view name, const http::Incoming& request) {
    const auto* shop = find(name);
    if (!shop) return refusal(404, "the hub follows no shop of that name");
    auto news = shop->source->verify_webhook(request.headers, request.body);
    if (!news) {
        // Shown in the shop's own list of webhooks, where an integrator looks first.
        const auto code = news.error().code();
        const int status = code == Errc::denied ? 403 : code == Errc::not_found ? 404 : 400;
        return refusal(status, news.error().message());
    }
    on_news_(*shop, std::move(*news));
    return json_answer("{}");
}

http::Outgoing ShopRoutes::list() {
    std::vector<protocol::ShopRow> rows;
    for (const auto& shop : shops_.followed()) {
        const auto feed = hub_store::ShopFeeds(database_).get(shop.name);
        if (!feed) return refusal(feed.error());
        const auto count = hub_store::Orders(database_, key_).count(shop.name);
        if (!count) return refusal(count.error());
        rows.push_back({shop.name, *count, unless_never(feed->read_until), unless_never(feed->hook_at),
                        feed->error, feed->error.empty() ? std::nullopt : unless_never(feed->error_at)});
    }
    return json_answer(protocol::encode(rows));
}

}  // namespace storeside::hub
