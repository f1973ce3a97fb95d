// The hub's database: opened and brought to this program's schema. Each thread opens a connection of its own.
#pragma once
#include <filesystem>

#include "firmware/db/database.hpp"

namespace storeside::hub_store {

// `folder` holds hub.db; it is created when missing.
Result<db::Database> open(const std::filesystem::path& folder);

}  // namespace storeside::hub_store
