#include "sync/connectors/shop/shops.hpp"

#include <algorithm>

#include "firmware/base/log.hpp"
#include "sync/connectors/shop/ecwid/shop.hpp"
#include "sync/connectors/shop/file/order_file.hpp"
#include "sync/connectors/shop/shopify/shop.hpp"
#include "sync/connectors/shop/woocommerce/shop.hpp"

namespace storeside::connectors {

Result<std::unique_ptr<OrderSource>> make_shop(ShopSettings settings, ShopWorld world) {
    if (settings.kind == "file") {
        ASSIGN_OR_RETURN(auto file, OrderFile::open(settings.file, world.clock));
        file.call(settings.name);
        return std::make_unique<OrderFile>(std::move(file));
    }
    if (!keeps_a_key_secret(settings.url))
        return failure(Errc::invalid_input,
                       "'url' must begin with https://, or everybody on the way reads the key");
    if (settings.kind == "shopify")
        return std::make_unique<shopify::Shop>(std::move(settings), std::move(world));
    if (settings.kind == "woocommerce")
        return std::make_unique<woocommerce::Shop>(std::move(settings), std::move(world));
    if (settings.kind == "ecwid") return std::make_unique<ecwid::Shop>(std::move(settings), std::move(world));
    return failure(Errc::invalid_input, "'kind' is none of shopify, woocommerce, ecwid and file");
}

bool serves(const std::vector<std::string>& stores, std::string_view store) {
    return stores.empty() || std::ranges::find(stores, store) != stores.end();
}

void Shops::add(std::unique_ptr<OrderSource> shop, std::vector<std::string> stores) {
    shops_.push_back({std::move(shop), std::move(stores)});
}

void Shops::follow(std::unique_ptr<OrderSource> second, FollowTimes times) {
    const auto name = second->name();
    for (const auto& [source, stores] : shops_)
        if (source->name() == name) return followed_.push_back({name, std::move(second), stores, times});
}

Result<std::optional<Shops::Match>> Shops::look_up(const std::string& store,
                                                   const orders::Question& question) {
    std::optional<Match> found;
    std::optional<Error> trouble;
    bool asked = false;
    for (auto& [source, stores] : shops_) {
        if (!serves(stores, store)) continue;
        asked = true;
        auto answer = source->look_up(question);
        if (!answer) {
            auto error = std::move(answer.error()).with_context("shop " + source->name());
            log_error("orders", error);
            trouble = std::move(error);
        } else if (*answer && !found) {
            found = Match{source->name(), std::move(**answer)};
        }
    }
    if (found) return found;
    if (trouble) return std::unexpected(std::move(*trouble));
    if (!asked)
        return failure(Errc::unavailable,
                       "no shop is connected for this store: see [[shop]] in the hub's configuration");
    return std::nullopt;
}

Result<std::optional<orders::Order>> Shops::find(const std::string& store, const orders::Question& question) {
    ASSIGN_OR_RETURN(auto match, look_up(store, question));
    if (!match) return std::nullopt;
    return std::move(match->known.order);
}

}  // namespace storeside::connectors
