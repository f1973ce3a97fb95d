// Which kiosks keep orders for when the line is down, how far each was told of them, and what sealing them
// once cost.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "firmware/orders/kiosk_key.hpp"
#include "firmware/orders/model.hpp"

namespace storeside::hub_store {

class OrderFeed {
public:
    explicit OrderFeed(db::Database& database) : database_(database) {}

    // The kiosk says what orders for it are sealed to: base64, or nothing when it keeps none. With another
    // key than before it is told of all orders again. `invalid_input` for what is no key: nothing changes.
    Result<void> reported(const Id& kiosk, const std::string& key);

    // Letters to this kiosk were left out, or its disk is another: it is told of all orders again.
    Result<void> begin_anew(const Id& kiosk);

    // The hub's orders.key is another: what was made with the old one is of no use, and every kiosk begins
    // again.
    Result<void> begin_anew();

    struct Kiosk {
        Id id;
        std::string store;
        orders::PublicKey key{};
        bool anew = false;         // it is to forget what it has
        std::int64_t letter = 0;   // the last letter of orders
        std::int64_t emptied = 0;  // the letter up to which they are emptied
        std::int64_t taken = 0;    // the letter up to which it took its mail
    };
    // All that keep orders and were not revoked.
    Result<std::vector<Kiosk>> kiosks();

    // The change of this shop up to which the kiosk was told. To begin with: before the newest `most` orders.
    Result<std::int64_t> fed(const Kiosk& kiosk, const std::string& shop, std::int64_t most);

    // False when the kiosk showed another key or began anew after it was `seen`.
    Result<bool> is_still(const Kiosk& seen);
    // The kiosk knows of these changes with its newest letter, or without one when there was nothing to say.
    Result<void> advance(db::Transaction&, const Kiosk& kiosk, const std::map<std::string, std::int64_t>& fed,
                         bool with_letter);

    // Letters of orders that the kiosk took say nothing any more.
    Result<void> empty_taken(db::Transaction&, const Kiosk& kiosk);

    // What this store's orders are derived with. At another cost than before everything begins again.
    Result<orders::Derivation> derivation(const std::string& store, const orders::Cost& cost, Random& random);

    struct Whose {
        std::string_view store, shop, reference;
    };
    // As kept for this digest, and from now on until then; nothing when there are none.
    Result<std::optional<std::string>> ways(const Whose& order, std::string_view digest, Time expires_at);
    Result<void> keep_ways(const Whose& order, std::string_view digest, std::string_view ways,
                           Time expires_at);
    Result<void> forget_ways(const Whose& order);
    Result<void> forget_expired(Time now);

private:
    db::Database& database_;
};

}  // namespace storeside::hub_store
