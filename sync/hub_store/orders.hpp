// The hub's own index of the shops' orders, as they last said them: look-ups are answered from it, and a feed
// follows its changes. What it holds of a person is sealed (order_key.hpp).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/db/database.hpp"
#include "firmware/orders/known_order.hpp"
#include "sync/hub_store/order_key.hpp"

namespace storeside::hub_store {

struct IndexedOrder {
    orders::KnownOrder known;  // order.as_of is seen_at
    Time seen_at{};            // when the shop last said so
};

// What became of an order with the change of this number.
struct OrderChange {
    std::int64_t change = 0;  // grows with every change of any order, for ever
    std::string reference;
    std::optional<IndexedOrder> order;  // none: it is gone, from the shop or because somebody asked
};

class Orders {
public:
    // Both outlive it.
    Orders(db::Database& database, const OrderKey& key) : database_(database), key_(key) {}

    // Takes in what a shop said at `seen_at`. True when the order is another than before: then it has a new
    // change number. What is older than what is known changes nothing, and an order that was erased stays
    // away.
    Result<bool> put(db::Transaction&, std::string_view shop, const orders::KnownOrder& known, Time seen_at);

    // The shop has it no more.
    Result<void> remove(db::Transaction&, std::string_view shop, std::string_view reference, Time seen_at);

    // The shop's orders that may be meant by what was typed: a number in any spelling, a confirmation or a
    // parcel's code. At most 20, the newest first; nobody's factor is compared here.
    Result<std::vector<IndexedOrder>> find(std::string_view shop, std::string_view typed);

    // The shop's orders whose latest change has a number above `after`, ascending. What retention took away
    // is not told of.
    Result<std::vector<OrderChange>> changed_since(std::string_view shop, std::int64_t after,
                                                   std::int64_t limit);

    // Of every shop, the rows of orders whose buyer has this address or number; either may be empty.
    Result<std::vector<std::int64_t>> of_person(std::string_view email, std::string_view phone);
    // A row of of_person() for the person themselves; nothing when it is gone.
    struct Owned {
        std::string shop;
        orders::KnownOrder known;
    };
    Result<std::optional<Owned>> row(std::int64_t n);
    // Forgets the order and, until retention takes that away, that it must not come back.
    Result<void> erase(db::Transaction&, std::int64_t n, Time now);

    // Forgets all orders and how far they were read, so that the shops say them again. What was erased may
    // come back.
    Result<void> begin_anew();

    // How many orders of the shop are known.
    Result<std::int64_t> count(std::string_view shop);

private:
    struct Stored {
        std::int64_t n = 0;
        std::string state;
        Time changed_at{}, seen_at{};
        std::string content;
    };
    Result<std::optional<Stored>> stored(std::string_view shop, std::string_view reference);
    Result<std::int64_t> next_change();
    Result<std::int64_t> write(std::string_view shop, const orders::KnownOrder& known, Time seen_at,
                               std::string_view body, std::string_view content);
    Result<void> clear(std::int64_t n, std::string_view state, Time now);
    Result<void> tag_numbers(std::string_view shop, const orders::KnownOrder& known, std::int64_t n);
    std::optional<orders::KnownOrder> opened(std::string_view shop, std::string_view reference,
                                             std::string_view box) const;

    db::Database& database_;
    const OrderKey& key_;
};

}  // namespace storeside::hub_store
