#include "firmware/orders/canonical.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace storeside::orders {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

struct Form {
    const char* typed;
    const char* canonical;
};

class CanonicalNumbers : public testing::TestWithParam<Form> {};

TEST_P(CanonicalNumbers, AreOneFormOfManySpellings) {
    EXPECT_EQ(canonical_number(GetParam().typed).view(), GetParam().canonical) << GetParam().typed;
}

INSTANTIATE_TEST_SUITE_P(Table, CanonicalNumbers,
                         testing::Values(Form{"BB-10023", "10023"}, Form{"#10023", "10023"},
                                         Form{"10023", "10023"}, Form{"bb 10023", "10023"},
                                         Form{"ВВ-1ОО23", "10023"}, Form{"＃１００２３", "10023"},
                                         Form{"1OO23", "10023"}, Form{"010023", "10023"},
                                         Form{"W-0010023", "10023"}, Form{"ORD-17", "17"},
                                         Form{"0rd17", "17"}, Form{"XJ12H", "12H"},
                                         Form{"2026/1002", "20261002"}, Form{"1002-A", "1002A"},
                                         Form{"ABC", "ABC"}, Form{"W-000", "0"}, Form{"000", "0"},
                                         Form{"", ""}, Form{"#-", ""}, Form{"\xff\xfe", ""}));

// What matching accepts must lead to the same place, or the line would be needed to find it.
TEST(Canonical, WhateverMatchesANumberHasItsForm) {
    for (const auto* of_the_shop :
         {"BB-10023", "#1002", "1002", "W-1002", "ORD-17", "XJ12O", "2026/1002", "No.0042"})
        for (const auto* typed :
             {"BB-10023", "10023", "bb10023", "#1002", "1002", "1OO2", "w1002", "ord17", "17", "0rd-17",
              "xj120", "XJ12O", "2026/1002", "20261002", "0042", "n00042"})
            if (number_matches(typed, of_the_shop)) {
                EXPECT_EQ(canonical_number(typed), canonical_number(of_the_shop))
                    << typed << " / " << of_the_shop;
            }
}

class CanonicalFactors : public testing::TestWithParam<Form> {};

TEST_P(CanonicalFactors, AreOneFormOfManySpellings) {
    EXPECT_EQ(canonical_factor(GetParam().typed).view(), GetParam().canonical) << GetParam().typed;
}

INSTANTIATE_TEST_SUITE_P(
    Table, CanonicalFactors,
    testing::Values(Form{" Anna@Example.ORG ", "e:anna@example.org"},
                    Form{"anna＠example.org", "e:anna@example.org"},
                    Form{"ελένη@example.org", "e:ελένη@example.org"}, Form{"+44 1632 960123", "p:2960123"},
                    Form{"0044 (0)1632-960123", "p:2960123"}, Form{"01632 960 123", "p:2960123"},
                    Form{"２９６０１２３", "p:2960123"}, Form{"8 912 345 67 89", "p:3456789"},
                    Form{"100-0001", "p:1000001"}, Form{"BB4 7QT", "z:BB47QT"}, Form{"bb4-7qt", "z:BB47QT"},
                    Form{"SW1A 1AA", "z:SW1A1AA"}, Form{"10 115", "z:10115"}, Form{"1O115", "z:10115"},
                    Form{"0012345", "z:0012345"}, Form{"12", ""}, Form{"", ""}, Form{" - ", ""}));

TEST(Canonical, ABuyerHasAFormForEachFactorOnce) {
    const auto views = [](const Buyer& buyer) {
        std::vector<std::string> all;
        for (const auto& factor : canonical_factors(buyer)) all.emplace_back(factor.view());
        return all;
    };
    EXPECT_THAT(views({"Anna@Example.org", "+44 1632 960123", "BB4 7QT"}),
                ElementsAre("e:anna@example.org", "p:2960123", "z:BB47QT"));
    EXPECT_THAT(views({"", "123 4567", "1234567"}), ElementsAre("p:1234567"));
    EXPECT_THAT(views({"no address", "12345", "1"}), IsEmpty());
    EXPECT_THAT(views({}), IsEmpty());
}

TEST(Canonical, WhateverFactorMatchesHasAFormOfTheBuyer) {
    const Buyer buyers[] = {{"Anna@Example.org", "+44 1632 960123", "BB4 7QT"},
                            {"", "030 901820", "10 115"},
                            {"", "+7 912 345-67-89", "101000"},
                            {"", "2101234567", "100-0001"}};
    for (const auto& buyer : buyers)
        for (const auto* typed :
             {" ANNA@EXAMPLE.ORG ", "+44 (0)1632 960123", "0044 1632 960123", "01632960123", "bb47qt",
              "0049 30 901820", "10115", "1O115", "8 912 345 67 89", "+30 210 1234567", "1000001", "101000"})
            if (factor_matches(typed, buyer)) {
                EXPECT_THAT(canonical_factors(buyer), testing::Contains(canonical_factor(typed))) << typed;
            }
}

}  // namespace
}  // namespace storeside::orders
