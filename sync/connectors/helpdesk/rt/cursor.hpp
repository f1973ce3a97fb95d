// Where in RT's transactions we are. A number alone would lose answers: RT gives a transaction its number
// before it commits, so a lower number may appear after a higher one. What was read within the last minute is
// kept by number.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"

namespace storeside::connectors::rt {

struct Seen {
    std::int64_t id = 0;
    Time created_at{};
};

struct Cursor {
    std::int64_t settled = 0;     // every transaction up to this one is done with
    std::set<std::int64_t> read;  // those beyond it that were read

    bool has(std::int64_t id) const { return id <= settled || read.contains(id); }

    // Takes in transactions that were read, and settles those a minute older than the newest.
    void take(const std::vector<Seen>& transactions);

    friend bool operator==(const Cursor&, const Cursor&) = default;
};

// "1234" or "1234:1240,1241"
std::string to_string(const Cursor& cursor);
Result<Cursor> parse_cursor(std::string_view text);

}  // namespace storeside::connectors::rt
