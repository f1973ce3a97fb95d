#include "sync/hub_store/retention.hpp"

#include <gmock/gmock.h>

#include "firmware/base/file.hpp"
#include "sync/hub/intake.hpp"
#include "sync/hub_store/erasures.hpp"
#include "sync/hub_store/inbox_desk.hpp"
#include "sync/hub_store/jobs.hpp"
#include "sync/hub_store/tickets.hpp"
#include "sync/protocol/bodies.hpp"
#include "tests/unit/sync/hub_store/fixture.hpp"

namespace storeside::hub_store {
namespace {

using std::chrono::days;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

// A hub that has a ticket with a message, a rating and an answer, and everything told to the helpdesk.
class RetentionTest : public HubStore {
protected:
    void SetUp() override {
        tickets::Ticket asked{.id = ticket, .code = "K7Q-3FM", .created_at = clock.now(), .language = "en"};
        asked.question = "planted question";
        asked.journey = {{tickets::JourneyStep::Kind::searched, clock.now(), "planted search"}};
        take(ticket, protocol::kTicket, protocol::encode(asked));
        const tickets::Message said{fresh(), ticket, clock.now(), "planted message"};
        take(said.id, protocol::kMessage, protocol::encode(said));
        const tickets::Rating rated{.id = fresh(),
                                    .ticket = ticket,
                                    .created_at = clock.now(),
                                    .score = 2,
                                    .comment = "planted rating"};
        take(rated.id, protocol::kRating, protocol::encode(rated));
        take(fresh(), protocol::kAudit, R"({"what":"planted audit"})");
        take(fresh(), "fireworks", R"({"what":"planted other"})");
        take(fresh(), "unreadable", "planted unreadable");
        auto transaction = database.begin().value();
        ASSERT_TRUE(Tickets(database).add(
            transaction, tickets::Reply{fresh(), ticket, "Nadia", "planted reply", clock.now()}, "k1",
            clock.now()));
        ASSERT_TRUE(transaction.commit());
        const auto ref = InboxDesk(database).create(ticket).value();
        ASSERT_TRUE(InboxDesk(database).reply(ref, fresh(), "Nadia", "planted inbox reply", clock.now()));
        tell_the_helpdesk();
    }
    void take(const Id& id, std::string_view kind, std::string body) {
        protocol::SyncRequest request;
        request.outbox = {{++sequence, id, std::string(kind), clock.now(), std::move(body)}};
        ASSERT_TRUE(hub::take_in(database, kiosk, request, clock.now()));
    }
    void tell_the_helpdesk() {
        Jobs jobs(database);
        for (auto job = jobs.claim(clock.now(), std::chrono::seconds(1)).value(); job;
             job = jobs.claim(clock.now(), std::chrono::seconds(1)).value()) {
            auto transaction = database.begin().value();
            ASSERT_TRUE(jobs.done(transaction, *job));
            ASSERT_TRUE(transaction.commit());
        }
    }
    std::int64_t sweep(const Retention& retention, std::int64_t limit = 1000) {
        const auto gone = hub_store::sweep(database, retention, clock.now(), limit);
        EXPECT_TRUE(gone) << gone.error().message();
        return gone.value_or(-1);
    }
    // What lies in the hub's data folder, in whatever table, page or log.
    std::string bytes() const {
        std::string all;
        for (const auto& file : std::filesystem::directory_iterator(folder.path()))
            if (file.is_regular_file()) all += read_file(file.path(), 1 << 26).value();
        return all;
    }
    // The words that are gone from the disk when what is older than its setting is taken away.
    std::vector<std::string> gone_after(const Retention& retention) {
        sweep(retention);
        const auto left = bytes();
        std::vector<std::string> gone;
        for (const auto* word : {"question", "search", "message", "rating", "reply", "inbox reply", "audit",
                                 "other", "unreadable"})
            if (!left.contains(std::string("planted ") + word)) gone.emplace_back(word);
        return gone;
    }
    static Retention forever() {
        constexpr days kForever{30'000};
        return {kForever, kForever, kForever, kForever, kForever, kForever, kForever, kForever};
    }

    Id ticket = fresh();
    std::int64_t sequence = 0;
};

TEST_F(RetentionTest, KeepsEverythingForItsTime) {
    EXPECT_EQ(sweep({}), 0);
    clock.advance(days(30));
    EXPECT_EQ(sweep({}), 0);
    EXPECT_THAT(bytes(), HasSubstr("planted search"));
}

TEST_F(RetentionTest, EachKindGoesWhenItsOwnTimeIsOver) {
    const auto only = [this](days Retention::*kind) {
        auto retention = forever();
        retention.*kind = days(10);
        return gone_after(retention);
    };
    clock.advance(days(10));
    EXPECT_THAT(only(&Retention::messages), IsEmpty()) << "on the last day it is still there";
    clock.advance(std::chrono::seconds(1));
    EXPECT_THAT(only(&Retention::searches), ElementsAre("search"));
    EXPECT_THAT(only(&Retention::ratings), ElementsAre("search", "rating"));
    EXPECT_THAT(only(&Retention::audit), ElementsAre("search", "rating", "audit"));
    EXPECT_THAT(only(&Retention::others), ElementsAre("search", "rating", "audit", "other"));
    EXPECT_THAT(only(&Retention::unreadable),
                ElementsAre("search", "rating", "audit", "other", "unreadable"));
    EXPECT_THAT(only(&Retention::messages), ElementsAre("search", "message", "rating", "reply", "inbox reply",
                                                        "audit", "other", "unreadable"));
    EXPECT_EQ(Tickets(database).detail(ticket).value()->ticket.question, "planted question");
    EXPECT_THAT(only(&Retention::tickets), ElementsAre("question", "search", "message", "rating", "reply",
                                                       "inbox reply", "audit", "other", "unreadable"));
    EXPECT_FALSE(Tickets(database).find(ticket).value());
}

TEST_F(RetentionTest, ATicketGoesWithAllThatIsInIt) {
    clock.advance(days(11));
    auto retention = forever();
    retention.tickets = days(10);
    EXPECT_THAT(gone_after(retention),
                ElementsAre("question", "search", "message", "rating", "reply", "inbox reply"));
}

TEST_F(RetentionTest, ATicketThatSomebodyAnsweredLatelyStays) {
    clock.advance(days(9));
    auto transaction = database.begin().value();
    ASSERT_TRUE(Tickets(database).add(
        transaction, tickets::Reply{fresh(), ticket, "Nadia", "late", clock.now()}, "k2", clock.now()));
    ASSERT_TRUE(transaction.commit());
    clock.advance(days(2));
    auto retention = forever();
    retention.tickets = days(10);
    EXPECT_EQ(sweep(retention), 0);
}

TEST_F(RetentionTest, WhatTheHelpdeskWasNotToldYetStays) {
    const tickets::Message late{fresh(), ticket, clock.now(), "planted late"};
    take(late.id, protocol::kMessage, protocol::encode(late));
    clock.advance(days(500));
    sweep({});
    EXPECT_TRUE(Tickets(database).find(ticket).value());
    EXPECT_THAT(bytes(), HasSubstr("planted late"));
    EXPECT_THAT(bytes(), Not(HasSubstr("planted message")));
    tell_the_helpdesk();
    sweep({});
    EXPECT_FALSE(Tickets(database).find(ticket).value());
    EXPECT_THAT(bytes(), Not(HasSubstr("planted late")));
}

TEST_F(RetentionTest, TakesNoMoreAtATimeThanItIsAllowed) {
    clock.advance(days(500));
    std::int64_t all = 0;
    for (std::int64_t gone = 1; gone != 0; all += gone) {
        gone = sweep({}, 1);
        EXPECT_LE(gone, 1);
    }
    EXPECT_GT(all, 3);
    EXPECT_THAT(bytes(), Not(HasSubstr("planted")));
}

TEST_F(RetentionTest, WhatIsGoneDoesNotComeBackAndItsIdGoesInTheEnd) {
    const tickets::Message said{fresh(), ticket, clock.now(), "planted again"};
    clock.advance(days(500));
    sweep({});
    take(ticket, protocol::kTicket, protocol::encode(tickets::Ticket{.id = ticket, .code = "K7Q-3FM"}));
    EXPECT_FALSE(Tickets(database).find(ticket).value());
    take(said.id, protocol::kMessage, protocol::encode(said));
    EXPECT_THAT(bytes(), Not(HasSubstr("planted again"))) << "nor what a kiosk still had to say in it";
    const auto ids = [this] {
        auto count = database.prepare("SELECT count(*) FROM erased").value();
        EXPECT_TRUE(count.step().value());
        return count.integer(0);
    };
    EXPECT_GT(ids(), 0);
    clock.advance(days(195));
    sweep({});
    EXPECT_EQ(ids(), 0);
}

}  // namespace
}  // namespace storeside::hub_store
