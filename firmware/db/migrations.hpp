// Numbered steps of a schema, each stored with its way back so that an older program can undo what a newer
// one did.
#pragma once
#include <span>
#include <string_view>

#include "firmware/db/database.hpp"

namespace storeside::db {

struct Migration {
    int version;  // 1, 2, 3, …: a step never changes once it has shipped
    std::string_view name;
    std::string_view up;
    std::string_view down;  // empty: there is no way back
};

// Brings the schema to the newest of `known`, each step in a transaction of its own. A database that a newer
// program wrote is stepped back by the ways back stored in it; too_new when one of them is missing (nothing
// is changed then).
Result<void> migrate(Database& database, std::span<const Migration> known);

// The newest step applied; 0 for an empty database.
Result<int> schema_version(Database& database);

}  // namespace storeside::db
