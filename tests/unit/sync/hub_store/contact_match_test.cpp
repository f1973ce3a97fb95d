#include "sync/hub_store/contact_match.hpp"

#include <gtest/gtest.h>

namespace storeside::hub_store {
namespace {

TEST(ContactMatch, AnAddressIsTheSameHoweverItIsWritten) {
    EXPECT_EQ(normalise_email("  Anna.Novak@Example.ORG "), "anna.novak@example.org");
    EXPECT_EQ(normalise_email("анна@пример.рф"), "анна@пример.рф");
    for (const auto* none : {"", " ", "anna", "@example.org", "anna@", "anna@exa mple.org", "a@b@c"})
        EXPECT_EQ(normalise_email(none), "") << none;
}

TEST(ContactMatch, FindsAnAddressInASentenceButNotInsideAnother) {
    const std::string anna = "anna@example.org";
    EXPECT_TRUE(mentions_email("Anna@Example.org", anna));
    EXPECT_TRUE(mentions_email("Write to <anna@example.org>, please", anna));
    EXPECT_TRUE(mentions_email("My address is anna@example.org.", anna));
    EXPECT_TRUE(mentions_email("joanna@example.org or anna@example.org", anna));
    EXPECT_FALSE(mentions_email("joanna@example.org", anna));
    EXPECT_FALSE(mentions_email("anna@example.org.uk", anna));
    EXPECT_FALSE(mentions_email("new.anna@example.org", anna));
    EXPECT_FALSE(mentions_email("", anna));
    EXPECT_FALSE(mentions_email("anything", ""));
}

TEST(ContactMatch, ANumberIsItsDigits) {
    EXPECT_EQ(normalise_phone("0171/555-0017"), "1715550017");
    EXPECT_EQ(normalise_phone("+49 (171) 555-0017"), "491715550017");
    EXPECT_EQ(normalise_phone("0049 171 5550017"), "491715550017");
    for (const auto* none : {"", "123456", "0000123456", "0171 555 0017 x", "12345+67", "call me"})
        EXPECT_EQ(normalise_phone(none), "") << none;
}

TEST(ContactMatch, FindsANumberWithOrWithoutItsCountry) {
    for (const auto& asked : {normalise_phone("0171 5550017"), normalise_phone("+49 171 5550017")}) {
        EXPECT_TRUE(mentions_phone("Call 0171-555 00 17 after six", asked));
        EXPECT_TRUE(mentions_phone("(+49) 171/5550017", asked));
        EXPECT_TRUE(mentions_phone("00491715550017", asked));
        EXPECT_TRUE(mentions_phone("Room 12, call 0171 5550017", asked));
        EXPECT_FALSE(mentions_phone("0171 5550018", asked));
        EXPECT_FALSE(mentions_phone("17", asked));
        EXPECT_FALSE(mentions_phone("order 550017", asked)) << "too short to be anybody's number";
        EXPECT_FALSE(mentions_phone("", asked));
    }
    EXPECT_FALSE(mentions_phone("0171 5550017", ""));
}

}  // namespace
}  // namespace storeside::hub_store
