// How much of a pack travels when a little of it changes.
#pragma once
#include <cstddef>
#include <string>

#include "firmware/base/result.hpp"

namespace storeside::bench {

struct PatchSize {
    std::size_t pack = 0;        // bytes of the new pack
    std::size_t compressed = 0;  // … compressed by itself
    std::size_t patch = 0;       // from the old pack to the new one
    double pct() const { return 100.0 * static_cast<double>(patch) / static_cast<double>(compressed); }
};

// A pack of about 5 MB of made-up articles, and the same with one of a hundred of them rewritten, three new
// ones and two gone.
Result<PatchSize> measure_patch();

// The same measure of any two packs' bytes.
Result<PatchSize> measure_patch(const std::string& old, const std::string& fresh);

}  // namespace storeside::bench
