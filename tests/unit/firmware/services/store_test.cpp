#include "firmware/services/store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <future>

#include "firmware/base/file.hpp"
#include "sync/protocol/bodies.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::services {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr std::size_t kEverything = 1 << 20;

struct StoreTest : testing::Test {
    static std::unique_ptr<Store> open(const std::filesystem::path& folder, const Clock& clock) {
        return Store::open(folder / "kiosk.db", clock).value();
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
    EXPECT_EQ(protocol::decode_ticket(store->unsent(kEverything)->front().body)->question,
              "Where is the paint?");
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
    const auto records = store->unsent(kEverything).value();
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

TEST_F(StoreTest, WhatTheHubHasIsNoLongerOnTheDisk) {
    append_ticket("planted-words about paint");
    EXPECT_THAT(bytes(), HasSubstr("planted-words"));
    ASSERT_TRUE(store->settle(store->unsent(kEverything)->back().sequence, {}, {"epoch", 0, {}}));
    EXPECT_THAT(bytes(), Not(HasSubstr("planted-words")));
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
