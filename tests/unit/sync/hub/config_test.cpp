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
    EXPECT_TRUE(config.kept_orders);
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

class HubShops : public testing::Test {
protected:
    HubShops() {
        EXPECT_TRUE(write_file(folder_.path() / "key", "ck_1:cs_2\n"));
        EXPECT_TRUE(write_file(folder_.path() / "two-lines", "ck_1\r\ncs_2\n"));
        EXPECT_TRUE(write_file(folder_.path() / "empty", "\n"));
        EXPECT_TRUE(write_file(folder_.path() / "words", "this is no key"));
        EXPECT_TRUE(write_file(folder_.path() / "hook", "secret"));
        EXPECT_TRUE(write_file(folder_.path() / "ca.pem", "an authority\n"));
    }
    Result<Config> parse(const std::string& shops) {
        return parse_config("data = \"d\"\n" + shops, folder_.path());
    }
    std::string error_of(const std::string& shops) {
        const auto config = parse(shops);
        return config ? "no error" : config.error().message();
    }
    // A shop that is right, with lines of its own behind.
    static std::string shop(const std::string& more, const std::string& url = "https://shop.example.org") {
        return "[[shop]]\nkind = \"woocommerce\"\nurl = \"" + url + "\"\n" + more + "\n";
    }
    TemporaryFolder folder_;
};

TEST_F(HubShops, ReadsSeveralWithTheirKeysAndStores) {
    const auto config =
        parse("orders = \"orders.json\"\n" +
              shop("key_file = \"two-lines\"\nwebhook_secret_file = \"hook\"\ncurrency = \"EUR\"\n"
                   "pickup_desk = \"3\"\nstores = [\"Old Harbour Road\"]\ntimeout_seconds = 4\nca_file = "
                   "\"ca.pem\"") +
              "[[shop]]\nkind = \"shopify\"\nname = \"b2b\"\nurl = \"http://127.0.0.1:1\"\nkey_file = "
              "\"key\"\n")
            .value();
    ASSERT_EQ(config.shops.size(), 3U);
    EXPECT_EQ(config.shops[0].kind, "file");
    EXPECT_EQ(config.shops[0].file, folder_.path() / "orders.json");
    const auto& woo = config.shops[1];
    EXPECT_EQ(woo.name, "woocommerce");
    EXPECT_EQ(woo.key, "ck_1:cs_2");
    EXPECT_EQ(woo.webhook_secret, "secret");
    EXPECT_EQ(woo.currency, "EUR");
    EXPECT_EQ(woo.pickup_desk, "3");
    EXPECT_EQ(woo.stores, std::vector<std::string>{"Old Harbour Road"});
    EXPECT_EQ(woo.timeout, std::chrono::seconds(4));
    EXPECT_EQ(woo.ca, "an authority\n");
    EXPECT_EQ(config.shops[2].name, "b2b");
    EXPECT_TRUE(config.shops[2].stores.empty());
}

TEST_F(HubShops, NameTheShopAndTheKeyThatIsWrong) {
    const std::string key = "key_file = \"key\"";
    EXPECT_EQ(error_of("shop = 1"), "'shop' is not written as [[shop]]");
    EXPECT_EQ(error_of("[shop]\nkind = \"file\""), "'shop' is not written as [[shop]]");
    EXPECT_EQ(error_of("shop = [1]"), "'shop' is not written as [[shop]]");
    EXPECT_EQ(error_of("[[shop]]\nkind = \"magento\""),
              "[[shop]] 1: 'kind' is none of shopify, woocommerce, ecwid and file");
    EXPECT_EQ(error_of("[[shop]]\nkind = \"file\""), "[[shop]] 1: 'file' is missing: a file of orders");
    EXPECT_EQ(error_of("[[shop]]\nkind = \"file\"\nfile = \"x\"\nurl = \"y\""),
              "[[shop]] 1: 'url' is not a key the hub knows");
    EXPECT_EQ(error_of(shop("")), "[[shop]] 1: 'key_file' is missing: a file with the shop's key");
    EXPECT_EQ(error_of(shop("key_file = \"empty\"")), "[[shop]] 1: 'key_file' is an empty file");
    EXPECT_EQ(error_of(shop("key_file = \"hook\"")), "[[shop]] 1: 'key_file' holds no \"ck_…:cs_…\"");
    EXPECT_EQ(error_of(shop("key_file = \"words\"")), "[[shop]] 1: 'key_file' holds more than a key");
    EXPECT_EQ(error_of(shop(key, "http://shop.example.org")),
              "[[shop]] 1: 'url' must begin with https://, or everybody on the way reads the key");
    EXPECT_EQ(error_of(shop(key, "http://127.0.0.1@evil.example.org")),
              "[[shop]] 1: 'url' must begin with https://, or everybody on the way reads the key");
    EXPECT_EQ(error_of(shop(key, "http://localhost.evil.example.org")),
              "[[shop]] 1: 'url' must begin with https://, or everybody on the way reads the key");
    EXPECT_EQ(error_of(shop(key + "\ncurrency = \"euro\"")), "[[shop]] 1: 'currency' is not like \"EUR\"");
    EXPECT_EQ(error_of(shop(key + "\nstores = []")), "[[shop]] 1: 'stores' is not a list of names of stores");
    EXPECT_EQ(error_of(shop(key + "\nstores = [1]")),
              "[[shop]] 1: 'stores' is not a list of names of stores");
    EXPECT_EQ(error_of(shop(key + "\nname = \"a b\"")),
              "[[shop]] 1: 'name' may hold letters, digits, '-', '_' and '.', at most 60");
    EXPECT_EQ(error_of(shop(key + "\ntimeout_seconds = 61")),
              "[[shop]] 1: 'timeout_seconds' is not a number from 1 to 60");
    EXPECT_EQ(error_of(shop(key) + shop(key)), "[[shop]] 2: 'name' is another shop's, too: 'woocommerce'");
}

TEST_F(HubShops, ReadsHowTheirChangesAreFollowed) {
    using std::chrono::days;
    using std::chrono::seconds;
    const std::string key = "key_file = \"key\"\n";
    const auto usual = parse(shop(key)).value().shops.at(0);
    EXPECT_TRUE(usual.index);
    EXPECT_EQ(usual.follow.poll, seconds(60));
    EXPECT_EQ(usual.follow.fresh, seconds(180));
    // What is followed seldom would never be fresh.
    EXPECT_EQ(parse(shop(key + "poll_seconds = 600")).value().shops.at(0).follow.fresh, seconds(1200));
    const auto other = parse(shop(key + "index = false\npoll_seconds = 30\noverlap_seconds = 40\n"
                                        "history_days = 7\nfresh_seconds = 20"))
                           .value()
                           .shops.at(0);
    EXPECT_FALSE(other.index);
    EXPECT_EQ(other.follow.poll, seconds(30));
    EXPECT_EQ(other.follow.overlap, seconds(40));
    EXPECT_EQ(other.follow.history, days(7));
    EXPECT_EQ(other.follow.fresh, seconds(20));
    // A file is asked itself.
    EXPECT_EQ(parse("orders = \"orders.json\"").value().shops.at(0).follow.fresh, seconds(0));
    EXPECT_EQ(parse("[[shop]]\nkind = \"file\"\nfile = \"x\"").value().shops.at(0).follow.fresh, seconds(0));
    EXPECT_EQ(error_of(shop(key + "index = 1")), "[[shop]] 1: 'index' is neither true nor false");
    EXPECT_EQ(error_of(shop(key + "poll_seconds = 0")),
              "[[shop]] 1: 'poll_seconds' is not a number from 1 to 86400");
}

TEST(HubConfig, ReadsHowLongThingsAreKept) {
    const auto config =
        parse_config(
            "data = \"d\"\n[retention]\ntickets_days = 90\nmessages_days = 60\nratings_days = 50\n"
            "searches_days = 7\naudit_days = 40\nunreadable_days = 8\nothers_days = 9\n"
            "orders_days = 10",
            "/srv")
            .value();
    using std::chrono::days;
    EXPECT_EQ(config.retention, (hub_store::Retention{days(90), days(60), days(50), days(7), days(40),
                                                      days(8), days(9), days(10)}));
    EXPECT_EQ(parse_config("data = \"d\"", "/srv")->retention, hub_store::Retention{});
    EXPECT_EQ(error("data = \"d\"\nretention = 3"), "'retention' is not a table");
    EXPECT_EQ(error("data = \"d\"\n[retention]\nticket_days = 3"),
              "[retention]: 'ticket_days' is not a key the hub knows");
    EXPECT_EQ(error("data = \"d\"\n[retention]\naudit_days = 0"),
              "[retention]: 'audit_days' is not a number from 1 to 36500");
}

TEST(HubConfig, NamesTheKeyThatIsWrong) {
    EXPECT_EQ(error(""), "'data' is missing: the folder the hub may write to");
    EXPECT_EQ(error("data = 3"), "'data' is not a text");
    EXPECT_EQ(error("data = \"d\"\nhelpdesc = 1"), "'helpdesc' is not a key the hub knows");
    EXPECT_EQ(error("data = \"d\"\nlisten = \"x:99999\""), "'listen' has no port from 0 to 65535");
    EXPECT_EQ(error("data = \"d\"\n[helpdesk]\nkind = \"zendesk\""),
              "[helpdesk]: 'kind' is neither \"inbox\" nor \"rt\"");
    EXPECT_EQ(error("data = \"d\"\nkept_orders = 1"), "'kept_orders' is neither true nor false");
    EXPECT_EQ(error("data = \"d\"\nconnections = 0"), "'connections' is not a number from 1 to 50000");
    EXPECT_EQ(error("data = \"d\"\n[helpdesk]\npoll_seconds = 3601"),
              "[helpdesk]: 'poll_seconds' is not a number from 1 to 3600");
    EXPECT_TRUE(error("data = \"d\"\nx = [").starts_with("line 2: "));
}

TEST(HubConfig, ReadsTheHooksSecretAndTheRateOfCalls) {
    TemporaryFolder folder;
    ASSERT_TRUE(write_file(folder.path() / "hook", "0123456789abcdef\n"));
    ASSERT_TRUE(write_file(folder.path() / "short", "0123456789\n"));
    const auto read = [&](const std::string& lines) {
        return parse_config("data = \"d\"\n[helpdesk]\n" + lines, folder.path());
    };
    const auto config = read("calls_per_second = 3\nwebhook_secret_file = \"hook\"").value();
    EXPECT_EQ(config.helpdesk.calls_per_second, 3);
    EXPECT_EQ(config.helpdesk.webhook_secret, "0123456789abcdef");
    EXPECT_EQ(
        read("webhook_secret_file = \"short\"").error().message(),
        "[helpdesk]: 'webhook_secret_file' holds less than 16 characters: `openssl rand -hex 32` makes more");
    EXPECT_EQ(read("webhook_secret_file = \"none\"").error().code(), Errc::not_found);
    EXPECT_EQ(read("calls_per_second = 0").error().message(),
              "[helpdesk]: 'calls_per_second' is not a number from 1 to 1000");
}

}  // namespace
}  // namespace storeside::hub
