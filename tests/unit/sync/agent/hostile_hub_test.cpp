#include <atomic>

#include "sync/protocol/digest.hpp"
#include "tests/fakes/tcp_server.hpp"
#include "tests/unit/sync/agent/fixture.hpp"

namespace storeside::agent {
namespace {

std::string http(const std::string& status, const std::string& body, const std::string& headers = {}) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n" + headers +
           "\r\n" + body;
}

journal::Record some_record() { return {0, {}, "audit", {}, "{}"}; }

// A hub whose answers the test decides; `say` gives the whole answer to a whole request.
class HostileHub : public AgentTest {
protected:
    using Say = std::function<std::string(const std::string& request)>;

    void serve(Say say, std::chrono::milliseconds longest_pause = std::chrono::milliseconds(20)) {
        hub.emplace([this, say = std::move(say)](TcpServer::Connection& connection) {
            const auto request = connection.read_request();
            if (request.empty()) return;
            ++calls;
            connection.write(say(request));
        });
        start(hub->url(), {}, longest_pause);
    }
    bool called(int times) {
        for (int i = 0; i != 1000 && calls < times; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return calls >= times;
    }
    void TearDown() override { agent.reset(); }

    std::atomic<int> calls = 0;
    std::optional<TcpServer> hub;
};

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
        [&, times = 0](const std::string&) mutable {
            if (++times < 3) return http("404 Not Found", "<html>no such page</html>");
            protocol::SyncAnswer answer;
            answer.acked = 1;
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

class HostilePack : public HostileHub {
protected:
    // Promises a pack and gives `download` instead; each call gives the next one, the last one again and
    // again.
    void promise(const std::string& pack, std::vector<std::string> downloads) {
        protocol::SyncAnswer answer;
        answer.desired = {
            1, protocol::DesiredPack{protocol::sha256(pack), static_cast<std::int64_t>(pack.size()),
                                     "/v1/packs/x.pack", "1"}};
        serve([this, answer, downloads](const std::string& request) {
            if (!request.starts_with("GET")) return http("200 OK", protocol::encode(answer));
            return downloads[std::min(downloads.size() - 1, static_cast<std::size_t>(fetches++))];
        });
    }
    bool fetched(int times) {
        for (int i = 0; i != 1000 && fetches < times; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        return fetches >= times;
    }

    const std::string good = std::string(5000, 'g');
    std::atomic<int> fetches = 0;
};

TEST_F(HostilePack, WithAnotherHashIsNeverUsed) {
    promise(good, {http("200 OK", std::string(5000, 'b'))});
    ASSERT_TRUE(fetched(3));
    EXPECT_TRUE(packs.empty());
    EXPECT_EQ(current_pack(folder.path() / "packs"), "");
}

TEST_F(HostilePack, ThatIsTooLongIsNeverUsed) {
    promise(good, {http("200 OK", std::string(50'000, 'g'))});
    ASSERT_TRUE(fetched(3));
    EXPECT_TRUE(packs.empty());
}

TEST_F(HostilePack, ThatIsLargerThanAnyMessageComesInOneGo) {
    const std::string large(6 << 20, 'g');
    promise(large, {http("200 OK", large)});
    ASSERT_TRUE(comes_true([&] { return packs.size() == 1; }));
    EXPECT_EQ(protocol::sha256_of_file(packs[0]).value(), protocol::sha256(large));
    EXPECT_EQ(fetches, 1);
}

TEST_F(HostilePack, ThatBreaksOffIsFinishedLater) {
    const auto whole = http("200 OK", good);
    promise(good, {whole.substr(0, whole.size() - 3000), http("206 Partial Content", good.substr(2000),
                                                              "Content-Range: bytes 2000-4999/5000\r\n")});
    ASSERT_TRUE(comes_true([&] { return packs.size() == 1; }));
    EXPECT_EQ(protocol::sha256_of_file(packs[0]).value(), protocol::sha256(good));
    EXPECT_EQ(fetches, 2);
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
