#include "ui/keyboard/multi_tap.hpp"

#include <gtest/gtest.h>

#include <set>

#include "ui/keyboard/layouts.hpp"

namespace storeside::keyboard {
namespace {

using namespace std::chrono_literals;

class Keypad : public testing::TestWithParam<const char*> {};

TEST_P(Keypad, ReachesEveryLetterOfTheLayoutAndEveryDigit) {
    std::multiset<std::string> reached;
    for (int digit = 0; digit <= 9; ++digit) {
        const auto typed = multi_tap(GetParam(), digit);
        reached.insert(typed.begin(), typed.end());
        EXPECT_EQ(reached.count(std::to_string(digit)), 1U);
    }
    for (const Row& row : layout_of(GetParam()).lower) {
        for (const std::string& letter : row) {
            if (letter == kTonos || letter == kDialytika) continue;  // the letters that have them are reached
            EXPECT_EQ(reached.count(letter), 1U) << letter;
        }
    }
}

TEST_P(Keypad, HasTheBaseLettersFirstAndTheDigitLast) {
    for (int digit = 2; digit <= 9; ++digit) {
        const auto typed = multi_tap(GetParam(), digit);
        ASSERT_GE(typed.size(), 4U);
        EXPECT_EQ(typed.back(), std::to_string(digit));
    }
}

INSTANTIATE_TEST_SUITE_P(EveryLanguage, Keypad, testing::Values("en", "el", "ru", "hr", "tr", "de", "es"),
                         [](const auto& language) { return std::string(language.param); });

TEST(KeypadLetters, HaveEveryAccentedVowelOfGreek) {
    std::set<std::string> reached;
    for (int digit = 2; digit <= 9; ++digit) {
        const auto typed = multi_tap("el", digit);
        reached.insert(typed.begin(), typed.end());
    }
    for (const char* letter : {"ά", "έ", "ή", "ί", "ό", "ύ", "ώ", "ϊ", "ϋ", "ΐ", "ΰ"})
        EXPECT_TRUE(reached.contains(letter)) << letter;
}

TEST(KeypadLetters, AreEnglishForALanguageWeDoNotHave) {
    EXPECT_EQ(multi_tap("xx", 2).front(), "a");
    EXPECT_TRUE(multi_tap("en", 10).empty());
    EXPECT_TRUE(multi_tap("en", -1).empty());
}

class MultiTapTest : public testing::Test {
protected:
    std::string press(int digit, Duration later = 200ms) {
        now_ += later;
        const auto typed = tap_.press(digit, now_);
        if (typed.replace_last) text_.pop_back();
        text_ += typed.text;
        return text_;
    }

    MultiTap tap_{"en"};
    Duration now_{};
    std::string text_;
};

TEST_F(MultiTapTest, TheSameKeySoonTakesTheNextLetterAndBeginsAgainAfterTheLast) {
    EXPECT_EQ(press(2), "a");
    EXPECT_EQ(press(2), "b");
    EXPECT_EQ(press(2), "c");
    EXPECT_EQ(press(2), "2");
    EXPECT_EQ(press(2), "a");
}

TEST_F(MultiTapTest, AnotherKeyOrAPauseBeginsANewLetter) {
    press(2);
    EXPECT_EQ(press(3), "ad");
    EXPECT_EQ(press(3, 1201ms), "add");
    EXPECT_EQ(press(3, 1200ms), "ade");
    tap_.settle();
    EXPECT_EQ(press(3), "aded");
    EXPECT_EQ(press(0), "aded ");
}

TEST_F(MultiTapTest, WhatIsNoDigitTypesNothing) {
    press(2);
    EXPECT_EQ(press(12), "a");
    EXPECT_EQ(press(2), "aa");
}

}  // namespace
}  // namespace storeside::keyboard
