#include "firmware/orders/matching.hpp"

#include <gmock/gmock.h>

namespace storeside::orders {
namespace {

TEST(OrderMatching, AnOrderNumberIsTheSameHoweverItIsTyped) {
    for (const auto* typed :
         {"BB-10023", "bb-10023", "bb 10023", "BB10023", "#10023", "10023", " 1 0 0 2 3 ", "# BB-10023",
          "1OO23", "bb1oo23", "ＢＢ－１００２３", "１００２３", "ВВ-10023", "ββ 10023"})
        EXPECT_TRUE(number_matches(typed, "BB-10023")) << typed;
}

TEST(OrderMatching, AnotherNumberIsAnotherOrder) {
    for (const auto* typed : {"", "#", "-", "BB", "BB-1002", "BB-100230", "BB-10024", "AB-10023", "0023",
                              "B10023", "10023BB", "no. 10023", "\xff\xfe", "BB-10023 BB-10023"})
        EXPECT_FALSE(number_matches(typed, "BB-10023")) << typed;
}

TEST(OrderMatching, AnOInTheShopsPrefixIsNoDigit) {
    EXPECT_TRUE(number_matches("17", "ORD-17"));
    EXPECT_TRUE(number_matches("ord 17", "ORD-17"));
    EXPECT_TRUE(number_matches("0rd-17", "ORD-17"));
    EXPECT_FALSE(number_matches("017", "ORD-17"));
    EXPECT_TRUE(number_matches("XJ12H", "XJ12H"));
    EXPECT_FALSE(number_matches("12", "XJ12H"));
}

struct Typed {
    const char* typed;
    const char* of_the_shop;
    bool same;
};

class OrderNumbers : public testing::TestWithParam<Typed> {};

TEST_P(OrderNumbers, AreComparedAsPeopleTypeThem) {
    const auto& [typed, of_the_shop, same] = GetParam();
    EXPECT_EQ(number_matches(typed, of_the_shop), same) << typed << " / " << of_the_shop;
}

INSTANTIATE_TEST_SUITE_P(Table, OrderNumbers,
                         testing::Values(Typed{"#1002", "#1002", true}, Typed{"1002", "#1002", true},
                                         Typed{"W-1002 ", "W-1002", true}, Typed{"w1002", "W-1002", true},
                                         Typed{"1002", "W-1002", true}, Typed{"＃１００２", "#1002", true},
                                         Typed{"1OO2", "#1002", true}, Typed{"1оо2", "#1002", true},
                                         Typed{"No. 1002", "1002", false}, Typed{"V-1002", "W-1002", false},
                                         Typed{"01002", "1002", false}, Typed{"1002", "1002-A", false},
                                         Typed{"1002", "21002", false}, Typed{"1002", "#10020", false},
                                         Typed{"xj12o", "XJ12O", true}, Typed{"XJ120", "XJ12O", true},
                                         Typed{"2026/1002", "2026/1002", true},
                                         Typed{"1002", "2026/1002", false}, Typed{"", "", false},
                                         Typed{"#", "#", false}));

struct Factor {
    const char* typed;
    Buyer buyer;
    bool same;
};

class Factors : public testing::TestWithParam<Factor> {};

TEST_P(Factors, AreComparedAsPeopleTypeThem) {
    const auto& [typed, buyer, same] = GetParam();
    EXPECT_EQ(factor_matches(typed, buyer), same) << typed;
}

INSTANTIATE_TEST_SUITE_P(
    Table, Factors,
    testing::Values(Factor{"0049 30 901820", {"", "030 901820", ""}, true},
                    Factor{"+30 210 1234567", {"", "2101234567", ""}, true},
                    Factor{"8 912 345 67 89", {"", "+7 912 345-67-89", ""}, true},
                    Factor{"8 912 345 67 88", {"", "+7 912 345-67-89", ""}, false},
                    Factor{"06 30 123 4567", {"", "+36 30 123 4567", ""}, true},
                    Factor{"0532 123 45 67", {"", "+90 532 123 45 67", ""}, true},
                    Factor{"8 912 345 67 89", {"", "+44 912 345 67 89", ""}, true},
                    Factor{"SW1A1AA", {"", "", "SW1A 1AA"}, true}, Factor{"10115", {"", "", "10 115"}, true},
                    Factor{"1O115", {"", "", "10115"}, true}, Factor{"0115", {"", "", "10115"}, false},
                    Factor{"10115", {"", "10115", ""}, false}, Factor{"12", {"", "", "12"}, false}));

TEST(OrderMatching, ASearchIsGivenTheFewWaysANumberMayBeStored) {
    using testing::ElementsAre;
    EXPECT_THAT(spellings("#1002"), ElementsAre("1002"));
    EXPECT_THAT(spellings(" W-1002 "), ElementsAre("W-1002", "W1002", "1002"));
    EXPECT_THAT(spellings("#W-1OO2"), ElementsAre("W-1002", "W1002", "1002", "W-1OO2"));
    EXPECT_THAT(spellings("xj120h"), ElementsAre("XJ120H", "120H", "XJ12OH"));
    EXPECT_THAT(spellings("１００２"), ElementsAre("1002"));
    EXPECT_THAT(spellings("10\" OR name:*"), ElementsAre("100RNAME", "10ORNAME", "1OORNAME"));
    EXPECT_THAT(spellings("orders"), ElementsAre("ORDERS"));
    for (const auto* nothing : {"", "#", " - ", "\xff", "€"})
        EXPECT_THAT(spellings(nothing), ElementsAre()) << nothing;
    EXPECT_THAT(spellings(std::string(500, '1')), ElementsAre());
}

const Buyer kAnna{"Anna@Example.org", "+44 1632 960123", "BB4 7QT"};

TEST(OrderMatching, OneThingOnlyTheBuyerKnowsIsEnough) {
    for (const auto* typed :
         {"anna@example.org", " ANNA@EXAMPLE.ORG ", "anna ＠example.org", "+44 1632 960123",
          "+44 (0)1632 960123", "0044 1632 960123", "01632 960 123", "01632960123", "1632-960-123",
          "０１６３２９６０１２３", "BB4 7QT", "bb47qt", "BB4-7QT"})
        EXPECT_TRUE(factor_matches(typed, kAnna)) << typed;
}

TEST(OrderMatching, AlmostIsNotEnough) {
    for (const auto* typed :
         {"", " ", "@", "anna", "example.org", "anna@example.com", "nna@example.org", "960123", "0123",
          "+33 1632 960124", "+99999 01632 960123", "01632 960124", "BB4", "BB4 7Q", "7QT", "BB4 7QTX"})
        EXPECT_FALSE(factor_matches(typed, kAnna)) << typed;
}

TEST(OrderMatching, WhatTheShopDoesNotKnowMatchesNothing) {
    for (const auto* typed : {"", "@", "anna@example.org", "0000000", "00000", "000"})
        EXPECT_FALSE(factor_matches(typed, Buyer{})) << typed;
}

TEST(OrderMatching, AnAccentedAddressKeepsItsLetters) {
    EXPECT_TRUE(factor_matches("ελένη@example.org", {"ελένη@example.org", "", ""}));
    EXPECT_FALSE(factor_matches("ελενη@example.org", {"ελένη@example.org", "", ""}));
}

}  // namespace
}  // namespace storeside::orders
