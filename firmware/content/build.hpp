// Turns an author's folder into a pack: the same bytes for the same words, wherever and whenever it is built.
#pragma once
#include <filesystem>
#include <string>

#include "firmware/base/result.hpp"
#include "firmware/content/source.hpp"

namespace storeside::content {

// Writes beside `out` and renames, so that a reader never sees half a pack. invalid_input when
// check_structure() finds an error; the message holds the first.
Result<void> build_pack(const Source& source, const std::filesystem::path& out);

// The bytes of its file. For sources without errors; invalid_input when there are too many.
Result<std::string> pack_bytes(const Source& source);

}  // namespace storeside::content
