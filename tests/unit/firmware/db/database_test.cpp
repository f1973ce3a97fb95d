#include "firmware/db/database.hpp"

#include <gtest/gtest.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::db {
namespace {

struct DatabaseTest : testing::Test {
    TemporaryFolder folder;
    Database database = Database::open(folder.path() / "a?b#c.db", Database::Mode::read_write).value();

    std::int64_t count() {
        auto select = database.prepare("SELECT count(*) FROM note").value();
        EXPECT_TRUE(select.step().value());
        return select.integer(0);
    }
    void SetUp() override {
        ASSERT_TRUE(database.execute("CREATE TABLE note (id BLOB, text TEXT, at INTEGER)"));
    }
};

TEST_F(DatabaseTest, GivesBackWhatWasBound) {
    SystemRandom random;
    const Id id = make_id(from_micros(5'000'000), random);
    auto insert = database.prepare("INSERT INTO note VALUES (:id, :text, :at)").value();
    ASSERT_TRUE(insert.bind(":id", id).bind(":text", "").bind(":at", from_micros(7)).run());
    auto select = database.prepare("SELECT id, text, at FROM note").value();
    ASSERT_TRUE(select.step().value());
    EXPECT_EQ(select.id(0), id);
    EXPECT_FALSE(select.is_null(1));
    EXPECT_EQ(select.text(1), "");
    EXPECT_EQ(select.time(2), from_micros(7));
    EXPECT_FALSE(select.step().value());
}

TEST_F(DatabaseTest, UnknownParameterFailsWithItsName) {
    auto insert = database.prepare("INSERT INTO note (text) VALUES (:text)").value();
    const auto run = insert.bind(":txt", "a").run();
    ASSERT_FALSE(run);
    EXPECT_NE(run.error().message().find(":txt"), std::string::npos);
}

TEST_F(DatabaseTest, SqlThatWasUsedBeforeKnowsNothingOfWhatWasBoundThen) {
    const auto sql = "SELECT :text";
    {
        auto select = database.prepare(sql).value();
        ASSERT_TRUE(select.bind(":text", "secret").step().value());
    }
    auto again = database.prepare(sql).value();
    ASSERT_TRUE(again.step().value());
    EXPECT_TRUE(again.is_null(0));
}

TEST_F(DatabaseTest, TheSameSqlTwiceAtATimeIsTwoStatements) {
    ASSERT_TRUE(database.execute("INSERT INTO note (text) VALUES ('a'), ('b')"));
    const auto sql = "SELECT text FROM note ORDER BY text";
    for (int i = 0; i != 3; ++i) {
        auto one = database.prepare(sql).value();
        ASSERT_TRUE(one.step().value());
        auto other = database.prepare(sql).value();
        ASSERT_TRUE(other.step().value());
        ASSERT_TRUE(one.step().value());
        EXPECT_EQ(one.text(0), "b");
        EXPECT_EQ(other.text(0), "a");
    }
}

TEST_F(DatabaseTest, SqlThatWasUsedBeforeSeesAChangedSchemaAndHoldsNoLock) {
    const auto sql = "SELECT * FROM note";
    ASSERT_TRUE(database.execute("INSERT INTO note (text) VALUES ('a'), ('b')"));
    { ASSERT_TRUE(database.prepare(sql).value().step().value()); }
    ASSERT_TRUE(database.execute("ALTER TABLE note ADD COLUMN colour TEXT DEFAULT 'red'"));
    auto select = database.prepare(sql).value();
    ASSERT_TRUE(select.step().value());
    EXPECT_EQ(select.text(3), "red");
    select.reset();
    EXPECT_TRUE(database.execute("DROP TABLE note"));
    auto gone = database.prepare(sql);
    EXPECT_FALSE(gone && gone->step());
}

TEST_F(DatabaseTest, AStatementMayOutliveItsConnection) {
    std::optional<Statement> select;
    {
        auto other = Database::open(folder.path() / "other.db", Database::Mode::read_write).value();
        { ASSERT_TRUE(other.prepare("SELECT 1").value().step().value()); }
        select.emplace(other.prepare("SELECT 7").value());
    }
    ASSERT_TRUE(select->step().value());
    EXPECT_EQ(select->integer(0), 7);
}

TEST_F(DatabaseTest, TransactionThatIsNotCommittedLeavesNothing) {
    {
        auto transaction = database.begin().value();
        ASSERT_TRUE(database.execute("INSERT INTO note (text) VALUES ('a')"));
    }
    EXPECT_EQ(count(), 0);
    auto transaction = database.begin().value();
    ASSERT_TRUE(database.execute("INSERT INTO note (text) VALUES ('a')"));
    ASSERT_TRUE(transaction.commit());
    EXPECT_EQ(count(), 1);
}

TEST_F(DatabaseTest, ImmutableFileCanNotBeWritten) {
    ASSERT_TRUE(database.execute("PRAGMA journal_mode=DELETE"));
    auto readonly = Database::open(folder.path() / "a?b#c.db", Database::Mode::immutable).value();
    EXPECT_FALSE(readonly.execute("INSERT INTO note (text) VALUES ('a')"));
}

TEST_F(DatabaseTest, NobodyElseCanReadItOrItsJournals) {
    using std::filesystem::perms;
    for (const auto& file : std::filesystem::directory_iterator(folder.path()))
        EXPECT_EQ(file.status().permissions(), perms::owner_read | perms::owner_write) << file.path();
    EXPECT_GE(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 3);
}

TEST(Database, GarbageIsCorruptAndNotACrash) {
    const TemporaryFolder folder;
    ASSERT_TRUE(write_file(folder.path() / "garbage", std::string(5000, 'x')));
    const auto opened = Database::open(folder.path() / "garbage", Database::Mode::immutable);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().code(), Errc::corrupt);
    EXPECT_FALSE(Database::open_bytes(std::string(5000, 'x')));
}

}  // namespace
}  // namespace storeside::db
