// The connector's questions against Shopify's own published schemas, which know every field that exists.
#include <gmock/gmock.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cstdlib>
#include <thread>

#include "firmware/base/file.hpp"
#include "sync/connectors/shop/shopify/queries.hpp"
#include "sync/connectors/shop/shopify/shop.hpp"
#include "sync/http/client.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/real/process.hpp"

namespace storeside::real {
namespace {

namespace json = boost::json;
using connectors::Finding;

constexpr const char* kOrders = R"({
  "shop": {"name": "Bramble", "currencyCode": "EUR", "myshopifyDomain": "bramble.myshopify.com",
           "orderNumberFormatPrefix": "#", "orderNumberFormatSuffix": ""},
  "scopes": ["read_orders"],
  "orders": [{
    "id": "gid://shopify/Order/1", "name": "#1002", "confirmationNumber": "XCNF1",
    "createdAt": "2026-11-20T10:00:00Z", "updatedAt": "2026-11-22T09:00:00Z", "cancelledAt": null,
    "displayFinancialStatus": "PARTIALLY_REFUNDED", "displayFulfillmentStatus": "FULFILLED",
    "email": "anna@example.org", "phone": null,
    "billingAddress": {"zip": "BB4 7QT", "phone": "+44 1632 960123", "lastName": "Papadopoulou"},
    "shippingAddress": {"zip": "BB4 7QT", "phone": null},
    "transactions": [{"kind": "SALE", "status": "SUCCESS", "processedAt": "2026-11-20T10:00:05Z"}],
    "refunds": [{"createdAt": "2026-11-22T09:00:00Z",
                 "totalRefundedSet": {"presentmentMoney": {"amount": "12.50", "currencyCode": "EUR"}}}],
    "fulfillments": [{"status": "SUCCESS", "displayStatus": "IN_TRANSIT", "createdAt": "2026-11-21T08:00:00Z",
                      "updatedAt": "2026-11-21T08:00:00Z", "deliveredAt": null, "inTransitAt": "2026-11-21T12:00:00Z",
                      "estimatedDeliveryAt": "2026-11-24T12:00:00Z",
                      "trackingInfo": [{"company": "Parcel Nord", "number": "PN4402881720"}]}],
    "lineItems": {"nodes": [{"name": "Cordless drill", "quantity": 2}]}
  }]})";

// One server for all tests: it takes a second to read a schema.
class ShopifySchema : public testing::Test {
protected:
    static void SetUpTestSuite() {
        const auto prepared = output_of({STORESIDE_SOURCE_DIR "/tests/real/shopify/prepare"});
        if (!prepared) {
            reason_ = prepared.error().message();
            return;
        }
        folder_ = std::make_unique<TemporaryFolder>();
        const auto port_file = folder_->path() / "port";
        ASSERT_TRUE(write_file(folder_->path() / "orders.json", kOrders));
        auto started = Process::start({"node", STORESIDE_SOURCE_DIR "/tests/real/shopify/server.mjs",
                                       prepared->substr(0, prepared->find('\n')), port_file.string(),
                                       (folder_->path() / "orders.json").string()},
                                      folder_->path() / "log");
        ASSERT_TRUE(started) << started.error().message();
        server_ = std::make_unique<Process>(std::move(*started));
        for (int i = 0; i < 3'000 && !std::filesystem::exists(port_file) && server_->running(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        const auto said = read_file(port_file, 4096);
        ASSERT_TRUE(said) << read_file(folder_->path() / "log", 1 << 16).value_or("no log");
        const auto port = json::parse(*said);
        url_ = "http://127.0.0.1:" + std::to_string(port.at("port").as_int64());
        versions_.clear();
        for (const auto& version : port.at("versions").as_array())
            versions_.emplace_back(version.as_string());
    }
    static void TearDownTestSuite() {
        server_.reset();
        folder_.reset();
    }
    void SetUp() override {
        if (reason_.empty()) return;
        const char* real = std::getenv("STORESIDE_REAL");
        if (std::getenv("CI") || (real && std::string_view(real) == "1")) FAIL() << reason_;
        GTEST_SKIP() << reason_;
    }

    static http::Response asked(const std::string& version, std::string_view query, json::object variables) {
        http::Request request;
        request.method = "POST";
        request.url = url_ + "/admin/api/" + version + "/graphql.json";
        request.headers = {{"X-Shopify-Access-Token", "shpat_real"}, {"Content-Type", "application/json"}};
        request.body = json::serialize(json::object{{"query", query}, {"variables", std::move(variables)}});
        request.timeout = std::chrono::seconds(60);
        return http::Client().send(request).value();
    }
    static connectors::shopify::Shop shop(const std::string& key = "shpat_real") {
        static const SystemClock clock;
        connectors::ShopSettings settings;
        settings.kind = settings.name = "shopify";
        settings.url = url_;
        settings.key = key;
        settings.timeout = std::chrono::seconds(60);
        return {std::move(settings), {clock, [](Duration) {}}};
    }

    static inline std::string reason_, url_;
    static inline std::vector<std::string> versions_;
    static inline std::unique_ptr<TemporaryFolder> folder_;
    static inline std::unique_ptr<Process> server_;
};

TEST_F(ShopifySchema, OfEveryPublishedVersionKnowsEachFieldThatIsAskedFor) {
    namespace shopify = connectors::shopify;
    EXPECT_THAT(versions_, testing::Contains(std::string(shopify::kVersion)));
    const std::vector<std::pair<std::string, json::object>> questions = {
        {shopify::find_query(), {{"query", "name:\"1002\""}}},
        {shopify::recent_query(), {{"query", "updated_at:>=\"2026-11-01T00:00:00Z\""}, {"after", nullptr}}},
        {shopify::read_query(), {{"id", "gid://shopify/Order/1"}}},
        {std::string(shopify::format_query()), {}},
        {std::string(shopify::check_query()), {}},
    };
    for (const auto& version : versions_)
        for (const auto& [query, variables] : questions) {
            const auto answer = asked(version, query, variables);
            EXPECT_EQ(answer.status, 200);
            EXPECT_FALSE(json::parse(answer.body).as_object().contains("errors"))
                << version << ": " << answer.body;
            EXPECT_EQ(answer.header("x-shopify-api-deprecated-reason"), std::nullopt)
                << version << ": " << query;
        }
}

TEST_F(ShopifySchema, RefusesAFieldThatDoesNotExistAndNamesWhatIsDeprecated) {
    const std::string version(connectors::shopify::kVersion);
    EXPECT_THAT(asked(version, "query { shop { surname } }", {}).body,
                testing::HasSubstr("Cannot query field"));
    EXPECT_NE(asked(version, "query { orders(first: 1) { nodes { totalPrice } } }", {})
                  .header("x-shopify-api-deprecated-reason"),
              std::nullopt);
}

TEST_F(ShopifySchema, FindsAnOrderForItsBuyerAlone) {
    auto connector = shop();
    const auto order = connector.find({Secret("1002"), Secret("anna@example.org")}).value();
    ASSERT_TRUE(order);
    EXPECT_EQ(order->number, "#1002");
    EXPECT_EQ(order->state, orders::State::shipped);
    EXPECT_EQ(order->items, (std::vector<orders::Item>{{"Cordless drill", 2}}));
    ASSERT_EQ(order->parcels.size(), 1U);
    EXPECT_EQ(order->parcels[0].tracking, "PN4402881720");
    ASSERT_EQ(order->refunds.size(), 1U);
    EXPECT_EQ(order->refunds[0].amount, "12.50");
    EXPECT_EQ(connector.find({Secret("1002"), Secret("eve@example.org")}).value(), std::nullopt);
    EXPECT_EQ(connector.find({Secret("1003"), Secret("anna@example.org")}).value(), std::nullopt);
    EXPECT_EQ(connector.recent("", Time{}, "").value().orders.size(), 1U);
    EXPECT_EQ(connector.read("gid://shopify/Order/1").value().value().buyer.postcode, "BB4 7QT");
}

TEST_F(ShopifySchema, WithoutItsTokenNothingIsAnswered) {
    auto connector = shop("shpat_wrong");
    EXPECT_EQ(connector.find({Secret("1002"), Secret("anna@example.org")}).error().code(), Errc::denied);
    EXPECT_EQ(connector.check().front().kind, Finding::Kind::broken);
    EXPECT_EQ(shop().check().front().kind, Finding::Kind::works);
}

}  // namespace
}  // namespace storeside::real
