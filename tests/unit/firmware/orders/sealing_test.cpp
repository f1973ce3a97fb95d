#include "firmware/orders/sealing.hpp"

#include <gtest/gtest.h>

#include "tests/fakes/seeded_random.hpp"

namespace storeside::orders {
namespace {

constexpr Cost kCheap{1, 8 << 10};
constexpr Salt kSalt{std::byte{7}};

Derived derived(std::string_view number, std::string_view factor, const Salt& salt = kSalt) {
    return derive(number, factor, salt, kCheap).value();
}

class Sealing : public testing::Test {
protected:
    SeededRandom random{3};
    Id id = make_id(Time{}, random);
    Key key = Key::random(random);
};

TEST_F(Sealing, IsOpenedByNumberAndFactor) {
    const auto buyer = derived("10023", "e:anna@example.org");
    const auto way = way_to(buyer, key);
    const auto body = seal_body(key, id, "shipped on Monday", random);
    EXPECT_EQ(open_body(derived("10023", "e:anna@example.org"), way.key, id, body), "shipped on Monday");
}

TEST_F(Sealing, HasOneBodyForAllFactorsOfTheBuyer) {
    const auto body = seal_body(key, id, "shipped", random);
    for (const auto* factor : {"e:anna@example.org", "p:1234567", "z:10557"}) {
        const auto way = way_to(derived("10023", factor), key);
        EXPECT_EQ(open_body(derived("10023", factor), way.key, id, body), "shipped") << factor;
    }
}

TEST_F(Sealing, NothingElseOpensIt) {
    const auto way = way_to(derived("10023", "z:10557"), key);
    const auto body = seal_body(key, id, "shipped", random);
    Salt other_store{std::byte{8}};
    const std::array wrong = {derived("10024", "z:10557"), derived("10023", "z:10558"),
                              derived("1002", "3z:10557"), derived("10023", "z:10557", other_store)};
    for (const auto& guess : wrong) {
        EXPECT_NE(guess.locator, way.locator);
        const auto opened = open_body(guess, way.key, id, body);
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().code(), Errc::corrupt);
    }
}

TEST_F(Sealing, ABodyCantStandUnderAnotherOrdersName) {
    const auto buyer = derived("10023", "z:10557");
    const auto body = seal_body(key, id, "shipped", random);
    EXPECT_FALSE(open_body(buyer, way_to(buyer, key).key, make_id(Time{}, random), body));
}

TEST_F(Sealing, DamageIsNoticedWhereverItIs) {
    const auto buyer = derived("10023", "z:10557");
    const auto way = way_to(buyer, key);
    const auto body = seal_body(key, id, "shipped", random);
    for (std::size_t i = 0; i != body.size(); ++i) {
        auto damaged = body;
        damaged[i] = static_cast<char>(damaged[i] ^ 1);
        EXPECT_FALSE(open_body(buyer, way.key, id, damaged)) << i;
        EXPECT_FALSE(open_body(buyer, way.key, id, std::string_view(body).substr(0, i))) << i;
    }
    for (std::size_t i = 0; i != way.key.size(); ++i) {
        auto damaged = way.key;
        damaged[i] ^= std::byte{1};
        EXPECT_FALSE(open_body(buyer, damaged, id, body)) << i;
    }
}

TEST_F(Sealing, LengthsTellMultiplesOfThePaddingAlone) {
    const auto size = [&](std::size_t length) {
        return seal_body(key, id, std::string(length, 'x'), random).size();
    };
    EXPECT_EQ(size(0), size(kPadding - 1));
    EXPECT_EQ(size(kPadding - 1) + kPadding, size(kPadding));
    for (const std::size_t length : {std::size_t{0}, kPadding - 1, kPadding, 3 * kPadding}) {
        const auto buyer = derived("1", "z:1");
        const std::string plain(length, 'x');
        EXPECT_EQ(open_body(buyer, way_to(buyer, key).key, id, seal_body(key, id, plain, random)), plain);
    }
}

TEST_F(Sealing, TheSameOrderSealedAgainLooksDifferentUnderTheSameWays) {
    const auto buyer = derived("10023", "z:10557");
    EXPECT_NE(seal_body(key, id, "shipped", random), seal_body(key, id, "shipped", random));
    EXPECT_EQ(way_to(buyer, key), way_to(buyer, key));
}

}  // namespace
}  // namespace storeside::orders
