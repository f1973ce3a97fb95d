#include "sync/protocol/order_mail.hpp"

#include <gtest/gtest.h>

#include "sync/protocol/base64.hpp"
#include "sync/protocol/bodies.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside::protocol {
namespace {

constexpr Time kNow = from_micros(1'795'356'187'120'000);

orders::SealedOrder sealed(Random& random, std::size_t length) {
    orders::SealedOrder order{make_id(kNow, random), std::string(length, '\x9c'), {}, kNow};
    for (int i = 0; i != 3; ++i) {
        auto& way = order.ways.emplace_back();
        random.fill(way.locator);
        random.fill(way.key);
    }
    return order;
}

TEST(OrderMail, IsTheSameAfterTheWire) {
    SeededRandom random(1);
    KeptOrders kept{
        {{std::byte{7}, std::byte{255}}, {4, 32 << 20}}, true, {sealed(random, 500), sealed(random, 0)}};
    EXPECT_EQ(decode_kept_orders(encode(kept)), kept);
    const DroppedOrders dropped{{make_id(kNow, random), make_id(kNow, random)}};
    EXPECT_EQ(decode_dropped_orders(encode(dropped)), dropped);
}

TEST(OrderMail, AFullLetterFitsAMailsBody) {
    SeededRandom random(1);
    KeptOrders kept;
    std::size_t bytes = encode(kept).size();
    for (;;) {
        auto order = sealed(random, 600);
        bytes += encoded_size(order);
        if (bytes > kMaxKeptBytes) break;
        kept.orders.push_back(std::move(order));
    }
    const auto plain = encode(kept);
    EXPECT_LE(plain.size(), kMaxKeptBytes);
    EXPECT_GT(kept.orders.size(), 30U);
    constexpr std::size_t kBox = 48;
    EXPECT_LE(boxed(plain + std::string(kBox, ' ')).size(), kMaxBodyBytes);
}

TEST(OrderMail, NamesTheMemberThatIsWrong) {
    const auto error = [](const char* json) { return decode_kept_orders(json).error().message(); };
    EXPECT_EQ(error(R"({"salt":"AAAA"})"), "salt: not the base64 of 16 bytes");
    EXPECT_EQ(error(R"({"salt":"AAAAAAAAAAAAAAAAAAAAAA==","passes":0})"), "passes: not between 1 and 16");
    EXPECT_EQ(error(R"({"salt":"AAAAAAAAAAAAAAAAAAAAAA==","passes":3,"memory":1099511627776})"),
              "memory: not between 8192 and 268435456");
    EXPECT_EQ(error(R"({"salt":"AAAAAAAAAAAAAAAAAAAAAA==","passes":3,"memory":67108864,"anew":1})"),
              "anew: neither true nor false");
}

TEST(OrderMail, ABoxIsBase64) {
    EXPECT_EQ(unboxed(boxed(std::string("\0\xff", 2))), std::string("\0\xff", 2));
    EXPECT_EQ(unboxed(R"({"box":"?"})").error().message(), "box: no base64");
    EXPECT_FALSE(unboxed(R"({"bo)"));
}

orders::Order usual() {
    using orders::State;
    orders::Order order{.number = "BB-10023", .state = State::ready_for_pickup};
    for (const auto state : {State::placed, State::paid, State::packed, State::ready_for_pickup})
        order.timeline.push_back({state, kNow});
    order.items = {{"Cordless drill BEAM 18 V", 1}, {"Noxus Pro 10 mm", 4}};
    order.pickup_desk = "3";
    order.due = kNow + std::chrono::hours(120);
    order.as_of = kNow;
    return order;
}

TEST(OrderPack, GivesTheOrderBack) {
    auto order = usual();
    order.carrier = "Royal Mail";
    order.parcels = {{"Royal Mail", "AB123456789GB", kNow}};
    order.refunds = {{kNow, "12.50", "EUR"}};
    EXPECT_EQ(unpack_order(pack_order(order)), order);
    EXPECT_EQ(unpack_order(pack_order({})), orders::Order{});
}

// Made by the program `zstd` with the text as its dictionary.
TEST(OrderPack, OpensWhatAnotherImplementationPacked) {
    const auto packed = from_base64(
        "KLUv/"
        "WCMAHUCAFQCQkItMTAwMjMwQ29yZGxlc3MgZHJpbGxSb3lhbCBNYWlse0FCMQ0AjyvOuJUYtACvfVZCmj2Apu0UP3ugCjBAeIGvC"
        "ZWFIH1jLqdXEA==");
    const auto order = unpack_order(packed.value());
    ASSERT_TRUE(order) << order.error().message();
    EXPECT_EQ(order->number, "BB-10023");
    EXPECT_EQ(order->carrier, "Royal Mail");
}

TEST(OrderPack, TakesLittleRoom) { EXPECT_LT(pack_order(usual()).size(), 200U); }

TEST(OrderPack, DamageIsNoticed) {
    const auto packed = pack_order(usual());
    for (std::size_t i = 0; i != packed.size(); ++i) EXPECT_FALSE(unpack_order(packed.substr(0, i))) << i;
    EXPECT_FALSE(unpack_order(std::string(100'000, 'x')));
    // A frame that says it is a gigabyte.
    const std::string huge("\x28\xb5\x2f\xfd\xa0\x00\x00\x00\x40", 9);
    EXPECT_EQ(unpack_order(huge).error().code(), Errc::invalid_input);
}

}  // namespace
}  // namespace storeside::protocol
