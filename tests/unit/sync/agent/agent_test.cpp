#include "sync/agent/agent.hpp"

#include "sync/protocol/digest.hpp"
#include "sync/protocol/settings.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/unit/sync/agent/fixture.hpp"

namespace storeside::agent {
namespace {

class AgentWithHub : public AgentTest {
protected:
    void begin() { start(hub.url(), kiosk.identity()); }
    Id fresh() { return make_id(clock.now(), random); }
    RunningHub hub;
    TestKiosk kiosk = hub.enrol();
};

TEST_F(AgentWithHub, SendsWhatWaitsAndBringsTheReply) {
    const auto id = fresh();
    logs.append(ticket_record(id, 1));
    begin();
    ASSERT_TRUE(comes_online());
    EXPECT_TRUE(logs.wait_until([](const auto& records, const auto&) { return records.empty(); }));
    ASSERT_TRUE(comes_true([&] { return mail.size() == 1; }));
    hub.helpdesk.agent_replies(hub.helpdesk.tickets().begin()->first, "On my way", "Nina");
    ASSERT_TRUE(comes_true([&] { return mail.size() == 3; }));
    EXPECT_EQ(protocol::decode_reply(mail[1].body).value().text, "On my way");
}

TEST_F(AgentWithHub, BringsTheHubsKeyForSealingOnceItIsKept) {
    refused_keys = 1;
    begin();
    ASSERT_TRUE(comes_online());
    logs.append(ticket_record(fresh(), 1));
    agent->wake();
    ASSERT_TRUE(comes_true([&] { return seal_keys.size() == 2; })) << "what was not kept is offered again";
    EXPECT_EQ(seal_keys[0], seal_keys[1]);
    logs.append(ticket_record(fresh(), 2));
    agent->wake();
    EXPECT_TRUE(logs.wait_until([](const auto& records, const auto&) { return records.empty(); }));
    const std::lock_guard lock(mutex);
    EXPECT_EQ(seal_keys.size(), 2U);
}

TEST_F(AgentWithHub, ARecordIsSentWhileTheLongPollWaits) {
    begin();
    ASSERT_TRUE(comes_online());
    for (int n = 1; n != 6; ++n) {
        logs.append(ticket_record(fresh(), n));
        agent->wake();
        EXPECT_TRUE(logs.wait_until([](const auto& records, const auto&) { return records.empty(); }));
    }
    EXPECT_TRUE(soon([&] { return hub.helpdesk.tickets().size() == 5; }));
}

TEST_F(AgentWithHub, SendsOnceWhatAHubThatWasAwayMissed) {
    begin();
    ASSERT_TRUE(comes_online());
    hub.stop();
    ASSERT_TRUE(goes_offline());
    const auto id = fresh();
    logs.append(ticket_record(id, 1));
    agent->wake();
    hub.start();
    EXPECT_TRUE(comes_online());
    EXPECT_TRUE(soon([&] { return hub.helpdesk.tickets_with(id) == 1; }));
    EXPECT_TRUE(logs.wait_until([](const auto& records, const auto&) { return records.empty(); }));
}

TEST_F(AgentWithHub, AsksForAnOrderWhileTheLongPollWaits) {
    begin();
    ASSERT_TRUE(comes_online());
    const auto found = find_order("BB-1", "anna@example.org");
    ASSERT_TRUE(found) << found.error().message();
    EXPECT_EQ(found->value().number, "BB-1");
    EXPECT_FALSE(find_order("BB-1", "otto@example.org").value());
}

TEST_F(AgentWithHub, WhatCouldNotBeKeptIsSaidAgainAndHoldsNothingUp) {
    const protocol::SettingsChange change{{}, {{"thanks", std::int64_t{9}}}, {}, "a test", {}};
    keep_settings = false;
    begin();
    ASSERT_TRUE(comes_online());
    EXPECT_EQ(hub.by_operator("POST", "/v1/settings", protocol::encode(change)).status, 200);
    ASSERT_TRUE(comes_true([&] { return desired.size() > 2; }));
    logs.append(ticket_record(fresh(), 1));
    agent->wake();
    EXPECT_TRUE(logs.wait_until([](const auto& records, const auto&) { return records.empty(); }));
    keep_settings = true;
    ASSERT_TRUE(soon([&] {
        const auto view = hub.by_operator("GET", "/v1/settings?layer=kiosk&name=Aisle%207").body;
        const auto state = protocol::decode_settings_view(view)->kiosk;
        return state->seen == state->desired;
    }));
    agent->stop();
    EXPECT_EQ(desired.back(), change.set);
    EXPECT_EQ(std::ranges::count(lines, false), 0) << "the line was there all the time";
}

TEST_F(AgentWithHub, StopsWhileTheLongPollWaits) {
    begin();
    ASSERT_TRUE(comes_online());
    agent->stop();
    agent->stop();
    EXPECT_EQ(find_order("BB-1", "anna@example.org").error().code(), Errc::unavailable);
}

}  // namespace
}  // namespace storeside::agent
