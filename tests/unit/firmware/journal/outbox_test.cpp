#include "firmware/journal/outbox.hpp"

#include <gtest/gtest.h>

#include "tests/fakes/kiosk_database.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside::journal {
namespace {

struct OutboxTest : testing::Test, KioskDatabase {
    SeededRandom random{1};
    Outbox outbox{database};

    Record record(std::string body) {
        return {0, make_id(from_micros(1), random), "ticket", from_micros(1), std::move(body)};
    }
    void append(const Record& record) {
        auto transaction = database.begin().value();
        outbox.append(transaction, record).value();
        transaction.commit().value();
    }
};

TEST_F(OutboxTest, GivesRecordsInTheOrderTheyWereAppended) {
    const Record first = record("1"), second = record("2");
    append(first);
    append(second);
    const auto batch = outbox.unsent(1000).value();
    ASSERT_EQ(batch.size(), 2U);
    EXPECT_EQ(batch[0].id, first.id);
    EXPECT_EQ(batch[1].id, second.id);
    EXPECT_LT(batch[0].sequence, batch[1].sequence);
}

TEST_F(OutboxTest, RecordIsDurableExactlyWhenItsTransactionIs) {
    {
        auto transaction = database.begin().value();
        outbox.append(transaction, record("lost")).value();
    }
    EXPECT_EQ(outbox.unsent_count().value(), 0);
}

TEST_F(OutboxTest, AppendingAnIdTwiceIsTheSameAsOnce) {
    const Record once = record("1");
    append(once);
    append(once);
    EXPECT_EQ(outbox.unsent_count().value(), 1);
}

TEST_F(OutboxTest, BatchStaysBelowItsLimitButIsNeverEmptyWhileThereIsSomething) {
    append(record(std::string(600, 'a')));
    append(record(std::string(600, 'b')));
    EXPECT_EQ(outbox.unsent(1000)->size(), 1U);
    EXPECT_EQ(outbox.unsent(10)->size(), 1U);
}

TEST_F(OutboxTest, AcknowledgedRecordsAreGoneAndTheirNumbersAreNotUsedAgain) {
    append(record("1"));
    const auto last = outbox.unsent(1000)->back().sequence;
    {
        auto transaction = database.begin().value();
        outbox.acknowledge(transaction, last, from_micros(1)).value();
        transaction.commit().value();
    }
    EXPECT_TRUE(outbox.unsent(1000)->empty());
    append(record("2"));
    EXPECT_GT(outbox.unsent(1000)->front().sequence, last);
}

}  // namespace
}  // namespace storeside::journal
