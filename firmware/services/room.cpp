#include "firmware/services/room.hpp"

#include <algorithm>
#include <limits>

namespace storeside::services {
namespace {

Result<std::int64_t> number(db::Database& database, std::string_view pragma) {
    ASSIGN_OR_RETURN(auto select, database.prepare(pragma));
    RETURN_IF_ERROR(select.step());
    return select.integer(0);
}

}  // namespace

std::int64_t free_space(const std::filesystem::path& path) {
    std::error_code error;
    const auto space = std::filesystem::space(path, error);
    constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
    // A disk that can't be asked is found out by writing to it.
    if (error) return kMost;
    return static_cast<std::int64_t>(std::min<std::uintmax_t>(space.available, kMost));
}

Result<std::int64_t> used_bytes(db::Database& database) {
    ASSIGN_OR_RETURN(const auto pages, number(database, "PRAGMA page_count"));
    ASSIGN_OR_RETURN(const auto unused, number(database, "PRAGMA freelist_count"));
    ASSIGN_OR_RETURN(const auto size, number(database, "PRAGMA page_size"));
    return (pages - unused) * size;
}

staff::Room room_for(std::int64_t used, std::int64_t free, const RoomLimits& limits) {
    if (used >= limits.largest_database || free < limits.free_for_tickets) return staff::Room::none;
    if (used >= limits.nearly_full() || free < limits.free_for_ratings) return staff::Room::little;
    return staff::Room::plenty;
}

}  // namespace storeside::services
