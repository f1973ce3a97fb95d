#include "firmware/orders/guess_limit.hpp"

#include <gtest/gtest.h>

#include "tests/fakes/kiosk_database.hpp"

namespace storeside::orders {
namespace {

constexpr Time kNow = from_micros(1'795'356'187'000'000);

class GuessLimitTest : public testing::Test {
protected:
    bool begin(Time now) {
        auto transaction = kiosk.database.begin().value();
        const bool allowed = GuessLimit(kiosk.database).begin(transaction, now).value();
        transaction.commit().value();
        return allowed;
    }
    void take_back() {
        auto transaction = kiosk.database.begin().value();
        GuessLimit(kiosk.database).take_back(transaction).value();
        transaction.commit().value();
    }
    int all_at_once(Time now) {
        int allowed = 0;
        while (allowed < 1000 && begin(now)) ++allowed;
        return allowed;
    }

    KioskDatabase kiosk;
};

TEST_F(GuessLimitTest, AFewAtOnceAndThenOneAMinute) {
    EXPECT_EQ(all_at_once(kNow), kGuessesAtOnce);
    EXPECT_FALSE(begin(kNow + kPerGuess / 2));
    EXPECT_EQ(all_at_once(kNow + kPerGuess), 1);
    EXPECT_EQ(all_at_once(kNow + 4 * kPerGuess), 3);
    EXPECT_EQ(all_at_once(kNow + std::chrono::hours(24)), kGuessesAtOnce);
}

TEST_F(GuessLimitTest, SurvivesARestart) {
    EXPECT_EQ(all_at_once(kNow), kGuessesAtOnce);
    kiosk.database =
        db::Database::open(kiosk.folder.path() / "kiosk.db", db::Database::Mode::read_write).value();
    EXPECT_FALSE(begin(kNow));
}

TEST_F(GuessLimitTest, WhatWasFoundCountsForNothing) {
    for (int i = 0; i != 100; ++i) {
        EXPECT_TRUE(begin(kNow));
        take_back();
    }
    EXPECT_EQ(all_at_once(kNow), kGuessesAtOnce);
}

TEST_F(GuessLimitTest, AClockThatIsPutBackDoesNotLockForLonger) {
    EXPECT_EQ(all_at_once(kNow), kGuessesAtOnce);
    const Time earlier = kNow - std::chrono::days(365);
    EXPECT_FALSE(begin(earlier));
    EXPECT_EQ(all_at_once(earlier + kPerGuess), 1);
}

}  // namespace
}  // namespace storeside::orders
