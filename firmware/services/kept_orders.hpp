// The orders that kiosk.db keeps for when the line is down: how the hub's mail gets in, and how a shopper's
// question gets one out.
#pragma once
#include <optional>

#include "firmware/base/secret.hpp"
#include "firmware/journal/model.hpp"
#include "firmware/orders/guess_limit.hpp"
#include "firmware/orders/kiosk_key.hpp"
#include "firmware/orders/order_cache.hpp"

namespace storeside::services {

// Of the store's thread.
class KeptOrders {
public:
    explicit KeptOrders(db::Database& database) : database_(database) {}

    // See Store. Before it none are kept.
    Result<orders::PublicKey> keep_with(const orders::Key& kiosk);
    Result<orders::Derivation> begin_look_up(Time now);
    Result<std::optional<orders::Order>> find(const orders::Derived& derived, const Secret& number, Time now);

    // Takes in mail of its own kinds; nothing happens for others. `invalid_input` when it can't be read.
    Result<void> apply(db::Transaction& transaction, const journal::Mail& mail);
    Result<void> forget_all(db::Transaction& transaction);
    Result<void> forget_expired(db::Transaction& transaction, Time now);

private:
    struct Opened {
        orders::Key key;
        orders::OrderCache cache;
    };

    db::Database& database_;
    orders::GuessLimit guesses_{database_};
    std::optional<Opened> opened_;
};

}  // namespace storeside::services
