#include "sync/hub_store/store.hpp"

#include "config/hub_schema.hpp"
#include "firmware/db/migrations.hpp"

namespace storeside::hub_store {

Result<db::Database> open(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) return failure(Errc::unavailable, "can't create " + folder.string() + ": " + error.message());
    ASSIGN_OR_RETURN(auto database, db::Database::open(folder / "hub.db", db::Database::Mode::read_write));
    if (auto migrated = db::migrate(database, config::hub_migrations()); !migrated) {
        return failure(std::move(migrated.error()), "preparing " + (folder / "hub.db").string());
    }
    return database;
}

}  // namespace storeside::hub_store
