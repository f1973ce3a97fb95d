// How much kiosk.db may still grow: ratings and journeys stop first, tickets and messages last.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>

#include "firmware/base/result.hpp"
#include "firmware/db/database.hpp"
#include "firmware/staff/model.hpp"

namespace storeside::services {

// What a path's disk has left for us, in bytes.
std::int64_t free_space(const std::filesystem::path& path);

struct RoomLimits {
    std::int64_t largest_database = std::int64_t{256} << 20;  // bytes; at four fifths of it ratings stop
    std::int64_t free_for_ratings = std::int64_t{48} << 20;   // bytes the disk must have left …
    // … and for tickets: what is below stays for taking in the hub's acknowledgements, which make room again.
    std::int64_t free_for_tickets = std::int64_t{16} << 20;
    std::function<std::int64_t(const std::filesystem::path&)> free = free_space;

    std::int64_t nearly_full() const { return largest_database / 5 * 4; }
};

// The bytes of a database that are in use; what was deleted is used again and does not count.
Result<std::int64_t> used_bytes(db::Database& database);

staff::Room room_for(std::int64_t used, std::int64_t free, const RoomLimits& limits);

}  // namespace storeside::services
