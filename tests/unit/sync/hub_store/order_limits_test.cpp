#include "sync/hub_store/order_limits.hpp"

#include <list>
#include <memory>

#include "sync/hub_store/retention.hpp"
#include "tests/unit/sync/hub_store/fixture.hpp"

namespace storeside::hub_store {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

class MissedLookUps : public HubStore {
protected:
    OrderLimits::Asked asked(const std::string& number = "1002") { return {kiosk, "Bramble", keep(number)}; }
    OrderLimits::Admission admit(const OrderLimits::Asked& by) {
        return limits->admit(by, clock.now()).value();
    }
    void miss(const OrderLimits::Asked& by) { ASSERT_TRUE(limits->settle(by, false, clock.now())); }
    // As the hub that is started again has it.
    void restart() {
        limits.reset();
        database = std::move(open(folder.path()).value());
        begin();
    }
    void begin() {
        ASSERT_TRUE(database.execute("PRAGMA synchronous = NORMAL"));  // as the hub's order desk has it
        limits = std::make_unique<OrderLimits>(database, key, MissLimits{});
    }
    void SetUp() override { begin(); }
    std::string_view keep(const std::string& number) { return kept.emplace_back(number); }

    std::list<std::string> kept;
    OrderKey key = OrderKey::open(folder.path(), random).value();
    std::unique_ptr<OrderLimits> limits;
};

// Asks again and again, and waits as it is told to.
TEST_F(MissedLookUps, TenThousandGuessesFromOneKioskTakeDays) {
    const auto begun = clock.now();
    for (int guess = 0; guess != 10'000; ++guess) {
        const auto by = asked(std::to_string(guess));
        auto let_in = admit(by);
        while (let_in.refused) {
            clock.advance(let_in.wait);
            let_in = admit(by);
        }
        clock.advance(let_in.wait);
        miss(by);
        if (guess % 1000 == 0) restart();
    }
    EXPECT_GT(clock.now() - begun, hours(72));
}

TEST_F(MissedLookUps, WhoDoesNotWaitIsRefused) {
    int let_in = 0;
    for (int guess = 0; guess != 10'000; ++guess) {
        const auto by = asked(std::to_string(guess));
        if (admit(by).refused) continue;
        ++let_in;
        miss(by);
    }
    EXPECT_LT(let_in, 10);
}

TEST_F(MissedLookUps, GuessesAtATimeAreCountedBeforeTheyAreAnswered) {
    int let_in = 0;
    for (int guess = 0; guess != 100; ++guess) let_in += !admit(asked(std::to_string(guess))).refused;
    EXPECT_LT(let_in, 15);
}

TEST_F(MissedLookUps, OneNumberIsSlowFromEveryKioskHoweverItIsSpelt) {
    const char* const spellings[] = {"1002", "#1002", "W-1002", "w 1oo2"};
    Duration waited{0};
    for (int guess = 0; guess != 40; ++guess) {
        const OrderLimits::Asked by{fresh(), "Bramble", spellings[guess % 4]};
        auto let_in = admit(by);
        while (let_in.refused) {
            clock.advance(let_in.wait);
            waited += let_in.wait;
            let_in = admit(by);
        }
        clock.advance(let_in.wait);
        miss(by);
    }
    EXPECT_GT(waited, hours(20));
    // Another order can be asked for meanwhile.
    EXPECT_FALSE(admit({fresh(), "Bramble", "1003"}).refused);
}

TEST_F(MissedLookUps, OfManyKiosksSlowTheirStoreDownAndNoOther) {
    for (int guess = 0; guess != 40; ++guess) {
        const OrderLimits::Asked by{fresh(), "Bramble", keep(std::to_string(guess))};
        if (!admit(by).refused) miss(by);
    }
    EXPECT_GT(admit({fresh(), "Bramble", "5000"}).wait, Duration(0));
    EXPECT_EQ(admit({fresh(), "Elsewhere", "5000"}).wait, Duration(0));
}

TEST_F(MissedLookUps, AreRememberedByAHubThatIsStartedAgain) {
    for (int guess = 0; guess != 8; ++guess) {
        const auto by = asked(std::to_string(guess));
        clock.advance(admit(by).wait);
        miss(by);
    }
    const auto before = admit(asked("8")).wait;
    restart();
    EXPECT_GT(before, Duration(0));
    EXPECT_EQ(admit(asked("8")).wait, before);
}

TEST_F(MissedLookUps, AFewCostNothingAndAreForgiven) {
    for (int day = 0; day != 20; ++day) {
        for (int guess = 0; guess != 4; ++guess) {
            const auto by = asked(std::to_string(guess));
            EXPECT_EQ(admit(by).wait, Duration(0));
            miss(by);
        }
        clock.advance(hours(5));
    }
}

TEST_F(MissedLookUps, AnOrderThatWasFoundBuysNoMoreGuesses) {
    int let_in = 0;
    for (int guess = 0; guess != 200; ++guess) {
        const auto own = asked("77");
        const bool found = !admit(own).refused;
        EXPECT_TRUE(!found || limits->settle(own, true, clock.now()));
        const auto by = asked(std::to_string(guess));
        if (admit(by).refused) continue;
        ++let_in;
        miss(by);
    }
    EXPECT_LT(let_in, 10);
}

TEST_F(MissedLookUps, AClockThatIsSetBackForgivesNothingAndKeepsNobodyForEver) {
    for (int guess = 0; guess != 30; ++guess) {
        const auto by = asked(std::to_string(guess));
        if (!admit(by).refused) miss(by);
    }
    clock.advance(-hours(1000));
    const auto let_in = admit(asked("99"));
    EXPECT_GT(let_in.wait, Duration(0));
    EXPECT_LE(let_in.wait, MissLimits{}.kiosk.longest);
}

TEST_F(MissedLookUps, AreSweptAwayOnceTheyAreForgiven) {
    miss(asked());
    clock.advance(hours(49));
    ASSERT_TRUE(sweep(database, {}, clock.now(), 100));
    auto left = database.prepare("SELECT count(*) FROM order_miss").value();
    ASSERT_TRUE(left.step().value());
    EXPECT_EQ(left.integer(0), 0);
}

}  // namespace
}  // namespace storeside::hub_store
