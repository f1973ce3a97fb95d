// The mail that feeds a kiosk's cache of orders: bodies that only this kiosk can open, and which orders it is
// to give up. docs/wire-protocol.md shows it byte for byte.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/orders/model.hpp"

namespace storeside::protocol {

// The kinds of journal::Mail that carry them.
inline constexpr std::string_view kOrdersKept = "orders_kept";
inline constexpr std::string_view kOrdersDropped = "orders_dropped";

// Plain text of a KeptOrders: in a sealed box, as base64, it fits a mail's body.
inline constexpr std::size_t kMaxKeptBytes = 44 << 10;
inline constexpr std::size_t kMaxKeptOrders = 200;
inline constexpr std::size_t kMaxWays = 8;
// What a hub may ask a kiosk to spend on one look-up.
inline constexpr int kMostPasses = 16;
inline constexpr std::size_t kLeastMemory = 8 << 10, kMostMemory = 256 << 20;

struct KeptOrders {
    orders::Derivation derivation;
    bool anew = false;  // all orders of before go first
    std::vector<orders::SealedOrder> orders;

    friend bool operator==(const KeptOrders&, const KeptOrders&) = default;
};

struct DroppedOrders {
    std::vector<Id> orders;  // at most kMaxDropped

    friend bool operator==(const DroppedOrders&, const DroppedOrders&) = default;
};
inline constexpr std::size_t kMaxDropped = 1000;

// How long encode() makes this order within a KeptOrders, at most.
std::size_t encoded_size(const orders::SealedOrder& order);

// In a sealed box; see boxed().
std::string encode(const KeptOrders& kept);
std::string encode(const DroppedOrders& dropped);

Result<KeptOrders> decode_kept_orders(std::string_view json);
Result<DroppedOrders> decode_dropped_orders(std::string_view json);

// A mail's body around the bytes of a sealed box.
std::string boxed(std::string_view box);
Result<std::string> unboxed(std::string_view json);

// An order as it is sealed: its JSON, compressed against a text that both ends know, so that the names of its
// members take no room.
std::string pack_order(const orders::Order& order);
Result<orders::Order> unpack_order(std::string_view bytes);

}  // namespace storeside::protocol
