// The difference between two packs: small when they differ little. What `zstd --patch-from` makes of their
// condensed forms (condensed.hpp).
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside::patch {

// What turns `old` into `fresh`, whatever they hold; as docs/pack-format.md describes it. invalid_input when
// together they have more than a GiB.
Result<std::string> make(std::string_view old, std::string_view fresh);

// Writes `fresh`, of `size` bytes, out of the files `old` and `patch`. All are mapped, and so are the
// condensed forms, in files beside `fresh` without a name: it takes the memory of the largest search index
// some times over, however large the rest is. The bytes are to be checked by the caller: only the size is
// promised. invalid_input when the patch is none, is damaged, or makes anything but `size` bytes; disk_full
// when there is no room. `fresh` is gone when it fails.
Result<void> apply(const std::filesystem::path& old, const std::filesystem::path& patch,
                   const std::filesystem::path& fresh, std::uint64_t size);

// The length of `bytes` compressed by themselves as well as zstd can: what a patch is measured against.
Result<std::size_t> compressed_size(std::string_view bytes);

}  // namespace storeside::patch
