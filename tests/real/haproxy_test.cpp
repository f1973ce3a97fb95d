// The configuration for haproxy that is shipped, with the real haproxy in front of a server.
#include "tests/real/haproxy.hpp"

#include <gmock/gmock.h>

#include <atomic>
#include <cstdlib>
#include <future>

#include "sync/http/client.hpp"
#include "sync/http/proxy_header.hpp"
#include "sync/http/server.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/fakes/test_certificates.hpp"
#include "tests/fakes/tls_resumption.hpp"

namespace storeside {
namespace {

using http::Verify;

class BehindHaproxy : public testing::Test {
protected:
    void SetUp() override { start(500); }
    void start(std::size_t per_address) {
        haproxy_.reset();
        server_.reset();
        http::ServerOptions serving;
        serving.address.clear();
        serving.unix_socket = folder_.path() / "hub.socket";
        serving.behind_proxy = true;
        server_.emplace(
            std::move(http::Server::start(serving, [this](http::Incoming request, http::Responder respond) {
                          const std::lock_guard lock(mutex_);
                          seen_ = std::move(request);
                          if (seen_.path == "/hold") return held_.set_value(std::move(respond));
                          respond({200, {}, seen_.body, {}});
                      }).value()));
        real::Haproxy::Options options;
        options.source = STORESIDE_SOURCE_DIR;
        options.folder = folder_.path();
        options.own = authority_.server();
        options.client_ca = authority_.pem();
        options.socket = serving.unix_socket;
        options.per_address = per_address;
        auto started = real::Haproxy::start(options);
        if (!started && started.error().code() == Errc::unavailable && !std::getenv("CI") &&
            !std::getenv("STORESIDE_REAL"))
            GTEST_SKIP() << started.error().message();
        ASSERT_TRUE(started) << started.error().message();
        haproxy_.emplace(std::move(*started));
    }
    Result<http::Response> send(std::optional<http::KeyPair> own, http::Headers headers = {},
                                const std::string& path = "/") const {
        http::Client client({authority_.pem(), std::move(own), Verify::full});
        http::Request request;
        request.method = "POST";
        request.url = "https://127.0.0.1:" + std::to_string(haproxy_->port()) + path;
        request.body = "hello";
        request.headers = std::move(headers);
        return client.send(request);
    }
    http::Headers claim(const http::KeyPair& whose) const {
        return {{"X-Storeside-Client-Certificate", base64(der_of(whose.certificate))}};
    }

    TestAuthority authority_{"the hub's authority"};
    TestAuthority stranger_{"a stranger"};
    TemporaryFolder folder_;
    std::mutex mutex_;  // guards seen_
    http::Incoming seen_;
    std::promise<http::Responder> held_;
    std::optional<http::Server> server_;
    std::optional<real::Haproxy> haproxy_;
};

TEST_F(BehindHaproxy, TheServerSeesTheCertificateThatAClientHasShown) {
    const auto own = authority_.client();
    const auto answer = send(own);
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->body, "hello");
    EXPECT_EQ(seen_.client_certificate, der_of(own.certificate));
}

TEST_F(BehindHaproxy, AClientWithoutACertificateIsServedAndHasNoName) {
    EXPECT_EQ(send({}).value().status, 200);
    EXPECT_EQ(seen_.client_certificate, "");
}

TEST_F(BehindHaproxy, AClientsOwnWordAboutACertificateIsStripped) {
    const auto kiosk = authority_.client("kiosk");
    EXPECT_EQ(send({}, claim(kiosk)).value().status, 200);
    EXPECT_EQ(seen_.client_certificate, "");
    auto twice = claim(kiosk);
    twice.push_back(twice.front());
    twice.front().first = "x-storeside-client-certificate";
    EXPECT_EQ(send({}, twice).value().status, 200);
    EXPECT_EQ(seen_.client_certificate, "");
    const auto thief = authority_.client("thief");
    EXPECT_EQ(send(thief, claim(kiosk)).value().status, 200);
    EXPECT_EQ(seen_.client_certificate, der_of(thief.certificate));
    EXPECT_EQ(seen_.header(http::kProxyHeader), std::nullopt);
}

TEST_F(BehindHaproxy, AWrongCertificateEndsTheHandshake) {
    for (const auto& own : {stranger_.client(), authority_.client("old", {-9, -2})}) {
        const auto answer = send(own);
        ASSERT_FALSE(answer);
        EXPECT_EQ(answer.error().code(), Errc::unavailable) << answer.error().message();
    }
    EXPECT_EQ(seen_.method, "");
}

TEST_F(BehindHaproxy, OffersNoSessionToResume) {
    EXPECT_FALSE(resumes(haproxy_->port(), TLS1_2_VERSION));
    EXPECT_FALSE(resumes(haproxy_->port(), TLS1_3_VERSION));
    EXPECT_EQ(seen_.method, "GET");
}

TEST_F(BehindHaproxy, OneAddressCantAskForEver) {
    start(3);
    if (!haproxy_) return;
    for (int i = 0; i != 3; ++i) EXPECT_EQ(send({}).value().status, 200);
    const auto refused = send({}).value();
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.header("retry-after"), "10");
}

TEST_F(BehindHaproxy, ACallIsHeldAndAnsweredLater) {
    auto waiting = std::async(std::launch::async, [&] { return send(authority_.client(), {}, "/hold"); });
    auto responder = held_.get_future().get();
    EXPECT_EQ(send({}).value().status, 200);
    responder({200, {}, "later", {}});
    EXPECT_EQ(waiting.get().value().body, "later");
}

TEST_F(BehindHaproxy, AStoppingServersWordReachesTheKiosk) {
    auto waiting = std::async(std::launch::async, [&] { return send(authority_.client(), {}, "/hold"); });
    auto responder = held_.get_future().get();
    server_->drain(std::chrono::seconds(100));
    const auto answer = waiting.get().value();
    EXPECT_EQ(answer.status, 503);
    EXPECT_NE(answer.header("retry-after"), std::nullopt);
    EXPECT_EQ(send({}).value().status, 503);  // haproxy itself, while nobody listens
}

}  // namespace
}  // namespace storeside
