// kiosk.db as other programs left it, and on a disk without room.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "config/kiosk_schema.hpp"
#include "firmware/base/file.hpp"
#include "firmware/db/migrations.hpp"
#include "firmware/services/store.hpp"
#include "sync/protocol/bodies.hpp"
#include "tests/fakes/forgetful_vfs.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/schema_match.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/fakes/test_seal.hpp"

namespace storeside {
namespace {

using services::Store;
using testing::HasSubstr;

struct KioskDatabaseFile : testing::Test {
    db::Database database(const char* name = "kiosk.db") const {
        return db::Database::open(folder.path() / name, db::Database::Mode::read_write).value();
    }
    Result<std::unique_ptr<Store>> open(const std::string& vfs = {}) const {
        auto store = Store::open(folder.path() / "kiosk.db", clock, vfs);
        if (store) *store = sealing(std::move(*store));
        return store;
    }

    Result<void> append(Store& store, std::string question = {}) {
        last = make_id(clock.now(), random);
        std::promise<Result<void>> done;
        store.append(
            {1, tickets::Ticket{.id = last, .code = short_code(last), .question = std::move(question)}},
            [&](Result<void> result) { done.set_value(std::move(result)); });
        return done.get_future().get();
    }

    // What a newer program does to the database before it is put back to this one.
    void change_by_newer_program(const std::string& way_back) const {
        auto newer = database();
        const auto known = config::kiosk_migrations();
        std::vector<db::Migration> steps(known.begin(), known.end());
        steps.push_back(
            {steps.back().version + 1, "colours", "ALTER TABLE ticket ADD COLUMN colour TEXT", way_back});
        db::migrate(newer, steps).value();
    }

    TemporaryFolder folder;
    ManualClock clock;
    SeededRandom random{1};
    Id last;
};

TEST_F(KioskDatabaseFile, HasTheSchemaThatIsWrittenDown) {
    auto migrated = database("migrated.db"), written = database("written.db");
    ASSERT_TRUE(db::migrate(migrated, config::kiosk_migrations()));
    ASSERT_TRUE(written.execute(std::string(config::kiosk_schema())));
    EXPECT_EQ(schema_of(migrated), schema_of(written));
    EXPECT_THAT(schema_of(migrated), HasSubstr("CREATE TABLE outbox"));
}

TEST_F(KioskDatabaseFile, EveryStepLeadsBackToTheOneBefore) {
    auto stepped = database();
    const auto steps = config::kiosk_migrations();
    std::vector<std::string> schemas{schema_of(stepped)};
    for (std::size_t n = 1; n <= steps.size(); ++n) {
        ASSERT_TRUE(db::migrate(stepped, steps.first(n)));
        schemas.push_back(schema_of(stepped));
    }
    for (std::size_t n = steps.size(); n-- != 0;) {
        const auto back = db::migrate(stepped, steps.first(n));
        ASSERT_TRUE(back) << back.error().message();
        EXPECT_EQ(schema_of(stepped), schemas[n]);
    }
}

TEST_F(KioskDatabaseFile, OfANewerProgramIsSteppedBackAndKeepsItsRecords) {
    ASSERT_TRUE(append(*open().value(), "Where is the paint?"));
    change_by_newer_program("ALTER TABLE ticket DROP COLUMN colour");
    auto store = open();
    ASSERT_TRUE(store) << store.error().message();
    ASSERT_EQ((*store)->unsent(1000)->size(), 1U);
    EXPECT_EQ((*store)->unsent(1000)->front().id, last);
    store->reset();
    auto back = database(), written = database("written.db");
    ASSERT_TRUE(written.execute(std::string(config::kiosk_schema())));
    EXPECT_EQ(schema_of(back), schema_of(written));
}

TEST_F(KioskDatabaseFile, OfANewerProgramWithoutAWayBackIsRefusedAndLeftAsItIs) {
    ASSERT_TRUE(append(*open().value()));
    change_by_newer_program("");
    const auto refused = open();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::too_new);
    EXPECT_THAT(refused.error().message(), HasSubstr((folder.path() / "kiosk.db").string()));
    EXPECT_THAT(refused.error().message(), HasSubstr("there is no way back"));
    auto untouched = database();
    EXPECT_TRUE(untouched.execute("SELECT colour FROM ticket"));
    EXPECT_TRUE(untouched.execute("SELECT body FROM outbox"));
}

TEST_F(KioskDatabaseFile, ThatIsNoDatabaseIsRefusedAndLeftAsItIs) {
    const std::string words(10'000, 'x');
    ASSERT_TRUE(write_file(folder.path() / "kiosk.db", words));
    const auto refused = open();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::corrupt);
    EXPECT_THAT(refused.error().message(), HasSubstr("kiosk.db"));
    EXPECT_EQ(read_file(folder.path() / "kiosk.db", 1 << 20).value(), words);
}

TEST_F(KioskDatabaseFile, OnAFullDiskSaysSoLosesNothingAndRecoversByItself) {
    ForgetfulVfs disk(1);
    auto store = open(disk.name()).value();
    ASSERT_TRUE(append(*store, "kept"));
    const auto kept = store->unsent(1 << 20).value();

    disk.set_full(true);
    for (int i = 0; i != 3; ++i) {
        const auto refused = append(*store, "refused");
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code(), Errc::disk_full) << refused.error().message();
    }
    const auto unsettled = store->settle(kept.back().sequence, {}, {"epoch", 0, {}});
    ASSERT_FALSE(unsettled);
    EXPECT_EQ(unsettled.error().code(), Errc::disk_full);
    EXPECT_EQ(store->unsent(1 << 20).value(), kept);

    disk.set_full(false);
    ASSERT_TRUE(append(*store, "after"));
    ASSERT_EQ(store->unsent(1 << 20)->size(), 2U);
    EXPECT_EQ(store->unsent(1 << 20)->back().id, last);
    EXPECT_TRUE(store->settle(kept.back().sequence, {}, {"epoch", 0, {}}));
    store.reset();
    EXPECT_EQ(open().value()->unsent(1 << 20)->size(), 1U);
}

TEST_F(KioskDatabaseFile, OnADiskThatIsFullFromTheBeginningIsRefused) {
    ForgetfulVfs disk(1);
    disk.set_full(true);
    const auto refused = open(disk.name());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::disk_full) << refused.error().message();
    disk.set_full(false);
    EXPECT_TRUE(open(disk.name()));
}

}  // namespace
}  // namespace storeside
