#include "tests/contract/helpdesk_contract.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

namespace storeside {

using connectors::Escalation;
using connectors::TicketRef;
using testing::HasSubstr;
using testing::Not;

void HelpdeskContract::SetUp() {
    auto made = GetParam().make();
    if (!made) {
        const char* real = std::getenv("STORESIDE_REAL");
        const bool must_run = std::getenv("CI") || (real && std::string_view(real) == "1");
        if (must_run) FAIL() << made.error().message();
        GTEST_SKIP() << GetParam().name << ": " << made.error().message();
    }
    fixture_ = std::move(*made);
}

namespace {

// Servers outlive tests, so ids must differ between them and between runs.
Id fresh_id() {
    SystemRandom random;
    return make_id(SystemClock().now(), random);
}

}  // namespace

Escalation HelpdeskContract::escalation(std::string question) {
    Escalation escalation;
    escalation.ticket.id = fresh_id();
    escalation.ticket.code = short_code(escalation.ticket.id);
    escalation.ticket.created_at = SystemClock().now();
    escalation.ticket.language = "el";
    escalation.ticket.question = std::move(question);
    escalation.ticket.journey = {
        {tickets::JourneyStep::Kind::searched, escalation.ticket.created_at, "wall plugs"},
        {tickets::JourneyStep::Kind::order_seen, escalation.ticket.created_at, "BB-10023"}};
    escalation.store = "Riverside";
    escalation.kiosk = "Aisle 4";
    return escalation;
}

tickets::Message HelpdeskContract::message(std::string text) {
    return {fresh_id(), {}, SystemClock().now(), std::move(text)};
}

tickets::Rating HelpdeskContract::rating(int score, std::string comment) {
    return {fresh_id(), {}, SystemClock().now(), score, std::move(comment)};
}

TicketRef HelpdeskContract::created(const Escalation& escalation) {
    const auto ref = helpdesk().create(escalation);
    EXPECT_TRUE(ref) << ref.error().message();
    return ref.value_or("0");
}

int HelpdeskContract::entries_with(const TicketRef& ticket, const std::string& text, bool internal) {
    const auto entries = fixture().entries_of(ticket);
    return static_cast<int>(
        std::count_if(entries.begin(), entries.end(), [&](const HelpdeskFixture::Entry& entry) {
            return entry.internal == internal && entry.text.find(text) != std::string::npos;
        }));
}

TEST_P(HelpdeskContract, CreatesATicketOnceHoweverOftenItIsAsked) {
    const auto asked = escalation();
    const auto ref = created(asked);
    EXPECT_EQ(created(asked), ref);
    EXPECT_EQ(fixture().tickets_with(asked.ticket.id), 1);
    EXPECT_NE(created(escalation()), ref);
}

TEST_P(HelpdeskContract, FindsItsOwnTicketAfterTheAnswerWasLost) {
    const auto asked = escalation();
    fixture().lose_next_answer();
    const auto lost = helpdesk().create(asked);
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code(), Errc::unknown) << lost.error().message();
    EXPECT_EQ(fixture().tickets_with(asked.ticket.id), 1);
    const auto ref = created(asked);
    EXPECT_FALSE(ref.empty());
    EXPECT_EQ(fixture().tickets_with(asked.ticket.id), 1);
}

TEST_P(HelpdeskContract, AddsAMessageOnceAlsoAfterTheAnswerWasLost) {
    const auto ref = created(escalation());
    const auto first = message("I am in aisle nine");
    const auto second = message("It is the blue box");
    for (int i = 0; i < 2; ++i) ASSERT_TRUE(helpdesk().add_message(ref, first));
    fixture().lose_next_answer();
    const auto lost = helpdesk().add_message(ref, second);
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code(), Errc::unknown);
    ASSERT_TRUE(helpdesk().add_message(ref, second));
    EXPECT_EQ(entries_with(ref, "I am in aisle nine", false), 1);
    EXPECT_EQ(entries_with(ref, "It is the blue box", false), 1);
}

TEST_P(HelpdeskContract, SaysTheSameWordsTwiceWhenTheShopperDid) {
    const auto ref = created(escalation());
    ASSERT_TRUE(helpdesk().add_message(ref, message("hello?")));
    ASSERT_TRUE(helpdesk().add_message(ref, message("hello?")));
    EXPECT_EQ(entries_with(ref, "hello?", false), 2);
}

TEST_P(HelpdeskContract, ARatingIsOneInternalNote) {
    const auto ref = created(escalation());
    const auto rated = rating(4, "quick and kind");
    fixture().lose_next_answer();
    EXPECT_FALSE(helpdesk().add_rating(ref, rated));
    ASSERT_TRUE(helpdesk().add_rating(ref, rated));
    EXPECT_EQ(entries_with(ref, "quick and kind", true), 1);
    EXPECT_EQ(entries_with(ref, "quick and kind", false), 0);
}

TEST_P(HelpdeskContract, AnErasedTicketIsGoneOrItIsSaidWhatIsLeftToDo) {
    const auto ref = created(escalation("planted-words about wall plugs"));
    const auto other = created(escalation("planted-words of somebody else"));
    ASSERT_TRUE(helpdesk().add_message(ref, message("planted-words again")));
    for (int i = 0; i < 2; ++i) {
        const auto left = helpdesk().erase(ref);
        ASSERT_TRUE(left) << left.error().message();
        if (left->empty()) {
            EXPECT_EQ(entries_with(ref, "planted-words", false), 0);
        } else {
            EXPECT_THAT(*left, HasSubstr(ref));
        }
    }
    EXPECT_EQ(entries_with(other, "planted-words", false), 1);
    fixture().goes_down();
    const auto refused = helpdesk().erase(ref);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::unavailable);
    fixture().works_again();
}

TEST_P(HelpdeskContract, AnAgentsRepliesArriveOnceAndInOrder) {
    const auto ref = created(escalation());
    auto cursor = helpdesk().answers_after("").value().cursor;
    fixture().agent_replies(ref, "On my way");
    fixture().agent_replies(ref, "Aisle 9, left\nsecond shelf");
    auto answers = helpdesk().answers_after(cursor);
    ASSERT_TRUE(answers) << answers.error().message();
    ASSERT_EQ(answers->answers.size(), 2U);
    EXPECT_EQ(answers->answers[0].text, "On my way");
    EXPECT_EQ(answers->answers[1].text, "Aisle 9, left\nsecond shelf");
    EXPECT_EQ(answers->answers[0].ticket, ref);
    EXPECT_EQ(answers->answers[0].from, "Nadia");
    EXPECT_NE(answers->answers[0].key, answers->answers[1].key);

    fixture().agent_replies(ref, "Found it?");
    cursor = answers->cursor;
    answers = helpdesk().answers_after(cursor);
    ASSERT_TRUE(answers);
    ASSERT_EQ(answers->answers.size(), 1U);
    EXPECT_EQ(answers->answers[0].text, "Found it?");
    const auto again = helpdesk().answers_after(cursor);
    ASSERT_TRUE(again);
    ASSERT_EQ(again->answers.size(), 1U);
    EXPECT_EQ(again->answers[0].key, answers->answers[0].key) << "a key must be stable";
    EXPECT_TRUE(helpdesk().answers_after(answers->cursor)->answers.empty());
}

TEST_P(HelpdeskContract, OurOwnWordsDoNotComeBack) {
    const auto ref = created(escalation());
    const auto cursor = helpdesk().answers_after("").value().cursor;
    ASSERT_TRUE(helpdesk().add_message(ref, message("it is me")));
    ASSERT_TRUE(helpdesk().add_rating(ref, rating(1, "me again")));
    EXPECT_TRUE(helpdesk().answers_after(cursor).value().answers.empty());
}

TEST_P(HelpdeskContract, PrivateNotesNeverReachAKiosk) {
    const auto ref = created(escalation());
    const auto cursor = helpdesk().answers_after("").value().cursor;
    fixture().agent_comments_privately(ref, "difficult customer");
    fixture().agent_replies(ref, "How can I help?");
    fixture().agent_comments_privately(ref, "offered a voucher");
    const auto answers = helpdesk().answers_after(cursor);
    ASSERT_TRUE(answers) << answers.error().message();
    ASSERT_EQ(answers->answers.size(), 1U);
    EXPECT_EQ(answers->answers[0].text, "How can I help?");
}

TEST_P(HelpdeskContract, AClosedTicketIsReported) {
    const auto ref = created(escalation());
    const auto other = created(escalation());
    const auto cursor = helpdesk().answers_after("").value().cursor;
    EXPECT_THAT(helpdesk().answers_after(cursor).value().closed, testing::IsEmpty());
    fixture().agent_closes(ref);
    const auto answers = helpdesk().answers_after(cursor);
    ASSERT_TRUE(answers) << answers.error().message();
    EXPECT_THAT(answers->closed, testing::Contains(ref));
    EXPECT_THAT(answers->closed, Not(testing::Contains(other)));
    EXPECT_THAT(helpdesk().answers_after(answers->cursor).value().closed, testing::IsEmpty());
}

TEST_P(HelpdeskContract, StrangeCharactersArriveAsTheyAre) {
    const std::string strange =
        R"(O'Brien "quoted" \back\slash 100% <b>&amp; {curly} ελληνικά Привет šđčćž 🔩 ñ)";
    const auto asked = escalation(strange);
    const auto ref = created(asked);
    EXPECT_EQ(created(asked), ref);
    const auto words = message(strange);
    ASSERT_TRUE(helpdesk().add_message(ref, words));
    ASSERT_TRUE(helpdesk().add_message(ref, words));
    EXPECT_EQ(entries_with(ref, strange, false), 2) << "the ticket's own text and the message";
    const auto cursor = helpdesk().answers_after("").value().cursor;
    fixture().agent_replies(ref, strange);
    const auto answers = helpdesk().answers_after(cursor);
    ASSERT_TRUE(answers);
    ASSERT_EQ(answers->answers.size(), 1U);
    EXPECT_EQ(answers->answers[0].text, strange);
}

TEST_P(HelpdeskContract, WhileItIsDownNothingIsLostAndTheMessageSaysSo) {
    const auto asked = escalation();
    const auto ref = created(escalation());
    const auto cursor = helpdesk().answers_after("").value().cursor;
    fixture().agent_replies(ref, "still here");
    fixture().goes_down();
    const auto refused = helpdesk().create(asked);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::unavailable) << refused.error().message();
    EXPECT_FALSE(refused.error().message().empty());
    const auto answers = helpdesk().answers_after(cursor);
    ASSERT_FALSE(answers);
    EXPECT_EQ(answers.error().code(), Errc::unavailable);

    fixture().works_again();
    EXPECT_EQ(fixture().tickets_with(asked.ticket.id), 0);
    created(asked);
    EXPECT_EQ(fixture().tickets_with(asked.ticket.id), 1);
    EXPECT_EQ(helpdesk().answers_after(cursor).value().answers.size(), 1U);
}

TEST_P(HelpdeskContract, AMissingRightIsDeniedAndTheTicketGoesThroughLater) {
    const auto asked = escalation();
    fixture().takes_our_rights_away();
    const auto refused = helpdesk().create(asked);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::denied) << refused.error().message();
    fixture().works_again();
    created(asked);
    EXPECT_EQ(fixture().tickets_with(asked.ticket.id), 1);
}

TEST_P(HelpdeskContract, ATicketThatIsNotThereIsNeverAccepted) {
    const auto added = helpdesk().add_message("999999", message("anybody?"));
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code(), Errc::invalid_input) << added.error().message();
}

}  // namespace storeside
