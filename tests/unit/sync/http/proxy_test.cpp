// The way in for a proxy on the same machine, and whose word about a certificate counts.
#include <gmock/gmock.h>
#include <sys/stat.h>

#include "firmware/base/file.hpp"
#include "sync/http/proxy_header.hpp"
#include "sync/http/server.hpp"
#include "tests/fakes/tcp_server.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/fakes/test_certificates.hpp"

namespace storeside::http {
namespace {

using testing::StartsWith;

class Proxied : public testing::Test {
protected:
    Result<Server> start(ServerOptions options) {
        options.unix_socket = path_;
        return Server::start(std::move(options), [this](Incoming request, Responder respond) {
            seen_ = std::move(request);
            respond({200, {}, "served", {}});
        });
    }
    void serve(bool behind_proxy = true) {
        ServerOptions options;
        options.behind_proxy = behind_proxy;
        server_.emplace(std::move(start(std::move(options)).value()));
    }
    static std::string asking(const std::string& headers) {
        return "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + headers + "\r\n";
    }
    std::string claim() const {
        return "X-Storeside-Client-Certificate: " + base64(der_of(kiosk_.certificate)) + "\r\n";
    }

    TestAuthority authority_{"an authority"};
    KeyPair kiosk_ = authority_.client();
    TemporaryFolder folder_;
    std::filesystem::path path_ = folder_.path() / "hub.socket";
    Incoming seen_;
    std::optional<Server> server_;
};

TEST_F(Proxied, ItsWordAboutACertificateCounts) {
    serve();
    EXPECT_THAT(exchange_bytes(path_, asking(claim())), StartsWith("HTTP/1.1 200"));
    EXPECT_EQ(seen_.client_certificate, der_of(kiosk_.certificate));
    EXPECT_EQ(seen_.header(kProxyHeader), std::nullopt);
}

TEST_F(Proxied, NoWordIsNoCertificateAndEachRequestStandsForItself) {
    serve();
    const auto both = "GET / HTTP/1.1\r\nHost: a\r\n" + claim() + "\r\n" + asking("");
    exchange_bytes(path_, both);
    EXPECT_EQ(seen_.client_certificate, "");
    exchange_bytes(path_, asking(claim()));
    EXPECT_NE(seen_.client_certificate, "");
    exchange_bytes(path_, asking("X-Storeside-Client-Certificate:\r\n"));
    EXPECT_EQ(seen_.client_certificate, "");
}

TEST_F(Proxied, NobodyElseIsBelieved) {
    serve();
    EXPECT_THAT(exchange_bytes(server_->port(), asking(claim())), StartsWith("HTTP/1.1 200"));
    EXPECT_EQ(seen_.client_certificate, "");
    EXPECT_EQ(seen_.header(kProxyHeader), std::nullopt);
    server_.reset();
    serve(false);
    EXPECT_THAT(exchange_bytes(path_, asking(claim())), StartsWith("HTTP/1.1 200"));
    EXPECT_EQ(seen_.client_certificate, "");
}

TEST_F(Proxied, AHeaderBesidesTheCertificateOfTheHandshakeChangesNothing) {
    ServerOptions options;
    options.tls = ServerTls{authority_.server(), authority_.pem()};
    options.behind_proxy = true;
    server_.emplace(std::move(start(std::move(options)).value()));
    const auto own = authority_.client("another");
    Client client({authority_.pem(), own, Verify::full});
    Request request;
    request.url = "https://127.0.0.1:" + std::to_string(server_->port()) + "/";
    request.headers = {{std::string(kProxyHeader), base64(der_of(kiosk_.certificate))}};
    EXPECT_EQ(client.send(request).value().status, 200);
    EXPECT_EQ(seen_.client_certificate, der_of(own.certificate));
}

TEST_F(Proxied, AWordThatCantBeReadOrComesTwiceIsRefused) {
    serve();
    const std::string name = "X-Storeside-Client-Certificate: ";
    for (const auto& headers :
         {claim() + claim(), claim() + name + "\r\n", name + "x\r\n", name + "AAAA\r\n", name + "====\r\n",
          name + base64(der_of(kiosk_.certificate) + "more") + "\r\n"}) {
        EXPECT_THAT(exchange_bytes(path_, asking(headers)), StartsWith("HTTP/1.1 400")) << headers;
    }
    EXPECT_EQ(seen_.method, "");
}

TEST_F(Proxied, TheSocketIsForOwnerAndGroupAndGoesWithTheServer) {
    serve();
    struct stat file {};
    ASSERT_EQ(::stat(path_.c_str(), &file), 0);
    EXPECT_EQ(file.st_mode & 0777U, 0660U);
    server_->stop();
    EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(Proxied, ASocketLeftBehindIsReplacedOneInUseIsNot) {
    serve();
    const auto second = start({});
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code(), Errc::unavailable);
    EXPECT_THAT(exchange_bytes(path_, asking("")), StartsWith("HTTP/1.1 200"));
    // What a killed server leaves: the file, and nobody behind it.
    const auto aside = folder_.path() / "aside";
    std::filesystem::rename(path_, aside);
    server_->stop();
    std::filesystem::rename(aside, path_);
    serve();
    EXPECT_THAT(exchange_bytes(path_, asking("")), StartsWith("HTTP/1.1 200"));
}

TEST_F(Proxied, AnythingElseInItsPlaceStays) {
    ASSERT_TRUE(write_file(path_, "precious"));
    EXPECT_FALSE(start({}));
    EXPECT_EQ(read_file(path_, 100).value(), "precious");
}

TEST_F(Proxied, MayBeTheOnlyWayIn) {
    ServerOptions options;
    options.address.clear();
    server_.emplace(std::move(start(std::move(options)).value()));
    EXPECT_EQ(server_->port(), 0);
    EXPECT_THAT(exchange_bytes(path_, asking("")), StartsWith("HTTP/1.1 200"));
}

}  // namespace
}  // namespace storeside::http
