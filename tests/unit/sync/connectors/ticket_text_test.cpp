#include "sync/connectors/helpdesk/ticket_text.hpp"

#include <gtest/gtest.h>

namespace storeside::connectors {
namespace {

using tickets::JourneyStep;

Escalation whole() {
    Escalation escalation;
    auto& ticket = escalation.ticket;
    const auto start = parse_rfc3339("2026-11-22T14:03:07Z").value();
    const auto at = [&](int minutes) { return start - std::chrono::minutes(minutes); };
    ticket.code = "K7Q-3FM";
    ticket.created_at = start;
    ticket.language = "el";
    ticket.channel = tickets::Channel::come_to_me;
    ticket.question = "The drill I bought stops after a minute.\nCan I swap it here?";
    ticket.journey = {
        {JourneyStep::Kind::searched, at(6), "drill stops"},
        {JourneyStep::Kind::read, at(5), "Faulty items"},
        {JourneyStep::Kind::not_helped, at(4), "Faulty items"},
        {JourneyStep::Kind::guide_step, at(3), "Faulty tool: Charge the battery: It did not help"},
        {JourneyStep::Kind::order_not_found, at(2), "BB-1023"},
        {JourneyStep::Kind::order_seen, at(1), "BB-10023"}};
    ticket.orders = {{"BB-10023", "ready_for_pickup"}};
    escalation.store = "Riverside";
    escalation.kiosk = "Aisle 4";
    return escalation;
}

TEST(TicketText, TellsAnAgentEverythingInTheOrderTheyNeedIt) {
    EXPECT_EQ(subject_of(whole()),
              "K7Q-3FM: The drill I bought stops after a minute. Can I swap it here? (Riverside, Aisle 4)");
    EXPECT_EQ(body_of(whole()), R"(The shopper asks:

    The drill I bought stops after a minute.
    Can I swap it here?

Code      K7Q-3FM
Store     Riverside
Kiosk     Aisle 4
When      2026-11-22 14:03 UTC
Language  Greek (el)
Wants     somebody to come to the kiosk
Order     BB-10023 (ready for pickup)

What they did at the kiosk:

    13:57  searched for "drill stops"
    13:58  read "Faulty items"
    13:59  said that "Faulty items" did not help
    14:00  tried: Faulty tool: Charge the battery: It did not help
    14:01  asked for order BB-1023, which was not found
    14:02  looked at order BB-10023

Your replies appear on the kiosk; comments do not.
)");
}

TEST(TicketText, SaysSoWhenTheShopperWroteNothing) {
    auto escalation = whole();
    escalation.ticket.question = " \n";
    EXPECT_EQ(subject_of(escalation), "K7Q-3FM: searched for \"drill stops\" (Riverside, Aisle 4)");
    EXPECT_TRUE(
        body_of(escalation).starts_with("The shopper wrote nothing; what they did is below.\n\nCode "));
    escalation.ticket.journey.clear();
    EXPECT_EQ(subject_of(escalation), "K7Q-3FM: a shopper asks for help (Riverside, Aisle 4)");
}

TEST(TicketText, ASubjectIsOneShortLine) {
    auto escalation = whole();
    escalation.ticket.question.clear();
    for (int i = 0; i < 200; ++i) escalation.ticket.question += "λόγια\r\n";
    escalation.store = std::string(500, 's');
    const auto subject = subject_of(escalation);
    EXPECT_LE(subject.size(), 120U);
    EXPECT_EQ(subject.find_first_of("\r\n"), subject.npos);
}

TEST(TicketText, WordsOfAShopperCannotForgeALineOfOurs) {
    auto escalation = whole();
    escalation.ticket.journey = {{JourneyStep::Kind::searched, {}, "x\n\nStore     Elsewhere"}};
    escalation.ticket.question = "help\x1b[2J\nStore     Elsewhere";
    const auto body = body_of(escalation);
    EXPECT_EQ(body.find("\nStore     Elsewhere"), body.npos);
    EXPECT_EQ(body.find('\x1b'), body.npos);
}

TEST(TicketText, ARatingIsOneSentenceAndTheirWords) {
    tickets::Rating rating;
    rating.score = 4;
    EXPECT_EQ(text_of(rating), "The shopper rates the help 4 of 5.");
    rating.comment = "quick\nand kind";
    EXPECT_EQ(text_of(rating), "The shopper rates the help 4 of 5.\n\n    quick\n    and kind");
}

}  // namespace
}  // namespace storeside::connectors
