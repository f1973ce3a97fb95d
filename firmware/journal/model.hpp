// What travels in the two logs, as values: records upward, mail downward.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"

namespace storeside::journal {

// The position of a record in this kiosk's outbox: 1, 2, 3, …
using Sequence = std::int64_t;

// Upward. Both ends deduplicate by id, so sending one twice is harmless.
struct Record {
    Sequence sequence = 0;  // given by the outbox
    Id id;
    std::string kind;  // "ticket", "message", "rating", "audit"
    Time created_at{};
    std::string body;         // JSON, or the base64 of a sealed box of it
    std::string sealed = {};  // the id of the hub's key that the body is sealed to; empty: it is not

    friend bool operator==(const Record&, const Record&) = default;
};

// A record that the hub has acknowledged.
struct Receipt {
    Sequence sequence = 0;
    Id id;

    friend bool operator==(const Receipt&, const Receipt&) = default;
};

// Downward. `n` counts this kiosk's mail from 1 without gaps.
struct Mail {
    std::int64_t n = 0;
    Id id;
    std::string kind;  // "reply", "ticket_state", "snapshot"
    std::string body;  // JSON

    friend bool operator==(const Mail&, const Mail&) = default;
};

// Stands for all mail up to its `n` after a long absence: the only mail that may leave a gap before it.
inline constexpr std::string_view kSnapshot = "snapshot";

// "Here is what I have": the hub's epoch, the number and the id of the last mail taken in.
struct Cursor {
    std::string epoch;  // empty before the first answer of the hub
    std::int64_t n = 0;
    Id id;

    friend bool operator==(const Cursor&, const Cursor&) = default;
};

}  // namespace storeside::journal
