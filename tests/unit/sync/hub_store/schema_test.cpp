#include <gtest/gtest.h>

#include "config/hub_schema.hpp"
#include "firmware/db/migrations.hpp"
#include "tests/fakes/schema_match.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside {
namespace {

db::Database database_in(const TemporaryFolder& folder, const char* name) {
    return std::move(db::Database::open(folder.path() / name, db::Database::Mode::read_write).value());
}

TEST(HubSchema, IsWhatTheMigrationsLeadTo) {
    TemporaryFolder folder;
    auto migrated = database_in(folder, "migrated.db");
    ASSERT_TRUE(db::migrate(migrated, config::hub_migrations()));
    auto written = database_in(folder, "written.db");
    ASSERT_TRUE(written.execute(std::string(config::hub_schema())));
    EXPECT_EQ(schema_of(migrated), schema_of(written));
    EXPECT_NE(schema_of(migrated).find("CREATE TABLE helpdesk_job"), std::string::npos);
}

TEST(HubSchema, EveryStepLeadsBackToTheOneBefore) {
    TemporaryFolder folder;
    auto database = database_in(folder, "hub.db");
    const auto steps = config::hub_migrations();
    std::vector<std::string> schemas{schema_of(database)};
    for (std::size_t n = 1; n <= steps.size(); ++n) {
        ASSERT_TRUE(db::migrate(database, steps.first(n)));
        schemas.push_back(schema_of(database));
    }
    for (std::size_t n = steps.size(); n-- != 0;) {
        const auto back = db::migrate(database, steps.first(n));
        ASSERT_TRUE(back) << back.error().message();
        EXPECT_EQ(schema_of(database), schemas[n]);
    }
}

}  // namespace
}  // namespace storeside
