// The layout of a pack file: one text for what writes packs and what reads them.
#pragma once
#include <cstdint>

#include "firmware/base/result.hpp"
#include "firmware/db/database.hpp"

namespace storeside::content {

inline constexpr std::int64_t kApplicationId = 0x53744470;  // "StDp" in the file's header
inline constexpr std::int64_t kFormat = 3;                  // its user_version

enum class DocumentKind { article = 0, guide = 1 };

// Makes the tables of a pack in an empty database.
Result<void> create_tables(db::Database& database);

// invalid_input or too_new when it is no pack of this format, corrupt when it holds anything but the tables
// that create_tables() makes: SQL of strangers is never run, and queries mean what they say.
Result<void> verify_tables(db::Database& database);

}  // namespace storeside::content
