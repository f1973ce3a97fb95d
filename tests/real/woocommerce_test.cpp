// The connector at WooCommerce itself, behind TLS with a Basic key: the contract of all shops, its own news,
// and the commands that an integrator types. Where WooCommerce can't be had, a real WordPress with a double
// of its routes remains.
#include <gmock/gmock.h>

#include <boost/json/array.hpp>
#include <boost/json/value_to.hpp>
#include <mutex>

#include "firmware/base/file.hpp"
#include "sync/connectors/shop/shops.hpp"
#include "sync/connectors/shop/signature.hpp"
#include "sync/connectors/shop/woocommerce/order.hpp"
#include "tests/contract/order_source_contract.hpp"
#include "tests/fakes/program.hpp"
#include "tests/fakes/tcp_server.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/fakes/tls_front.hpp"
#include "tests/real/woocommerce_shop.hpp"

namespace storeside {
namespace {

namespace json = boost::json;
namespace fs = std::filesystem;
using connectors::Finding;
using orders::State;
using real::WooCommerceShop;
using testing::Contains;
using testing::Field;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kSecret = "webhook secret";

const Result<fs::path>& prepared() {
    static const auto folder = WooCommerceShop::prepared(STORESIDE_SOURCE_DIR);
    return folder;
}

template <class T>
T must(Result<T> result) {
    if (!result) throw std::runtime_error(result.error().message());
    return std::move(*result);
}

// One for all tests of a site, because it takes seconds to start.
struct Site {
    explicit Site(const std::string& name)
        : shop(must(WooCommerceShop::start(prepared().value(), name, folder.path()))),
          tls(shop.port(), TlsFront::Certificate::good, folder.path() / "ca.pem"),
          ca(must(read_file(folder.path() / "ca.pem", 1 << 16))),
          key(new_key("shop_manager", "read")) {}
    std::string new_key(const std::string& role, const std::string& permissions) const {
        return json::value_to<std::string>(
            must(shop.hand("key", {{"role", role}, {"permissions", permissions}})));
    }

    TemporaryFolder folder;
    WooCommerceShop shop;
    TlsFront tls;
    std::string ca, key;
};

enum Which { wordpress_6_1, woocommerce_7_9, woocommerce_11_0 };
constexpr std::array<const char*, 3> kSites = {"wordpress-6.1", "woocommerce-7.9", "woocommerce-11.0"};

template <Which which>
Site& site() {
    static Site site(kSites[which]);
    return site;
}

template <Which which>
std::string missing() {
    if (!prepared()) return prepared().error().message();
    if (fs::exists(*prepared() / "sites" / kSites[which])) return {};
    return std::string(kSites[which]) +
           " can't be had: wordpress.org is out of reach, and build/real/woocommerce/downloads lacks a zip";
}

std::string status_of(State state) {
    switch (state) {
        case State::placed:
            return "pending";
        case State::shipped:
            return "completed";
        case State::ready_for_pickup:
            return "ready-for-pickup";
        case State::cancelled:
            return "cancelled";
        case State::refunded:
            return "refunded";
        default:
            return "processing";
    }
}

json::object to_json(const PlacedOrder& order) {
    json::array items;
    for (const auto& item : order.items) items.push_back({{"name", item.name}, {"quantity", item.quantity}});
    return {{"number", order.number},
            {"status", status_of(order.state)},
            {"surname", order.surname},
            {"street", order.street},
            {"email", order.buyer.email},
            {"phone", order.buyer.phone},
            {"postcode", order.buyer.postcode},
            {"items", std::move(items)},
            {"carrier", order.carrier},
            {"parcel", order.parcel},
            {"refunded", order.refunded},
            {"currency", order.currency},
            {"pickup_place", order.pickup_place},
            {"placed", to_micros(order.placed) / 1'000'000},
            {"changed", to_micros(order.changed) / 1'000'000}};
}

// What a web server was sent.
StubShop::Webhook parsed(const std::string& bytes) {
    StubShop::Webhook sent;
    std::istringstream head(bytes.substr(0, bytes.find("\r\n\r\n")));
    std::string line;
    std::getline(head, line);
    while (std::getline(head, line)) {
        const auto colon = line.find(':');
        auto name = line.substr(0, colon);
        for (auto& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        auto value = line.substr(line.find_first_not_of(' ', colon + 1));
        std::erase(value, '\r');
        sent.headers.emplace_back(name, value);
    }
    sent.body = bytes.substr(bytes.find("\r\n\r\n") + 4);
    return sent;
}

class RealFixture final : public ShopFixture {
public:
    explicit RealFixture(Site& site) : site_(site), shop_(connect(site.key)) {
        must(site_.shop.hand("clear", {}));
    }
    std::unique_ptr<connectors::OrderSource> connect(const std::string& key, std::string url = {}) {
        connectors::ShopSettings settings;
        settings.kind = settings.name = "woocommerce";
        settings.url = url.empty() ? site_.tls.url() : std::move(url);
        settings.key = key;
        settings.ca = site_.ca;
        settings.webhook_secret = kSecret;
        settings.timeout = std::chrono::seconds(60);
        return must(connectors::make_shop(std::move(settings), world()));
    }
    connectors::OrderSource& shop() override { return *shop_; }
    void place(const PlacedOrder& order) override { must(site_.shop.hand("place", to_json(order))); }
    std::string printed(int number) const override { return "W-" + std::to_string(number); }
    int requests() const override { return site_.shop.requests(); }
    std::string key() const override { return site_.key; }

    // Two deliveries: the knock of a new webhook, and the news.
    std::optional<StubShop::Webhook> webhook(const std::string& number) override {
        std::mutex mutex;
        std::vector<StubShop::Webhook> sent;
        TcpServer hub([&](TcpServer::Connection& connection) {
            const auto bytes = connection.read_request();
            connection.write(http_answer({200, "{}"}));
            const std::lock_guard lock(mutex);
            sent.push_back(parsed(bytes));
        });
        const auto done =
            must(site_.shop.hand("deliver", {{"number", number}, {"secret", kSecret}, {"url", hub.url()}}));
        const std::lock_guard lock(mutex);
        EXPECT_EQ(done, json::value("delivered"));
        if (sent.size() != 2)
            throw std::runtime_error("not two deliveries, but " + std::to_string(sent.size()));
        const auto knock = shop_->verify_webhook(sent[0].headers, sent[0].body);
        EXPECT_TRUE(knock && knock->references.empty()) << sent[0].body;
        return sent[1];
    }

private:
    Site& site_;
    std::unique_ptr<connectors::OrderSource> shop_;
};

template <Which which>
std::unique_ptr<ShopFixture> make() {
    return std::make_unique<RealFixture>(site<which>());
}

// What only this shop does, and what an integrator types.
class RealWooCommerce : public OrderSourceContract {
protected:
    RealFixture& real() { return static_cast<RealFixture&>(fixture()); }
    Site& at() {
        return GetParam().name == kSites[wordpress_6_1]     ? site<wordpress_6_1>()
               : GetParam().name == kSites[woocommerce_7_9] ? site<woocommerce_7_9>()
                                                            : site<woocommerce_11_0>();
    }
    Ran type(const std::string& words, const std::string& typed = "") {
        const auto folder = at().folder.path();
        EXPECT_TRUE(write_file(folder / "woocommerce.key", at().key + "\n", 0600));
        EXPECT_TRUE(write_file(folder / "hub.toml",
                               "data = \"d\"\n[[shop]]\nkind = \"woocommerce\"\nname = \"online\"\nurl = \"" +
                                   at().tls.url() +
                                   "\"\nkey_file = \"woocommerce.key\"\nca_file = \"ca.pem\"\n"));
        return run_command("printf '" + typed + "\\n' | " STORESIDE_BIN_DIR "/storesidectl shop " + words +
                           " --config " + (folder / "hub.toml").string());
    }
};

TEST_P(RealWooCommerce, AnIntegratorChecksAndFinds) {
    auto placed = order(1002);
    placed.state = State::shipped;
    placed.carrier = "Parcel Nord";
    placed.parcel = "PN4402881720";
    real().place(placed);
    const auto checked = type("check online");
    EXPECT_EQ(checked.code, 0) << checked.out;
    EXPECT_THAT(checked.out, HasSubstr("works  The key reads orders; the shop has 1."));
    EXPECT_THAT(checked.out, HasSubstr("works  The key may not change anything, which is how it should be."));
    EXPECT_THAT(checked.out, HasSubstr("works  WooCommerce "));
    EXPECT_EQ(checked.out.find("(HPOS)") != std::string::npos, GetParam().name == kSites[woocommerce_11_0]);
    const auto found = type("find online 1OO2", "ANNA@example.org");
    EXPECT_EQ(found.code, 0) << found.out;
    EXPECT_THAT(found.out, HasSubstr("Order W-1002: shipped"));
    EXPECT_THAT(found.out, HasSubstr("parcel PN4402881720 with Parcel Nord"));
    EXPECT_EQ(type("find online 1002", "eve@example.org").code, 1);
}

TEST_P(RealWooCommerce, TheCheckSaysWhyAKeyIsNotAccepted) {
    real().place(order(1002));
    const auto first = [&](const std::string& key, const std::string& url = {}) {
        return real().connect(key, url)->check().front();
    };
    const auto broken = [](const std::string& words) {
        return AllOf(Field(&Finding::kind, Finding::Kind::broken), Field(&Finding::text, HasSubstr(words)));
    };
    const auto plain = "http://127.0.0.1:" + std::to_string(at().shop.port());
    EXPECT_THAT(first(at().key, plain), broken("X-Forwarded-Proto"));
    EXPECT_THAT(first("ck_0123:cs_4567"), broken("does not know who asks"));
    EXPECT_THAT(first(at().key + "0"), broken("Consumer secret is invalid"));
    EXPECT_THAT(first(at().new_key("customer", "read")), broken("its user may not see orders"));
    EXPECT_THAT(real().connect(at().new_key("shop_manager", "read_write"))->check(),
                Contains(Field(&Finding::text, HasSubstr("may also write"))));
}

TEST_P(RealWooCommerce, NothingOfACustomerLeavesItThatIsNotCompared) {
    real().place(order(1002));
    ASSERT_TRUE(found("1002", "BB4 7QT"));
    http::Request request;
    request.url = at().tls.url() + "/wp-json/wc/v3/orders?search=1002";
    for (const auto& [name, value] : connectors::woocommerce::fields())
        request.url.append("&").append(name).append("=").append(value);
    request.headers = {{"Authorization", "Basic " + connectors::base64(at().key)}};
    const auto answer = must(http::Client({.ca = at().ca}).send(request));
    EXPECT_THAT(answer.body, HasSubstr("anna@example.org"));
    for (const auto* not_needed : {"Papadopoulou", "Orchard", "Ring twice", "ip_address"})
        EXPECT_THAT(answer.body, Not(HasSubstr(not_needed)));
}

TEST_P(RealWooCommerce, OrdersInTheBinAndOfNobodyAreNotFound) {
    EXPECT_EQ(found("1", "anna@example.org"), std::nullopt);
    EXPECT_EQ(found("0", "anna@example.org"), std::nullopt);
    EXPECT_EQ(found("999999999999999999", "anna@example.org"), std::nullopt);
    EXPECT_TRUE(all_recent(Time{}).empty());
}

std::string name_of(const testing::TestParamInfo<ShopUnderTest>& info) {
    auto name = info.param.name;
    std::ranges::replace(name, '-', '_');
    std::ranges::replace(name, '.', '_');
    return name;
}

template <Which which>
ShopUnderTest under_test() {
    return {kSites[which], make<which>, missing<which>, which == wordpress_6_1};
}

const auto kAll = testing::Values(under_test<wordpress_6_1>(), under_test<woocommerce_7_9>(),
                                  under_test<woocommerce_11_0>());
INSTANTIATE_TEST_SUITE_P(Real, OrderSourceContract, kAll, name_of);
INSTANTIATE_TEST_SUITE_P(Real, RealWooCommerce, kAll, name_of);

}  // namespace
}  // namespace storeside
