#include "firmware/db/migrations.hpp"

#include <gtest/gtest.h>

#include "tests/fakes/temporary_folder.hpp"

namespace storeside::db {
namespace {

constexpr Migration kFirst{1, "notes", "CREATE TABLE note (text TEXT)", "DROP TABLE note"};
constexpr Migration kSecond{2, "colours", "ALTER TABLE note ADD COLUMN colour TEXT",
                            "ALTER TABLE note DROP COLUMN colour"};
constexpr Migration kOneWay{2, "colours", "ALTER TABLE note ADD COLUMN colour TEXT", ""};
constexpr Migration kBroken{2, "broken", "CREATE TABLE half (x); SELECT * FROM nothing", ""};

struct MigrationsTest : testing::Test {
    TemporaryFolder folder;
    Database database = Database::open(folder.path() / "db", Database::Mode::read_write).value();

    bool has(const std::string& sql) { return database.execute(sql).has_value(); }
};

TEST_F(MigrationsTest, BringsAnOldDatabaseToTheNewestStep) {
    ASSERT_TRUE(migrate(database, std::array{kFirst}));
    ASSERT_TRUE(database.execute("INSERT INTO note VALUES ('kept')"));
    ASSERT_TRUE(migrate(database, std::array{kFirst, kSecond}));
    EXPECT_TRUE(has("SELECT colour FROM note WHERE text = 'kept'"));
    EXPECT_EQ(schema_version(database).value(), 2);
}

TEST_F(MigrationsTest, OlderProgramTakesTheStoredWayBack) {
    ASSERT_TRUE(migrate(database, std::array{kFirst, kSecond}));
    ASSERT_TRUE(migrate(database, std::array{kFirst}));
    EXPECT_FALSE(has("SELECT colour FROM note"));
    EXPECT_TRUE(has("SELECT text FROM note"));
    EXPECT_EQ(schema_version(database).value(), 1);
}

TEST_F(MigrationsTest, OlderProgramRefusesWhereThereIsNoWayBack) {
    ASSERT_TRUE(migrate(database, std::array{kFirst, kOneWay}));
    const auto refused = migrate(database, std::array{kFirst});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::too_new);
    EXPECT_EQ(schema_version(database).value(), 2);
}

TEST_F(MigrationsTest, StepThatFailsLeavesNothingOfItself) {
    EXPECT_FALSE(migrate(database, std::array{kFirst, kBroken}));
    EXPECT_EQ(schema_version(database).value(), 1);
    EXPECT_FALSE(has("SELECT * FROM half"));
}

}  // namespace
}  // namespace storeside::db
