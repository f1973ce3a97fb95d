#include <gtest/gtest.h>
#include <openssl/evp.h>

#include <future>

#include "sync/hub_store/store.hpp"
#include "sync/pki/certificate.hpp"
#include "sync/protocol/digest.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/tcp_server.hpp"

namespace storeside {
namespace {

std::string base64(std::string_view bytes) {
    std::string out(4 * ((bytes.size() + 2) / 3), '\0');
    EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()),
                    reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    return out;
}

class HubSync : public testing::Test {
protected:
    http::Response post(const protocol::SyncRequest& request) {
        return hub.call("POST", "/v1/sync", kiosk, protocol::encode(request));
    }
    protocol::SyncAnswer sync(const protocol::SyncRequest& request) {
        const auto response = post(request);
        EXPECT_EQ(response.status, 200) << response.body;
        return protocol::decode_sync_answer(response.body).value();
    }
    // A request that has seen everything so far and waits.
    protocol::SyncRequest waiting() {
        protocol::SyncRequest request;
        const auto now = sync(request);
        request.cursor = now.cursor;
        request.reported.version = now.desired.version;
        request.wait = 300;
        return request;
    }
    Id fresh() { return make_id(from_micros(1'795'356'187'000'000), random); }

    SeededRandom random{1};
    RunningHub hub;
    TestKiosk kiosk = hub.enrol();
};

TEST_F(HubSync, RefusesWhoShowsNoCertificate) {
    EXPECT_EQ(hub.call("POST", "/v1/sync", "x", protocol::encode(protocol::SyncRequest{})).status, 401);
    EXPECT_EQ(hub.call("POST", "/v1/sync", "", protocol::encode(protocol::SyncRequest{})).status, 401);
    EXPECT_EQ(
        hub.call("POST", "/v1/sync", hub.operator_token(), protocol::encode(protocol::SyncRequest{})).status,
        401);
}

TEST_F(HubSync, NamesTheMemberThatIsWrong) {
    const auto response = hub.call("POST", "/v1/sync", kiosk, R"({"cursor":{"epoch":1}})");
    EXPECT_EQ(response.status, 400);
    EXPECT_EQ(protocol::decode_refusal(response.body), "cursor.epoch: not a string");
}

TEST_F(HubSync, ARecordThatIsTooLongIsKeptAndHoldsUpNoOtherOne) {
    protocol::SyncRequest request;
    const auto id = fresh();
    request.outbox = {
        ticket_record(id, 1),
        {2, fresh(), "audit", {}, std::string(protocol::kMaxBodyBytes + 1, 'x')},
        message_record(fresh(), id, 3, "Blue, please"),
        {4, fresh(), "audit", {}, std::string(protocol::kMaxBodyBytes + 1, 'y')},
    };
    for (int i = 0; i != 2; ++i) EXPECT_EQ(sync(request).acked, 4);
    ASSERT_TRUE(soon([&] {
        return hub.helpdesk.tickets().size() == 1 &&
               hub.helpdesk.tickets().begin()->second.entries.size() == 1;
    }));
    auto database = hub_store::open(hub.data()).value();
    auto rows = database.prepare("SELECT count(*), min(length(body)) FROM record WHERE kind = 'unreadable'");
    ASSERT_TRUE(rows && rows->step().value());
    EXPECT_EQ(rows->integer(0), 2);
    EXPECT_GT(rows->integer(1), static_cast<std::int64_t>(protocol::kMaxBodyBytes));
}

TEST_F(HubSync, ReadsALongBodyFromThoseAloneWhomItKnows) {
    // Only the head is ever sent: who is answered was judged by it. By the proxy's socket, where it can be
    // written by hand.
    const auto head_with = [&](const std::string& what, const std::string& header, std::size_t length) {
        return exchange_bytes(hub.proxy_socket(), what + " HTTP/1.1\r\nHost: a\r\n" + header +
                                                      "\r\nContent-Length: " + std::to_string(length) +
                                                      "\r\n\r\n")
            .substr(0, 12);
    };
    const auto head = [&](const std::string& what, const std::string& token, std::size_t length) {
        return head_with(what, "Authorization: Bearer " + token, length);
    };
    const auto shown =
        "x-storeside-client-certificate: " + base64(pki::Certificate::from_pem(kiosk.certificate)->der());
    const std::string publish = "PUT /v1/packs/" + std::string(64, 'a') + ".pack";
    EXPECT_EQ(head(publish, "nobody", 1000), "HTTP/1.1 401");
    EXPECT_EQ(head_with(publish, shown, 60'000'000), "HTTP/1.1 401");
    EXPECT_EQ(head(publish, hub.operator_token(), 70'000'000), "HTTP/1.1 413");
    EXPECT_EQ(head("POST /v1/sync", "nobody", 1000), "HTTP/1.1 401");
    EXPECT_EQ(head("POST /v1/sync", hub.operator_token(), 1000), "HTTP/1.1 401");
    EXPECT_EQ(head_with("POST /v1/sync", shown, protocol::kMaxMessageBytes + 1), "HTTP/1.1 413");
    EXPECT_EQ(head("POST /v1/enrol", "nobody", 65'537), "HTTP/1.1 413");
    EXPECT_EQ(head("POST /v1/invites", hub.operator_token(), 65'537), "HTTP/1.1 413");
    EXPECT_EQ(head("PUT /v1/else", hub.operator_token(), 65'537), "HTTP/1.1 413");
}

TEST_F(HubSync, ATicketSentThreeTimesIsOneTicket) {
    protocol::SyncRequest request;
    const auto id = fresh();
    request.outbox = {ticket_record(id, 1), message_record(fresh(), id, 2, "Blue, please")};
    for (int i = 0; i != 3; ++i) EXPECT_EQ(sync(request).acked, 2);
    ASSERT_TRUE(soon([&] {
        return hub.helpdesk.tickets().size() == 1 &&
               hub.helpdesk.tickets().begin()->second.entries.size() == 1;
    }));
    const auto ticket = hub.helpdesk.tickets().begin()->second;
    EXPECT_EQ(ticket.escalation.store, "Bramble");
    EXPECT_EQ(ticket.escalation.kiosk, "Aisle 7");
    EXPECT_EQ(ticket.escalation.ticket.question, "Where is it?");
}

TEST_F(HubSync, ARecordThatMakesNoSenseDoesNotBlockTheNext) {
    protocol::SyncRequest request;
    request.outbox = {{1, fresh(), "ticket", {}, "nonsense"}, ticket_record(fresh(), 2)};
    EXPECT_EQ(sync(request).acked, 2);
    EXPECT_TRUE(soon([&] { return hub.helpdesk.tickets().size() == 1; }));
}

TEST_F(HubSync, AKioskCanNotWriteIntoTheTicketOfAnother) {
    const auto id = fresh();
    protocol::SyncRequest request;
    request.outbox = {ticket_record(id, 1)};
    sync(request);
    kiosk = hub.enrol();
    request.outbox = {message_record(fresh(), id, 1, "not mine")};
    EXPECT_EQ(sync(request).acked, 1);
    const auto shown =
        protocol::decode_ticket_detail(hub.by_operator("GET", "/v1/tickets/" + to_string(id)).body).value();
    EXPECT_TRUE(shown.entries.empty());
}

TEST_F(HubSync, AHeldCallIsAnsweredWhenAnAgentReplies) {
    protocol::SyncRequest request;
    request.outbox = {ticket_record(fresh(), 1)};
    sync(request);
    ASSERT_TRUE(soon([&] { return sync({}).mail.size() == 1; }));
    auto held = std::async(std::launch::async, [&, request = waiting()] { return sync(request); });
    hub.helpdesk.agent_replies(hub.helpdesk.tickets().begin()->first, "On my way", "Nina");
    const auto answer = held.get();
    ASSERT_EQ(answer.mail.size(), 2U);
    EXPECT_EQ(answer.mail[0].n, 2);
    const auto reply = protocol::decode_reply(answer.mail[0].body).value();
    EXPECT_EQ(reply.text, "On my way");
    EXPECT_EQ(reply.from, "Nina");
    EXPECT_EQ(protocol::decode_ticket_state(answer.mail[1].body).value().state, tickets::State::answered);
}

TEST_F(HubSync, ANewerCallEndsTheOlderOne) {
    const auto request = waiting();
    auto older = std::async(std::launch::async, [&] { return post(request).status; });
    // The newer call asks for an answer at once, until there was an older one to end.
    auto newer = request;
    newer.wait = 0;
    ASSERT_TRUE(soon([&] {
        sync(newer);
        return older.wait_for(std::chrono::milliseconds(0)) == std::future_status::ready;
    }));
    EXPECT_EQ(older.get(), 200);
}

TEST_F(HubSync, SaysForHowLongItHoldsTheNextCall) {
    const auto quiet = sync({}).hold;
    EXPECT_GE(quiet, 240);
    EXPECT_LE(quiet, 300);
    protocol::SyncRequest request;
    request.outbox = {ticket_record(fresh(), 1)};
    EXPECT_EQ(sync(request).hold, 25);
}

TEST_F(HubSync, StopsWhileACallIsHeld) {
    auto held = std::async(std::launch::async, [&, request = waiting()] { return post(request).status; });
    // The kiosk is listed as seen before its call is held; either way the call ends with the hub.
    hub.stop();
    EXPECT_NE(held.get(), 200);
}

TEST_F(HubSync, FindsAnOrderAndSaysTheSameForUnknownAndWrong) {
    const auto find = [&](const char* number, const char* factor) {
        return hub.call("POST", "/v1/orders/find", kiosk,
                        protocol::encode(protocol::OrderRequest{{Secret(number), Secret(factor)}}));
    };
    EXPECT_EQ(
        protocol::decode_order_answer(find("BB-1", "anna@example.org").body).value().order.value().number,
        "BB-1");
    const auto wrong = find("BB-1", "otto@example.org");
    const auto unknown = find("BB-2", "anna@example.org");
    EXPECT_EQ(wrong.status, 200);
    EXPECT_EQ(wrong.body, unknown.body);
}

TEST_F(HubSync, AsksOnlyTheShopsOfTheKiosksStore) {
    const auto elsewhere = TestKiosk::enrol(hub.url(), hub.invite("Elsewhere", "Till 1"));
    const auto finds = [&](const TestKiosk& asking) {
        const auto question = protocol::OrderRequest{{Secret("EL-1"), Secret("anna@example.org")}};
        const auto answer = hub.call("POST", "/v1/orders/find", asking, protocol::encode(question));
        return protocol::decode_order_answer(answer.body).value().order.has_value();
    };
    EXPECT_TRUE(finds(elsewhere));
    EXPECT_FALSE(finds(kiosk));
}

TEST_F(HubSync, SlowsDownAKioskThatGuesses) {
    const auto guess = [&] {
        return hub
            .call("POST", "/v1/orders/find", kiosk,
                  protocol::encode(protocol::OrderRequest{{Secret("BB-1"), Secret("guess")}}))
            .status;
    };
    // Two are free; the limits of RunningHub let no later one wait longer than its first delay.
    EXPECT_EQ(guess(), 200);
    EXPECT_EQ(guess(), 200);
    std::vector<std::future<int>> more;
    for (int i = 0; i != 20; ++i) more.push_back(std::async(std::launch::async, guess));
    int slowed = 0;
    for (auto& one : more) slowed += one.get() == 429;
    EXPECT_GT(slowed, 0);
}

}  // namespace
}  // namespace storeside
