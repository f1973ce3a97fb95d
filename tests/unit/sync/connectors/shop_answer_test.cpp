#include "sync/connectors/shop/answer.hpp"

#include <gmock/gmock.h>

#include <boost/json/parse.hpp>

#include "sync/connectors/shop/shop_client.hpp"
#include "sync/connectors/shop/signature.hpp"

namespace storeside::connectors {
namespace {

TEST(ShopAnswer, ATimeIsReadHoweverTheShopWritesIt) {
    const auto noon = parse_rfc3339("2026-11-22T12:00:00Z").value();
    for (const auto* text :
         {"2026-11-22T12:00:00Z", "2026-11-22T12:00:00", "2026-11-22T13:00:00+01:00",
          "2026-11-22T07:30:00-04:30", "2026-11-22 12:00:00 +0000", "2026-11-22 13:00:00 +0100",
          "2026-11-22T12:00:00.000Z", "2026-11-22T12:00:00.000000000Z"})
        EXPECT_EQ(shop_time(text), noon) << text;
    EXPECT_EQ(shop_time("2026-11-22T12:00:00.25Z"), noon + std::chrono::milliseconds(250));
    for (const auto* text :
         {"", "2026", "2026-11-22", "2026-02-30T12:00:00Z", "2026-11-22T25:00:00Z", "1969-12-31T23:59:59Z",
          "1970-01-01T00:00:00+14:00", "2026-11-22T12:00:00+99:00", "2026-11-22T12:00:00Zx",
          "22.11.2026 12:00", "-026-11-22T12:00:00Z", "2026-11-22T12:00:00 CET"})
        EXPECT_EQ(shop_time(text), std::nullopt) << text;
}

TEST(ShopAnswer, ATextIsCutBetweenCharactersAndCleaned) {
    EXPECT_EQ(visible("βίδες", 3), "β");
    EXPECT_EQ(visible("a\nb\x1b[31m", 20), "a b [31m");
    const auto answer = boost::json::parse(R"({"a": {"b": 17, "c": null, "d": ["x"]}})");
    EXPECT_EQ(text_at(answer, {"a", "b"}, 10), "17");
    for (const auto* key : {"c", "d", "e"}) EXPECT_EQ(text_at(answer, {"a", key}, 10), "") << key;
    EXPECT_EQ(text_at(answer, {"a", "b", "c"}, 10), "");
}

TEST(ShopAnswer, ARefundIsShownInACurrencyThatCanBeBelieved) {
    const auto amount = [](std::string_view text, std::string_view currency, std::string_view expected) {
        return refund_of(std::nullopt, text, currency, expected, "test").amount;
    };
    EXPECT_EQ(amount("12.50", "EUR", ""), "12.50");
    EXPECT_EQ(amount("-12.50", "EUR", "EUR"), "12.50");
    EXPECT_EQ(amount("1200", "JPY", ""), "1200");
    EXPECT_EQ(amount("12.50", "USD", "EUR"), "");
    for (const auto* text : {"", "12,50", "1e9", "abc", "--1", ".5", "5.", "1234567890123", "12.50 EUR"})
        EXPECT_EQ(amount(text, "EUR", ""), "") << text;
    for (const auto* currency : {"", "eur", "EURO", "€"})
        EXPECT_EQ(amount("12.50", currency, ""), "") << currency;
}

TEST(ShopClient, AKeyIsSaidOverHttpsOrToThisMachineOnly) {
    for (const auto* url :
         {"https://shop.example.org", "http://127.0.0.1:8080/x", "http://localhost", "http://[::1]:1"})
        EXPECT_TRUE(keeps_a_key_secret(url)) << url;
    for (const auto* url : {"http://shop.example.org", "ftp://x", "", "http://localhost.example.org",
                            "http://127.0.0.1.example.org", "http://127.0.0.1@example.org",
                            "http://127.0.0.1:x@example.org/", "http://[::1].example.org"})
        EXPECT_FALSE(keeps_a_key_secret(url)) << url;
}

TEST(ShopSignature, IsTheOneOfRfc4231AndBase64) {
    // RFC 4231, test case 2: key "Jefe".
    EXPECT_EQ(base64_hmac_sha256("Jefe", "what do ya want for nothing?"),
              "W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM=");
    EXPECT_EQ(base64("ck_1:cs_2"), "Y2tfMTpjc18y");
    EXPECT_EQ(verify_signature("", "m", "x").error().code(), Errc::denied);
}

}  // namespace
}  // namespace storeside::connectors
