#include "sync/hub/shop_reader.hpp"

#include <algorithm>

namespace storeside::hub {

Result<bool> ShopReader::page() {
    ASSIGN_OR_RETURN(auto feed, feeds_.get(shop_.name));
    const auto now = clock_.now();
    if (feed.cursor.empty()) {
        const auto overlap = feed.read_until - shop_.times.overlap;
        feed.since = std::max({Time{}, now - shop_.times.history, std::min(overlap, now)});
        feed.began_at = now;
    }
    auto page = shop_.source->recent({}, feed.since, feed.cursor);
    if (!page && page.error().code() == Errc::invalid_input && !feed.cursor.empty()) {
        // The shop knows that cursor no more: the pass begins again.
        feed.cursor.clear();
        feed.began_at = now;
        page = shop_.source->recent({}, feed.since, {});
    }
    if (!page) return std::unexpected(std::move(page.error()));
    return store(*page, std::move(feed), now);
}

Result<bool> ShopReader::store(const connectors::OrderPage& page, hub_store::ShopFeed feed, Time asked_at) {
    if (!page.next.empty() && page.next == feed.cursor)
        return failure(Errc::unavailable, "the shop gives the same page again and again");
    const bool complete = page.next.empty();
    feed.cursor = page.next;
    if (complete) feed.read_until = feed.began_at;
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    for (const auto& known : page.orders)
        RETURN_IF_ERROR(orders_.put(transaction, shop_.name, known, asked_at));
    RETURN_IF_ERROR(feeds_.advance(transaction, shop_.name, feed));
    RETURN_IF_ERROR(transaction.commit());
    return complete;
}

Result<void> ShopReader::read(const std::string& reference) {
    const auto asked_at = clock_.now();
    auto known = shop_.source->read(reference);
    if (!known) return std::unexpected(std::move(known.error()));
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    if (*known)
        RETURN_IF_ERROR(orders_.put(transaction, shop_.name, **known, asked_at));
    else
        RETURN_IF_ERROR(orders_.remove(transaction, shop_.name, reference, asked_at));
    return transaction.commit();
}

}  // namespace storeside::hub
