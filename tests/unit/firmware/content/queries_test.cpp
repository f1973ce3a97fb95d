#include "firmware/content/queries.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/firmware/content/author.hpp"

namespace storeside::content {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

TEST(TryList, NamesWhatEachQueryShouldFindAndWhereNothingShouldBe) {
    const auto list = parse_expectations("words,finds\nbring back,returns parking\n\"a, b\",\n");
    ASSERT_TRUE(list);
    EXPECT_THAT(
        *list, ElementsAre(Expectation{2, "bring back", {"returns", "parking"}}, Expectation{3, "a, b", {}}));
}

struct Bad {
    const char* csv;
    int line;
    const char* says;
};

class BadTryList : public testing::TestWithParam<Bad> {};

TEST_P(BadTryList, NamesTheLine) {
    const auto list = parse_expectations(GetParam().csv);
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().line, GetParam().line);
    EXPECT_THAT(list.error().text, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(Kinds, BadTryList,
                         testing::Values(Bad{"", 1, "no header"}, Bad{"words\nx\n", 1, "no column 'finds'"},
                                         Bad{"words,finds\na,b\n  ,b\n", 3, "no words"},
                                         Bad{"words,finds\na,Not An Id\n", 2, "'Not' is no id"},
                                         Bad{"words,finds\na,b,c\n", 2, "3 fields"},
                                         Bad{"words,finds\n\"a\x01\",b\n", 2, "control characters"}));

TEST(HelpfulList, SaysWhatHelpedHowMany) {
    const auto list = parse_helpful("count,finds,words,language\n12,returns,money back,en\n");
    ASSERT_TRUE(list);
    EXPECT_THAT(*list, ElementsAre(Helped{"en", "money back", "returns", 12}));
}

class BadHelpfulList : public testing::TestWithParam<Bad> {};

TEST_P(BadHelpfulList, NamesTheLine) {
    const auto list = parse_helpful(std::string("language,words,finds,count\n") + GetParam().csv);
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().line, GetParam().line);
    EXPECT_THAT(list.error().text, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(Kinds, BadHelpfulList,
                         testing::Values(Bad{"english,a,b,1\n", 2, "no language"},
                                         Bad{"en,a,B!,1\n", 2, "no id"}, Bad{"en,a,b,0\n", 2, "no number"},
                                         Bad{"en,a,b,-1\n", 2, "no number"},
                                         Bad{"en,a,b,1x\n", 2, "no number"},
                                         Bad{"en,a,b,99999999999999999999\n", 2, "no number"}));

TEST(HelpfulList, BringsForwardWhatHelped) {
    const Author author;
    auto before = author.pack();
    EXPECT_TRUE(before.search("tarmac", "en", 3).value().empty());
    author.write("helpful.csv", "language,words,finds,count\nen,tarmac,parking,3\nel,tarmac,broken,1\n");
    auto pack = author.pack();
    const auto hits = pack.search("tarmac", "en", 3).value();
    ASSERT_EQ(hits.size(), 1u);
    EXPECT_EQ(hits.front().id, "parking");
}

TEST(HelpfulList, OfNobodyIsNamedByTheCheck) {
    const Author author;
    author.write("helpful.csv", "language,words,finds,count\nen,x,gone,1\nxx,x,parking,1\n");
    std::vector<std::string> texts;
    for (const auto& finding : check_structure(author.source())) texts.push_back(to_string(finding));
    EXPECT_THAT(texts, testing::Contains(HasSubstr("helpful.csv: there is no 'gone'")));
    EXPECT_THAT(texts, testing::Contains(HasSubstr("helpful.csv: 'xx' is not among the pack's languages")));
}

TEST(Synonyms, OfThePacksOwnAreFound) {
    const Author author;
    EXPECT_TRUE(author.pack().search("tarmac", "en", 3).value().empty());
    author.write("synonyms/en.txt", "# what people call it here\ntarmac, park\n");
    auto pack = author.pack();
    const auto hits = pack.search("tarmac", "en", 3).value();
    ASSERT_FALSE(hits.empty());
    EXPECT_EQ(hits.front().id, "parking");
}

TEST(TryList, NamesWhatTheFirstThreeDontHold) {
    const Author author;
    auto pack = author.pack();
    const auto missed = disappointments(pack, "en",
                                        {{1, "bring back", {"returns"}},
                                         {2, "my drill", {"parking"}},
                                         {3, "elephants", {}},
                                         {4, "drill", {}},
                                         {5, "elephants", {"parking"}}})
                            .value();
    std::vector<int> lines;
    for (const auto& miss : missed) lines.push_back(miss.expected.line);
    EXPECT_THAT(lines, ElementsAre(2, 4, 5));
    EXPECT_EQ(missed[0].found.front().id, "broken");
}

}  // namespace
}  // namespace storeside::content
