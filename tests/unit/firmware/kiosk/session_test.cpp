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

TEST(Session, SpeaksWhatTheScreenSpeaksThoughThePackDoesNot) {
    ScriptedKiosk kiosk;
    kiosk.happen(CataloguesFound{{"en", "de", "el", "es"}});
    EXPECT_EQ(languages(kiosk.state), (std::vector<std::string>{"en", "el", "de", "es"}));
    kiosk.happen(Began{"de"});
    EXPECT_EQ(kiosk.state.session.language, "de");
    EXPECT_EQ(storefront(kiosk.state)->language, "en");
    kiosk.happen(OpenedHit{content::Hit::Kind::article, "returns"});
    EXPECT_EQ(kiosk.effect<LoadArticle>()->language, "de");
}

TEST(Session, SpeaksWithoutAPackToo) {
    ScriptedKiosk kiosk;
    kiosk.happen(ContentOpened{});
    kiosk.happen(CataloguesFound{{"en", "de"}});
    kiosk.happen(Began{"xx"});
    EXPECT_EQ(kiosk.state.session.language, "en");
    kiosk.happen(OpenedLanguages{});
    kiosk.happen(ChoseLanguage{"de"});
    EXPECT_EQ(kiosk.state.session.language, "de");
}

TEST(Session, ANewPackWaitsForItsEnd) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(PackWaits{});
    EXPECT_FALSE(kiosk.effect<SwapPack>());
    kiosk.happen(OpenedHit{content::Hit::Kind::article, "returns"});
    EXPECT_FALSE(kiosk.effect<SwapPack>());
    kiosk.wait(std::chrono::minutes(3));
    ASSERT_TRUE(kiosk.at<Attract>());
    EXPECT_TRUE(kiosk.effect<Forget>());
    EXPECT_TRUE(kiosk.effect<SwapPack>());
    // Once.
    kiosk.happen(Began{});
    kiosk.wait(std::chrono::minutes(3));
    EXPECT_TRUE(kiosk.effect<Forget>());
    EXPECT_FALSE(kiosk.effect<SwapPack>());
}

TEST(Session, ANewPackIsShownAtOnceWhenNobodyIsThereOrNothingIs) {
    ScriptedKiosk kiosk;
    kiosk.happen(PackWaits{});
    EXPECT_TRUE(kiosk.effect<SwapPack>());
    kiosk.happen(ContentOpened{});
    kiosk.happen(Began{"en"});
    kiosk.happen(PackWaits{});
    EXPECT_TRUE(kiosk.effect<SwapPack>());
}

// What a shopper sees of a place but for the language.
Place without_waiting(Place place) {
    if (auto* search = std::get_if<Search>(&place)) search->waiting = false;
    if (auto* browse = std::get_if<Browse>(&place)) browse->waiting = false;
    return place;
}

TEST(Session, EveryPlaceIsKeptThroughAChangeOfLanguage) {
    const content::Article article{.id = "returns", .language = "en", .title = "Return something"};
    const content::Guide guide{.id = "paint", .language = "en", .steps = {{"a", "?", {}}, {"b", "!", {}}}};
    const Place places[] = {
        Home{},
        Search{.words = Secret("drill"), .hits = {{.id = "drills", .title = "Drills"}}},
        Browse{"returns", {{.id = "returns", .title = "Return something"}}, false},
        Reading{.id = "returns", .loading = Loading::ready, .article = article, .helped = true},
        Guiding{.id = "paint", .loading = Loading::ready, .guide = guide, .path = {0, 1}},
        OrderEntry{.field = OrderEntry::Field::factor, .number = Secret("BB-1"), .factor = Secret("a@b")},
        OrderView{{.number = "BB-1"}},
        CallAgent{.id = Id{}, .channel = tickets::Channel::come_to_me, .question = Secret("why")},
        Conversation{.draft = Secret("hel"), .typing = true},
        Rate{},
        PinEntry{.pin = Secret("47")},
    };
    for (const auto& place : places) {
        ScriptedKiosk kiosk;
        kiosk.happen(Began{});
        kiosk.state.place = place;
        if (std::holds_alternative<Conversation>(place)) kiosk.state.session.contact = Contact{};
        kiosk.happen(OpenedLanguages{});
        ASSERT_TRUE(kiosk.at<Languages>()) << place.index();
        kiosk.happen(ChoseLanguage{"el"});
        EXPECT_EQ(kiosk.state.session.language, "el");
        EXPECT_EQ(without_waiting(kiosk.state.place), place) << place.index();
    }
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

SettingsChanged idle_after(seconds time) {
    SettingsChanged changed{.speech = true};
    changed.timings.idle_after = time;
    return changed;
}

TEST(Session, SettingsAreTakenUpWhenNobodyStandsThere) {
    ScriptedKiosk kiosk;
    kiosk.happen(SettingsArrived{});
    EXPECT_TRUE(kiosk.effect<TakeUpSettings>()) << "nobody does";
    kiosk.happen(idle_after(seconds(25)));
    kiosk.happen(Began{});
    EXPECT_FALSE(kiosk.effect<TakeUpSettings>()) << "once is enough";
    kiosk.wait(seconds(24));
    EXPECT_FALSE(warning_ends(kiosk.state));
    kiosk.wait(seconds(1));
    EXPECT_TRUE(warning_ends(kiosk.state));
}

TEST(Session, NobodyIsHurriedBySettingsThatArriveMeanwhile) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(SettingsArrived{});
    EXPECT_FALSE(kiosk.effect<TakeUpSettings>());
    kiosk.happen(SettingsArrived{});
    kiosk.happen(Finished{});
    EXPECT_FALSE(kiosk.effect<TakeUpSettings>()) << "the thanks are still on the screen";
    kiosk.happen(Finished{});
    EXPECT_TRUE(kiosk.effect<TakeUpSettings>());
    EXPECT_TRUE(kiosk.effect<Forget>());
}

TEST(Session, WithoutSpeechAnyMoreNothingIsReadAloud) {
    ScriptedKiosk kiosk;
    kiosk.state.device.voice = {.available = true, .headset = true};
    kiosk.happen(Began{});
    kiosk.state.session.profile.speech = true;
    kiosk.happen(SettingsChanged{.speech = false});
    EXPECT_FALSE(kiosk.state.session.profile.speech);
    EXPECT_TRUE(kiosk.state.device.voice.headset) << "it is still plugged in";
}

}  // namespace
}  // namespace storeside::kiosk
