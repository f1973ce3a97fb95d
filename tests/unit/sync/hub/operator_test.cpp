#include <gtest/gtest.h>

#include "sync/hub/inbox.hpp"
#include "sync/hub/operator_routes.hpp"
#include "sync/hub_store/kiosks.hpp"
#include "sync/hub_store/store.hpp"
#include "sync/hub_store/tickets.hpp"
#include "tests/fakes/let_in.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside {
namespace {

TEST(Operator, IsKnownByTheTokenThatOnlyTheHubsUserCanRead) {
    RunningHub hub;
    EXPECT_EQ(hub.call("GET", "/v1/kiosks", "").status, 401);
    EXPECT_EQ(hub.call("GET", "/v1/kiosks", hub.operator_token()).status, 200);
    const auto mode = std::filesystem::status(hub.data() / "operator.token").permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_EQ(hub.call("GET", "/v1/nothing", hub.operator_token()).status, 404);
    EXPECT_EQ(hub.call("GET", "/v1/health", "").status, 200);
}

TEST(Hub, ThatCanNotListenEndsWhatItBegan) {
    RunningHub running;
    TemporaryFolder folder;
    SystemClock clock;
    SystemRandom random;
    FakeHelpdesk helpdesk;
    auto shops = two_small_shops();
    hub::HubOptions options;
    options.data = folder.path();
    options.port = static_cast<std::uint16_t>(std::stoi(running.url().substr(running.url().rfind(':') + 1)));
    const auto started = hub::Hub::start(std::move(options), helpdesk, shops, clock, random);
    ASSERT_FALSE(started);
    EXPECT_EQ(started.error().code(), Errc::unavailable);
}

TEST(Operator, SeesWhatAKioskLastReported) {
    RunningHub hub;
    const auto kiosk = hub.enrol();
    protocol::SyncRequest request;
    request.reported = {1, "0.1.0", "abc", 3};
    ASSERT_EQ(hub.call("POST", "/v1/sync", kiosk, protocol::encode(request)).status, 200);
    const auto rows = protocol::decode_kiosks(hub.by_operator("GET", "/v1/kiosks").body).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].id, kiosk.kiosk);
    EXPECT_EQ(rows[0].program, "0.1.0");
    EXPECT_EQ(rows[0].unsent, 3);
    EXPECT_NE(rows[0].last_seen, Time{});
}

class InboxRoutes : public testing::Test {
protected:
    InboxRoutes() {
        hub_store::Kiosks kiosks(database);
        const auto kiosk = hub_store::let_in(kiosks, "Aisle 7", authority, clock, random).kiosk;
        ticket.id = make_id(clock.now(), random);
        ticket.code = short_code(ticket.id);
        auto transaction = database.begin();
        EXPECT_TRUE(hub_store::Tickets(database).create(*transaction, kiosk, ticket, clock.now()));
        EXPECT_TRUE(transaction->commit());
    }
    void hand_over(const std::string& helpdesk, const std::string& ref) {
        auto transaction = database.begin();
        EXPECT_TRUE(hub_store::Tickets(database).set_ref(*transaction, ticket.id, helpdesk, ref));
        EXPECT_TRUE(transaction->commit());
    }
    http::Incoming saying(const std::string& text) {
        http::Incoming request;
        request.body = protocol::encode(protocol::ReplyRequest{"Nina", text});
        return request;
    }

    TemporaryFolder folder;
    ManualClock clock;
    SeededRandom random{1};
    pki::Authority authority = std::move(pki::Authority::open(folder.path(), clock.now(), random).value());
    db::Database database = std::move(hub_store::open(folder.path()).value());
    hub::Inbox inbox = std::move(hub::Inbox::open(folder.path()).value());
    hub::OperatorRoutes routes{database, clock, random, "inbox", [] {}};
    tickets::Ticket ticket;
};

TEST_F(InboxRoutes, AReplyBecomesAnAnswerOfTheInbox) {
    const auto cursor = inbox.answers_after("").value().cursor;
    hand_over("inbox", inbox.create({ticket, "Bramble", "Aisle 7"}).value());
    EXPECT_EQ(routes.reply(ticket.code, saying("On my way")).status, 200);
    EXPECT_EQ(routes.close(to_string(ticket.id)).status, 200);
    const auto news = inbox.answers_after(cursor).value();
    ASSERT_EQ(news.answers.size(), 1U);
    EXPECT_EQ(news.answers[0].text, "On my way");
    EXPECT_EQ(news.answers[0].from, "Nina");
    EXPECT_EQ(news.closed.size(), 1U);
    EXPECT_TRUE(inbox.answers_after(news.cursor).value().answers.empty());
}

TEST_F(InboxRoutes, ATicketOfAnotherHelpdeskIsAnsweredThere) {
    hand_over("rt", "12");
    EXPECT_EQ(routes.reply(ticket.code, saying("On my way")).status, 409);
}

TEST_F(InboxRoutes, AnEmptyReplyIsRefused) {
    hand_over("inbox", inbox.create({ticket, "Bramble", "Aisle 7"}).value());
    EXPECT_EQ(routes.reply(ticket.code, saying(" \n")).status, 400);
    EXPECT_EQ(routes.reply("ZZZ-ZZZ", saying("x")).status, 404);
}

}  // namespace
}  // namespace storeside
