#include "ui/frame/gestures.hpp"

#include <gtest/gtest.h>

namespace storeside::frame {
namespace {

using namespace std::chrono_literals;
using Kind = TouchEvent::Kind;

constexpr float kSlop = 12;

class GesturesTest : public testing::Test {
protected:
    Gestures::Taken feed(Kind kind, Point point, Duration at, int finger = 0) {
        gestures_.push(TouchEvent{kind, point, at, finger});
        return gestures_.take(at, targets_, kSlop);
    }
    void scrollable(float furthest) {
        ScrollArea& area = gestures_.area("list");
        area.view = {0, 0, 400, 1000};
        area.furthest = furthest;
        area.drawn = true;
    }

    std::vector<Target> targets_ = {{"one", "One", Role::button, {0, 0, 200, 100}},
                                    {"two", "Two", Role::button, {0, 100, 200, 100}},
                                    {"off", "Off", Role::button, {0, 200, 200, 100}, false}};
    Gestures gestures_;
};

TEST_F(GesturesTest, TapsWhatWasPressedAndReleased) {
    EXPECT_FALSE(feed(Kind::down, {50, 50}, 1s).tapped);
    EXPECT_EQ(gestures_.pressed(), "one");
    EXPECT_EQ(feed(Kind::up, {60, 55}, 1100ms).tapped, "one");
    EXPECT_EQ(gestures_.pressed(), "");
}

TEST_F(GesturesTest, CancelsBySlidingOff) {
    feed(Kind::down, {50, 50}, 1s);
    feed(Kind::move, {50, 150}, 1050ms);
    EXPECT_EQ(gestures_.pressed(), "");
    EXPECT_FALSE(feed(Kind::up, {50, 150}, 1100ms).tapped);
}

TEST_F(GesturesTest, TapsAgainAfterSlidingBack) {
    feed(Kind::down, {50, 50}, 1s);
    feed(Kind::move, {50, 150}, 1050ms);
    feed(Kind::move, {50, 60}, 1080ms);
    EXPECT_EQ(feed(Kind::up, {50, 60}, 1100ms).tapped, "one");
}

TEST_F(GesturesTest, ADragScrollsAndItsEndIsNoTap) {
    scrollable(500);
    feed(Kind::down, {50, 90}, 1s);
    feed(Kind::move, {50, 60}, 1020ms);
    EXPECT_FLOAT_EQ(gestures_.area("list").offset, 30);
    EXPECT_FALSE(feed(Kind::up, {50, 60}, 1040ms).tapped);
}

TEST_F(GesturesTest, AFingerThatWandersALittleStillTaps) {
    scrollable(500);
    feed(Kind::down, {50, 50}, 1s);
    feed(Kind::move, {50, 58}, 1020ms);
    EXPECT_EQ(feed(Kind::up, {50, 58}, 1040ms).tapped, "one");
    EXPECT_FLOAT_EQ(gestures_.area("list").offset, 0);
}

TEST_F(GesturesTest, RollsOnAfterAThrowAndStops) {
    scrollable(5000);
    feed(Kind::down, {50, 900}, 1s);
    for (int i = 1; i <= 5; ++i) feed(Kind::move, {50, 900 - 40.0F * static_cast<float>(i)}, 1s + i * 10ms);
    feed(Kind::up, {50, 700}, 1060ms);
    EXPECT_TRUE(gestures_.rolling());
    const float thrown = gestures_.area("list").offset;
    for (Duration now = 1060ms; now < 6s; now += 16ms) gestures_.take(now, targets_, kSlop);
    EXPECT_GT(gestures_.area("list").offset, thrown);
    EXPECT_LE(gestures_.area("list").offset, 5000);
    EXPECT_FALSE(gestures_.rolling());
}

TEST_F(GesturesTest, NothingBouncesAtTheEnd) {
    scrollable(100);
    feed(Kind::down, {50, 900}, 1s);
    feed(Kind::move, {50, 300}, 1020ms);
    EXPECT_FLOAT_EQ(gestures_.area("list").offset, 100);
    feed(Kind::up, {50, 300}, 1030ms);
    gestures_.take(1046ms, targets_, kSlop);
    EXPECT_FLOAT_EQ(gestures_.area("list").offset, 100);
    EXPECT_FALSE(gestures_.rolling());
}

TEST_F(GesturesTest, TheTouchThatStopsARollingListTapsNothing) {
    scrollable(5000);
    feed(Kind::down, {50, 900}, 1s);
    feed(Kind::move, {50, 800}, 1010ms);
    feed(Kind::up, {50, 800}, 1020ms);
    ASSERT_TRUE(gestures_.rolling());
    feed(Kind::down, {50, 50}, 1100ms);
    EXPECT_FALSE(feed(Kind::up, {50, 50}, 1150ms).tapped);
    EXPECT_FALSE(gestures_.rolling());
}

TEST_F(GesturesTest, ABounceWithinFiftyMillisecondsIsNoSecondTap) {
    feed(Kind::down, {50, 50}, 1s);
    EXPECT_TRUE(feed(Kind::up, {50, 50}, 1100ms).tapped);
    feed(Kind::down, {50, 50}, 1120ms);
    EXPECT_FALSE(feed(Kind::up, {50, 50}, 1140ms).tapped);
    feed(Kind::down, {50, 50}, 1200ms);
    EXPECT_TRUE(feed(Kind::up, {50, 50}, 1300ms).tapped);
}

// A slow frame takes in all that waited at one moment: a key typed after another must not be lost for it.
TEST_F(GesturesTest, ATouchElsewhereAtTheSameMomentIsNoBounce) {
    feed(Kind::down, {50, 50}, 1s);
    EXPECT_EQ(feed(Kind::up, {50, 50}, 1100ms).tapped, "one");
    feed(Kind::down, {50, 150}, 1100ms);
    EXPECT_EQ(feed(Kind::up, {50, 150}, 1100ms).tapped, "two");
}

TEST_F(GesturesTest, OnlyTheFirstFingerCounts) {
    feed(Kind::down, {50, 50}, 1s, 0);
    feed(Kind::down, {50, 150}, 1010ms, 1);
    EXPECT_FALSE(feed(Kind::up, {50, 150}, 1050ms, 1).tapped);
    EXPECT_EQ(feed(Kind::up, {50, 50}, 1100ms, 0).tapped, "one");
}

TEST_F(GesturesTest, ADisabledTargetCannotBeTapped) {
    feed(Kind::down, {50, 250}, 1s);
    EXPECT_EQ(gestures_.pressed(), "");
    EXPECT_FALSE(feed(Kind::up, {50, 250}, 1100ms).tapped);
    gestures_.push(Gestures::Tap{{50, 250}});
    EXPECT_FALSE(gestures_.take(2s, targets_, kSlop).tapped);
}

TEST_F(GesturesTest, GivesOneTapPerPassAndKeepsTheRest) {
    gestures_.push(Gestures::Tap{{50, 50}});
    gestures_.push(Key{Key::Kind::text, "a"});
    gestures_.push(Gestures::Tap{{50, 150}});
    EXPECT_EQ(gestures_.take(1s, targets_, kSlop).tapped, "one");
    EXPECT_EQ(gestures_.take(1s, targets_, kSlop).key, (Key{Key::Kind::text, "a"}));
    EXPECT_EQ(gestures_.take(1s, targets_, kSlop).tapped, "two");
    EXPECT_FALSE(gestures_.waiting());
}

TEST_F(GesturesTest, ForgetsPositionsAndWhatWaits) {
    scrollable(500);
    gestures_.area("list").offset = 200;
    gestures_.push(Key{Key::Kind::text, "secret"});
    gestures_.forget();
    EXPECT_FALSE(gestures_.waiting());
    EXPECT_FLOAT_EQ(gestures_.area("list").offset, 0);
}

}  // namespace
}  // namespace storeside::frame
