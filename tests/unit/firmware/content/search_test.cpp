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

}  // namespace
}  // namespace storeside::content
