// Jobs that the helpdesk refused, a helpdesk that is left alone, and one that calls back.
#include <gtest/gtest.h>

#include "sync/protocol/digest.hpp"
#include "sync/protocol/jobs.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside {
namespace {

using Fault = FakeHelpdesk::Fault;

class HelpdeskJobs : public testing::Test {
protected:
    void call_agent(const Id& ticket) {
        protocol::SyncRequest request;
        request.outbox = {ticket_record(ticket, ++last)};
        ASSERT_EQ(hub.call("POST", "/v1/sync", kiosk, protocol::encode(request)).status, 200);
    }
    Id fresh() { return make_id(from_micros(1'795'356'187'000'000), random); }
    protocol::JobList jobs(const std::string& state = {}) {
        const auto answer = hub.by_operator("GET", "/v1/jobs?state=" + state);
        EXPECT_EQ(answer.status, 200) << answer.body;
        return protocol::decode_jobs(answer.body).value();
    }
    int change(std::int64_t n, const std::string& verb) {
        return hub.by_operator("POST", "/v1/jobs/" + std::to_string(n) + "/" + verb, "{}").status;
    }

    SeededRandom random{1};
    journal::Sequence last = 0;
    RunningHub hub;
    TestKiosk kiosk = hub.enrol();
};

TEST_F(HelpdeskJobs, ADeadOneIsShownTriedAgainAndThenDone) {
    const auto id = fresh();
    hub.helpdesk.fail_ticket(id, Fault::reject);
    call_agent(id);
    ASSERT_TRUE(soon([&] { return jobs("dead").jobs.size() == 1; }));
    const auto job = jobs("dead").jobs.front();
    EXPECT_EQ(job.ticket, id);
    EXPECT_EQ(job.code, short_code(id));
    EXPECT_EQ(job.store, "Bramble");
    EXPECT_EQ(job.kiosk, "Aisle 7");
    EXPECT_EQ(job.error, "the helpdesk does not take it");
    hub.helpdesk.forgive_ticket(id);
    EXPECT_EQ(change(job.n, "retry"), 200);
    EXPECT_TRUE(soon([&] { return hub.helpdesk.tickets_with(id) == 1 && jobs().jobs.empty(); }));
    EXPECT_EQ(change(job.n, "retry"), 409) << "it is done";
}

TEST_F(HelpdeskJobs, ADeadOneThatIsGivenUpIsNoTroubleAnyMore) {
    const auto id = fresh();
    hub.helpdesk.fail_ticket(id, Fault::reject);
    call_agent(id);
    ASSERT_TRUE(soon([&] { return jobs("dead").jobs.size() == 1; }));
    const auto n = jobs().jobs.front().n;
    EXPECT_EQ(change(n, "drop"), 200);
    EXPECT_TRUE(jobs().jobs.empty());
    const auto tickets = protocol::decode_tickets(hub.by_operator("GET", "/v1/tickets").body).value();
    EXPECT_EQ(tickets.at(0).trouble, "");
    EXPECT_EQ(change(n, "retry"), 409);
    EXPECT_EQ(change(n, "drop"), 409);
}

TEST_F(HelpdeskJobs, AreForOperatorsAlone) {
    EXPECT_EQ(hub.call("GET", "/v1/jobs", kiosk).status, 401);
    EXPECT_EQ(hub.call("POST", "/v1/jobs/1/retry", "", "{}").status, 401);
    EXPECT_EQ(hub.by_operator("GET", "/v1/jobs?state=lost").status, 400);
    EXPECT_EQ(change(77, "drop"), 404);
    EXPECT_EQ(change(77, "explode"), 404);
    EXPECT_EQ(hub.by_operator("POST", "/v1/jobs/all/drop", "{}").status, 404);
}

TEST_F(HelpdeskJobs, AHelpdeskThatAsksToBeLeftAloneIs) {
    hub.helpdesk.ask_for_patience(std::chrono::hours(1));
    const auto id = fresh();
    hub.helpdesk.fail_writes(Fault::refuse, 1);
    call_agent(id);
    ASSERT_TRUE(soon([&] { return !jobs().helpdesk.error.empty(); }));
    const auto health = jobs().helpdesk;
    EXPECT_EQ(health.name, "fake");
    EXPECT_GT(health.until, hub.clock.now() + std::chrono::minutes(50));
    const auto calls = hub.helpdesk.calls();
    call_agent(fresh());
    std::this_thread::sleep_for(std::chrono::milliseconds(200));  // ten polls, if it polled
    EXPECT_EQ(hub.helpdesk.calls(), calls);
    hub.clock.advance(std::chrono::hours(2));
    EXPECT_TRUE(soon([&] { return hub.helpdesk.tickets().size() == 2; }));
}

TEST_F(HelpdeskJobs, ACircuitThatIsOpenIsShown) {
    hub.helpdesk.fail_writes(Fault::refuse, 1'000'000);
    for (int i = 0; i != 6; ++i) call_agent(fresh());
    EXPECT_TRUE(soon([&] { return jobs().helpdesk.circuit == "open"; }));
    EXPECT_EQ(jobs().helpdesk.error, "the helpdesk refuses the connection");
    hub.helpdesk.fail_writes(Fault::refuse, 0);
    EXPECT_TRUE(soon([&] { return jobs().jobs.empty() && jobs().helpdesk.circuit == "closed"; }));
    EXPECT_EQ(hub.helpdesk.tickets().size(), 6U);
}

class Hooks : public testing::Test {
protected:
    int call(const std::string& path, const std::string& body = {}, http::Headers headers = {}) {
        return hub.call("POST", "/v1/hooks/helpdesk/" + path, "", body, std::move(headers)).status;
    }

    const std::string secret = "0123456789abcdef0123";
    RunningHub hub{secret};
};

TEST_F(Hooks, AreOpenToWhoKnowsTheSecret) {
    const std::string body = R"({"ticket": "17", "reply": "You have won"})";
    const auto signature = "sha256=" + protocol::hmac_sha256(secret, body);
    EXPECT_EQ(call("fake/" + secret), 200);
    EXPECT_EQ(call("fake", body, {{"x-storeside-signature", signature}}), 200);
    EXPECT_EQ(call("fake", body, {{"x-hub-signature-256", signature}}), 200);

    EXPECT_EQ(call("fake"), 403);
    EXPECT_EQ(call("fake/"), 403);
    EXPECT_EQ(call("fake/" + secret + "0"), 403);
    EXPECT_EQ(call("fake", body + " ", {{"x-storeside-signature", signature}}), 403);
    EXPECT_EQ(call("other/" + secret), 404);
    EXPECT_EQ(RunningHub().call("POST", "/v1/hooks/helpdesk/fake/", "").status, 404);
}

TEST(HookSignature, IsTheHmacOfRfc4231) {
    EXPECT_EQ(protocol::hmac_sha256("Jefe", "what do ya want for nothing?"),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(HookOfAQuietHub, BringsAnAnswerBeforeTheNextPoll) {
    const std::string secret = "0123456789abcdef0123";
    RunningHub hub(secret, std::chrono::hours(1));
    const auto kiosk = hub.enrol();
    SeededRandom random{1};
    protocol::SyncRequest request;
    request.outbox = {ticket_record(make_id({}, random), 1)};
    ASSERT_EQ(hub.call("POST", "/v1/sync", kiosk, protocol::encode(request)).status, 200);
    ASSERT_TRUE(soon([&] { return hub.helpdesk.tickets().size() == 1; }));
    hub.helpdesk.agent_replies("1", "On my way");
    const auto mail = [&] {
        const auto body = hub.call("POST", "/v1/sync", kiosk, protocol::encode(protocol::SyncRequest{})).body;
        return protocol::decode_sync_answer(body).value().mail.size();
    };
    EXPECT_EQ(mail(), 1U) << "the ticket is open; nobody has looked for answers";
    ASSERT_EQ(hub.call("POST", "/v1/hooks/helpdesk/fake/" + secret, "").status, 200);
    EXPECT_TRUE(soon([&] { return mail() == 3; }));
}

}  // namespace
}  // namespace storeside
