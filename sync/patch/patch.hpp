// The difference between two files as `zstd --patch-from` makes it: small for packs that differ little.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside::patch {

// What turns `old` into `fresh`; a zstd frame that the program `zstd -d --patch-from` reads, too.
// invalid_input when together they have more than a GiB.
Result<std::string> make(std::string_view old, std::string_view fresh);

// Writes `fresh`, of `size` bytes, out of the files `old` and `patch`; all three are mapped, so that it takes
// a few hundred kB of memory however large they are. The bytes are to be checked by the caller: only the size
// is promised. invalid_input when the patch is none, is damaged, or makes anything but `size` bytes;
// disk_full before anything is written. `fresh` is gone when it fails.
Result<void> apply(const std::filesystem::path& old, const std::filesystem::path& patch,
                   const std::filesystem::path& fresh, std::uint64_t size);

// The length of `bytes` compressed by themselves as well as zstd can: what a patch is measured against.
Result<std::size_t> compressed_size(std::string_view bytes);

}  // namespace storeside::patch
