#include "sync/http/zstd.hpp"

#include <gmock/gmock.h>

#include "sync/http/server.hpp"
#include "tests/fakes/tcp_server.hpp"

namespace storeside::http {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

TEST(Zstd, GivesBackWhatWasCompressed) {
    for (const auto& text : {std::string(), std::string("a"), std::string(500'000, 'x')}) {
        EXPECT_TRUE(decompress(compress(text), text.size()).value() == text);
    }
    EXPECT_EQ(decompress(compress("two ") + compress("frames"), 100).value(), "two frames");
}

TEST(Zstd, ComesToAnEndWhereTheLimitIs) {
    const auto bomb = compress(std::string(50'000'000, '\0'));
    ASSERT_LT(bomb.size(), 10'000U);
    EXPECT_EQ(decompress(bomb, 1000).value().size(), 1001U);
    EXPECT_EQ(decompress(compress(std::string(1000, 'x')), 1000).value().size(), 1000U);
}

TEST(Zstd, RefusesWhatIsNotOrNotWhollyZstd) {
    const auto whole = compress("whole and well");
    EXPECT_FALSE(decompress("not zstd at all", 100));
    EXPECT_FALSE(decompress("", 100));
    EXPECT_FALSE(decompress(whole.substr(0, whole.size() - 1), 100));
    EXPECT_FALSE(decompress(whole + "more", 100));
    // A frame that asks for a window of 2 GiB.
    EXPECT_FALSE(decompress(std::string_view("\x28\xb5\x2f\xfd\x00\xa8\x01\x00\x00", 9), 100));
}

TEST(Zstd, IsTakenByWhoSaysSo) {
    EXPECT_TRUE(accepts_zstd("zstd"));
    EXPECT_TRUE(accepts_zstd("gzip, zstd;q=0.5"));
    EXPECT_FALSE(accepts_zstd("gzip, br"));
    EXPECT_FALSE(accepts_zstd("zstd;q=0"));
    EXPECT_FALSE(accepts_zstd("zstd;q=0.0, gzip"));
    EXPECT_FALSE(accepts_zstd("xzstd"));
    EXPECT_FALSE(accepts_zstd(""));
}

class ZstdOverHttp : public testing::Test {
protected:
    ZstdOverHttp() {
        ServerOptions options;
        options.gate = [](const Incoming&, auto admit) { admit(std::size_t{100'000}); };
        server_.emplace(std::move(Server::start(options, [this](Incoming request, Responder respond) {
                                      seen_ = request.body;
                                      respond({200, {}, std::move(request.body), {}});
                                  }).value()));
    }
    Result<Response> send(std::string body, bool zstd = true) const {
        Request request;
        request.method = "POST";
        request.url = "http://127.0.0.1:" + std::to_string(server_->port()) + "/";
        request.body = std::move(body);
        request.zstd = zstd;
        request.limit = 100'000;
        return Client().send(request);
    }
    std::string raw(const std::string& headers, const std::string& body) const {
        return exchange_bytes(server_->port(),
                              "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + headers +
                                  "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }

    std::string seen_;
    std::optional<Server> server_;
};

TEST_F(ZstdOverHttp, BothWays) {
    const std::string body(90'000, 'x');
    const auto answer = send(body);
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_TRUE(answer->body == body);
    EXPECT_TRUE(seen_ == body);
    EXPECT_EQ(answer->header("content-encoding"), "zstd");
    EXPECT_LT(std::stoul(std::string(*answer->header("content-length"))), 1000U);
}

TEST_F(ZstdOverHttp, IsNotForcedUponAnybodyNorSpentOnFewBytes) {
    EXPECT_EQ(send(std::string(90'000, 'x'), false).value().header("content-encoding"), std::nullopt);
    EXPECT_EQ(send("few").value().header("content-encoding"), std::nullopt);
    EXPECT_EQ(send("few").value().body, "few");
}

TEST_F(ZstdOverHttp, TheLimitCountsWhatComesOut) {
    EXPECT_EQ(send(std::string(100'000, 'x')).value().status, 200);
    seen_.clear();
    EXPECT_EQ(send(std::string(100'001, 'x')).value().status, 413);
    const auto bomb = compress(std::string(50'000'000, '\0'));
    EXPECT_THAT(raw("Content-Encoding: zstd\r\n", bomb), StartsWith("HTTP/1.1 413"));
    EXPECT_EQ(seen_, "");
}

TEST_F(ZstdOverHttp, AnAnswerLongerThanTheClientsLimitFails) {
    Request request;
    request.method = "POST";
    request.url = "http://127.0.0.1:" + std::to_string(server_->port()) + "/";
    request.body = std::string(90'000, 'x');
    request.zstd = true;
    request.limit = 5'000;
    const auto answer = Client().send(request);
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().code(), Errc::invalid_input);
}

TEST_F(ZstdOverHttp, GarbageAndOtherEncodingsAreRefused) {
    EXPECT_THAT(raw("Content-Encoding: zstd\r\n", "garbage"), StartsWith("HTTP/1.1 400"));
    const auto other = raw("Content-Encoding: gzip\r\n", "garbage");
    EXPECT_THAT(other, StartsWith("HTTP/1.1 415"));
    EXPECT_THAT(other, HasSubstr("accept-encoding: zstd"));
    EXPECT_EQ(seen_, "");
}

}  // namespace
}  // namespace storeside::http
