// What a kiosk's own orders cost: a look-up while the line is down, and room on the disk.
#pragma once
#include <filesystem>

#include "firmware/base/result.hpp"

namespace storeside::bench {

struct OfflineFigures {
    double found_ms = 0;   // from the question to the answer, in the middle of many
    double missed_ms = 0;  // likewise, of one in vain
    double guess_ms = 0;   // argon2id alone, on one core: what each guess costs whoever has the disk
    double cache_mb = 0;   // kiosk.db with the orders in it
};

// With `orders` of three factors each, in a store in `folder` that was fed as a hub feeds it.
Result<OfflineFigures> measure_offline(const std::filesystem::path& folder, std::size_t orders,
                                       std::size_t samples);

}  // namespace storeside::bench
