#include <gtest/gtest.h>

#include "firmware/kiosk/turn.hpp"
#include "tests/fakes/scripted_kiosk.hpp"

namespace storeside::kiosk {
namespace {

using std::chrono::seconds;

TEST(Session, BeginsInTheTouchedLanguageOrTheShopsOwn) {
    ScriptedKiosk greek;
    greek.happen(Began{"el"});
    EXPECT_TRUE(greek.at<Home>());
    EXPECT_EQ(greek.state.session.language, "el");

    ScriptedKiosk unknown;
    unknown.happen(Began{"xx"});
    EXPECT_EQ(unknown.state.session.language, "en");
}

TEST(Session, WarnsBeforeItEndsAndLeavesNothingWhenItDoes) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{"el"});
    kiosk.happen(OpenedSearch{});
    kiosk.happen(Typed{"anna@example.org"});
    kiosk.wait(seconds(60));
    ASSERT_TRUE(warning_ends(kiosk.state));
    EXPECT_TRUE(kiosk.at<Search>());

    kiosk.wait(seconds(20));
    EXPECT_TRUE(kiosk.at<Attract>());
    EXPECT_TRUE(kiosk.effect<Forget>());
    EXPECT_EQ(kiosk.state.session, Session{.number = 1});
    EXPECT_EQ(next_deadline(kiosk.state), std::nullopt);
}

TEST(Session, OneTouchDuringTheWarningKeepsItAndPressesNothing) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    for (int i = 0; i < 10; ++i) {
        kiosk.wait(seconds(79));
        ASSERT_TRUE(warning_ends(kiosk.state));
        kiosk.happen(OpenedSearch{});
        EXPECT_TRUE(kiosk.at<Home>());
        EXPECT_FALSE(warning_ends(kiosk.state));
    }
}

TEST(Session, BackLeadsTheWayOneCameAndHomeForgetsTheWay) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedCategory{"returns"});
    kiosk.happen(OpenedHit{content::Hit::Kind::article, "returns"});
    kiosk.happen(WentBack{});
    EXPECT_TRUE(kiosk.at<Browse>());
    EXPECT_EQ(kiosk.effect<ListCategory>()->category, "returns");
    kiosk.happen(WentBack{});
    EXPECT_TRUE(kiosk.at<Home>());

    kiosk.happen(OpenedSearch{});
    kiosk.happen(WentHome{});
    kiosk.happen(WentBack{});
    EXPECT_TRUE(kiosk.at<Home>());
}

TEST(Session, LanguageSwitchKeepsThePlaceAndAsksForItsTranslation) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedHit{content::Hit::Kind::article, "returns"});
    kiosk.happen(
        ArticleLoaded{kiosk.effect<LoadArticle>()->tag, content::Article{.id = "returns", .language = "en"}});
    kiosk.happen(OpenedLanguages{});
    kiosk.happen(ChoseLanguage{"el"});
    EXPECT_EQ(kiosk.at<Reading>()->id, "returns");
    EXPECT_EQ(kiosk.effect<LoadArticle>()->language, "el");
}

TEST(Session, AnswerOfAnEarlierSessionChangesNothing) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedHit{content::Hit::Kind::article, "returns"});
    const Tag old = kiosk.effect<LoadArticle>()->tag;
    kiosk.wait(seconds(80));
    kiosk.happen(Began{});
    kiosk.happen(OpenedHit{content::Hit::Kind::article, "warranty"});
    const State before = kiosk.state;
    EXPECT_TRUE(
        kiosk.happen(ArticleLoaded{old, content::Article{.id = "returns", .language = "en"}}).empty());
    EXPECT_EQ(kiosk.state, before);
}

TEST(Session, IsOverWhenItIsThankedForAndLeadsBackToTheAttractScreenByItself) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{"el"});
    kiosk.happen(OpenedSearch{});
    kiosk.happen(Typed{"secret"});
    kiosk.happen(Finished{});
    EXPECT_TRUE(kiosk.at<Thanks>());
    EXPECT_TRUE(kiosk.effect<Forget>());
    EXPECT_TRUE(kiosk.state.session.journey.empty());
    EXPECT_EQ(kiosk.state.session.language, "el");
    kiosk.happen(WentHome{});
    EXPECT_TRUE(kiosk.at<Thanks>());
    kiosk.wait(seconds(4));
    EXPECT_TRUE(kiosk.at<Attract>());
}

TEST(Session, TrailStaysBounded) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    for (int i = 0; i < 100; ++i) kiosk.happen(OpenedHit{content::Hit::Kind::article, std::to_string(i)});
    EXPECT_LE(kiosk.state.session.trail.size(), 24U);
}

TEST(Session, JourneyStaysShortEnoughForATicket) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    for (int i = 0; i < 200; ++i) {
        kiosk.happen(OpenedHit{content::Hit::Kind::article, std::to_string(i)});
        content::Article article;
        article.title = std::to_string(i);
        for (int letters = 0; letters < 400; ++letters) article.title += "ж";
        kiosk.happen(ArticleLoaded{kiosk.effect<LoadArticle>()->tag, article});
    }
    const auto& journey = kiosk.state.session.journey;
    ASSERT_EQ(journey.size(), kLongestJourney);
    EXPECT_TRUE(journey.back().what.starts_with("199ж"));
    EXPECT_LE(journey.back().what.size(), kLongestStep);
    EXPECT_TRUE(journey.back().what.ends_with("ж"));
}

}  // namespace
}  // namespace storeside::kiosk
