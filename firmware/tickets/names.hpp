// The words by which enumerations of tickets are stored and sent.
#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "firmware/tickets/model.hpp"

namespace storeside::tickets {

inline constexpr std::array<std::string_view, 4> kStateNames = {"sent", "open", "answered", "closed"};

constexpr std::string_view name(State state) { return kStateNames[static_cast<std::size_t>(state)]; }

constexpr std::optional<State> parse_state(std::string_view text) {
    for (std::size_t i = 0; i < kStateNames.size(); ++i)
        if (kStateNames[i] == text) return static_cast<State>(i);
    return std::nullopt;
}

}  // namespace storeside::tickets
