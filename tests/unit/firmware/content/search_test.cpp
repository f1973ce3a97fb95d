#include <gtest/gtest.h>

#include "tests/unit/firmware/content/author.hpp"

namespace storeside::content {
namespace {

std::string first(Pack& pack, std::string_view words, std::string_view language = "en") {
    const auto hits = pack.search(words, language, 5).value();
    return hits.empty() ? "" : hits.front().id;
}

TEST(Search, FindsByTitleQuestionTagAndText) {
    const Author author;
    auto pack = author.pack();
    EXPECT_EQ(first(pack, "RETURNING things"), "returns");
    EXPECT_EQ(first(pack, "bring back"), "returns");
    EXPECT_EQ(first(pack, "refunds"), "returns");
    EXPECT_EQ(first(pack, "desk"), "returns");
    EXPECT_EQ(first(pack, "drill"), "broken");
}

TEST(Search, FindsByTheBeginningOfTheLastWord) {
    const Author author;
    auto pack = author.pack();
    EXPECT_EQ(first(pack, "my dri"), "broken");
    EXPECT_EQ(first(pack, "dri fre"), "parking");  // only the last word may be unfinished
}

TEST(Search, FindsInTheLanguageAndInWhatStandsInForIt) {
    const Author author;
    auto pack = author.pack();
    EXPECT_EQ(first(pack, "επιστροφες", "el"), "returns");
    EXPECT_EQ(first(pack, "drill", "el"), "broken");
    EXPECT_EQ(first(pack, "desk", "el"), "");  // there is a Greek one
    EXPECT_EQ(pack.search("drill", "el", 5).value().front().language, "en");
}

TEST(Search, PutsTitlesAndQuestionsBeforeMentions) {
    const Author author;
    auto pack = author.pack();
    const auto hits = pack.search("park", "en", 5).value();
    ASSERT_EQ(hits.size(), 2u);
    EXPECT_EQ(hits[0].id, "parking");
    EXPECT_EQ(hits[1].id, "returns");
    EXPECT_GT(hits[0].score, hits[1].score);
}

TEST(Search, GivesNoMoreThanTheLimit) {
    const Author author;
    auto pack = author.pack();
    EXPECT_EQ(pack.search("parking", "en", 1).value().size(), 1u);
    EXPECT_TRUE(pack.search("parking", "en", 0).value().empty());
}

TEST(Search, TakesAnyBytes) {
    const Author author;
    auto pack = author.pack();
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    for (const std::string& words :
         {std::string(), std::string(" "), std::string("\"*"), std::string("a\" OR title:b"),
          std::string("NEAR(x y)"), all, std::string(10'000, 'a'), std::string(10'000, '"'),
          std::string("\0drill", 6)})
        EXPECT_TRUE(pack.search(words, "en", 5)) << words;
    std::string many;
    for (int i = 0; i < 2'000; ++i) many += "drill ";
    EXPECT_EQ(first(pack, many), "broken");
    EXPECT_EQ(first(pack, std::string_view("\0drill\x01", 7)), "broken");
}

TEST(Search, IsTheSameEveryTime) {
    const Author author;
    auto pack = author.pack();
    EXPECT_EQ(pack.search("the car desk my", "en", 5).value(),
              pack.search("the car desk my", "en", 5).value());
}

TEST(Search, SpellsMistypedWordsRightAndLeavesTheOthersAsTheyWereTyped) {
    const Author author;
    auto pack = author.pack();
    EXPECT_EQ(pack.corrected("retrun somehting", "en"), "return something");
    EXPECT_EQ(pack.corrected("My dirll is broken", "en"), "my drill is broken");
    EXPECT_EQ(pack.corrected("έχετε ημρέες", "el"), "έχετε ημέρες");
    EXPECT_EQ(pack.corrected("ιμέρες", "el"), "ημέρες");
    EXPECT_EQ(pack.corrected("return", "en"), "");
    EXPECT_EQ(pack.corrected("RETURNS", "en"), "");
    EXPECT_EQ(pack.corrected("ημερες", "el"), "");  // an accent is no mistake
    EXPECT_EQ(pack.corrected("retrun xqzwv", "en"), "");
    EXPECT_EQ(pack.corrected("", "en"), "");
}

TEST(Search, CorrectsNoWordThatIsStillBeingTyped) {
    const Author author;
    auto pack = author.pack();
    for (const auto* word : {"return", "something", "parking", "drill"})
        for (std::string_view typed = word; !typed.empty(); typed.remove_suffix(1))
            EXPECT_EQ(pack.corrected(typed, "en"), "") << typed;
    for (const std::string_view word : {"επιστροφή", "ημέρες", "γυρίσω"})
        for (std::size_t end = 2; end <= word.size(); end += 2)
            EXPECT_EQ(pack.corrected(word.substr(0, end), "el"), "") << word.substr(0, end);
    EXPECT_EQ(pack.corrected("somethin", "en"), "");
    EXPECT_EQ(pack.corrected("somethin ", "en"), "something");
}

std::string marked(Pack& pack, std::string_view words, std::string title) {
    std::vector<Hit> hits = {{.title = std::move(title)}};
    pack.mark(words, "en", hits);
    auto text = hits.front().title;
    for (auto mark = hits.front().title_marks.rbegin(); mark != hits.front().title_marks.rend(); ++mark)
        text.insert(mark->end, "]").insert(mark->begin, "[");
    return text;
}

TEST(Search, MarksWholeWordsAlsoWithSignsInThem) {
    const Author author;
    author.edit("articles/parking/en.md", "Free for 3 hours.",
                "Free for 10,5 hours, WD-40 at the on-site shop. Don't pay.");
    auto pack = author.pack();
    EXPECT_EQ(marked(pack, "parking", "Park your car"), "[Park] your car");
    EXPECT_EQ(marked(pack, "10.5", "10,5 hours"), "[10,5] hours");
    EXPECT_EQ(marked(pack, "wd40", "(WD-40)"), "([WD-40])");
    EXPECT_EQ(marked(pack, "site", "The on-site shop"), "The on-[site] shop");
    EXPECT_EQ(marked(pack, "hours", "\xff hours\xff"), "\xff [hours]\xff");
    EXPECT_EQ(marked(pack, "hours", ""), "");
}

}  // namespace
}  // namespace storeside::content
