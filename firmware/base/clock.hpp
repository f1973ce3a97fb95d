// Time as a value that is handed in, so that every journey can be replayed.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside {

// Microseconds since 1970, UTC: what is stored and sent.
using Time = std::chrono::sys_time<std::chrono::microseconds>;
using Duration = std::chrono::microseconds;

constexpr std::int64_t to_micros(Time time) { return time.time_since_epoch().count(); }
constexpr Time from_micros(std::int64_t micros) { return Time(Duration(micros)); }

// RFC 3339 in UTC with milliseconds: 2026-11-22T14:03:07.120Z
std::string to_rfc3339(Time time);

// Reads what to_rfc3339 writes; the fraction may be missing. Years 1970 to 9999.
Result<Time> parse_rfc3339(std::string_view text);

class Clock {
public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
public:
    Time now() const override;
};

}  // namespace storeside
