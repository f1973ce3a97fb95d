#include <gtest/gtest.h>

#include "firmware/kiosk/turn.hpp"
#include "tests/fakes/scripted_kiosk.hpp"

namespace storeside::kiosk {
namespace {

using Kind = tickets::JourneyStep::Kind;

const content::Hit kReturns{
    .id = "returns", .title = "Return something", .lead = "60 days.", .language = "en"};

TEST(Searching, FindsAtEachKeystrokeAndTakesOnlyTheNewestAnswer) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedSearch{});
    kiosk.happen(Typed{"r"});
    const Tag first = kiosk.effect<FindWords>()->tag;
    kiosk.happen(Typed{"e"});
    ASSERT_TRUE(kiosk.effect<FindWords>());
    EXPECT_EQ(kiosk.effect<FindWords>()->words.view(), "re");
    const Tag second = kiosk.effect<FindWords>()->tag;

    kiosk.happen(Found{first, {kReturns}});
    EXPECT_TRUE(kiosk.at<Search>()->hits.empty());
    kiosk.happen(Found{second, {kReturns}});
    EXPECT_EQ(kiosk.at<Search>()->hits.size(), 1U);
    EXPECT_FALSE(kiosk.at<Search>()->waiting);
}

TEST(Searching, ClearedWordsTakeTheirHitsWithThem) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedSearch{});
    kiosk.happen(Typed{"r"});
    const Tag asked = kiosk.effect<FindWords>()->tag;
    kiosk.happen(Cleared{});
    kiosk.happen(Found{asked, {kReturns}});
    EXPECT_TRUE(kiosk.at<Search>()->hits.empty());
}

TEST(Searching, ErasingRemovesOneCharacterOfAnyAlphabet) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{"el"});
    kiosk.happen(OpenedSearch{});
    kiosk.happen(Typed{"ώ"});
    kiosk.happen(Typed{"ρ"});
    kiosk.happen(Erased{});
    EXPECT_EQ(kiosk.at<Search>()->words.view(), "ώ");
}

TEST(Searching, WordsWithoutEndAreNotTaken) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedSearch{});
    for (int i = 0; i < 500; ++i) kiosk.happen(Typed{"x"});
    EXPECT_EQ(kiosk.at<Search>()->words.size(), 200U);
}

TEST(Searching, WhatWasSearchedAndReadIsInTheJourney) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedSearch{});
    kiosk.happen(Typed{"refund"});
    kiosk.happen(Found{kiosk.effect<FindWords>()->tag, {kReturns}});
    kiosk.happen(Submitted{});
    ASSERT_TRUE(kiosk.at<Reading>());
    kiosk.happen(
        ArticleLoaded{kiosk.effect<LoadArticle>()->tag,
                      content::Article{.id = "returns", .language = "en", .title = "Return something"}});
    kiosk.happen(Helped{false});
    const auto& journey = kiosk.state.session.journey;
    ASSERT_EQ(journey.size(), 3U);
    EXPECT_EQ(journey[0].kind, Kind::searched);
    EXPECT_EQ(journey[0].what, "refund");
    EXPECT_EQ(journey[1].kind, Kind::read);
    EXPECT_EQ(journey[1].what, "Return something");
    EXPECT_EQ(journey[2].kind, Kind::not_helped);
}

TEST(Reading, ArticleThatIsGoneIsSaidToBeMissing) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedHit{content::Hit::Kind::article, "gone"});
    EXPECT_EQ(kiosk.at<Reading>()->loading, Loading::waiting);
    kiosk.happen(ArticleLoaded{kiosk.effect<LoadArticle>()->tag, std::nullopt});
    EXPECT_EQ(kiosk.at<Reading>()->loading, Loading::missing);
}

content::Guide guide() {
    using Leads = content::Choice::Leads;
    return {
        .id = "tool",
        .language = "en",
        .title = "My tool does not work",
        .category = "services",
        .steps = {
            {"start", "Is the battery charged?", {{"Yes", Leads::step, "switch"}, {"No", Leads::solved, ""}}},
            {"switch",
             "Is it switched on?",
             {{"Still dead", Leads::agent, ""}, {"Warranty", Leads::article, "warranty"}}}}};
}

struct GuidingTest : testing::Test {
    ScriptedKiosk kiosk;
    void SetUp() override {
        kiosk.happen(Began{});
        kiosk.happen(OpenedHit{content::Hit::Kind::guide, "tool"});
        kiosk.happen(GuideLoaded{kiosk.effect<LoadGuide>()->tag, guide()});
    }
};

TEST_F(GuidingTest, ChoicesLeadFromStepToStepAndToAPerson) {
    kiosk.happen(ChoseChoice{0});
    EXPECT_EQ(kiosk.at<Guiding>()->path, (std::vector<std::size_t>{0, 1}));
    kiosk.happen(ChoseChoice{0});
    EXPECT_TRUE(kiosk.at<CallAgent>());
    ASSERT_EQ(kiosk.state.session.journey.size(), 2U);
    EXPECT_EQ(kiosk.state.session.journey[1].what, "My tool does not work: Is it switched on? → Still dead");
}

TEST_F(GuidingTest, SolvedEndsItAndAChoiceThatIsNotThereDoesNothing) {
    kiosk.happen(ChoseChoice{7});
    EXPECT_EQ(kiosk.at<Guiding>()->path.size(), 1U);
    kiosk.happen(ChoseChoice{1});
    EXPECT_TRUE(kiosk.at<Guiding>()->solved);
}

TEST_F(GuidingTest, BackIsOneStepBackAndOnlyThenLeavesTheGuide) {
    kiosk.happen(ChoseChoice{0});
    kiosk.happen(WentBack{});
    ASSERT_TRUE(kiosk.at<Guiding>());
    EXPECT_EQ(kiosk.at<Guiding>()->path, (std::vector<std::size_t>{0}));
    kiosk.happen(ChoseChoice{1});
    kiosk.happen(WentBack{});
    EXPECT_FALSE(kiosk.at<Guiding>()->solved) << "from the end back to the question";
    kiosk.happen(WentBack{});
    EXPECT_TRUE(kiosk.at<Home>());
}

TEST_F(GuidingTest, AChoiceThatLeadsBackMakesTheWayNoLonger) {
    auto round = guide();
    round.steps[1].choices[0] = {"Again", content::Choice::Leads::step, "start"};
    kiosk.happen(OpenedHit{content::Hit::Kind::guide, "tool"});
    kiosk.happen(GuideLoaded{kiosk.effect<LoadGuide>()->tag, round});
    for (int i = 0; i < 100; ++i) kiosk.happen(ChoseChoice{0});
    EXPECT_LE(kiosk.at<Guiding>()->path.size(), 2U);
}

TEST(Store, IsOpenedFromAnywhereAndLeftAgain) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedStore{});
    kiosk.happen(OpenedStore{});
    EXPECT_TRUE(kiosk.at<StoreInfo>());
    kiosk.happen(WentBack{});
    EXPECT_TRUE(kiosk.at<Home>());
}

TEST_F(GuidingTest, ArticleChoiceOpensIt) {
    kiosk.happen(ChoseChoice{0});
    kiosk.happen(ChoseChoice{1});
    EXPECT_EQ(kiosk.at<Reading>()->id, "warranty");
}

TEST(Searching, ASuggestionTakesThePlaceOfTheWordsAndIsSearchedFor) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedSearch{});
    kiosk.happen(Typed{"ret"});
    kiosk.happen(Found{kiosk.effect<FindWords>()->tag, {{.id = "returns"}}, {"return an item"}});
    EXPECT_EQ(kiosk.at<Search>()->suggestions, std::vector<std::string>{"return an item"});
    kiosk.happen(ChoseSuggestion{"return an item"});
    EXPECT_EQ(kiosk.at<Search>()->words.view(), "return an item ");
    EXPECT_EQ(kiosk.effect<FindWords>()->words.view(), "return an item ");
    kiosk.happen(Cleared{});
    EXPECT_TRUE(kiosk.at<Search>()->suggestions.empty());
    kiosk.happen(ChoseSuggestion{std::string(kLongestWords, 'x')});
    EXPECT_TRUE(kiosk.at<Search>()->words.empty());
}

TEST(Searching, WhatWasMeantStaysUntilTheWordsGoAndTakesTheirPlaceWhenTouched) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedSearch{});
    kiosk.happen(Typed{"retrun"});
    kiosk.happen(Found{kiosk.effect<FindWords>()->tag, {kReturns}, {}, "return"});
    EXPECT_EQ(kiosk.at<Search>()->corrected.view(), "return");
    kiosk.happen(ChoseSuggestion{"return"});
    EXPECT_EQ(kiosk.at<Search>()->words.view(), "return ");
    kiosk.happen(Found{kiosk.effect<FindWords>()->tag, {kReturns}});
    EXPECT_TRUE(kiosk.at<Search>()->corrected.empty());

    kiosk.happen(Typed{"retrun"});
    kiosk.happen(Found{kiosk.effect<FindWords>()->tag, {}, {}, "return return"});
    ASSERT_FALSE(kiosk.at<Search>()->corrected.empty());
    kiosk.happen(Cleared{});
    EXPECT_TRUE(kiosk.at<Search>()->corrected.empty());
}

}  // namespace
}  // namespace storeside::kiosk
