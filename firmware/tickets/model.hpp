// What a shopper could not solve alone, as values: a ticket with the journey that led to it, messages, a
// rating.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"

namespace storeside::tickets {

// One thing a shopper did before they asked for a person, so that nobody asks for it again.
struct JourneyStep {
    enum class Kind { searched, read, not_helped, guide_step, order_seen, order_not_found };
    Kind kind = Kind::searched;
    Time at{};
    std::string what;  // the words, the article's title, "guide: step: choice", the order's number

    friend bool operator==(const JourneyStep&, const JourneyStep&) = default;
};

// How the shopper wants to be helped.
enum class Channel { come_to_me, chat, message };

struct OrderSeen {
    std::string number;
    std::string state;  // the name of an orders::State

    friend bool operator==(const OrderSeen&, const OrderSeen&) = default;
};

struct Ticket {
    Id id;
    std::string code;  // what the shopper sees: short_code(id)
    Time created_at{};
    std::string language;  // the shopper's, e.g. "el"
    Channel channel = Channel::chat;
    std::string question;  // in the shopper's own words; may be empty
    std::vector<JourneyStep> journey;
    std::vector<OrderSeen> orders;

    friend bool operator==(const Ticket&, const Ticket&) = default;
};

// What the shopper adds to a ticket.
struct Message {
    Id id;
    Id ticket;
    Time created_at{};
    std::string text;

    friend bool operator==(const Message&, const Message&) = default;
};

struct Rating {
    Id id;
    Id ticket;  // nil when the shopper found the answer alone
    Time created_at{};
    int score = 0;  // 1 to 5
    std::string comment;

    friend bool operator==(const Rating&, const Rating&) = default;
};

enum class State { sent, open, answered, closed };

// As a state is stored and sent, in the order of State.
inline constexpr std::array<std::string_view, 4> kStateNames = {"sent", "open", "answered", "closed"};

constexpr std::string_view name(State state) { return kStateNames[static_cast<std::size_t>(state)]; }

constexpr std::optional<State> parse_state(std::string_view text) {
    for (std::size_t i = 0; i < kStateNames.size(); ++i)
        if (kStateNames[i] == text) return static_cast<State>(i);
    return std::nullopt;
}

// What an agent answered, on its way to the kiosk.
struct Reply {
    Id id;
    Id ticket;
    std::string from;  // the agent's first name or "Service desk"
    std::string text;
    Time created_at{};

    friend bool operator==(const Reply&, const Reply&) = default;
};

}  // namespace storeside::tickets
