// The orders a kiosk keeps for when the line is down: sealed by the hub, and once more with a secret of this
// kiosk, so that a copy of the database alone opens nothing.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "firmware/db/database.hpp"
#include "firmware/orders/sealing.hpp"

namespace storeside::orders {

class OrderCache {
public:
    // `kiosk` is the secret; `limit` bounds the bytes of all bodies together.
    OrderCache(db::Database& database, const Key& kiosk, std::int64_t limit = 8 << 20)
        : database_(&database), kiosk_(kiosk), limit_(limit) {}

    // What the orders are derived with; nothing before there was one.
    Result<std::optional<Derivation>> derivation() const;
    // Of orders that were derived with another one nothing could be found any more: they go.
    Result<void> take_up(db::Transaction&, const Derivation& derivation);

    // Keeps an order or its newer version. When there is no room, those that expire first make it.
    Result<void> keep(db::Transaction&, const SealedOrder& order);
    Result<void> forget(db::Transaction&, const Id& order);
    Result<void> forget_all(db::Transaction&);
    Result<void> forget_expired(db::Transaction&, Time now);

    // The orders that this opens and that have not expired; more than one when a buyer's numbers differ in
    // the shop's prefix alone. A damaged one is left out.
    Result<std::vector<std::string>> find(const Derived& derived, Time now) const;

    Result<std::int64_t> count() const;

private:
    Result<void> make_room(db::Transaction&);

    db::Database* database_;
    Key kiosk_;
    std::int64_t limit_;
};

}  // namespace storeside::orders
