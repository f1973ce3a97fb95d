// The hub behind a proxy on its own machine, and how it sends kiosks away.
#include <gmock/gmock.h>

#include <future>

#include "sync/protocol/messages.hpp"
#include "tests/fakes/eventually.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/tcp_server.hpp"

namespace storeside::hub {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

class HubBehindAProxy : public testing::Test {
protected:
    HubBehindAProxy() {
        HubOptions options;
        options.data = folder_.path() / "data";
        options.proxy_socket = socket_;
        hub_.emplace(std::move(Hub::start(options, helpdesk_, shops_, clock_, random_).value()));
    }
    std::string ask(const std::string& request) const { return exchange_bytes(socket_, request); }

    TemporaryFolder folder_;
    std::filesystem::path socket_ = folder_.path() / "hub.socket";
    FakeHelpdesk helpdesk_;
    connectors::Shops shops_ = two_small_shops();
    SystemClock clock_;
    SystemRandom random_;
    std::optional<Hub> hub_;
};

TEST_F(HubBehindAProxy, IsAskedOverItsSocket) {
    EXPECT_THAT(ask("GET /v1/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"),
                StartsWith("HTTP/1.1 200"));
}

TEST_F(HubBehindAProxy, IsGoneFromItsSocketWhenItHasSentEverybodyAway) {
    hub_->drain();
    EXPECT_EQ(ask("GET /v1/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), "");
    hub_->stop();
}

}  // namespace
}  // namespace storeside::hub
