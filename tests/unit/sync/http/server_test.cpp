#include "sync/http/server.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>

#include "firmware/base/file.hpp"
#include "sync/http/static_file.hpp"
#include "tests/fakes/tcp_server.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::http {
namespace {

Outgoing text(std::string body) { return {200, {}, std::move(body), {}}; }

class HttpServer : public testing::Test {
protected:
    void serve(Handler handler, ServerOptions options = {}) {
        server_.emplace(std::move(Server::start(std::move(options), std::move(handler)).value()));
    }
    std::string url(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(server_->port()) + path;
    }
    Result<Response> send(const std::string& method, const std::string& path, std::string body = {},
                          Headers headers = {}) const {
        Client client;
        Request request;
        request.method = method;
        request.url = url(path);
        request.body = std::move(body);
        request.headers = std::move(headers);
        return client.send(request);
    }
    // What comes back for exactly these bytes until the connection is closed.
    std::string raw(std::string_view bytes) const { return exchange_bytes(server_->port(), bytes); }

    std::optional<Server> server_;
};

TEST_F(HttpServer, GivesTheHandlerWhatWasAsked) {
    Incoming seen;
    serve([&](Incoming request, Responder respond) {
        seen = std::move(request);
        respond(text("hello"));
    });
    const auto answer = send("POST", "/v1/a%20b?x=1%26&y", "body", {{"Authorization", "Bearer abc"}});
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "hello");
    EXPECT_EQ(seen.method, "POST");
    EXPECT_EQ(seen.path, "/v1/a b");
    EXPECT_EQ(seen.parameter("x"), "1&");
    EXPECT_EQ(seen.bearer(), "abc");
    EXPECT_EQ(seen.body, "body");
}

TEST_F(HttpServer, AnswersLaterFromAnotherThreadWhileItServesOthers) {
    std::mutex mutex;
    std::optional<Responder> held;
    std::promise<void> arrived;
    serve([&](Incoming request, Responder respond) {
        if (request.path != "/wait") return respond(text("at once"));
        const std::lock_guard lock(mutex);
        held.emplace(std::move(respond));
        arrived.set_value();
    });
    auto waiting = std::async(std::launch::async, [&] { return send("GET", "/wait"); });
    arrived.get_future().wait();
    EXPECT_EQ(send("GET", "/other").value().body, "at once");
    {
        const std::lock_guard lock(mutex);
        (*held)(text("later"));
        (*held)(text("twice"));
    }
    EXPECT_EQ(waiting.get().value().body, "later");
}

TEST_F(HttpServer, AResponderThatIsDroppedAnswers503) {
    serve([](Incoming, Responder) {});
    EXPECT_EQ(send("GET", "/").value().status, 503);
}

TEST_F(HttpServer, KeepsTheConnectionForTheNextRequest) {
    serve([](Incoming, Responder respond) { respond(text("x")); });
    const auto both =
        raw("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    EXPECT_NE(both.find("200 OK"), both.rfind("200 OK")) << both;
}

TEST_F(HttpServer, RefusesABodyThatIsTooLongUnlessTheRouteAllowsIt) {
    ServerOptions options;
    options.gate = [](const Incoming& head, auto admit) {
        admit(std::size_t{head.path == "/large" ? 4'000'000U : 1000U});
    };
    serve([](Incoming request, Responder respond) { respond(text(std::to_string(request.body.size()))); },
          options);
    EXPECT_EQ(send("PUT", "/small", std::string(1001, 'x')).value().status, 413);
    EXPECT_EQ(send("PUT", "/large", std::string(3'000'000, 'x')).value().body, "3000000");
    const auto chunked = raw("PUT /small HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" +
                             std::string(2000, 'x') + "\r\n0\r\n\r\n");
    EXPECT_TRUE(chunked.starts_with("HTTP/1.1 413")) << chunked;
}

TEST_F(HttpServer, JudgesTheHeadBeforeAnyOfTheBodyIsRead) {
    std::atomic<int> calls = 0;
    ServerOptions options;
    options.gate = [](const Incoming& head, auto admit) {
        if (head.bearer() == "friend") return admit(100);
        admit(std::unexpected(Outgoing{401, {}, "stranger", {}}));
    };
    serve(
        [&](Incoming, Responder respond) {
            ++calls;
            respond(text("x"));
        },
        options);
    // Nothing of the body ever comes, and still there is an answer and an end.
    const auto refused = raw("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 60000000\r\n\r\n");
    EXPECT_TRUE(refused.starts_with("HTTP/1.1 401")) << refused;
    EXPECT_NE(refused.find("Connection: close"), refused.npos) << refused;
    EXPECT_TRUE(refused.ends_with("stranger")) << refused;
    EXPECT_EQ(calls, 0);
    EXPECT_EQ(send("PUT", "/", std::string(100, 'x'), {{"Authorization", "Bearer friend"}}).value().status,
              200);
    EXPECT_EQ(send("PUT", "/", std::string(101, 'x'), {{"Authorization", "Bearer friend"}}).value().status,
              413);
    EXPECT_EQ(calls, 1);
}

TEST_F(HttpServer, ARefusalReachesWhoIsStillSending) {
    ServerOptions options;
    options.gate = [](const Incoming&, auto admit) {
        admit(std::unexpected(Outgoing{401, {}, "stranger", {}}));
    };
    serve([](Incoming, Responder respond) { respond(text("x")); }, options);
    for (int i = 0; i != 5; ++i) {
        const auto answer = send("PUT", "/", std::string(20'000'000, 'x'));
        ASSERT_TRUE(answer) << answer.error().message();
        EXPECT_EQ(answer->status, 401);
    }
}

TEST_F(HttpServer, AGateMayMakeUpItsMindLater) {
    std::promise<std::function<void(Admission)>> asked;
    ServerOptions options;
    options.gate = [&](const Incoming&, auto admit) { asked.set_value(std::move(admit)); };
    serve([](Incoming request, Responder respond) { respond(text(request.body)); }, options);
    auto waiting = std::async(std::launch::async, [&] { return send("POST", "/", "body"); });
    const auto admit = asked.get_future().get();
    admit(4);
    admit(std::unexpected(Outgoing{401, {}, "twice", {}}));
    EXPECT_EQ(waiting.get().value().body, "body");
    server_->stop();
    admit(4);
}

TEST_F(HttpServer, AGateThatNeverAnswersHoldsNobodyForEver) {
    ServerOptions options;
    options.answer_timeout = std::chrono::milliseconds(50);
    options.gate = [](const Incoming&, const auto&) {};
    serve([](Incoming, Responder respond) { respond(text("x")); }, options);
    const auto answer = raw("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 503")) << answer;
}

TEST_F(HttpServer, ClosesAConnectionMoreThanItsLimit) {
    ServerOptions options;
    options.connections = 1;
    std::promise<Responder> held;
    serve(
        [&](Incoming request, Responder respond) {
            if (request.path == "/wait") return held.set_value(std::move(respond));
            respond(text("x"));
        },
        options);
    auto waiting = std::async(std::launch::async, [&] { return send("GET", "/wait"); });
    auto responder = held.get_future().get();
    const std::string ask = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    EXPECT_EQ(raw(ask), "");
    responder(text("done"));
    EXPECT_EQ(waiting.get().value().body, "done");
    // The first one's end is noticed a moment later.
    bool served = false;
    for (int i = 0; i != 1000 && !served; ++i) {
        served = raw(ask).starts_with("HTTP/1.1 200");
        if (!served) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_TRUE(served);
}

TEST_F(HttpServer, RefusesGarbage) {
    std::atomic<int> calls = 0;
    serve([&](Incoming, Responder respond) {
        ++calls;
        respond(text("x"));
    });
    EXPECT_TRUE(raw("\x16\x03\x01 this is TLS\r\n\r\n").starts_with("HTTP/1.1 400"));
    EXPECT_TRUE(raw("GET http://other/ HTTP/1.1\r\nHost: a\r\n\r\n").starts_with("HTTP/1.1 400"));
    EXPECT_TRUE(
        raw("GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x') + "\r\n\r\n").starts_with("HTTP/1.1 431"));
    EXPECT_EQ(calls, 0);
}

TEST_F(HttpServer, DropsAClientThatIsTooSlow) {
    ServerOptions options;
    options.header_timeout = std::chrono::milliseconds(50);
    options.body_timeout = std::chrono::milliseconds(50);
    serve([](Incoming, Responder respond) { respond(text("x")); }, options);
    EXPECT_EQ(raw("GET / HTT"), "");
    EXPECT_EQ(raw("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf"), "");
}

TEST_F(HttpServer, StopsWhileCallsAreHeld) {
    std::promise<Responder> held;
    serve([&](Incoming, Responder respond) { held.set_value(std::move(respond)); });
    auto waiting = std::async(std::launch::async, [&] { return send("GET", "/"); });
    auto responder = held.get_future().get();
    server_->stop();
    EXPECT_FALSE(waiting.get());
    server_.reset();
    responder(text("too late"));
}

TEST_F(HttpServer, SaysWhenItsAddressIsTaken) {
    serve([](Incoming, Responder) {});
    ServerOptions options;
    options.port = server_->port();
    const auto second = Server::start(options, [](Incoming, Responder) {});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code(), Errc::unavailable);
}

class StaticFile : public HttpServer {
protected:
    StaticFile() {
        EXPECT_TRUE(write_file(folder_.path() / "f", "0123456789"));
        serve([this](Incoming request, Responder respond) {
            respond(serve_file(request, folder_.path() / request.path.substr(1), "tag", "text/plain"));
        });
    }
    Response get(Headers headers, const std::string& path = "/f") {
        return send("GET", path, {}, headers).value();
    }

    TemporaryFolder folder_;
};

TEST_F(StaticFile, IsGivenWholeWithItsTag) {
    const auto whole = get({});
    EXPECT_EQ(whole.status, 200);
    EXPECT_EQ(whole.body, "0123456789");
    EXPECT_EQ(whole.header("etag"), "\"tag\"");
    EXPECT_EQ(get({}, "/none").status, 404);
}

TEST_F(StaticFile, GoesOnWhereADownloadStopped) {
    const auto rest = get({{"Range", "bytes=4-"}, {"If-Range", "\"tag\""}});
    EXPECT_EQ(rest.status, 206);
    EXPECT_EQ(rest.body, "456789");
    EXPECT_EQ(rest.header("content-range"), "bytes 4-9/10");
    EXPECT_EQ(get({{"Range", "bytes=2-3"}}).body, "23");
    EXPECT_EQ(get({{"Range", "bytes=-3"}}).body, "789");
    EXPECT_EQ(get({{"Range", "bytes=8-99"}}).body, "89");
}

TEST_F(StaticFile, ARangeBeyondItsEndIsRefused) {
    EXPECT_EQ(get({{"Range", "bytes=10-"}}).status, 416);
    EXPECT_EQ(get({{"Range", "bytes=99999999999999999999-"}}).status, 200);
    EXPECT_EQ(get({{"Range", "bytes=5-2"}}).status, 200);
}

TEST_F(StaticFile, IsNotSentAgainToWhomHasIt) {
    EXPECT_EQ(get({{"If-None-Match", "\"tag\""}}).status, 304);
    EXPECT_EQ(get({{"Range", "bytes=4-"}, {"If-Range", "\"older\""}}).status, 200);
}

}  // namespace
}  // namespace storeside::http
