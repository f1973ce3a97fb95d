#include "tests/unit/sync/agent/hostile_hub.hpp"

namespace storeside::agent {
namespace {

journal::Record some_record() { return {0, {}, "audit", {}, "{}"}; }

TEST_F(HostileHub, AGarbageAnswerChangesNothing) {
    logs.append(some_record());
    serve([](const std::string&) { return http("200 OK", R"({"acked":1,"mail":[{"n":1}]})"); });
    ASSERT_TRUE(called(3));
    EXPECT_EQ(logs.left(), 1U);
    EXPECT_TRUE(logs.mail().empty());
    EXPECT_TRUE(goes_offline());
}

TEST_F(HostileHub, AnAcknowledgementOfWhatWasNotSentChangesNothing) {
    protocol::SyncAnswer answer;
    answer.acked = 99;
    logs.append(some_record());
    serve([answer](const std::string&) { return http("200 OK", protocol::encode(answer)); });
    ASSERT_TRUE(called(3));
    EXPECT_EQ(logs.left(), 1U);
}

TEST_F(HostileHub, OneThatGivesTheSameMailAgainAndAgainIsNotAskedInACircle) {
    protocol::SyncAnswer answer;
    answer.mail = {{1, {}, "reply", "{}"}};
    answer.cursor = {"epoch", 1, {}};
    serve([answer](const std::string&) { return http("200 OK", protocol::encode(answer)); },
          std::chrono::minutes(10));
    ASSERT_TRUE(comes_true([&] { return mail.size() == 1; }));
    // The first answer brings the mail; the next shows that nothing moves, and is followed by a pause.
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_LT(calls, 10);
    EXPECT_EQ(logs.mail().size(), 1U);
}

TEST_F(HostileHub, IsCalledAgainOnTheSameConnection) {
    std::atomic<int> connections = 0;
    hub.emplace([&](TcpServer::Connection& connection) {
        ++connections;
        while (!connection.read_request().empty()) {
            ++calls;
            connection.write(http("200 OK", protocol::encode(protocol::SyncAnswer{})));
        }
    });
    start(hub->url(), {});
    ASSERT_TRUE(called(4));
    EXPECT_EQ(connections, 1);
    agent.reset();
}

TEST_F(HostileHub, AnErrorIsTriedAgain) {
    serve([](const std::string&) { return http("500 Oops", "<html>"); });
    EXPECT_TRUE(called(3));
    EXPECT_TRUE(goes_offline());
}

TEST_F(HostileHub, OneThatClosesWithoutAnAnswerIsTriedAgain) {
    serve([](const std::string&) { return std::string(); });
    EXPECT_TRUE(called(3));
}

TEST_F(HostileHub, OneThatIsGoneIsLeftAloneForLong) {
    serve([](const std::string&) { return http("410 Gone", "{}"); });
    ASSERT_TRUE(goes_offline());
    agent->wake();
    // Far more than the longest back-off of these tests.
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_EQ(calls, 1);
}

TEST_F(HostileHub, OneThatWasOnlyLostOnTheWayIsFoundAgain) {
    gone_delay = std::chrono::milliseconds(20);
    logs.append(some_record());
    serve(
        [&, times = 0](const std::string& request) mutable {
            // Whoever looks after the packs calls, too.
            if (!request.starts_with("POST") || ++times < 3)
                return http("404 Not Found", "<html>no such page</html>");
            protocol::SyncAnswer answer;
            answer.acked = times == 3 ? 1 : 0;
            return http("200 OK", protocol::encode(answer));
        },
        std::chrono::minutes(10));
    EXPECT_TRUE(comes_online());
    EXPECT_EQ(logs.left(), 0U);
}

TEST_F(HostileHub, OneThatAsksForTimeIsLeftAlone) {
    serve([](const std::string&) { return http("503 Busy", "{}", "Retry-After: 600\r\n"); });
    ASSERT_TRUE(goes_offline());
    agent->wake();
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    EXPECT_EQ(calls, 1);
}

TEST_F(HostileHub, AnOrderThatTakesTooLongIsUnavailable) {
    hub.emplace([](TcpServer::Connection& connection) { connection.wait_for_the_end(); });
    start(hub->url(), {});
    EXPECT_EQ(find_order("BB-1", "x").error().code(), Errc::unavailable);
}

TEST_F(HostileHub, GetsALongOutboxCompressed) {
    auto record = some_record();
    record.body = std::string(60'000, 'x');
    logs.append(record);
    std::atomic<std::size_t> length = 0;
    std::atomic<bool> compressed = false;
    serve([&](const std::string& request) {
        length = request.size();
        compressed = request.find("\r\ncontent-encoding: zstd") != std::string::npos ||
                     request.find("\r\nContent-Encoding: zstd") != std::string::npos;
        return http("503 Busy", "");
    });
    ASSERT_TRUE(called(1));
    EXPECT_TRUE(comes_true([&] { return !lines.empty(); }));
    EXPECT_TRUE(compressed);
    EXPECT_LT(length, 5'000U);
}

}  // namespace
}  // namespace storeside::agent
