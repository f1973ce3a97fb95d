#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/scripted_kiosk.hpp"

namespace storeside::kiosk {
namespace {

using content::Answer;
using content::Intent;
using Kind = tickets::JourneyStep::Kind;
using testing::SizeIs;

const content::Hit kParking{
    .id = "parking", .title = "Park your car", .lead = "Free for 3 hours.", .language = "en"};
const content::Hit kCharging{.id = "ev-charging", .title = "Charge your car", .language = "en"};

struct Asking : testing::Test {
    ScriptedKiosk kiosk;

    void SetUp() override {
        kiosk.happen(Began{"en"});
        kiosk.happen(OpenedSearch{});
        kiosk.happen(OpenedAsk{});
    }

    const std::vector<Asked>& asked() const { return kiosk.state.session.asked; }
    const std::vector<tickets::JourneyStep>& journey() const { return kiosk.state.session.journey; }

    // Types and sends; the tag is that of the question, if it was asked.
    Tag ask(const std::string& words) {
        kiosk.happen(OpenedKeyboard{});
        kiosk.happen(Typed{words});
        kiosk.happen(Submitted{});
        const auto* effect = kiosk.effect<AnswerWords>();
        return effect ? effect->tag : Tag{};
    }

    void ask(const std::string& words, Answer answer) {
        kiosk.happen(Answered{ask(words), std::move(answer)});
    }
};

TEST_F(Asking, SendsTheWordsAndShowsWhatThePackAnswers) {
    const Tag tag = ask("where do I park");
    ASSERT_TRUE(kiosk.effect<AnswerWords>());
    EXPECT_EQ(kiosk.effect<AnswerWords>()->words.view(), "where do I park");
    EXPECT_EQ(kiosk.effect<AnswerWords>()->language, "en");
    ASSERT_THAT(asked(), SizeIs(1));
    EXPECT_TRUE(asked()[0].waiting);
    EXPECT_TRUE(kiosk.at<Ask>()->draft.empty());
    EXPECT_FALSE(kiosk.at<Ask>()->typing);  // the answer needs the room

    kiosk.happen(Answered{tag, {.hits = {kParking, kCharging}}});
    EXPECT_FALSE(asked()[0].waiting);
    EXPECT_EQ(asked()[0].answer.hits[0].lead, "Free for 3 hours.");
}

TEST_F(Asking, AnAnswerToAnOlderQuestionChangesNothing) {
    const Tag first = ask("park");
    kiosk.happen(WentBack{});
    kiosk.happen(OpenedAsk{});
    ASSERT_TRUE(kiosk.effect<AnswerWords>());  // what waited is asked once more
    kiosk.happen(Answered{first, {.hits = {kParking}}});
    EXPECT_TRUE(asked()[0].waiting);
    EXPECT_TRUE(asked()[0].answer.hits.empty());
}

TEST_F(Asking, NothingNewIsAskedWhileAnAnswerIsOnItsWay) {
    ask("park");
    EXPECT_EQ(ask("and charge"), Tag{});
    kiosk.happen(AskedAbout{"returns"});
    EXPECT_THAT(asked(), SizeIs(1));
    EXPECT_EQ(kiosk.at<Ask>()->draft.view(), "and charge");  // nor is it lost
}

TEST_F(Asking, AnEmptyQuestionIsNoneAndOnlyPutsTheKeyboardAway) {
    kiosk.happen(Submitted{});
    EXPECT_TRUE(kiosk.effects.empty());
    EXPECT_TRUE(asked().empty());
    EXPECT_TRUE(kiosk.at<Ask>()->typing);  // nothing to read beneath it
    ask("park", {.hits = {kParking}});
    kiosk.happen(OpenedKeyboard{});
    kiosk.happen(Submitted{});
    EXPECT_THAT(asked(), SizeIs(1));
    EXPECT_FALSE(kiosk.at<Ask>()->typing);
}

TEST_F(Asking, BackFromTheCitedArticleFindsEveryBubble) {
    ask("park", {.hits = {kParking}});
    ask("xqzw", {});
    const auto before = asked();
    kiosk.happen(OpenedHit{content::Hit::Kind::article, "parking"});
    ASSERT_TRUE(kiosk.at<Reading>());
    kiosk.happen(WentBack{});
    ASSERT_TRUE(kiosk.at<Ask>());
    EXPECT_EQ(asked(), before);
    EXPECT_FALSE(kiosk.effect<AnswerWords>());
}

TEST_F(Asking, ASuggestionIsAnsweredAtOnceByWhatItNames) {
    kiosk.happen(AskedAbout{"returns"});  // of the storefront
    ASSERT_THAT(asked(), SizeIs(1));
    EXPECT_EQ(asked()[0].words.view(), "Return something");
    EXPECT_EQ(asked()[0].answer.hits[0].lead, "60 days.");
    EXPECT_FALSE(asked()[0].waiting);

    ask("car", {.hits = {kParking, kCharging}});
    kiosk.happen(AskedAbout{"ev-charging"});  // of the answer
    EXPECT_EQ(asked().back().answer.hits[0].id, "ev-charging");
    kiosk.happen(AskedAbout{"never-suggested"});
    EXPECT_THAT(asked(), SizeIs(3));
}

TEST_F(Asking, TwoMissesInARowAreCountedAndAnAnswerBeginsAnew) {
    EXPECT_EQ(misses(kiosk.state.session), 0u);
    ask("xqzw", {});
    EXPECT_EQ(misses(kiosk.state.session), 1u);
    ask("wqxz");
    EXPECT_EQ(misses(kiosk.state.session), 0u);  // not before the answer is there
    kiosk.happen(Answered{{kiosk.state.session.number, kiosk.state.session.request}, {}});
    EXPECT_EQ(misses(kiosk.state.session), 2u);
    ask("a person", {.intent = Intent::person});
    EXPECT_EQ(misses(kiosk.state.session), 0u);
}

TEST_F(Asking, WhatWasAskedAndAnsweredGoesIntoTheTicket) {
    ask("where do I park", {.hits = {kParking}});
    ask("and my horse", {});
    kiosk.happen(CalledPerson{});
    EXPECT_EQ(kiosk.at<CallAgent>()->question.view(), "and my horse");
    ASSERT_THAT(journey(), SizeIs(3));
    EXPECT_EQ(journey()[0].kind, Kind::searched);
    EXPECT_EQ(journey()[0].what, "where do I park");
    EXPECT_EQ(journey()[1].kind, Kind::read);
    EXPECT_EQ(journey()[1].what, "Park your car");
    EXPECT_EQ(journey()[2].what, "and my horse");
}

TEST_F(Asking, WordsNotSentYetGoAlongToo) {
    kiosk.happen(Typed{"my drill smokes"});
    kiosk.happen(CalledPerson{});
    EXPECT_EQ(kiosk.at<CallAgent>()->question.view(), "my drill smokes");
    ASSERT_THAT(journey(), SizeIs(1));
    EXPECT_EQ(journey()[0].what, "my drill smokes");
}

TEST_F(Asking, TheNumberOfAnOrderIsFilledInWhereverItIsLookedUp) {
    ask("where is BB-10023", {.intent = Intent::order_status, .order_number = Secret("BB-10023")});
    kiosk.happen(OpenedOrders{});
    ASSERT_TRUE(kiosk.at<OrderEntry>());
    EXPECT_EQ(kiosk.at<OrderEntry>()->number.view(), "BB-10023");
    EXPECT_EQ(kiosk.at<OrderEntry>()->field, OrderEntry::Field::factor);
    kiosk.happen(WentHome{});
    kiosk.happen(OpenedOrders{});
    EXPECT_EQ(kiosk.at<OrderEntry>()->number.view(), "BB-10023");
}

TEST_F(Asking, AnotherLanguageKeepsWhatWasSaidAndAsksAgainWhatFoundNothing) {
    ask("park", {.hits = {kParking}});
    ask("πού να παρκάρω", {});
    kiosk.happen(OpenedLanguages{});
    kiosk.happen(ChoseLanguage{"el"});
    ASSERT_TRUE(kiosk.at<Ask>());
    ASSERT_TRUE(kiosk.effect<AnswerWords>());
    EXPECT_EQ(kiosk.effect<AnswerWords>()->language, "el");
    EXPECT_EQ(kiosk.effect<AnswerWords>()->words.view(), "πού να παρκάρω");
    EXPECT_EQ(asked()[0].answer.hits[0].title, "Park your car");
    EXPECT_TRUE(asked()[1].waiting);
    kiosk.happen(Answered{kiosk.effect<AnswerWords>()->tag, {}});
    kiosk.happen(OpenedLanguages{});
    kiosk.happen(ChoseLanguage{"el"});
    EXPECT_FALSE(kiosk.effect<AnswerWords>());  // the same language has nothing more to say
}

TEST_F(Asking, TakesTheWordsASearchDidNotFind) {
    kiosk.happen(WentBack{});
    kiosk.happen(Typed{"horse"});
    kiosk.happen(OpenedAsk{});
    EXPECT_EQ(kiosk.at<Ask>()->draft.view(), "horse");
}

TEST_F(Asking, BubblesAreBoundedInNumberAndLength) {
    content::Hit endless = kParking;
    endless.title = endless.lead = "";
    for (int i = 0; i < 1000; ++i) {
        endless.title += "ώ";
        endless.lead += "ώ";
    }
    for (int i = 0; i < 30; ++i) ask(std::to_string(i), {.hits = std::vector<content::Hit>(50, endless)});
    EXPECT_THAT(asked(), SizeIs(20));
    EXPECT_EQ(asked().front().words.view(), "10");
    EXPECT_THAT(asked().back().answer.hits, SizeIs(3));
    const auto& lead = asked().back().answer.hits[0].lead;
    EXPECT_EQ(lead.size(), 600 + std::string("…").size());
    EXPECT_TRUE(lead.ends_with("ώ…"));
    EXPECT_LT(asked().back().answer.hits[0].title.size(), 310u);
    for (int i = 0; i < 500; ++i) kiosk.happen(Typed{"x"});
    EXPECT_EQ(kiosk.at<Ask>()->draft.size(), 200u);
}

TEST_F(Asking, IsForgottenWithTheSession) {
    ask("my secret illness", {.hits = {kParking}});
    kiosk.happen(Typed{"more of it"});
    kiosk.happen(Finished{});
    EXPECT_TRUE(asked().empty());
    kiosk.wait(std::chrono::seconds(10));
    EXPECT_EQ(kiosk.state.session, (Session{.number = kiosk.state.session.number}));
    EXPECT_TRUE(kiosk.effect<Forget>());
}

}  // namespace
}  // namespace storeside::kiosk
