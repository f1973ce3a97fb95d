#include "sync/hub/config.hpp"

#include <gtest/gtest.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::hub {
namespace {

std::string error(std::string_view text) { return parse_config(text, "/nowhere").error().message(); }

TEST(HubConfig, NeedsOnlyAFolder) {
    const auto config = parse_config("data = \"d\"", "/srv").value();
    EXPECT_EQ(config.data, "/srv/d");
    EXPECT_EQ(config.address, "127.0.0.1");
    EXPECT_EQ(config.port, 8480);
    EXPECT_EQ(config.connections, 2'000U);
    EXPECT_EQ(config.helpdesk.kind, "inbox");
    EXPECT_EQ(config.proxy_socket, "");
}

TEST(HubConfig, FindsTheProxysSocketInItsOwnFolder) {
    EXPECT_EQ(parse_config("data = \"d\"\nproxy_socket = \"s\"", "/srv").value().proxy_socket, "/srv/s");
    EXPECT_EQ(parse_config("data = \"d\"\nproxy_socket = \"/run/s\"", "/srv").value().proxy_socket, "/run/s");
}

TEST(HubConfig, ReadsAHelpdeskWithItsToken) {
    TemporaryFolder folder;
    ASSERT_TRUE(write_file(folder.path() / "t", "1-2-abc\n"));
    const auto config =
        parse_config(
            "listen = \"[::1]:0\"\ndata = \"d\"\n[helpdesk]\nkind = \"rt\"\nurl = \"http://rt\"\n"
            "token_file = \"t\"\nrequestor = \"k@example.org\"\npoll_seconds = 5",
            folder.path())
            .value();
    EXPECT_EQ(config.address, "::1");
    EXPECT_EQ(config.helpdesk.token, "1-2-abc");
    EXPECT_EQ(config.helpdesk.poll, std::chrono::seconds(5));
}

TEST(HubConfig, NamesTheKeyThatIsWrong) {
    EXPECT_EQ(error(""), "'data' is missing: the folder the hub may write to");
    EXPECT_EQ(error("data = 3"), "'data' is not a text");
    EXPECT_EQ(error("data = \"d\"\nhelpdesc = 1"), "'helpdesc' is not a key the hub knows");
    EXPECT_EQ(error("data = \"d\"\nlisten = \"x:99999\""), "'listen' has no port from 0 to 65535");
    EXPECT_EQ(error("data = \"d\"\n[helpdesk]\nkind = \"zendesk\""),
              "[helpdesk]: 'kind' is neither \"inbox\" nor \"rt\"");
    EXPECT_EQ(error("data = \"d\"\nconnections = 0"), "'connections' is not a number from 1 to 50000");
    EXPECT_EQ(error("data = \"d\"\n[helpdesk]\npoll_seconds = 3601"),
              "[helpdesk]: 'poll_seconds' is not a number from 1 to 3600");
    EXPECT_TRUE(error("data = \"d\"\nx = [").starts_with("line 2: "));
}

}  // namespace
}  // namespace storeside::hub
