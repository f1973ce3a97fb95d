#include "firmware/services/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>
#include <memory>

#include "config/kiosk_schema.hpp"
#include "firmware/base/file.hpp"
#include "sync/protocol/bodies.hpp"
#include "sync/protocol/messages.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/fakes/test_seal.hpp"

namespace storeside::services {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr std::size_t kEverything = 1 << 20;

struct StoreTest : testing::Test {
    static std::unique_ptr<Store> open(const std::filesystem::path& folder, const Clock& clock) {
        return sealing(Store::open(folder / "kiosk.db", clock).value());
    }

    Id fresh() { return make_id(clock.now(), random); }

    Result<void> append(kiosk::Append append) {
        std::promise<Result<void>> done;
        store->append(std::move(append), [&](Result<void> result) { done.set_value(std::move(result)); });
        return done.get_future().get();
    }
    Id append_ticket(std::string question = "Where is the paint?") {
        const Id id = fresh();
        EXPECT_TRUE(
            append({1, tickets::Ticket{.id = id, .code = short_code(id), .question = std::move(question)}}));
        return id;
    }

    // What waits for the hub, as the hub will read it.
    std::vector<journal::Record> waiting() const { return opened(store->unsent(kEverything).value()); }

    Store::Counts counts() {
        std::promise<Result<Store::Counts>> done;
        store->count([&](Result<Store::Counts> result) { done.set_value(std::move(result)); });
        return done.get_future().get().value();
    }

    journal::Mail mail(std::int64_t n, std::string_view kind, std::string body) {
        return {n, fresh(), std::string(kind), std::move(body)};
    }
    Result<void> settle(const std::vector<journal::Mail>& mail) {
        return store->settle(0, mail, {"epoch", mail.back().n, mail.back().id});
    }

    // Everything that lies on the disk now.
    std::string bytes() const {
        std::string all;
        for (const auto& file : std::filesystem::directory_iterator(folder.path()))
            all += read_file(file.path(), kEverything).value();
        return all;
    }

    TemporaryFolder folder;
    ManualClock clock;
    SeededRandom random{1};
    std::unique_ptr<Store> store = open(folder.path(), clock);
};

TEST_F(StoreTest, ATicketIsInTheOutboxAndInTheBook) {
    const Id id = append_ticket();
    ASSERT_THAT(store->unsent(kEverything).value(), SizeIs(1));
    EXPECT_EQ(protocol::decode_ticket(waiting().front().body)->question, "Where is the paint?");
    ASSERT_THAT(counts().open_tickets, SizeIs(1));
    EXPECT_EQ(counts().open_tickets.front().id, id);
    EXPECT_EQ(counts().open_tickets.front().code, short_code(id));
}

TEST_F(StoreTest, EveryKindOfRecordIsSentUnderItsName) {
    const Id ticket = append_ticket();
    ASSERT_TRUE(append({1, tickets::Message{fresh(), ticket, clock.now(), "Still there?"}}));
    ASSERT_TRUE(
        append({1, tickets::Rating{.id = fresh(), .ticket = ticket, .created_at = clock.now(), .score = 4}}));
    ASSERT_TRUE(append({1, kiosk::Audit{fresh(), clock.now(), "Nadia", "staff.signed_in"}}));
    const auto records = waiting();
    ASSERT_THAT(records, SizeIs(4));
    EXPECT_EQ(protocol::decode_message(records[1].body)->text, "Still there?");
    EXPECT_EQ(protocol::decode_rating(records[2].body)->score, 4);
    EXPECT_EQ(protocol::decode_audit(records[3].body)->event, "staff.signed_in");
    EXPECT_EQ(protocol::decode_audit(records[3].body)->detail, "Nadia");
    EXPECT_EQ(records[3].kind, protocol::kAudit);
}

TEST_F(StoreTest, KeepsWhatItHasWhenItIsOpenedAgain) {
    const Id id = append_ticket();
    store.reset();
    store = open(folder.path(), clock);
    EXPECT_EQ(store->unsent(kEverything)->front().id, id);
}

TEST_F(StoreTest, SettlingForgetsWhatTheHubHas) {
    append_ticket();
    const Id second = append_ticket();
    const auto first = store->unsent(kEverything)->front().sequence;
    ASSERT_TRUE(store->settle(first, {}, {"epoch", 0, {}}));
    ASSERT_THAT(store->unsent(kEverything).value(), SizeIs(1));
    EXPECT_EQ(store->unsent(kEverything)->front().id, second);
    EXPECT_THAT(counts().open_tickets, SizeIs(2)) << "the book keeps them until they are closed";
}

TEST_F(StoreTest, AReplyMakesTheTicketAnsweredAndItsWordsNeverReachTheDisk) {
    const Id id = append_ticket();
    const tickets::Reply reply{fresh(), id, "Nadia Verdi", "planted-words in aisle seven", clock.now()};
    ASSERT_TRUE(settle({mail(1, protocol::kReply, protocol::encode(reply))}));
    EXPECT_EQ(counts().open_tickets.front().state, tickets::State::answered);
    EXPECT_EQ(store->cursor()->n, 1);
    for (int i = 0; i != 2; ++i) {
        EXPECT_THAT(bytes(), HasSubstr(short_code(id)));
        EXPECT_THAT(bytes(), Not(HasSubstr("planted-words")));
        EXPECT_THAT(bytes(), Not(HasSubstr("Verdi")));
        store.reset();  // and not when the write-ahead log has gone into the database either
    }
}

TEST_F(StoreTest, WhatTheHubHasIsOnTheDiskForFourteenDaysAndNoLonger) {
    append_ticket("planted-words about paint");
    const auto sealed = store->unsent(kEverything)->front();
    EXPECT_THAT(bytes(), HasSubstr(sealed.body));
    EXPECT_THAT(bytes(), Not(HasSubstr("planted-words")));
    ASSERT_TRUE(store->settle(sealed.sequence, {}, {"epoch", 0, {}}));
    clock.advance(std::chrono::days(14));
    ASSERT_THAT(store->unsent(kEverything).value(), IsEmpty());
    EXPECT_TRUE(store->newest_acknowledged()->has_value());
    clock.advance(std::chrono::hours(1));
    ASSERT_THAT(store->unsent(kEverything).value(), IsEmpty());
    EXPECT_FALSE(store->newest_acknowledged()->has_value());
    EXPECT_THAT(bytes(), Not(HasSubstr(sealed.body)));
}

TEST_F(StoreTest, ANewEpochMakesWhatIsKeptUnsentAgainInItsOrder) {
    const Id first = append_ticket(), second = append_ticket(), third = append_ticket();
    const auto records = store->unsent(kEverything).value();
    ASSERT_TRUE(store->settle(records[1].sequence, {}, {"epoch", 0, {}}));
    EXPECT_EQ(store->newest_acknowledged()->value(), (journal::Receipt{records[1].sequence, second}));
    ASSERT_TRUE(store->settle(records[2].sequence, {}, {"restored", 0, {}}));
    const auto again = store->unsent(kEverything).value();
    ASSERT_THAT(again, SizeIs(3));
    EXPECT_EQ(again[0].id, first);
    EXPECT_EQ(again[1].id, second);
    EXPECT_EQ(again[2].id, third);
}

TEST_F(StoreTest, TheFirstEpochOfAllSendsNothingAgain) {
    append_ticket();
    ASSERT_TRUE(store->settle(store->unsent(kEverything)->back().sequence, {}, {"epoch", 0, {}}));
    EXPECT_THAT(store->unsent(kEverything).value(), IsEmpty());
}

TEST_F(StoreTest, AClockThatWasYearsAheadKeepsNothingForYears) {
    append_ticket();
    clock.advance(std::chrono::years(10));
    ASSERT_TRUE(store->settle(store->unsent(kEverything)->back().sequence, {}, {"epoch", 0, {}}));
    clock.advance(-std::chrono::years(10));
    ASSERT_THAT(store->unsent(kEverything).value(), IsEmpty());
    EXPECT_TRUE(store->newest_acknowledged()->has_value());
    clock.advance(std::chrono::days(15));
    ASSERT_THAT(store->unsent(kEverything).value(), IsEmpty());
    EXPECT_FALSE(store->newest_acknowledged()->has_value());
}

TEST_F(StoreTest, ASnapshotStandsForAllTheMailBeforeIt) {
    const Id answered = append_ticket(), closed = append_ticket();
    const protocol::Snapshot snapshot{
        {{answered, tickets::State::answered}, {closed, tickets::State::closed}}};
    ASSERT_TRUE(settle({mail(700, journal::kSnapshot, protocol::encode(snapshot))}));
    ASSERT_THAT(counts().open_tickets, SizeIs(1));
    EXPECT_EQ(counts().open_tickets.front().state, tickets::State::answered);
    EXPECT_EQ(store->cursor()->n, 700);
}

TEST_F(StoreTest, WithoutAKeyNothingOfAShopperIsWritten) {
    const TemporaryFolder other;
    store = Store::open(other.path() / "kiosk.db", clock).value();
    const auto refused = append({1, tickets::Ticket{.id = fresh(), .question = "planted-words"}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::unavailable);
    EXPECT_THAT(refused.error().message(), HasSubstr("first sync"));
    EXPECT_THAT(store->unsent(kEverything).value(), IsEmpty());
    EXPECT_THAT(counts().open_tickets, IsEmpty());
}

TEST_F(StoreTest, WhatStaffDidBeforeThereWasAKeyIsSealedWhenItComes) {
    const TemporaryFolder other;
    store = Store::open(other.path() / "kiosk.db", clock).value();
    ASSERT_TRUE(append({1, kiosk::Audit{fresh(), clock.now(), "Nadia", "staff.signed_in"}}));
    const auto plain = store->unsent(kEverything).value();
    EXPECT_EQ(plain.front().sealed, "");
    store = sealing(std::move(store));
    EXPECT_EQ(waiting(), plain);
}

TEST_F(StoreTest, ANewKeyIsKeptAndAWrongOneIsNot) {
    const auto next = protocol::make_seal_pair().value();
    ASSERT_TRUE(store->keep_seal_key(next.key));
    EXPECT_FALSE(store->keep_seal_key({"0123456789abcdef", next.key.public_key}));
    store.reset();
    store = Store::open(folder.path() / "kiosk.db", clock).value();
    append_ticket();
    EXPECT_EQ(store->unsent(kEverything)->back().sealed, next.key.id);
}

TEST_F(StoreTest, AProgramThatKnowsNoSealSendsWhatTheHubCanStillOpen) {
    append_ticket();
    const auto sealed = store->unsent(kEverything)->front();
    store.reset();
    auto database = db::Database::open(folder.path() / "kiosk.db", db::Database::Mode::read_write).value();
    const auto known = config::kiosk_migrations();
    const auto step = std::ranges::find(known, "seal", &db::Migration::name);
    ASSERT_TRUE(db::migrate(database, known.first(static_cast<std::size_t>(step - known.begin()))));
    auto select = database.prepare("SELECT body FROM outbox").value();
    ASSERT_TRUE(select.step().value());
    auto sent = sealed;
    sent.sealed.clear();
    sent.body = select.text(0);
    EXPECT_EQ(protocol::decode_wrapped(sent).value(), sealed);
}

TEST_F(StoreTest, WhatTheHubErasesIsGone) {
    const Id erased = append_ticket(), kept = append_ticket();
    ASSERT_TRUE(append({1, tickets::Message{fresh(), erased, clock.now(), "Still there?"}}));
    const auto records = store->unsent(kEverything).value();
    ASSERT_TRUE(settle(
        {mail(1, protocol::kErase, protocol::encode(protocol::Erase{erased, {erased, records[2].id}}))}));
    ASSERT_THAT(store->unsent(kEverything).value(), SizeIs(1));
    EXPECT_EQ(store->unsent(kEverything)->front().id, kept);
    ASSERT_THAT(counts().open_tickets, SizeIs(1));
    EXPECT_THAT(bytes(), Not(HasSubstr(records[2].body)));
    EXPECT_THAT(bytes(), Not(HasSubstr(short_code(erased))));
}

TEST_F(StoreTest, AClosedTicketNoLongerWaits) {
    const Id closed = append_ticket(), open = append_ticket();
    ASSERT_TRUE(settle({mail(1, protocol::kTicketState,
                             protocol::encode(protocol::TicketState{closed, tickets::State::closed})),
                        mail(2, protocol::kTicketState,
                             protocol::encode(protocol::TicketState{open, tickets::State::open}))}));
    ASSERT_THAT(counts().open_tickets, SizeIs(1));
    EXPECT_EQ(counts().open_tickets.front().id, open);
    EXPECT_EQ(counts().open_tickets.front().state, tickets::State::open);
}

TEST_F(StoreTest, MailThatCannotBeReadOrIsOfANewerHubDoesNotHoldUpTheMailBehindIt) {
    const Id id = append_ticket();
    ASSERT_TRUE(settle({mail(1, protocol::kReply, "not JSON"), mail(2, "fireworks", "{}"),
                        mail(3, protocol::kTicketState,
                             protocol::encode(protocol::TicketState{id, tickets::State::answered}))}));
    EXPECT_EQ(store->cursor()->n, 3);
    EXPECT_EQ(counts().open_tickets.front().state, tickets::State::answered);
}

TEST_F(StoreTest, AnAnswerWithAGapChangesNothing) {
    append_ticket();
    const auto sequence = store->unsent(kEverything)->front().sequence;
    const auto refused = store->settle(sequence, {mail(2, "fireworks", "{}")}, {"epoch", 2, {}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::conflict);
    EXPECT_THAT(store->unsent(kEverything).value(), SizeIs(1));
    EXPECT_EQ(store->cursor()->n, 0);
}

TEST_F(StoreTest, OldMailComingAgainDoesNotTurnATicketBack) {
    const Id id = append_ticket();
    const auto state = [&](std::int64_t n, tickets::State to) {
        return mail(n, protocol::kTicketState, protocol::encode(protocol::TicketState{id, to}));
    };
    ASSERT_TRUE(settle({state(1, tickets::State::open), state(2, tickets::State::answered)}));
    ASSERT_TRUE(settle({state(1, tickets::State::open)}));
    EXPECT_EQ(counts().open_tickets.front().state, tickets::State::answered);
    EXPECT_EQ(store->cursor()->n, 2);
}

// A store on a disk whose free space the test sets.
struct StoreWithLittleRoom : StoreTest {
    StoreWithLittleRoom() {
        limits.free = [this](const std::filesystem::path&) { return left; };
        reopen();
    }
    void reopen() {
        store.reset();
        store = sealing(Store::open(folder.path() / "kiosk.db", clock, {}, limits).value());
    }
    Result<void> rate() { return append({1, tickets::Rating{.id = fresh(), .score = 5}}); }
    Result<void> call(std::string question = {}) {
        const Id id = fresh();
        return append(
            {1, tickets::Ticket{.id = id,
                                .code = short_code(id),
                                .question = std::move(question),
                                .journey = {{tickets::JourneyStep::Kind::read, clock.now(), "Paint"}}}});
    }
    std::size_t steps_of_the_last() { return protocol::decode_ticket(waiting().back().body)->journey.size(); }

    std::int64_t left = std::int64_t{1} << 40;
    RoomLimits limits;
};

TEST_F(StoreWithLittleRoom, StopsRatingsAndJourneysFirstThenTicketsAndRecoversByItself) {
    ASSERT_TRUE(rate());
    ASSERT_TRUE(call());
    EXPECT_EQ(steps_of_the_last(), 1U);
    EXPECT_EQ(counts().room, staff::Room::plenty);

    left = limits.free_for_ratings - 1;
    EXPECT_EQ(counts().room, staff::Room::little);
    EXPECT_EQ(rate().error().code(), Errc::disk_full);
    ASSERT_TRUE(call());
    EXPECT_EQ(steps_of_the_last(), 0U);

    left = limits.free_for_tickets - 1;
    EXPECT_EQ(counts().room, staff::Room::none);
    EXPECT_EQ(call().error().code(), Errc::disk_full);
    const auto kept = store->unsent(kEverything).value();
    ASSERT_THAT(kept, SizeIs(3));
    EXPECT_TRUE(store->settle(kept.back().sequence, {}, {"epoch", 0, {}}))
        << "what makes room is always taken";

    left = limits.free_for_ratings;
    EXPECT_TRUE(rate());
    EXPECT_TRUE(call());
    EXPECT_EQ(steps_of_the_last(), 1U);
}

TEST_F(StoreWithLittleRoom, WhatWaitsTogetherIsDurableTogetherAndNoneFailsForAnothersSake) {
    left = limits.free_for_ratings - 1;
    std::promise<void> go;
    store->count([released = go.get_future().share()](const Result<Store::Counts>&) { released.wait(); });
    std::vector<std::future<Result<void>>> done;
    const auto add = [&](auto record) {
        auto promise = std::make_shared<std::promise<Result<void>>>();
        done.push_back(promise->get_future());
        store->append({1, std::move(record)},
                      [promise](Result<void> result) { promise->set_value(std::move(result)); });
    };
    const Id first = fresh(), last = fresh();
    add(tickets::Ticket{.id = first, .code = short_code(first)});
    add(tickets::Rating{.id = fresh(), .score = 5});
    add(tickets::Ticket{.id = last, .code = short_code(last)});
    go.set_value();
    EXPECT_TRUE(done[0].get());
    EXPECT_EQ(done[1].get().error().code(), Errc::disk_full);
    EXPECT_TRUE(done[2].get());
    const auto records = waiting();
    ASSERT_THAT(records, SizeIs(2));
    EXPECT_EQ(records[0].id, first);
    EXPECT_EQ(records[1].id, last);
}

TEST_F(StoreWithLittleRoom, ADatabaseThatIsAsLargeAsItMayBeGivesUpWhatTheHubHasBeforeATicket) {
    store->keep_below(512 << 10);
    int taken = 0;
    while (taken < 1000 && call(std::string(4000, 'x'))) ++taken;
    ASSERT_GT(taken, 50);
    ASSERT_LT(taken, 1000);
    EXPECT_EQ(counts().room, staff::Room::none);
    const auto unsent = store->unsent(16 << 20).value();
    EXPECT_THAT(unsent, SizeIs(taken)) << "nothing that was taken is lost";
    ASSERT_TRUE(store->settle(unsent.back().sequence, {}, {"epoch", 0, {}}));
    for (int i = 0; i != 50; ++i) ASSERT_TRUE(call(std::string(4000, 'y'))) << i;
    EXPECT_THAT(store->unsent(16 << 20).value(), SizeIs(50));
}

TEST_F(StoreTest, KeepsTheNewestOfWhatTheHubWantsSet) {
    EXPECT_EQ(store->kept_settings().value(), DesiredSettings{});
    ASSERT_TRUE(store->keep_settings({1, {{"thanks", std::int64_t{7}}, {"speech", false}}}));
    const DesiredSettings newest{
        2,
        {{"thanks", std::int64_t{9}}, {"time_zone", std::string("Europe/Athens")}, {"x", settings::Value{}}}};
    ASSERT_TRUE(store->keep_settings(newest));
    store = open(folder.path(), clock);
    EXPECT_EQ(store->kept_settings().value(), newest);
}

TEST_F(StoreTest, FinishesWhatWasAskedBeforeItStopsAndRefusesAfterwards) {
    bool durable = false;
    store->append({1, tickets::Ticket{.id = fresh()}},
                  [&](Result<void> done) { durable = done.has_value(); });
    store->stop();
    EXPECT_TRUE(durable);
    EXPECT_EQ(store->unsent(kEverything).error().code(), Errc::unavailable);
}

}  // namespace
}  // namespace storeside::services
