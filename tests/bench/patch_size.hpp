// How much of a pack travels when a little of it changes.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <utility>

#include "firmware/base/result.hpp"

namespace storeside::bench {

struct PatchSize {
    std::size_t pack = 0;        // bytes of the new pack
    std::size_t compressed = 0;  // … compressed by itself
    std::size_t patch = 0;       // from the old pack to the new one
    double apply_ms = 0;         // as a kiosk does it
    double pct() const { return 100.0 * static_cast<double>(patch) / static_cast<double>(compressed); }
};

inline constexpr std::size_t kArticlesOf5Mb = 2'000;

// A pack of so many made-up articles, and the same with one of a hundred of them rewritten, three new ones
// and two gone.
Result<std::pair<std::string, std::string>> changed_pack(std::size_t articles);

// In `folder` the patch is applied. corrupt when that does not make `fresh`.
Result<PatchSize> measure_patch(const std::string& old, const std::string& fresh,
                                const std::filesystem::path& folder);

}  // namespace storeside::bench
