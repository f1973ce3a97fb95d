#include <gtest/gtest.h>

#include "tests/fakes/scripted_kiosk.hpp"

namespace storeside::kiosk {
namespace {

using tickets::Channel;

TEST(Calling, SendTouchedTwiceMakesOneTicket) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(CalledPerson{});
    kiosk.happen(SentCall{});
    EXPECT_TRUE(kiosk.effect<Append>());
    kiosk.happen(SentCall{});
    EXPECT_FALSE(kiosk.effect<Append>());
}

TEST(Calling, CodeIsShownOnlyWhenTheTicketIsDurable) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(CalledPerson{});
    const Id id = kiosk.at<CallAgent>()->id;
    kiosk.happen(SentCall{});
    EXPECT_EQ(kiosk.state.session.contact, std::nullopt);
    kiosk.happen(Appended{kiosk.state.session.number, id, true});
    EXPECT_TRUE(kiosk.at<Conversation>());
    EXPECT_EQ(kiosk.state.session.contact->code, short_code(id));
}

TEST(Calling, TicketThatCouldNotBeWrittenMayBeSentAgainUnderTheSameId) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(CalledPerson{});
    const Id id = kiosk.at<CallAgent>()->id;
    kiosk.happen(SentCall{});
    kiosk.happen(Appended{kiosk.state.session.number, id, false});
    EXPECT_TRUE(kiosk.at<CallAgent>()->failed);
    kiosk.happen(SentCall{});
    EXPECT_EQ(std::get<tickets::Ticket>(kiosk.effect<Append>()->record).id, id);
}

TEST(Calling, NeverAsksAgainForTheWordsThatWereSearched) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedSearch{});
    kiosk.happen(Typed{"squeaky hinge"});
    kiosk.happen(CalledPerson{});
    EXPECT_EQ(kiosk.at<CallAgent>()->question.view(), "squeaky hinge");
    kiosk.happen(SentCall{});
    const auto& ticket = std::get<tickets::Ticket>(kiosk.effect<Append>()->record);
    EXPECT_EQ(ticket.question, "squeaky hinge");
    ASSERT_EQ(ticket.journey.size(), 1U);
    EXPECT_EQ(ticket.journey[0].what, "squeaky hinge");
}

TEST(Calling, WithoutALineAMessageIsWhatIsOffered) {
    ScriptedKiosk kiosk;
    kiosk.happen(LineChanged{false});
    kiosk.happen(Began{});
    kiosk.happen(CalledPerson{});
    EXPECT_EQ(kiosk.at<CallAgent>()->channel, Channel::message);
}

TEST(Calling, LeavingWhileTheBoxWritesStillMakesOneContact) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(CalledPerson{});
    const Id id = kiosk.at<CallAgent>()->id;
    kiosk.happen(SentCall{});
    kiosk.happen(WentHome{});
    kiosk.happen(Appended{kiosk.state.session.number, id, true});
    EXPECT_TRUE(kiosk.at<Home>());
    kiosk.happen(CalledPerson{});
    EXPECT_TRUE(kiosk.at<Conversation>());
    EXPECT_EQ(kiosk.state.session.contact->ticket, id);
}

TEST(Calling, AfterAConversationThatIsOverMakesANewTicketWithWhatWasBeingTyped) {
    ScriptedKiosk kiosk;
    kiosk.call_somebody();
    const Id before = kiosk.state.session.contact->ticket;
    kiosk.happen(OpenedKeyboard{});
    kiosk.happen(Typed{"One more thing"});
    kiosk.happen(CalledPerson{});
    EXPECT_TRUE(kiosk.at<Conversation>()) << "somebody is still there";
    kiosk.happen(TicketMoved{before, tickets::State::closed});
    kiosk.happen(CalledPerson{});
    ASSERT_TRUE(kiosk.at<CallAgent>());
    EXPECT_NE(kiosk.at<CallAgent>()->id, before);
    EXPECT_EQ(kiosk.at<CallAgent>()->question.view(), "One more thing");
}

TEST(Calling, LeadsToAnAnswerThatIsNotReadAlthoughItsConversationIsClosed) {
    ScriptedKiosk kiosk;
    kiosk.call_somebody();
    const Id ticket = kiosk.state.session.contact->ticket;
    kiosk.happen(WentHome{});
    kiosk.happen(ReplyArrived{{.id = make_id(kiosk.clock.now(), kiosk.random), .ticket = ticket}});
    kiosk.happen(TicketMoved{ticket, tickets::State::closed});
    kiosk.happen(CalledPerson{});
    EXPECT_TRUE(kiosk.at<Conversation>());
}

TEST(Conversation, ShowsAReplyOnceAndCountsItWhileElsewhere) {
    ScriptedKiosk kiosk;
    kiosk.call_somebody();
    kiosk.happen(WentHome{});
    const tickets::Reply reply{.id = make_id(kiosk.clock.now(), kiosk.random),
                               .ticket = kiosk.state.session.contact->ticket,
                               .from = "Nadia",
                               .text = "I am on my way."};
    kiosk.happen(ReplyArrived{reply});
    kiosk.happen(ReplyArrived{reply});
    EXPECT_EQ(kiosk.state.session.contact->unread, 1U);
    kiosk.happen(CalledPerson{});
    EXPECT_EQ(kiosk.state.session.contact->unread, 0U);
    ASSERT_EQ(kiosk.state.session.contact->bubbles.size(), 1U);
    EXPECT_EQ(kiosk.state.session.contact->bubbles[0].text, "I am on my way.");
}

TEST(Conversation, ReplyToAnotherTicketIsNotShown) {
    ScriptedKiosk kiosk;
    kiosk.call_somebody();
    kiosk.happen(
        ReplyArrived{{.id = make_id(kiosk.clock.now(), kiosk.random), .ticket = Id{}, .text = "private"}});
    EXPECT_TRUE(kiosk.state.session.contact->bubbles.empty());
}

TEST(Conversation, MessageIsMarkedUntilItIsDurable) {
    ScriptedKiosk kiosk;
    kiosk.call_somebody();
    kiosk.happen(Typed{"Desk 2?"});
    kiosk.happen(Submitted{});
    const auto& message = std::get<tickets::Message>(kiosk.effect<Append>()->record);
    EXPECT_EQ(message.ticket, kiosk.state.session.contact->ticket);
    EXPECT_FALSE(kiosk.state.session.contact->bubbles.back().stored);
    kiosk.happen(Appended{kiosk.state.session.number, message.id, true});
    EXPECT_TRUE(kiosk.state.session.contact->bubbles.back().stored);
}

TEST(Conversation, WaitsLongerThanOtherScreensAndAReplyCountsAsActivity) {
    ScriptedKiosk kiosk;
    kiosk.call_somebody();
    kiosk.wait(std::chrono::minutes(4));
    EXPECT_FALSE(warning_ends(kiosk.state));
    kiosk.happen(ReplyArrived{
        {.id = make_id(kiosk.clock.now(), kiosk.random), .ticket = kiosk.state.session.contact->ticket}});
    kiosk.wait(std::chrono::minutes(4));
    EXPECT_FALSE(warning_ends(kiosk.state));
    kiosk.wait(std::chrono::minutes(1));
    EXPECT_TRUE(warning_ends(kiosk.state));
}

TEST(PrivacyNotice, ReadingItLosesNothingThatWasTyped) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    const auto read_and_come_back = [&] {
        kiosk.happen(OpenedHit{content::Hit::Kind::article, "privacy"});
        EXPECT_TRUE(kiosk.at<Reading>());
        kiosk.happen(WentBack{});
    };
    kiosk.happen(OpenedOrders{});
    kiosk.happen(Typed{"BB-1"});
    read_and_come_back();
    EXPECT_EQ(kiosk.at<OrderEntry>()->number.view(), "BB-1");
    kiosk.happen(CalledPerson{});
    kiosk.happen(Typed{"Where is it?"});
    const Id draft = kiosk.at<CallAgent>()->id;
    read_and_come_back();
    EXPECT_EQ(kiosk.at<CallAgent>()->question.view(), "Where is it?");
    kiosk.happen(SentCall{});
    kiosk.happen(Appended{kiosk.state.session.number, draft, true});
    kiosk.happen(Typed{"Hello?"});
    read_and_come_back();
    EXPECT_EQ(kiosk.at<Conversation>()->draft.view(), "Hello?");
}

TEST(Rating, GoesWithTheTicketAndEndsTheSession) {
    ScriptedKiosk kiosk;
    kiosk.call_somebody();
    const Id ticket = kiosk.state.session.contact->ticket;
    kiosk.happen(LeftConversation{});
    kiosk.happen(Rated{6});
    EXPECT_TRUE(kiosk.at<Rate>());
    kiosk.happen(Rated{4});
    const auto& rating = std::get<tickets::Rating>(kiosk.effect<Append>()->record);
    EXPECT_EQ(rating.ticket, ticket);
    EXPECT_EQ(rating.score, 4);
    kiosk.wait(std::chrono::seconds(4));
    EXPECT_TRUE(kiosk.at<Attract>());
}

TEST(Rating, ThatCouldNotBeKeptIsSaidWithTheThanks) {
    for (const bool durable : {true, false}) {
        ScriptedKiosk kiosk;
        kiosk.call_somebody();
        kiosk.happen(LeftConversation{});
        kiosk.happen(Rated{4});
        const auto* append = kiosk.effect<Append>();
        ASSERT_TRUE(append);
        kiosk.happen(Appended{append->session, std::get<tickets::Rating>(append->record).id, durable});
        ASSERT_TRUE(kiosk.at<Thanks>());
        EXPECT_EQ(kiosk.at<Thanks>()->unsaved, !durable);
    }
}

}  // namespace
}  // namespace storeside::kiosk
