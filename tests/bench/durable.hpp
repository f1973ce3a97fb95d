// How fast the kiosk makes records durable, beside SQLite without anything around it.
#pragma once
#include <filesystem>

#include "firmware/base/result.hpp"

namespace storeside::bench {

struct Durable {
    double store_per_s = 0;   // tickets, each with its outbox record, in a transaction of its own
    double sqlite_per_s = 0;  // the same rows
    double ratio = 0;         // of the two in one round: what the disk does from second to second hits both
};

// In a folder on the disk in question; both take turns.
Result<Durable> measure_durable(const std::filesystem::path& folder, int rounds, int records);

}  // namespace storeside::bench
