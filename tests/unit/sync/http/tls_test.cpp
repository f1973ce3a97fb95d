#include "sync/http/tls.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <future>

#include "firmware/base/log.hpp"
#include "sync/http/server.hpp"
#include "tests/fakes/tcp_server.hpp"
#include "tests/fakes/test_certificates.hpp"
#include "tests/fakes/tls_resumption.hpp"

namespace storeside::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

class Tls : public testing::Test {
protected:
    void SetUp() override {
        start_log("info");
        serve();
    }
    void serve(TestAuthority::Days days = TestAuthority::kNow, std::chrono::milliseconds patience = 10s) {
        ServerOptions options;
        options.tls = ServerTls{authority_.server(days), authority_.pem()};
        options.handshake_timeout = patience;
        server_.emplace(std::move(Server::start(options, [this](Incoming request, Responder respond) {
                                      ++calls_;
                                      seen_ = request;
                                      respond({200, {}, std::move(request.body), {}});
                                  }).value()));
    }
    Result<Response> send(Client& client, std::string body = "hello", const std::string& host = "127.0.0.1") {
        Request request;
        request.method = "POST";
        request.url = "https://" + host + ":" + std::to_string(server_->port()) + "/";
        request.body = std::move(body);
        request.repeatable = true;
        return client.send(request);
    }
    Result<Response> send(ClientTls tls, const std::string& host = "127.0.0.1") {
        Client client(std::move(tls));
        return send(client, "hello", host);
    }

    TestAuthority authority_{"an authority"};
    TestAuthority stranger_{"a stranger"};
    Incoming seen_;
    std::atomic<int> calls_ = 0;
    std::optional<Server> server_;
};

TEST_F(Tls, CarriesRequestAndAnswerAlsoOfAClientWithoutACertificate) {
    const auto answer = send({authority_.pem(), {}, Verify::full});
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->body, "hello");
    EXPECT_EQ(seen_.client_certificate, "");
}

TEST_F(Tls, GivesTheHandlerTheCertificateThatTheClientHasShown) {
    const auto own = authority_.client("kiosk 7");
    const auto answer = send({authority_.pem(), own, Verify::full});
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(seen_.client_certificate, der_of(own.certificate));
}

TEST_F(Tls, CarriesLargeBodiesBothWaysOnOneConnection) {
    Client client({authority_.pem(), authority_.client(), Verify::full});
    for (const char letter : {'a', 'b', 'c'}) {
        const std::string body(1'000'000, letter);
        const auto answer = send(client, body);
        ASSERT_TRUE(answer) << answer.error().message();
        EXPECT_TRUE(answer->body == body);
    }
}

TEST_F(Tls, ACertificateOfAnotherAuthorityEndsTheHandshake) {
    const auto answer = send({authority_.pem(), stranger_.client(), Verify::full});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), Errc::unavailable) << answer.error().message();
    EXPECT_EQ(calls_, 0);
}

TEST_F(Tls, ACertificateThatIsOutOfDateOrOfAServerEndsTheHandshake) {
    for (const auto& own :
         {authority_.client("old", {-9, -2}), authority_.client("early", {2, 9}), authority_.server()}) {
        const auto answer = send({authority_.pem(), own, Verify::full});
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code(), Errc::unavailable) << answer.error().message();
    }
    EXPECT_EQ(calls_, 0);
}

TEST_F(Tls, AClientThatCantUseItsOwnKeySaysWhyAndSendsNothing) {
    auto own = authority_.client();
    for (const auto& [key, why] :
         {std::pair<std::string, const char*>{"nonsense", "the key: not a private key"},
          {authority_.client().key, "the key: key values mismatch"}}) {
        own.key = key;
        const auto answer = send({authority_.pem(), own, Verify::full});
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code(), Errc::unavailable);
        EXPECT_THAT(answer.error().message(), HasSubstr(why));
    }
    EXPECT_EQ(calls_, 0);
}

TEST_F(Tls, TheClientBelievesNobodyButItsAuthority) {
    const auto answer = send({stranger_.pem(), {}, Verify::full});
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), Errc::unavailable) << answer.error().message();
    EXPECT_FALSE(send({stranger_.pem(), {}, Verify::all_but_dates}));
    EXPECT_FALSE(send(ClientTls{}));  // nor does the system know this one
    EXPECT_TRUE(send({stranger_.pem(), {}, Verify::nothing}));
    EXPECT_EQ(calls_, 1);
}

TEST_F(Tls, TheClientMindsTheServersName) {
    EXPECT_TRUE(send({authority_.pem(), {}, Verify::full}, "localhost"));
    EXPECT_FALSE(send({authority_.pem(), {}, Verify::full}, "127.0.0.2"));
    EXPECT_FALSE(send({authority_.pem(), {}, Verify::all_but_dates}, "127.0.0.2"));
}

TEST_F(Tls, AClientWhoseClockIsWrongMayLeaveDatesOut) {
    serve({-9, -2});
    EXPECT_FALSE(send({authority_.pem(), {}, Verify::full}));
    EXPECT_TRUE(send({authority_.pem(), {}, Verify::all_but_dates}));
}

TEST_F(Tls, PlainHttpIsAnsweredByNothingAndTheServerServesOn) {
    testing::internal::CaptureStderr();
    const auto bytes = exchange_bytes(server_->port(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_THAT(testing::internal::GetCapturedStderr(), HasSubstr("TLS with 127.0.0.1: http request"));
    EXPECT_THAT(bytes, Not(HasSubstr("HTTP/1.1")));
    EXPECT_EQ(calls_, 0);
    EXPECT_TRUE(send({authority_.pem(), {}, Verify::full}));
}

TEST_F(Tls, AHandshakeThatIsNotFinishedInTimeEnds) {
    serve(TestAuthority::kNow, 50ms);
    // The first bytes of a ClientHello, and then nothing: only the server's patience ends this.
    EXPECT_EQ(exchange_bytes(server_->port(), std::string_view("\x16\x03\x01\x02\x00\x01", 6)), "");
    EXPECT_EQ(exchange_bytes(server_->port(), ""), "");
}

TEST_F(Tls, OffersNoSessionToResume) {
    EXPECT_FALSE(resumes(server_->port(), TLS1_2_VERSION));
    EXPECT_FALSE(resumes(server_->port(), TLS1_3_VERSION));
    EXPECT_EQ(calls_, 4);
}

TEST_F(Tls, StrangersDontFillTheLog) {
    testing::internal::CaptureStderr();
    for (int i = 0; i != 60; ++i) exchange_bytes(server_->port(), "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto said = testing::internal::GetCapturedStderr();
    EXPECT_LT(std::ranges::count(said, '\n'), 30);
    EXPECT_GE(std::ranges::count(said, '\n'), 1);
}

TEST_F(Tls, StopsWhileACallIsHeld) {
    std::promise<Responder> held;
    ServerOptions options;
    options.tls = ServerTls{authority_.server(), authority_.pem()};
    auto started =
        Server::start(options, [&](Incoming, Responder respond) { held.set_value(std::move(respond)); });
    server_.emplace(std::move(started.value()));
    auto waiting = std::async(std::launch::async, [&] { return send({authority_.pem(), {}, Verify::full}); });
    auto responder = held.get_future().get();
    server_->stop();
    EXPECT_FALSE(waiting.get());
    server_.reset();
    responder({200, {}, "too late", {}});
}

TEST_F(Tls, NewConnectionsSeeARenewedCertificateAndAnotherAuthority) {
    Client client({authority_.pem() + stranger_.pem(), stranger_.client(), Verify::full});
    EXPECT_FALSE(send(client));
    ASSERT_TRUE(server_->use({stranger_.server(), stranger_.pem()}));
    EXPECT_TRUE(send(client));
    EXPECT_FALSE(send({authority_.pem(), {}, Verify::full}));
    EXPECT_TRUE(send({stranger_.pem(), {}, Verify::full}));
}

TEST_F(Tls, SaysWhichPartOfTheKeysCantBeUsed) {
    const auto good = authority_.server();
    const auto refusal = [](const ServerTls& tls) {
        ServerOptions options;
        options.tls = tls;
        const auto started = Server::start(options, [](Incoming, Responder) {});
        return started ? "" : started.error().message();
    };
    EXPECT_THAT(refusal({{"", good.key}, {}}), HasSubstr("TLS: the certificate: there is no certificate"));
    EXPECT_THAT(refusal({{good.certificate.substr(0, 200), good.key}, {}}),
                HasSubstr("TLS: the certificate"));
    EXPECT_THAT(refusal({{good.certificate, "garbage"}, {}}), HasSubstr("TLS: the key"));
    EXPECT_THAT(refusal({{good.certificate, authority_.server().key}, {}}), HasSubstr("TLS: the key"));
    EXPECT_THAT(refusal({good, "garbage"}), HasSubstr("TLS: the clients' authority"));
    EXPECT_EQ(refusal({good, {}}), "");
}

}  // namespace
}  // namespace storeside::http
