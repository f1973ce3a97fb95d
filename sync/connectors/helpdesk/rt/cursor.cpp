#include "sync/connectors/helpdesk/rt/cursor.hpp"

#include <algorithm>
#include <charconv>

namespace storeside::connectors::rt {
namespace {

constexpr Duration kCommitsWithin = std::chrono::minutes(1);
constexpr std::size_t kMaxRead = 500;  // half of what one call reads, so that each gets on

Result<std::int64_t> parse_number(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0)
        return failure(Errc::corrupt, "this is no cursor of RT's");
    return number;
}

}  // namespace

void Cursor::take(const std::vector<Seen>& transactions) {
    Time newest{};
    for (const auto& seen : transactions) newest = std::max(newest, seen.created_at);
    for (const auto& seen : transactions) {
        if (seen.id <= settled) continue;
        read.insert(seen.id);
    }
    for (const auto& seen : transactions)
        if (seen.created_at + kCommitsWithin < newest) settled = std::max(settled, seen.id);
    while (read.size() > kMaxRead) settled = std::max(settled, *read.erase(read.begin()) - 1);
    read.erase(read.begin(), read.upper_bound(settled));
}

std::string to_string(const Cursor& cursor) {
    std::string text = std::to_string(cursor.settled);
    char separator = ':';
    for (const auto id : cursor.read) {
        text += separator + std::to_string(id);
        separator = ',';
    }
    return text;
}

Result<Cursor> parse_cursor(std::string_view text) {
    Cursor cursor;
    const auto colon = std::min(text.find(':'), text.size());
    ASSIGN_OR_RETURN(cursor.settled, parse_number(text.substr(0, colon)));
    text.remove_prefix(colon);
    while (!text.empty()) {
        text.remove_prefix(1);
        const auto comma = std::min(text.find(','), text.size());
        ASSIGN_OR_RETURN(const auto id, parse_number(text.substr(0, comma)));
        cursor.read.insert(id);
        text.remove_prefix(comma);
    }
    return cursor;
}

}  // namespace storeside::connectors::rt
