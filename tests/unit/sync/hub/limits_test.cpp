// How a helpdesk is spared: a bucket of tokens and a circuit breaker, with a clock set by hand.
#include <gtest/gtest.h>

#include "sync/connectors/circuit_breaker.hpp"
#include "sync/hub/token_bucket.hpp"
#include "tests/fakes/manual_clock.hpp"

namespace storeside::hub {
namespace {

using namespace std::chrono_literals;
using connectors::CircuitBreaker;
using State = CircuitBreaker::State;

TEST(TokenBucket, AllowsABurstAndThenItsRate) {
    ManualClock clock;
    TokenBucket bucket(10, 20);
    for (int i = 0; i != 20; ++i) EXPECT_TRUE(bucket.take(clock.now()));
    EXPECT_FALSE(bucket.take(clock.now()));
    const auto wait = bucket.wait(clock.now());
    EXPECT_GT(wait, 99ms);
    EXPECT_LT(wait, 101ms);
    clock.advance(wait);
    EXPECT_TRUE(bucket.take(clock.now()));
    EXPECT_FALSE(bucket.take(clock.now()));
    clock.advance(1h);
    int taken = 0;
    while (bucket.take(clock.now())) ++taken;
    EXPECT_EQ(taken, 20) << "nothing is saved up beyond the burst";
}

TEST(TokenBucket, AClockSetBackGivesNothingAndTakesNothing) {
    ManualClock clock;
    TokenBucket bucket(1, 1);
    EXPECT_TRUE(bucket.take(clock.now()));
    clock.advance(-24h);
    EXPECT_FALSE(bucket.take(clock.now()));
    clock.advance(1s);
    EXPECT_TRUE(bucket.take(clock.now()));
}

TEST(TokenBucket, WithoutARateAllowsEverything) {
    TokenBucket bucket(0, 0);
    for (int i = 0; i != 1000; ++i) EXPECT_TRUE(bucket.take({}));
    EXPECT_EQ(bucket.wait({}), Duration(0));
}

TEST(CircuitBreaker, OpensAfterFailuresInARowAndNotBefore) {
    ManualClock clock;
    CircuitBreaker breaker({3, 10s, 60s});
    breaker.failed(clock.now());
    breaker.failed(clock.now());
    breaker.succeeded();
    breaker.failed(clock.now());
    breaker.failed(clock.now());
    EXPECT_EQ(breaker.state(clock.now()), State::closed);
    breaker.failed(clock.now());
    EXPECT_EQ(breaker.state(clock.now()), State::open);
    EXPECT_FALSE(breaker.allows(clock.now()));
}

TEST(CircuitBreaker, OneAttemptDecidesAndEachThatFailsDoublesThePause) {
    ManualClock clock;
    CircuitBreaker breaker({1, 10s, 60s});
    breaker.failed(clock.now());
    for (const auto pause : {10s, 20s, 40s, 60s, 60s}) {
        EXPECT_EQ(breaker.until() - clock.now(), pause);
        clock.advance(pause - 1us);
        EXPECT_FALSE(breaker.allows(clock.now()));
        clock.advance(1us);
        EXPECT_EQ(breaker.state(clock.now()), State::half_open);
        breaker.failed(clock.now());
    }
    clock.advance(60s);
    breaker.succeeded();
    EXPECT_EQ(breaker.state(clock.now()), State::closed);
    breaker.failed(clock.now());
    EXPECT_EQ(breaker.until() - clock.now(), 10s) << "it begins with short pauses again";
}

TEST(CircuitBreaker, AClockSetBackKeepsItOpenNoLongerThanTheLongestPause) {
    ManualClock clock;
    CircuitBreaker breaker({1, 10s, 60s});
    breaker.failed(clock.now());
    clock.advance(-24h);
    EXPECT_TRUE(breaker.allows(clock.now()));
}

}  // namespace
}  // namespace storeside::hub
