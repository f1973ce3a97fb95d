// Whole files, read with a limit and written so that a power cut leaves the old one or the new one.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"

namespace storeside {

// not_found when there is none; invalid_input when it is larger than `limit` bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit);

// Writes beside it, syncs, renames over it, syncs the folder. `mode` is the new file's permission bits.
Result<void> write_file(const std::filesystem::path& path, std::string_view bytes, unsigned mode = 0644);

}  // namespace storeside
