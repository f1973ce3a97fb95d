#include "firmware/base/clock.hpp"

#include <fmt/format.h>

#include <charconv>

namespace storeside {

std::string to_rfc3339(Time time) {
    using namespace std::chrono;
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(floor<milliseconds>(time - day));
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       clock.hours().count(), clock.minutes().count(), clock.seconds().count(),
                       clock.subseconds().count());
}

Result<Time> parse_rfc3339(std::string_view text) {
    using namespace std::chrono;
    const auto bad = [&] {
        return failure(Errc::invalid_input, fmt::format("'{}' is no RFC 3339 time in UTC", text));
    };
    const auto number = [&](std::size_t at, std::size_t length) {
        int value = -1;
        if (text.size() < at + length) return -1;
        const char* end = text.data() + at + length;
        const auto read = std::from_chars(text.data() + at, end, value);
        return read.ec == std::errc() && read.ptr == end && text[at] != '-' ? value : -1;
    };
    if (text.size() < 20 || text.size() > 27 || text.back() != 'Z' || text[4] != '-' || text[7] != '-' ||
        text[10] != 'T' || text[13] != ':' || text[16] != ':')
        return bad();
    const int y = number(0, 4), mo = number(5, 2), d = number(8, 2), h = number(11, 2), mi = number(14, 2),
              s = number(17, 2);
    const year_month_day date{year(y), month(static_cast<unsigned>(mo)), day(static_cast<unsigned>(d))};
    if (y < 1970 || !date.ok() || h < 0 || h > 23 || mi < 0 || mi > 59 || s < 0 || s > 59) return bad();
    Duration fraction{0};
    if (text.size() > 20) {
        const std::size_t digits = text.size() - 21;
        int value = digits > 0 && text[19] == '.' ? number(20, digits) : -1;
        if (value < 0) return bad();
        for (std::size_t i = digits; i < 6; ++i) value *= 10;
        fraction = Duration(value);
    }
    return Time(sys_days(date)) + hours(h) + minutes(mi) + seconds(s) + fraction;
}

Time SystemClock::now() const { return std::chrono::floor<Duration>(std::chrono::system_clock::now()); }

}  // namespace storeside
