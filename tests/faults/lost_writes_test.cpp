// The plug is pulled at a random write of the store: what it called durable is there afterwards, once.
#include <gtest/gtest.h>

#include <future>
#include <random>
#include <set>

#include "firmware/db/database.hpp"
#include "firmware/services/store.hpp"
#include "sync/protocol/bodies.hpp"
#include "tests/fakes/forgetful_vfs.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/fakes/test_seal.hpp"

namespace storeside {
namespace {

using services::Store;
using Sync = ForgetfulVfs::Sync;

constexpr std::size_t kEverything = 1 << 30;
constexpr int kSeeds = 300;

// One life of a box, from the first start to the power cut and the start after it.
class Life {
public:
    Life(std::uint64_t seed, Sync sync) : disk_(seed, sync), dice_(seed), random_(seed) {}

    // The promise that was broken; empty when all were kept.
    std::string broken_promise() {
        live();
        disk_.restore_power();
        return look_back();
    }

    std::size_t promises() const { return durable_.size() + static_cast<std::size_t>(cursor_.n); }

private:
    void live() {
        // With large tickets the write-ahead log is brought into the database and begun anew on the way.
        const bool large = dice_() % 4 == 0;
        disk_.cut_power_after(static_cast<int>(dice_() % (large ? 4000 : 800)));
        auto store = Store::open(path(), clock_, disk_.name());
        if (store && (*store)->keep_seal_key(test_seal().key)) {
            for (int i = 0; i != 80 && disk_.has_power(); ++i) {
                if (dice_() % 4 != 0)
                    append(**store, large ? dice_() % 60'000 : dice_() % 3000);
                else
                    settle(**store);
            }
        }
        disk_.cut_power();
    }

    void append(Store& store, std::size_t length) {
        const Id id = make_id(clock_.now(), random_);
        tried_.insert(id);
        std::promise<Result<void>> done;
        store.append(
            {1, tickets::Ticket{.id = id, .code = short_code(id), .question = std::string(length, 'q')}},
            [&](Result<void> result) { done.set_value(std::move(result)); });
        if (done.get_future().get()) durable_.insert(id);
    }

    // The hub acknowledges some records and sends one mail.
    void settle(Store& store) {
        const auto unsent = store.unsent(kEverything);
        if (!unsent || unsent->empty()) return;
        const auto acked = (*unsent)[dice_() % unsent->size()].sequence;
        for (const auto& record : *unsent)
            if (record.sequence <= acked) settling_.insert(record.id);
        const journal::Cursor next{"epoch", cursor_.n + 1, make_id(clock_.now(), random_)};
        const journal::Mail mail{
            next.n, next.id, std::string(protocol::kTicketState),
            protocol::encode(protocol::TicketState{unsent->front().id, tickets::State::open})};
        if (!store.settle(acked, {mail}, next)) return;
        cursor_ = next;
        acked_ = acked;
        settled_.merge(settling_);
        settling_.clear();
    }

    std::string look_back() {
        auto opened = Store::open(path(), clock_);
        if (!opened) return "the database can't be opened: " + opened.error().message();
        auto& store = **opened;
        const auto cursor = store.cursor();
        const auto unsent = store.unsent(kEverything);
        if (!cursor || !unsent) return "the database can't be read";

        // The power may have gone between the disk and the answer: then the last settling is there as a
        // whole.
        if (cursor->n == cursor_.n + 1)
            settled_.merge(settling_);
        else if (*cursor != cursor_)
            return "the cursor is not where it was settled";
        std::set<Id> there;
        for (const auto& record : *unsent) {
            if (!tried_.contains(record.id)) return "a record that nobody wrote";
            if (settled_.contains(record.id)) return "a record came back that the hub has";
            if (!there.insert(record.id).second) return "a record is there twice";
        }
        for (const Id& id : durable_)
            if (!there.contains(id) && !settled_.contains(id)) return "a durable record is gone";

        if (!store.keep_seal_key(test_seal().key)) return "the hub's key can't be kept";
        append(store, 10);
        const auto now = store.unsent(kEverything);
        if (!now || now->size() != unsent->size() + 1) return "nothing can be written any more";
        if (now->back().sequence <= acked_) return "a number was used twice";
        opened->reset();
        return integrity();
    }

    std::string integrity() const {
        auto database = db::Database::open(path(), db::Database::Mode::read_write);
        if (!database) return database.error().message();
        auto check = database->prepare("PRAGMA integrity_check");
        if (!check || !check->step()) return "the integrity can't be checked";
        return check->text(0) == "ok" ? "" : "not whole: " + std::string(check->text(0));
    }

    std::filesystem::path path() const { return folder_.path() / "kiosk.db"; }

    TemporaryFolder folder_;
    ForgetfulVfs disk_;
    std::mt19937_64 dice_;
    SeededRandom random_;
    ManualClock clock_;

    std::set<Id> tried_, durable_;  // appended, and called durable
    std::set<Id> settling_,
        settled_;                  // in the hub: said to a settling that failed, and to those that were done
    journal::Sequence acked_ = 0;  // of the last settling that was done, as is the cursor
    journal::Cursor cursor_;
};

TEST(PowerCutAtAnyWrite, LeavesEverythingThatWasCalledDurable) {
    std::size_t promises = 0;
    for (int seed = 0; seed != kSeeds; ++seed) {
        Life life(static_cast<std::uint64_t>(seed), Sync::honest);
        EXPECT_EQ(life.broken_promise(), "") << "seed " << seed;
        promises += life.promises();
    }
    RecordProperty("promises", static_cast<int>(promises));
    EXPECT_GT(promises, 10U * kSeeds);
}

// Without this, the test above could be one that no store can fail.
TEST(PowerCutAtAnyWrite, BreaksPromisesWhenNothingIsSynced) {
    int broken = 0;
    for (int seed = 0; seed != kSeeds; ++seed)
        if (!Life(static_cast<std::uint64_t>(seed), Sync::ignored).broken_promise().empty()) ++broken;
    RecordProperty("broken", broken);
    EXPECT_GT(broken, kSeeds / 2);
}

}  // namespace
}  // namespace storeside
