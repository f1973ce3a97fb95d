// UUIDv7 (RFC 9562): the name of a record on the kiosk, on the hub and in the helpdesk.
#pragma once
#include <array>
#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"

namespace storeside {

struct Id {
    std::array<std::byte, 16> bytes{};

    friend auto operator<=>(const Id&, const Id&) = default;
    bool is_nil() const { return *this == Id{}; }
};

// Sorts by `now` (milliseconds); the other 74 bits are random.
Id make_id(Time now, Random& random);

// 8-4-4-4-12 lower-case hexadecimal digits.
std::string to_string(const Id& id);

// Accepts what to_string writes, in either case; any UUID version.
Result<Id> parse_id(std::string_view text);

// What a shopper reads aloud and an agent types: "K7Q-3FM", 30 bits of the id's random part in Crockford's
// base 32 (no I, L, O, U). Short, so not unique for ever: the id is the key, the code is its name for people.
std::string short_code(const Id& id);

}  // namespace storeside
