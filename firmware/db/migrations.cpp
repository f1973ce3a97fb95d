#include "firmware/db/migrations.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace storeside::db {
namespace {

Result<void> step_up(Database& database, const Migration& step) {
    ASSIGN_OR_RETURN(auto transaction, database.begin());
    RETURN_IF_ERROR(database.execute(std::string(step.up)));
    ASSIGN_OR_RETURN(auto insert, database.prepare("INSERT INTO schema_migration (version, name, down_sql) "
                                                   "VALUES (:version, :name, :down)"));
    RETURN_IF_ERROR(
        insert.bind(":version", step.version).bind(":name", step.name).bind(":down", step.down).run());
    return transaction.commit();
}

// All steps above `target` in one transaction: a way back that fails leaves the newer schema whole.
Result<void> step_back(Database& database, int target) {
    struct Step {
        int version;
        std::string down;
    };
    std::vector<Step> steps;
    ASSIGN_OR_RETURN(auto select, database.prepare("SELECT version, down_sql FROM schema_migration "
                                                   "WHERE version > :target ORDER BY version DESC"));
    select.bind(":target", target);
    for (;;) {
        ASSIGN_OR_RETURN(const bool row, select.step());
        if (!row) break;
        steps.push_back({static_cast<int>(select.integer(0)), std::string(select.text(1))});
        if (steps.back().down.empty())
            return failure(
                Errc::too_new,
                fmt::format("the data has schema {} and this program knows {}: there is no way back",
                            steps.front().version, target));
    }
    select.reset();
    ASSIGN_OR_RETURN(auto transaction, database.begin());
    for (const auto& step : steps) {
        if (auto undone = database.execute(step.down); !undone)
            return failure(Error(Errc::too_new, undone.error().message()),
                           fmt::format("stepping back from schema {}", step.version));
        ASSIGN_OR_RETURN(auto remove,
                         database.prepare("DELETE FROM schema_migration WHERE version = :version"));
        RETURN_IF_ERROR(remove.bind(":version", step.version).run());
    }
    return transaction.commit();
}

}  // namespace

Result<int> schema_version(Database& database) {
    RETURN_IF_ERROR(
        database.execute("CREATE TABLE IF NOT EXISTS schema_migration ("
                         "version INTEGER PRIMARY KEY, name TEXT NOT NULL, down_sql TEXT NOT NULL) STRICT"));
    ASSIGN_OR_RETURN(auto select, database.prepare("SELECT ifnull(max(version), 0) FROM schema_migration"));
    RETURN_IF_ERROR(select.step());
    return static_cast<int>(select.integer(0));
}

Result<void> migrate(Database& database, std::span<const Migration> known) {
    ASSIGN_OR_RETURN(const int current, schema_version(database));
    const int newest = known.empty() ? 0 : known.back().version;
    if (current > newest) return step_back(database, newest);
    for (const auto& step : known)
        if (step.version > current)
            if (auto done = step_up(database, step); !done)
                return failure(std::move(done.error()),
                               fmt::format("schema step {} ({})", step.version, step.name));
    return {};
}

}  // namespace storeside::db
