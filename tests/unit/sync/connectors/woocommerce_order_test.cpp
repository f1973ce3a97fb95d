// What plug-ins and programs leave in WooCommerce's orders, and how it is read.
#include "sync/connectors/shop/woocommerce/order.hpp"

#include <gtest/gtest.h>

#include <boost/json/parse.hpp>

#include "sync/connectors/shop/answer.hpp"

namespace storeside::connectors::woocommerce {
namespace {

namespace json = boost::json;

const Time kNow = from_micros(1'796'000'000'000'000);

orders::Order read(const std::string& members) {
    const auto text = R"({"id": 1002, "number": "1002", "status": "processing", "currency": "EUR",
        "date_created_gmt": "2026-11-20T10:00:00", "date_modified_gmt": "2026-11-22T09:00:00",
        "billing": {"email": "anna@example.org", "phone": "", "postcode": "BB4 7QT"})" +
                      members + "}";
    return order_of(json::parse(text), {}, kNow).value().order;
}

std::string tracking(const std::string& value) {
    return R"(, "meta_data": [{"id": 1, "key": "_wc_shipment_tracking_items", "value": )" + value + "}]";
}

TEST(WooCommerceOrder, ReadsTheListThatPhpWritesAsAnObjectBecauseSomethingWasTakenOut) {
    const auto order =
        read(tracking(R"({"1": {"tracking_provider": "Parcel Nord", "tracking_number": "PN1"}})"));
    ASSERT_EQ(order.parcels.size(), 1U);
    EXPECT_EQ(order.parcels[0].tracking, "PN1");
}

TEST(WooCommerceOrder, ADayOfShipmentMayBeSecondsOrADate) {
    const auto day = [](const std::string& written) {
        const auto order = read(tracking(R"([{"tracking_number": "PN1", "date_shipped": )" + written + "}]"));
        return order.parcels.at(0).shipped_at;
    };
    const auto midnight = shop_time("2026-11-21T00:00:00");
    EXPECT_EQ(day(R"("1795219200")"), midnight);
    EXPECT_EQ(day("1795219200"), midnight);
    EXPECT_EQ(day(R"("2026-11-21")"), midnight);
    EXPECT_EQ(day(R"("2026-11-21 14:03:07")"), shop_time("2026-11-21T14:03:07"));
    for (const auto* nonsense :
         {R"("")", R"("2026")", R"("tomorrow")", R"("99999999999999999999")", "-5", "null", "[]"})
        EXPECT_EQ(day(nonsense), std::nullopt) << nonsense;
}

TEST(WooCommerceOrder, AFulfillmentOfAPartIsShipped) {
    const std::string meta =
        R"(, "meta_data": [{"key": "_fulfillment_status", "value": "partially_fulfilled"}])";
    EXPECT_EQ(read(meta).state, orders::State::shipped);
    EXPECT_EQ(read(R"(, "meta_data": [{"key": "_fulfillment_status", "value": "unfulfilled"}])").state,
              orders::State::paid);
}

TEST(WooCommerceOrder, TakesOnlyFulfillmentsThatWereSentAndAreStillThere) {
    auto order = read("");
    order.state = orders::State::shipped;
    add_fulfillments(json::parse(R"([
        {"is_fulfilled": true, "date_deleted": null, "meta_data": [
            {"key": "_tracking_number", "value": "RM1"}, {"key": "_shipment_provider", "value": "royal-mail"},
            {"key": "_date_fulfilled", "value": "2026-11-22 08:00:00"}]},
        {"is_fulfilled": true, "date_deleted": null, "meta_data": [
            {"key": "_tracking_number", "value": "D2"}, {"key": "_shipment_provider", "value": "dhl"},
            {"key": "_date_fulfilled", "value": "2026-11-21 08:00:00"}]},
        {"is_fulfilled": false, "meta_data": [{"key": "_tracking_number", "value": "DRAFT"}]},
        {"is_fulfilled": true, "date_deleted": "2026-11-22 08:00:00",
            "meta_data": [{"key": "_tracking_number", "value": "GONE"}]},
        "nonsense", null])"),
                     order);
    ASSERT_EQ(order.parcels.size(), 2U);
    EXPECT_EQ(order.parcels[0].tracking, "RM1");
    EXPECT_EQ(order.parcels[0].carrier, "Royal Mail");
    EXPECT_EQ(order.parcels[1].carrier, "DHL");
    EXPECT_EQ(order.timeline.back(),
              (orders::Milestone{orders::State::shipped, shop_time("2026-11-21T08:00:00").value()}));
}

}  // namespace
}  // namespace storeside::connectors::woocommerce
