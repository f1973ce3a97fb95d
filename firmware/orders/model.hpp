// An order as a shopper may see it: masked, without name, address, e-mail or phone. And sealed, as a kiosk
// keeps it.
#pragma once
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/secret.hpp"

namespace storeside::orders {

// What a shopper gives: the number and one thing only the buyer knows (e-mail, phone or postcode).
struct Question {
    Secret number;
    Secret factor;

    friend bool operator==(const Question&, const Question&) = default;
};

enum class State {
    placed,
    paid,
    packed,
    shipped,
    ready_for_pickup,
    collected,
    delivered,
    cancelled,
    refunded
};

// As a state is stored and sent, in the order of State.
inline constexpr std::array<std::string_view, 9> kStateNames = {
    "placed",    "paid",      "packed",    "shipped", "ready_for_pickup",
    "collected", "delivered", "cancelled", "refunded"};

constexpr std::string_view name(State state) { return kStateNames[static_cast<std::size_t>(state)]; }

constexpr std::optional<State> parse_state(std::string_view text) {
    for (std::size_t i = 0; i < kStateNames.size(); ++i)
        if (kStateNames[i] == text) return static_cast<State>(i);
    return std::nullopt;
}

struct Milestone {
    State state = State::placed;
    Time at{};

    friend bool operator==(const Milestone&, const Milestone&) = default;
};

struct Item {
    std::string name;
    int quantity = 1;

    friend bool operator==(const Item&, const Item&) = default;
};

struct Parcel {
    std::string carrier;   // as shoppers know it; may be empty
    std::string tracking;  // the carrier's number; may be empty
    std::optional<Time> shipped_at;

    friend bool operator==(const Parcel&, const Parcel&) = default;
};

struct Refund {
    std::optional<Time> at;
    std::string amount;    // "12.50"; empty when the shop does not say it in a currency that can be believed
    std::string currency;  // ISO 4217, "EUR"; empty with the amount

    friend bool operator==(const Refund&, const Refund&) = default;
};

struct Order {
    std::string number;  // as the shop prints it, e.g. "BB-10023"
    State state = State::placed;
    std::vector<Milestone> timeline;  // oldest first
    std::vector<Item> items;
    std::string carrier;      // of the parcel on its way; may be empty
    std::string pickup_desk;  // e.g. "3"; empty unless it is picked up
    std::optional<Time> due;  // ready until, or expected on
    Time as_of{};             // when the shop said so
    std::vector<Parcel> parcels;
    std::vector<Refund> refunds;  // oldest first

    friend bool operator==(const Order&, const Order&) = default;
};

// A store's own, not secret: what was derived for one store is of no use against another.
using Salt = std::array<std::byte, 16>;

// What argon2id takes for one guess. Goes with the salt, since both ends must use the same.
struct Cost {
    int passes = 3;
    std::size_t memory = 64 << 20;  // bytes

    friend bool operator==(const Cost&, const Cost&) = default;
};

struct Derivation {
    Salt salt{};
    Cost cost;

    friend bool operator==(const Derivation&, const Derivation&) = default;
};

using Locator = std::array<std::byte, 16>;
using WrappedKey = std::array<std::byte, 32 + 16>;  // and its authentication tag

// One way in: for each factor that a buyer may give there is one, to the same body.
struct Way {
    Locator locator{};
    WrappedKey key{};

    friend bool operator==(const Way&, const Way&) = default;
};

struct SealedOrder {
    Id id;             // the order's own, made up by the hub; the same in every version of it
    std::string body;  // a nonce and the padded order under its key; bound to `id`
    std::vector<Way> ways;
    Time expires_at{};

    friend bool operator==(const SealedOrder&, const SealedOrder&) = default;
};

}  // namespace storeside::orders
