// Turns an author's folder into a pack: the same bytes for the same words, wherever and whenever it is built.
#pragma once
#include <filesystem>

#include "firmware/base/result.hpp"
#include "firmware/content/source.hpp"
#include "firmware/db/database.hpp"

namespace storeside::content {

// Writes beside `out` and renames, so that a reader never sees half a pack. invalid_input when
// check_structure() finds an error; the message holds the first.
Result<void> build_pack(const Source& source, const std::filesystem::path& out);

// Fills an empty database with a pack. For sources without errors.
Result<void> write_pack(const Source& source, db::Database& database);

}  // namespace storeside::content
