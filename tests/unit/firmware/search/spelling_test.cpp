#include "firmware/search/spelling.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace storeside::search {
namespace {

using testing::ElementsAre;
using testing::UnorderedElementsAre;

// As its definition says: letters dropped, added, replaced, and neighbours swapped that are not touched
// again.
int defined_distance(std::u32string_view a, std::u32string_view b) {
    if (a.empty() || b.empty()) return static_cast<int>(a.size() + b.size());
    const auto last = [](std::u32string_view word, std::size_t n) { return word[word.size() - n]; };
    const auto but = [](std::u32string_view word, std::size_t n) { return word.substr(0, word.size() - n); };
    int least = std::min({defined_distance(but(a, 1), b) + 1, defined_distance(a, but(b, 1)) + 1,
                          defined_distance(but(a, 1), but(b, 1)) + (last(a, 1) == last(b, 1) ? 0 : 1)});
    if (a.size() > 1 && b.size() > 1 && last(a, 1) == last(b, 2) && last(a, 2) == last(b, 1))
        least = std::min(least, defined_distance(but(a, 2), but(b, 2)) + 1);
    return least;
}

class Words {
public:
    std::u32string next(std::size_t fewest, std::size_t most, char32_t letters = 3) {
        std::u32string word(fewest + random_() % (most - fewest + 1), U'a');
        for (auto& letter : word) letter = any_letter(letters);
        return word;
    }

    // The word after one slip of a finger.
    std::u32string slip(std::u32string word, char32_t letters) {
        const auto at = random_() % word.size();
        switch (random_() % 4) {
            case 0:
                word.erase(at, 1);
                break;
            case 1:
                word.insert(random_() % (word.size() + 1), 1, any_letter(letters));
                break;
            case 2:
                word[at] = any_letter(letters);
                break;
            default:
                if (at + 1 < word.size()) std::swap(word[at], word[at + 1]);
        }
        return word;
    }

private:
    char32_t any_letter(char32_t letters) { return U'a' + static_cast<char32_t>(random_() % letters); }

    std::mt19937 random_{20261124};
};

TEST(Distance, IsAsDefinedForRandomWords) {
    Words words;
    for (int i = 0; i < 3'000; ++i) {
        const auto a = words.next(0, 6), b = words.next(0, 6);
        const int apart = defined_distance(a, b);
        for (const int most : {0, 1, 2, 9}) EXPECT_EQ(distance(a, b, most), std::min(apart, most + 1));
    }
}

TEST(Distance, CountsEachSlipOfAFinger) {
    EXPECT_EQ(distance(U"return", U"return", 2), 0);
    EXPECT_EQ(distance(U"return", U"retrn", 2), 1);
    EXPECT_EQ(distance(U"return", U"returnn", 2), 1);
    EXPECT_EQ(distance(U"return", U"returm", 2), 1);
    EXPECT_EQ(distance(U"return", U"retrun", 2), 1);
    EXPECT_EQ(distance(U"возврат", U"вазврта", 2), 2);
}

TEST(Distance, OfWordsLongerThanAnyIsTooFar) {
    const std::u32string word(10'000, U'a');
    EXPECT_EQ(distance(word, word, 2), 3);
    EXPECT_EQ(distance(std::u32string(63, U'a'), std::u32string(63, U'a'), 2), 0);
    EXPECT_EQ(distance(std::u32string(63, U'a'), std::u32string(64, U'a'), 2), 3);
}

TEST(SlipsAllowed, GrowWithTheWord) {
    EXPECT_EQ(slips_allowed(3), 0);
    EXPECT_EQ(slips_allowed(4), 1);
    EXPECT_EQ(slips_allowed(7), 1);
    EXPECT_EQ(slips_allowed(8), 2);
    EXPECT_EQ(slips_allowed(40), 2);
}

TEST(Deletes, AreTheWordWithLettersLeftOut) {
    EXPECT_THAT(deletes(U"abc", 0), ElementsAre("abc"));
    EXPECT_THAT(deletes(U"abc", 1), UnorderedElementsAre("abc", "ab", "ac", "bc"));
    EXPECT_THAT(deletes(U"abc", 2), UnorderedElementsAre("abc", "ab", "ac", "bc", "a", "b", "c"));
    EXPECT_THAT(deletes(U"aab", 1), UnorderedElementsAre("aab", "ab", "aa"));
    EXPECT_THAT(deletes(U"чек", 1), UnorderedElementsAre("чек", "че", "чк", "ек"));
}

TEST(Deletes, AreOfTheFirstSevenLetters) { EXPECT_EQ(deletes(U"abcdefghij", 2), deletes(U"abcdefgxyz", 2)); }

TEST(Deletes, AreNeverNothing) { EXPECT_THAT(deletes(U"a", 2), ElementsAre("a")); }

bool share_one(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::ranges::any_of(a, [&](const auto& left) { return std::ranges::binary_search(b, left); });
}

// Who types at most as many slips as allowed finds the word: few letters make for many twins, the worst case.
TEST(Deletes, AreSharedByAllWordsWithinTheSlipsAllowed) {
    Words words;
    int two_slips = 0;
    for (int i = 0; i < 20'000; ++i) {
        const char32_t letters = i % 2 ? 3 : 20;
        const auto meant = words.next(4, 12, letters);
        auto typed = words.slip(meant, letters);
        if (i % 3 != 0 && !typed.empty()) typed = words.slip(typed, letters);
        const int allowed = slips_allowed(typed.size());
        const int slips = distance(typed, meant, allowed);
        if (slips > allowed) continue;
        two_slips += slips == 2;
        EXPECT_TRUE(share_one(deletes(typed, allowed), deletes(meant, meant.size() < 6 ? 1 : 2)));
    }
    EXPECT_GT(two_slips, 1'000);
}

TEST(Grams, AreOfThreeLettersAndKnowWhereAWordBeginsAndEnds) {
    EXPECT_THAT(grams(U"card"), UnorderedElementsAre("^ca", "car", "ard", "rd$"));
    EXPECT_THAT(grams(U"чек"), UnorderedElementsAre("^че", "чек", "ек$"));
    EXPECT_THAT(grams(U"a"), ElementsAre("^a$"));
}

TEST(Grams, StandOnceEach) { EXPECT_THAT(grams(U"aaaaaa"), UnorderedElementsAre("^aa", "aaa", "aa$")); }

TEST(CodePoints, AreReadFromAnyBytes) {
    EXPECT_EQ(code_points("aé€😀"), U"aé€😀");
    EXPECT_EQ(code_points(""), U"");
    EXPECT_EQ(code_points("a\xff"), U"a\uFFFD");
    EXPECT_EQ(code_points("\xe2\x82"), U"\uFFFD");  // cut off
}

}  // namespace
}  // namespace storeside::search
