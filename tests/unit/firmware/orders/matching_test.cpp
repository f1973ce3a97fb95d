#include "firmware/orders/matching.hpp"

#include <gtest/gtest.h>

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
