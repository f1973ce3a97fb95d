#include "sync/hub_store/jobs.hpp"

#include "sync/hub_store/records.hpp"
#include "sync/hub_store/tickets.hpp"
#include "tests/unit/sync/hub_store/fixture.hpp"

namespace storeside::hub_store {
namespace {

constexpr Duration kLease = std::chrono::minutes(1);

class HelpdeskJobs : public HubStore {
protected:
    // A ticket with its job.
    Id add_ticket() {
        const auto id = fresh();
        auto transaction = database.begin();
        tickets::Ticket ticket;
        ticket.id = id;
        EXPECT_TRUE(
            Records(database).append(*transaction, kiosk, {1, id, "ticket", clock.now(), "{}"}, clock.now()));
        EXPECT_TRUE(Tickets(database).create(*transaction, kiosk, ticket, clock.now()));
        EXPECT_TRUE(jobs.add(*transaction, id, id, "ticket"));
        EXPECT_TRUE(transaction->commit());
        return id;
    }
    void add_message(const Id& ticket) {
        const auto id = fresh();
        auto transaction = database.begin();
        EXPECT_TRUE(Records(database).append(*transaction, kiosk, {2, id, "message", clock.now(), "{}"},
                                             clock.now()));
        EXPECT_TRUE(jobs.add(*transaction, id, ticket, "message"));
        EXPECT_TRUE(transaction->commit());
    }
    std::optional<Job> claim() { return jobs.claim(clock.now(), kLease).value(); }
    void done(const Job& job) {
        auto transaction = database.begin();
        EXPECT_TRUE(jobs.done(*transaction, job));
        EXPECT_TRUE(transaction->commit());
    }

    Jobs jobs{database};
};

TEST_F(HelpdeskJobs, OfOneTicketAreDoneInOrder) {
    const auto ticket = add_ticket();
    add_message(ticket);
    const auto first = claim();
    ASSERT_TRUE(first);
    EXPECT_EQ(first->kind, "ticket");
    EXPECT_FALSE(claim());
    done(*first);
    EXPECT_EQ(claim().value().kind, "message");
}

TEST_F(HelpdeskJobs, OfAnotherTicketNeedNotWait) {
    add_ticket();
    const auto other = add_ticket();
    ASSERT_TRUE(claim());
    EXPECT_EQ(claim().value().ticket, other);
}

TEST_F(HelpdeskJobs, ComeBackWhenTheirLeaseRanOut) {
    add_ticket();
    const auto first = claim();
    EXPECT_FALSE(claim());
    clock.advance(kLease);
    const auto second = claim();
    ASSERT_TRUE(second);
    EXPECT_EQ(second->attempts, 2);
    // The first holder can't finish what is no longer its own.
    done(*first);
    EXPECT_TRUE(jobs.any_unfinished().value());
    done(*second);
    EXPECT_FALSE(jobs.any_unfinished().value());
}

TEST_F(HelpdeskJobs, WaitUntilTheyAreDueAgain) {
    add_ticket();
    ASSERT_TRUE(jobs.unknown(*claim(), clock.now() + std::chrono::seconds(30), "the answer got lost"));
    EXPECT_TRUE(jobs.any_create_in_doubt().value());
    EXPECT_FALSE(claim());
    clock.advance(std::chrono::seconds(30));
    EXPECT_TRUE(claim());
}

TEST_F(HelpdeskJobs, ThatADeadHubHeldAreInDoubt) {
    add_ticket();
    const auto held = claim();
    ASSERT_TRUE(jobs.recover(clock.now()));
    const auto again = claim();
    ASSERT_TRUE(again);
    EXPECT_GT(again->epoch, held->epoch);
}

TEST_F(HelpdeskJobs, ThatAreDeadTellTheOperatorWhy) {
    const auto ticket = add_ticket();
    ASSERT_TRUE(jobs.dead(*claim(), "the queue is gone"));
    EXPECT_EQ(Tickets(database).detail(ticket).value().value().row.trouble, "the queue is gone");
}

}  // namespace
}  // namespace storeside::hub_store
