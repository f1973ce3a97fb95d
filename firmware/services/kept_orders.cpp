#include "firmware/services/kept_orders.hpp"

#include "firmware/base/log.hpp"
#include "firmware/orders/matching.hpp"
#include "sync/protocol/order_mail.hpp"

namespace storeside::services {

Result<orders::PublicKey> KeptOrders::keep_with(const orders::Key& kiosk) {
    ASSIGN_OR_RETURN(const auto open, orders::public_key_of(kiosk));
    opened_.emplace(kiosk, orders::OrderCache(database_, kiosk));
    return open;
}

Result<void> KeptOrders::apply(db::Transaction& transaction, const journal::Mail& mail) {
    if (!opened_) return {};
    auto& [key, cache] = *opened_;
    if (mail.kind == protocol::kOrdersKept) {
        ASSIGN_OR_RETURN(const auto box, protocol::unboxed(mail.body));
        ASSIGN_OR_RETURN(const auto plain, orders::open_for(key, box));
        ASSIGN_OR_RETURN(const auto kept, protocol::decode_kept_orders(plain));
        if (kept.anew) RETURN_IF_ERROR(cache.forget_all(transaction));
        RETURN_IF_ERROR(cache.take_up(transaction, kept.derivation));
        for (const auto& order : kept.orders) RETURN_IF_ERROR(cache.keep(transaction, order));
    } else if (mail.kind == protocol::kOrdersDropped) {
        ASSIGN_OR_RETURN(const auto dropped, protocol::decode_dropped_orders(mail.body));
        for (const auto& id : dropped.orders) RETURN_IF_ERROR(cache.forget(transaction, id));
    }
    return {};
}

Result<void> KeptOrders::forget_all(db::Transaction& transaction) {
    return opened_ ? opened_->cache.forget_all(transaction) : Result<void>{};
}

Result<void> KeptOrders::forget_expired(db::Transaction& transaction, Time now) {
    return opened_ ? opened_->cache.forget_expired(transaction, now) : Result<void>{};
}

Result<orders::Derivation> KeptOrders::begin_look_up(Time now) {
    constexpr std::string_view kNone = "this kiosk keeps no orders";
    if (!opened_) return failure(Errc::not_found, std::string(kNone));
    ASSIGN_OR_RETURN(const auto derivation, opened_->cache.derivation());
    ASSIGN_OR_RETURN(const auto kept, opened_->cache.count());
    if (!derivation || kept == 0) return failure(Errc::not_found, std::string(kNone));
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(const bool allowed, guesses_.begin(transaction, now));
    RETURN_IF_ERROR(transaction.commit());
    if (!allowed) return failure(Errc::denied, "too many look-ups in vain while the line is down");
    return *derivation;
}

Result<std::optional<orders::Order>> KeptOrders::find(const orders::Derived& derived, const Secret& number,
                                                      Time now) {
    std::optional<orders::Order> newest;
    if (!opened_) return newest;
    ASSIGN_OR_RETURN(const auto found, opened_->cache.find(derived, now));
    for (const auto& packed : found) {
        auto order = protocol::unpack_order(packed);
        if (!order) {
            log_error("orders", order.error());
        } else if (orders::number_matches(number.view(), order->number) &&
                   (!newest || newest->as_of < order->as_of)) {
            newest = std::move(*order);
        }
    }
    if (!newest) return newest;
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    RETURN_IF_ERROR(guesses_.take_back(transaction));
    RETURN_IF_ERROR(transaction.commit());
    return newest;
}

}  // namespace storeside::services
