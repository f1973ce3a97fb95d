#include "sync/http/client.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "tests/fakes/tcp_server.hpp"

namespace storeside::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

Request get(const std::string& url) {
    Request request;
    request.url = url;
    return request;
}

Request post(const std::string& url, std::string body) {
    auto request = get(url);
    request.method = "POST";
    request.body = std::move(body);
    return request;
}

// A server that answers every request of every connection with the same bytes.
struct Answering : TcpServer {
    explicit Answering(std::string bytes)
        : TcpServer([this, bytes](Connection& connection) {
              request = connection.read_request();
              connection.write(bytes);
          }) {}
    std::string request;  // read it after the client has its answer
};

TEST(HttpClient, SendsMethodHeadersAndBody) {
    Answering server(
        "HTTP/1.1 201 Created\r\nLocation: /ticket/1\r\nX-Two:  spaced \r\nContent-Length: 2\r\n\r\nok");
    auto request = post(server.url() + "/ticket?x=1", R"({"a":"b"})");
    request.headers = {{"Authorization", "token 1-x"}, {"Content-Type", "application/json"}, {"X-Empty", ""}};
    const auto response = Client().send(request);
    ASSERT_TRUE(response) << response.error().message();
    EXPECT_EQ(response->status, 201);
    EXPECT_EQ(response->body, "ok");
    EXPECT_EQ(response->header("location"), "/ticket/1");
    EXPECT_EQ(response->header("x-two"), "spaced");
    EXPECT_EQ(response->header("x-three"), std::nullopt);
    EXPECT_THAT(server.request, testing::StartsWith("POST /ticket?x=1 HTTP/1.1\r\n"));
    EXPECT_THAT(server.request, HasSubstr("Authorization: token 1-x\r\n"));
    EXPECT_THAT(server.request, HasSubstr("X-Empty:"));
    EXPECT_THAT(server.request, testing::EndsWith("\r\n\r\n{\"a\":\"b\"}"));
    EXPECT_THAT(server.request, testing::Not(HasSubstr("Expect:")));
}

TEST(HttpClient, AnyStatusIsAnAnswerAndRedirectsAreNotFollowed) {
    for (const int status : {204, 302, 401, 404, 429, 500}) {
        Answering server("HTTP/1.1 " + std::to_string(status) +
                         " X\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
        const auto response = Client().send(get(server.url()));
        ASSERT_TRUE(response) << status << response.error().message();
        EXPECT_EQ(response->status, status);
    }
}

TEST(HttpClient, RefusedIsUnavailable) {
    TcpServer server([](TcpServer::Connection&) {});
    server.stop_listening();
    const auto response = Client().send(post(server.url() + "/?email=anna@example.org", "x"));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code(), Errc::unavailable);
    EXPECT_THAT(response.error().message(), HasSubstr(server.url()));
    EXPECT_THAT(response.error().message(), testing::Not(HasSubstr("anna")));
}

TEST(HttpClient, ClosedAfterTheRequestIsUnknown) {
    TcpServer server([](TcpServer::Connection& connection) { connection.read_request(); });
    const auto response = Client().send(post(server.url(), "x"));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code(), Errc::unknown);
}

TEST(HttpClient, NoAnswerInTimeIsUnknown) {
    TcpServer server([](TcpServer::Connection& connection) {
        connection.read_request();
        connection.wait_for_the_end();
    });
    auto request = post(server.url(), "x");
    request.timeout = 50ms;
    const auto response = Client().send(request);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code(), Errc::unknown);
}

TEST(HttpClient, HalfAnAnswerIsUnknown) {
    Answering server("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this");
    const auto response = Client().send(get(server.url()));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code(), Errc::unknown);
}

TEST(HttpClient, GarbageIsUnknownBecauseTheRequestWasTaken) {
    Answering server(std::string("\x16\x03\x01\x00garbage\r\n\r\n", 16));
    const auto response = Client().send(post(server.url(), "x"));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code(), Errc::unknown);
}

TEST(HttpClient, ALongerAnswerThanTheLimitIsRefused) {
    Answering announced("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n12345678901");
    Answering endless("HTTP/1.1 200 OK\r\n\r\n" + std::string(1 << 20, 'x'));
    Answering headers("HTTP/1.1 200 OK\r\nX: " + std::string(90'000, 'x') + "\r\nContent-Length: 0\r\n\r\n");
    auto request = get(announced.url());
    request.limit = 11;
    EXPECT_TRUE(Client().send(request));
    request.limit = 10;
    for (const auto* server : {&announced, &endless, &headers}) {
        request.url = server->url();
        const auto response = Client().send(request);
        ASSERT_FALSE(response);
        EXPECT_EQ(response.error().code(), Errc::invalid_input) << response.error().message();
    }
}

TEST(HttpClient, APostIsNeverSentTwiceWhenAKeptConnectionDies) {
    std::atomic<int> posts = 0;
    TcpServer server([&](TcpServer::Connection& connection) {
        for (int served = 0;; ++served) {
            const auto request = connection.read_request();
            if (request.empty()) return;
            if (request.starts_with("POST")) ++posts;
            if (served > 0 || posts > 0) return;  // takes the request and is gone
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        }
    });
    Client client;
    ASSERT_TRUE(client.send(get(server.url())));
    const auto response = client.send(post(server.url(), "x"));
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code(), Errc::unknown);
    EXPECT_EQ(posts, 1);
}

TEST(HttpClient, CancelEndsAWaitingConversationAndLaterOnes) {
    std::atomic<bool> arrived = false;
    TcpServer server([&](TcpServer::Connection& connection) {
        connection.read_request();
        arrived = true;
        arrived.notify_all();
        connection.wait_for_the_end();
    });
    Client client;
    std::jthread canceller([&] {
        arrived.wait(false);
        client.cancel();
    });
    auto request = get(server.url());
    request.timeout = 1h;  // the test's own time-out would strike long before
    const auto response = client.send(request);
    ASSERT_FALSE(response);
    EXPECT_EQ(response.error().code(), Errc::unavailable);
    EXPECT_FALSE(client.send(request));

    Answering other("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
    client.resume();
    EXPECT_TRUE(client.send(get(other.url())));
}

TEST(HttpClient, DownloadStreamsGoodAnswersOnly) {
    Answering good("HTTP/1.1 206 Partial Content\r\nContent-Length: 5\r\n\r\nbytes");
    Answering missing("HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\n\r\ngone");
    std::string got;
    const auto sink = [&](std::string_view part) {
        got += part;
        return true;
    };
    ASSERT_TRUE(Client().download(get(good.url()), sink));
    EXPECT_EQ(got, "bytes");
    const auto response = Client().download(get(missing.url()), sink);
    ASSERT_TRUE(response);
    EXPECT_EQ(response->body, "gone");
    EXPECT_EQ(got, "bytes");
    const auto stopped = Client().download(get(good.url()), [](std::string_view) { return false; });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code(), Errc::unavailable);
}

TEST(HttpClient, RefusesWhatCouldBeReadAsAnotherRequest) {
    auto request = get("http://127.0.0.1:1/");
    request.headers = {{"X", "a\r\nY: b"}};
    EXPECT_EQ(Client().send(request).error().code(), Errc::invalid_input);
    for (const auto* url :
         {"file:///etc/passwd", "ftp://127.0.0.1/", "", "127.0.0.1", "http://127.0.0.1/\r\nX: y"})
        EXPECT_EQ(Client().send(get(url)).error().code(), Errc::invalid_input) << url;
    auto odd = get("http://127.0.0.1:1/");
    odd.method = "GET / HTTP/1.1\r\n\r\nGET";
    EXPECT_EQ(Client().send(odd).error().code(), Errc::invalid_input);
}

}  // namespace
}  // namespace storeside::http
