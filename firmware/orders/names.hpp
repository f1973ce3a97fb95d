// The words by which the states of an order are stored and sent.
#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "firmware/orders/model.hpp"

namespace storeside::orders {

inline constexpr std::array<std::string_view, 9> kStateNames = {
    "placed",    "paid",      "packed",    "shipped", "ready_for_pickup",
    "collected", "delivered", "cancelled", "refunded"};

constexpr std::string_view name(State state) { return kStateNames[static_cast<std::size_t>(state)]; }

constexpr std::optional<State> parse_state(std::string_view text) {
    for (std::size_t i = 0; i < kStateNames.size(); ++i)
        if (kStateNames[i] == text) return static_cast<State>(i);
    return std::nullopt;
}

}  // namespace storeside::orders
