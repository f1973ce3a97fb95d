#include "firmware/staff/pins.hpp"

#include <gtest/gtest.h>

#include "tests/fakes/kiosk_database.hpp"
#include "tests/fakes/manual_clock.hpp"

namespace storeside::staff {
namespace {

struct PinsTest : testing::Test, KioskDatabase {
    ManualClock clock;
    Pins pins{database};

    Checked check(const char* pin) { return pins.check(Secret(pin), clock.now()).value(); }
};

TEST_F(PinsTest, NobodyHasOneUntilOneIsSet) {
    EXPECT_TRUE(pins.empty().value());
    EXPECT_EQ(check("0000").verdict, Verdict::wrong);
    ASSERT_TRUE(pins.set("Nadia", Secret("4711")));
    EXPECT_FALSE(pins.empty().value());
    EXPECT_EQ(check("4711").verdict, Verdict::accepted);
    EXPECT_EQ(check("4711").name, "Nadia");
}

TEST_F(PinsTest, IsFourToTwelveDigitsAndOnesOwn) {
    for (const auto* pin : {"123", "1234567890123", "12a4", ""})
        EXPECT_FALSE(pins.set("Nadia", Secret(pin))) << pin;
    ASSERT_TRUE(pins.set("Nadia", Secret("4711")));
    EXPECT_EQ(pins.set("Omar", Secret("4711")).error().code(), Errc::conflict);
    EXPECT_TRUE(pins.set("Nadia", Secret("4712")));
    EXPECT_EQ(check("4711").verdict, Verdict::wrong);
}

TEST_F(PinsTest, FiveMissesLockOutAlsoTheRightPin) {
    ASSERT_TRUE(pins.set("Nadia", Secret("4711")));
    for (int i = 0; i < 4; ++i) EXPECT_EQ(check("0000").verdict, Verdict::wrong);
    EXPECT_EQ(check("0000").verdict, Verdict::locked_out);
    EXPECT_EQ(check("4711").verdict, Verdict::locked_out);
    clock.advance(std::chrono::seconds(60));
    EXPECT_EQ(check("4711").verdict, Verdict::accepted);
}

TEST_F(PinsTest, EachFurtherMissDoublesTheLockOut) {
    ASSERT_TRUE(pins.set("Nadia", Secret("4711")));
    for (int i = 0; i < 5; ++i) check("0000");
    clock.advance(std::chrono::minutes(1));
    EXPECT_EQ(check("0000").locked_until - clock.now(), std::chrono::minutes(2));
    clock.advance(std::chrono::minutes(2));
    EXPECT_EQ(check("4711").verdict, Verdict::accepted);
    EXPECT_EQ(check("0000").verdict, Verdict::wrong);
}

TEST_F(PinsTest, FileHoldsNoPin) {
    ASSERT_TRUE(pins.set("Nadia", Secret("47114711")));
    auto select = database.prepare("SELECT pin_hash FROM staff").value();
    ASSERT_TRUE(select.step().value());
    EXPECT_TRUE(select.text(0).starts_with("$argon2id$"));
}

}  // namespace
}  // namespace storeside::staff
