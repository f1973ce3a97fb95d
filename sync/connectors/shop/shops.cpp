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

void Shops::add(std::unique_ptr<OrderSource> shop, std::vector<std::string> stores) {
    shops_.push_back({std::move(shop), std::move(stores)});
}

Result<std::optional<orders::Order>> Shops::find(const std::string& store, const orders::Question& question) {
    std::optional<orders::Order> found;
    std::optional<Error> trouble;
    bool asked = false;
    for (auto& [source, stores] : shops_) {
        if (!stores.empty() && std::ranges::find(stores, store) == stores.end()) continue;
        asked = true;
        auto answer = source->find(question);
        if (!answer) {
            auto error = std::move(answer.error()).with_context("shop " + source->name());
            log_error("orders", error);
            trouble = std::move(error);
        } else if (*answer && !found) {
            found = std::move(*answer);
        }
    }
    if (found) return found;
    if (trouble) return std::unexpected(std::move(*trouble));
    if (!asked)
        return failure(Errc::unavailable,
                       "no shop is connected for this store: see [[shop]] in the hub's configuration");
    return std::nullopt;
}

}  // namespace storeside::connectors
