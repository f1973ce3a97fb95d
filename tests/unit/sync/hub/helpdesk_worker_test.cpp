#include "sync/hub/helpdesk_worker.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside {
namespace {

class HelpdeskTrouble : public testing::Test {
protected:
    void call_agent() {
        protocol::SyncRequest request;
        request.outbox = {ticket_record(id, 1), message_record(make_id({}, random), id, 2, "Blue, please")};
        ASSERT_EQ(hub.call("POST", "/v1/sync", kiosk, protocol::encode(request)).status, 200);
    }
    std::string trouble() {
        return protocol::decode_tickets(hub.by_operator("GET", "/v1/tickets").body).value().at(0).trouble;
    }
    bool arrives_once() {
        const bool arrived = soon([&] {
            const auto tickets = hub.helpdesk.tickets();
            return tickets.size() == 1 && tickets.begin()->second.entries.size() == 1;
        });
        return arrived && hub.helpdesk.tickets_with(id) == 1 && soon([&] { return trouble().empty(); });
    }

    SeededRandom random{1};
    Id id = make_id(from_micros(1'795'356'187'000'000), random);
    RunningHub hub;
    TestKiosk kiosk = hub.enrol();
};

TEST_F(HelpdeskTrouble, ATicketWaitsWhileTheHelpdeskIsDown) {
    hub.helpdesk.fail_writes(FakeHelpdesk::Fault::refuse, 5);
    call_agent();
    EXPECT_TRUE(arrives_once());
}

TEST_F(HelpdeskTrouble, ALostAnswerMakesNoSecondTicket) {
    hub.helpdesk.fail_writes(FakeHelpdesk::Fault::lose_answer, 3);
    call_agent();
    EXPECT_TRUE(arrives_once());
}

TEST_F(HelpdeskTrouble, AMissingRightIsShownAndTriedAgain) {
    hub.helpdesk.fail_writes(FakeHelpdesk::Fault::deny, 1'000'000);
    call_agent();
    EXPECT_TRUE(soon([&] { return !trouble().empty(); }));
    hub.helpdesk.fail_writes(FakeHelpdesk::Fault::deny, 0);
    EXPECT_TRUE(arrives_once());
}

TEST_F(HelpdeskTrouble, ATicketThatTheHelpdeskNeverTakesDoesNotHoldUpTheOthers) {
    for (const auto fault : {FakeHelpdesk::Fault::refuse, FakeHelpdesk::Fault::deny}) {
        hub.helpdesk.fail_ticket(id, fault);
        call_agent();
        const auto other = make_id({}, random);
        protocol::SyncRequest request;
        request.outbox = {ticket_record(other, 1)};
        ASSERT_EQ(hub.call("POST", "/v1/sync", kiosk, protocol::encode(request)).status, 200);
        EXPECT_TRUE(soon([&] { return hub.helpdesk.tickets_with(other) == 1; }));
    }
    EXPECT_EQ(hub.helpdesk.tickets_with(id), 0);
}

TEST_F(HelpdeskTrouble, AnAnswerThatCanNotBeReadHoldsUpNoTicket) {
    call_agent();
    ASSERT_TRUE(arrives_once());
    hub.helpdesk.fail_reads(FakeHelpdesk::Fault::refuse, 1'000'000);
    const auto other = make_id({}, random);
    protocol::SyncRequest request;
    request.outbox = {ticket_record(other, 3)};
    ASSERT_EQ(hub.call("POST", "/v1/sync", kiosk, protocol::encode(request)).status, 200);
    EXPECT_TRUE(soon([&] { return hub.helpdesk.tickets_with(other) == 1; }));
}

TEST_F(HelpdeskTrouble, ANameOrAnAnswerTooLongForTheKioskIsCut) {
    call_agent();
    ASSERT_TRUE(arrives_once());
    hub.helpdesk.agent_replies(hub.helpdesk.tickets().begin()->first, std::string(100'000, 'x'),
                               std::string(1000, 'n'));
    journal::Mail reply;
    ASSERT_TRUE(soon([&] {
        const auto body = hub.call("POST", "/v1/sync", kiosk, protocol::encode(protocol::SyncRequest{})).body;
        const auto answer = protocol::decode_sync_answer(body).value();
        const auto found = std::ranges::find(answer.mail, "reply", &journal::Mail::kind);
        if (found == answer.mail.end()) return false;
        reply = *found;
        return true;
    }));
    const auto cut = protocol::decode_reply(reply.body);
    ASSERT_TRUE(cut) << cut.error().message();
    EXPECT_EQ(cut->text.size(), protocol::kMaxReplyBytes);
    EXPECT_EQ(cut->from.size(), protocol::kMaxFromBytes);
}

TEST_F(HelpdeskTrouble, WhatWaitsSurvivesARestart) {
    hub.helpdesk.fail_writes(FakeHelpdesk::Fault::refuse, 1'000'000);
    call_agent();
    ASSERT_TRUE(soon([&] { return !trouble().empty(); }));
    hub.stop();
    hub.helpdesk.fail_writes(FakeHelpdesk::Fault::refuse, 0);
    hub.start();
    EXPECT_TRUE(arrives_once());
}

TEST_F(HelpdeskTrouble, AnAnswerReadTwiceIsDeliveredOnce) {
    call_agent();
    ASSERT_TRUE(arrives_once());
    hub.helpdesk.agent_replies(hub.helpdesk.tickets().begin()->first, "On my way");
    const auto replies = [&] {
        const auto body = hub.call("POST", "/v1/sync", kiosk, protocol::encode(protocol::SyncRequest{})).body;
        const auto answer = protocol::decode_sync_answer(body).value();
        return std::ranges::count(answer.mail, "reply", &journal::Mail::kind);
    };
    ASSERT_TRUE(soon([&] { return replies() == 1; }));
    hub.helpdesk.agent_closes(hub.helpdesk.tickets().begin()->first);
    EXPECT_TRUE(soon([&] {
        return protocol::decode_tickets(hub.by_operator("GET", "/v1/tickets?state=closed").body)
                   .value()
                   .size() == 1;
    }));
    EXPECT_EQ(replies(), 1);
}

}  // namespace
}  // namespace storeside
