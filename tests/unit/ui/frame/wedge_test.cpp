#include "ui/frame/wedge.hpp"

#include <gtest/gtest.h>

#include <random>

namespace storeside::frame {
namespace {

using namespace std::chrono_literals;

struct WedgeTest : testing::Test {
    Wedge wedge;
    Duration now = 1h;

    void type(std::string_view text, Duration pace) {
        for (const char c : text) {
            now += pace;
            wedge.text(std::string(1, c), now);
        }
    }
    bool finish(Duration pace) {
        now += pace;
        return wedge.finish(now);
    }
    // "text", "[scan]", in the order given out.
    std::string given() {
        std::string all;
        for (const auto& key : wedge.due(now)) {
            EXPECT_TRUE(key.kind == Key::Kind::text || key.kind == Key::Kind::scan);
            all += key.kind == Key::Kind::scan ? "[" + key.text + "]" : key.text;
        }
        return all;
    }
};

TEST_F(WedgeTest, FastCharactersEndedByEnterAreOneScan) {
    type("BB-10023", 5ms);
    EXPECT_EQ(given(), "");
    EXPECT_TRUE(finish(5ms));
    EXPECT_EQ(given(), "[BB-10023]");
    EXPECT_EQ(wedge.next_due(), std::nullopt);
}

TEST_F(WedgeTest, AScannerMayTakeFiftyMillisecondsForACharacter) {
    type("123456", 50ms);
    EXPECT_TRUE(finish(50ms));
    EXPECT_EQ(given(), "[123456]");
}

TEST_F(WedgeTest, SlowerCharactersAreKeysInOrderHeldForAMoment) {
    type("BB-10023", 51ms);
    EXPECT_EQ(given(), "BB-1002");
    EXPECT_EQ(wedge.next_due(), now + 50ms);
    now += 49ms;
    EXPECT_EQ(given(), "");
    now += 1ms;
    EXPECT_EQ(given(), "3");
    EXPECT_FALSE(finish(1ms));
    EXPECT_EQ(given(), "");
}

TEST_F(WedgeTest, FewFastCharactersAreKeysEvenWithEnter) {
    type("12345", 10ms);
    EXPECT_FALSE(finish(10ms));
    EXPECT_EQ(given(), "12345");
}

TEST_F(WedgeTest, AnEnterThatComesLateIsAKey) {
    type("123456", 10ms);
    EXPECT_FALSE(finish(51ms));
    EXPECT_EQ(given(), "123456");
}

TEST_F(WedgeTest, CarriageReturnAndLineFeedEndOneScan) {
    type("123456", 5ms);
    EXPECT_TRUE(finish(5ms));
    EXPECT_TRUE(finish(5ms));
    EXPECT_EQ(given(), "[123456]");
    EXPECT_FALSE(finish(51ms)) << "a hand's Enter later on is its own";
}

TEST_F(WedgeTest, WhatWasTypedBeforeAScanStaysTyped) {
    type("ab", 200ms);
    now += 60ms;
    type("7654321", 5ms);
    EXPECT_TRUE(finish(5ms));
    EXPECT_EQ(given(), "ab[7654321]");
}

TEST_F(WedgeTest, TwoScansInARowAreTwo) {
    for (const auto* code : {"111111", "222222"}) {
        type(code, 2ms);
        EXPECT_TRUE(finish(2ms));
    }
    EXPECT_EQ(given(), "[111111][222222]");
}

TEST_F(WedgeTest, AnotherKeyComesAfterWhatWasHeld) {
    type("abc", 10ms);
    wedge.let_go();
    EXPECT_EQ(given(), "abc");
    type("123", 10ms);
    EXPECT_FALSE(finish(10ms)) << "the burst began anew";
}

TEST_F(WedgeTest, ACodeOf128CharactersIsAScanAndOneOf129IsGarbage) {
    type(std::string(128, '7'), 2ms);
    EXPECT_TRUE(finish(2ms));
    EXPECT_EQ(given(), "[" + std::string(128, '7') + "]");
    type(std::string(129, '7'), 2ms);
    EXPECT_TRUE(finish(2ms));
    EXPECT_EQ(given(), "");
}

TEST_F(WedgeTest, AKeyThatSomethingLiesOnIsNotTyped) {
    type(std::string(5000, 'x'), 30ms);
    now += 50ms;
    EXPECT_EQ(given(), "");
    type("y", 30ms);
    now += 50ms;
    EXPECT_EQ(given(), "y");
}

TEST_F(WedgeTest, ControlCharactersAndBrokenUtf8MakeAScanGarbage) {
    for (const std::string& bad : {std::string("\x1d"), std::string("\0", 1), std::string("\x7f"),
                                   std::string("\xff"), std::string("\xc3"), std::string("\xe2\x82")}) {
        type("1234", 2ms);
        wedge.text(bad, now += 2ms);
        type("5678", 2ms);
        EXPECT_TRUE(finish(2ms));
        EXPECT_EQ(given(), "");
    }
    type("123456", 2ms);
    EXPECT_TRUE(finish(2ms));
    EXPECT_EQ(given(), "[123456]") << "the next one is whole again";
}

TEST_F(WedgeTest, LettersOfAnyScriptAreCharacters) {
    for (const auto* letter : {"П", "α", "ğ", "€", "𝄞", "1"}) wedge.text(letter, now += 5ms);
    EXPECT_TRUE(finish(5ms));
    EXPECT_EQ(given(), "[Пαğ€𝄞1]");
}

TEST_F(WedgeTest, ASlowHandLosesNothingHoweverItTypes) {
    std::mt19937 dice(11);
    std::string typed, got;
    for (int i = 0; i < 20'000; ++i) {
        const std::string key(1, static_cast<char>('a' + dice() % 26));
        now += 51ms + Duration(dice() % 100'000);
        got += given();
        if (dice() % 10 == 0) {
            EXPECT_FALSE(wedge.finish(now));
        } else {
            wedge.text(key, now);
            typed += key;
        }
    }
    now += 50ms;
    EXPECT_EQ(got + given(), typed);
}

}  // namespace
}  // namespace storeside::frame
