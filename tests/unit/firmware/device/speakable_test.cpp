#include "firmware/device/speakable.hpp"

#include <gtest/gtest.h>

namespace storeside::device {
namespace {

TEST(Speakable, LeavesWordsAsTheyAre) {
    for (const auto* text :
         {"Find my order", "Ταυτότητα", "заказ №7", "čćžšđ ığüşöç", "30 × 60 cm – €4.90", "𝄞"})
        EXPECT_EQ(speakable(text), text);
}

TEST(Speakable, TakesEveryCommandOutOfTheText) {
    EXPECT_EQ(speakable("a\x01"
                        "30Sb"),
              "a 30Sb")
        << "espeak's embedded commands";
    EXPECT_EQ(speakable("[[h@'loU]] [[["), "[ [h@'loU]] [ [ [") << "espeak's phonemes";
    EXPECT_EQ(speakable("a\tb\r\nc\x7f"
                        "d\xc2\x85"
                        "e"),
              "a b  c d e");
}

TEST(Speakable, LeavesBrokenUtf8Out) {
    EXPECT_EQ(speakable("a\xff\xc0\xaf"
                        "b\xed\xa0\x80"
                        "c\xf4\x90\x80\x80"
                        "d\xe0\x80\x80"
                        "e\xce"),
              "abcde");
}

TEST(Speakable, EndsAtTheBorderOfACharacter) {
    std::string endless;
    for (int i = 0; i < 10'000; ++i) endless += "ώ";
    endless.insert(0, "x");
    const auto cut = speakable(endless);
    EXPECT_LE(cut.size(), kLongestUtterance);
    EXPECT_EQ(cut.size() % 2, 1U);
    EXPECT_TRUE(endless.starts_with(cut));
}

}  // namespace
}  // namespace storeside::device
