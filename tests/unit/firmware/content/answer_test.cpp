#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/firmware/content/author.hpp"

namespace storeside::content {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> ids(const Answer& answer) {
    std::vector<std::string> found;
    for (const auto& hit : answer.hits) found.push_back(hit.id);
    return found;
}

std::vector<std::string> said(Pack& pack, std::string_view words, std::string_view language = "en") {
    return ids(pack.answer(words, language).value());
}

void name_an_answer(const Author& author, std::string_view name, std::string_view id) {
    author.edit("pack.toml", "[brand]",
                "[intents]\n" + std::string(name) + " = \"" + std::string(id) + "\"\n[brand]");
}

TEST(PackAnswer, IsWhatHasAtLeastHalfOfWhatTheQuestionIsAbout) {
    const Author author;
    auto pack = author.pack();
    EXPECT_THAT(said(pack, "Where can I park my car?"), ElementsAre("parking"));
    EXPECT_THAT(said(pack, "park my elephant"), ElementsAre("parking"));
    EXPECT_THAT(said(pack, "is there room for an elephant and a camel to park"), IsEmpty());
    EXPECT_THAT(said(pack, "what is the capital of france"), IsEmpty());
    EXPECT_THAT(said(pack, "Πού θα το γυρίσω;", "el"), ElementsAre("returns"));
}

TEST(PackAnswer, IsNothingRatherThanAMentionSomewhereInTheText) {
    const Author author;
    auto pack = author.pack();
    ASSERT_FALSE(pack.search("desk", "en", 1).value().empty());
    EXPECT_THAT(said(pack, "where is a desk"), IsEmpty());
    EXPECT_THAT(said(pack, "is it free"), ElementsAre("parking"));  // the lead says so
    EXPECT_TRUE(pack.answer("where is a desk", "en").value().is_miss());
    EXPECT_THAT(said(pack, "please help me"), IsEmpty());  // about nothing
}

TEST(PackAnswer, NamedForAnIntentComesFirst) {
    const Author author;
    name_an_answer(author, "opening-hours", "parking");
    auto pack = author.pack();
    const auto answer = pack.answer("What time do you close?", "en").value();
    EXPECT_EQ(answer.intent, Intent::opening_hours);
    EXPECT_THAT(ids(answer), ElementsAre("parking"));
    EXPECT_EQ(answer.hits[0].lead, "Free for 3 hours.");
}

TEST(PackAnswer, ToAReturnIsTheGuideUnlessSomethingHasEveryWord) {
    const Author author;
    name_an_answer(author, "returns", "broken");
    auto pack = author.pack();
    EXPECT_THAT(said(pack, "return my hammer, it was a present"), ElementsAre("broken"));
    EXPECT_THAT(said(pack, "bring it back"), ElementsAre("returns", "broken"));
}

TEST(PackAnswer, ToWhoAsksForAPersonIsAPerson) {
    const Author author;
    auto pack = author.pack();
    const auto answer = pack.answer("I want to talk to a person about my car", "en").value();
    EXPECT_EQ(answer.intent, Intent::person);
    EXPECT_THAT(answer.hits, IsEmpty());
    EXPECT_FALSE(answer.is_miss());
}

TEST(PackAnswer, HasTheNumberOfTheOrderThatIsAskedFor) {
    const Author author;
    auto pack = author.pack();
    const auto answer = pack.answer("where is my order BB-10023", "en").value();
    EXPECT_EQ(answer.intent, Intent::order_status);
    EXPECT_EQ(answer.order_number.view(), "BB-10023");
    EXPECT_FALSE(answer.is_miss());
}

TEST(PackAnswer, TakesAnyBytes) {
    const Author author;
    auto pack = author.pack();
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    for (const std::string& words : {std::string(), std::string("\"*"), std::string("title:b) OR (x"), all,
                                     std::string(10'000, '"'), std::string("\0car", 4)})
        EXPECT_TRUE(pack.answer(words, "en")) << words;
}

TEST(PackIntents, ThatNameNothingAreErrorsOfTheAuthor) {
    const Author author;
    name_an_answer(author, "returns", "gone");
    EXPECT_THAT(author.errors(), HasSubstr("'returns' is answered by 'gone'"));
    const Author other;
    name_an_answer(other, "small-talk", "returns");
    EXPECT_THAT(other.errors(), HasSubstr("'small-talk' is not known here"));
}

}  // namespace
}  // namespace storeside::content
