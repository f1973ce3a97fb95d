// Every journey with a keypad alone, and with a keypad and ears alone.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/journeys/shopper.hpp"

namespace storeside {
namespace {

using namespace std::chrono_literals;
using frame::Key;
using testing::HasSubstr;
using testing::Not;

const DemoShop& shop() {
    static const DemoShop built;
    return built;
}

class Keypad : public testing::Test {
protected:
    Shopper shopper_{shop()};
};

TEST_F(Keypad, FindsAnAnswerByBrowsing) {
    shopper_.choose("language-en");
    shopper_.choose("find-answer");
    shopper_.choose("category-returns");
    shopper_.choose("hit-return-without-receipt");
    shopper_.choose("helped-yes");
    shopper_.choose("finish");
    EXPECT_EQ(shopper_.place(), "Thanks");
    EXPECT_EQ(shopper_.touches(), 0);
}

TEST_F(Keypad, FindsAnAnswerBySearchingOnTheScreensKeys) {
    shopper_.choose("language-en");
    shopper_.choose("question");
    for (const auto* key : {"keyboard/k", "keyboard/e", "keyboard/y"}) {
        shopper_.find_key(key);
        shopper_.press(Key::Kind::submit);
    }
    shopper_.choose("hit-key-cutting");
    EXPECT_EQ(shopper_.place(), "Reading");
}

TEST_F(Keypad, PutsAMistypedWordRight) {
    shopper_.choose("language-en");
    shopper_.choose("question");
    for (const auto letter : {"r", "e", "c", "i", "e", "p", "t"}) {
        shopper_.find_key("keyboard/" + std::string(letter));
        shopper_.press(Key::Kind::submit);
    }
    shopper_.choose("did-you-mean");
    EXPECT_EQ(std::get<kiosk::Search>(shopper_.state().place).words.view(), "receipt ");
    EXPECT_FALSE(shopper_.sees("did-you-mean"));
    shopper_.choose("hit-receipt-copy");
    EXPECT_EQ(shopper_.place(), "Reading");
}

TEST_F(Keypad, FindsAnOrder) {
    shopper_.choose("language-en");
    shopper_.choose("find-order");
    shopper_.digits("10023");
    shopper_.press(Key::Kind::submit);
    shopper_.digits("01632960123");
    shopper_.press(Key::Kind::submit);
    EXPECT_EQ(shopper_.place(), "OrderView");
    EXPECT_EQ(shopper_.touches(), 0);
}

TEST_F(Keypad, CallsAPersonAndRatesThem) {
    shopper_.choose("language-en");
    shopper_.choose("call");
    shopper_.choose("send");
    shopper_.agent_answers("I am coming to you.");
    shopper_.choose("finish");
    shopper_.choose("rating/5");
    EXPECT_EQ(shopper_.place(), "Thanks");
    EXPECT_EQ(shopper_.touches(), 0);
}

TEST_F(Keypad, LeavesAMessageWithoutALine) {
    shopper_.line(false);
    shopper_.choose("language-en");
    shopper_.choose("call");
    shopper_.choose("send");
    EXPECT_EQ(shopper_.place(), "Conversation");
    EXPECT_EQ(shopper_.tickets().size(), 1U);
}

TEST_F(Keypad, GoesBackWithItsOwnKey) {
    shopper_.choose("language-en");
    shopper_.choose("find-order");
    shopper_.press(Key::Kind::back);
    EXPECT_EQ(shopper_.place(), "Home");
}

TEST_F(Keypad, MovingTheFocusKeepsTheSession) {
    shopper_.choose("language-en");
    for (int i = 0; i < 10; ++i) {
        shopper_.wait(40s);
        shopper_.press(Key::Kind::down);
    }
    EXPECT_EQ(shopper_.place(), "Home");
}

// WCAG 2.2.1: one action extends, at least ten times.
TEST_F(Keypad, TheIdleWarningIsExtendedTenTimesWithOneKey) {
    shopper_.choose("language-en");
    for (int i = 0; i < 10; ++i) {
        shopper_.wait(61s);
        ASSERT_TRUE(kiosk::warning_ends(shopper_.state()));
        EXPECT_GE(shopper_.state().device.timings.warning, 20s);
        shopper_.press(Key::Kind::down);
        ASSERT_FALSE(kiosk::warning_ends(shopper_.state()));
    }
    EXPECT_EQ(shopper_.place(), "Home");
}

// With a headset, by ear: nothing but what was heard tells where the focus is.
class ByEar : public Keypad {
protected:
    ByEar() {
        shopper_.headset(true);
        shopper_.wait(0s);
    }
};

TEST_F(ByEar, AHeadsetBeginsAndTheScreenIsRead) {
    EXPECT_EQ(shopper_.place(), "Home");
    EXPECT_THAT(shopper_.heard(), HasSubstr("What can we help you with?"));
}

TEST_F(ByEar, FindsAnAnswerAndHearsAllOfIt) {
    shopper_.choose_heard("Find an answer");
    shopper_.choose_heard("Returns and warranty");
    shopper_.choose_heard("Return something without a receipt");
    const auto& reading = std::get<kiosk::Reading>(shopper_.state().place);
    EXPECT_THAT(shopper_.heard(), HasSubstr(reading.article.lead));
    for (const auto& block : reading.article.body)
        for (const auto& cell : block.cells)
            for (const auto& span : cell) EXPECT_THAT(shopper_.heard(), HasSubstr(span.text));
    shopper_.choose_heard("Yes");
    shopper_.choose_heard("I am done");
    EXPECT_EQ(shopper_.place(), "Thanks");
}

TEST_F(ByEar, HearsWhatWasMeantWithoutLookingForIt) {
    shopper_.choose("question");
    for (const auto letter : {"r", "e", "c", "i", "e", "p", "t"}) {
        EXPECT_THAT(shopper_.heard(), Not(HasSubstr("Did you mean")));
        shopper_.find_key("keyboard/" + std::string(letter));
        shopper_.press(Key::Kind::submit);
    }
    EXPECT_THAT(shopper_.heard_last(), HasSubstr("Did you mean: receipt?"));
}

TEST_F(ByEar, FindsAnOrderAndHearsWhereItIs) {
    shopper_.choose_heard("Find my order");
    shopper_.digits("10023");
    EXPECT_THAT(shopper_.heard_last(), HasSubstr("3"));
    shopper_.press(Key::Kind::submit);
    shopper_.digits("01632960123");
    shopper_.press(Key::Kind::submit);
    EXPECT_EQ(shopper_.place(), "OrderView");
    EXPECT_THAT(shopper_.heard(), HasSubstr("Ready at desk 3"));
}

TEST_F(ByEar, CallsAPersonAndHearsTheAnswer) {
    shopper_.choose_heard("Call a person");
    shopper_.choose_heard("Call now");
    shopper_.agent_answers("I am coming to you.");
    EXPECT_THAT(shopper_.heard_last(), HasSubstr("I am coming to you."));
}

TEST_F(ByEar, HearsTheIdleWarningAndExtendsIt) {
    shopper_.wait(61s);
    EXPECT_THAT(shopper_.heard_last(), HasSubstr("Are you still there?"));
    shopper_.press(Key::Kind::submit);
    EXPECT_FALSE(kiosk::warning_ends(shopper_.state()));
}

TEST_F(ByEar, SpeechIsRepeatableAdjustableAndResets) {
    shopper_.press(Key::Kind::down);
    const std::string said = shopper_.heard_last();
    shopper_.press(Key::Kind::faster);
    shopper_.press(Key::Kind::louder);
    EXPECT_EQ(shopper_.state().session.profile.speech_rate, 1);
    EXPECT_EQ(shopper_.state().session.profile.speech_volume, 1);
    shopper_.press(Key::Kind::repeat);
    EXPECT_EQ(shopper_.heard_last(), said);
    shopper_.wait(120s);
    EXPECT_EQ(shopper_.place(), "Attract");
    EXPECT_EQ(shopper_.state().session.profile, kiosk::Profile{});
}

TEST_F(ByEar, WhatIsPrivateIsNeverSaidByTheLoudspeaker) {
    shopper_.state().device.voice.loudspeaker = true;
    shopper_.headset(false);
    ASSERT_TRUE(shopper_.state().session.profile.speech);
    shopper_.choose_heard("Find my order");
    shopper_.digits("10023");
    shopper_.press(Key::Kind::submit);
    shopper_.digits("01632960123");
    shopper_.press(Key::Kind::submit);
    ASSERT_EQ(shopper_.place(), "OrderView");
    for (int i = 0; i < 12; ++i) shopper_.press(Key::Kind::down);
    for (const auto* words : {"10023", "Ready at desk", "Smoke alarm"})
        EXPECT_THAT(shopper_.heard(), Not(HasSubstr(words)));
    EXPECT_THAT(shopper_.heard(), HasSubstr("Plug in a headset"));
}

}  // namespace
}  // namespace storeside
