#include "firmware/content/csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace storeside::content {
namespace {

using testing::ElementsAre;

TEST(Csv, KeepsCommasQuotesAndLineBreaksWithinQuotes) {
    const auto rows = parse_csv("a,\"b,1\",\"say \"\"x\"\"\"\r\n\"two\nlines\",,c\n").value();
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_THAT(rows[0].fields, ElementsAre("a", "b,1", "say \"x\""));
    EXPECT_THAT(rows[1].fields, ElementsAre("two\nlines", "", "c"));
}

TEST(Csv, CountsLinesWithinQuotesToo) {
    const auto rows = parse_csv("\"1\n2\n3\"\n\nx,y").value();
    ASSERT_EQ(rows.size(), 2u);
    EXPECT_EQ(rows[1].line, 5);
}

TEST(Csv, PassesOverAByteOrderMark) {
    EXPECT_EQ(parse_csv("\xef\xbb\xbfid\n").value().front().fields.front(), "id");
}

TEST(Csv, NamesTheLineOfAnOpenQuote) { EXPECT_EQ(parse_csv("a\nb,\"c\nd\n").error().line, 2); }

TEST(Csv, RefusesTextAfterAClosingQuote) { EXPECT_EQ(parse_csv("a\n\"b\"c\n").error().line, 2); }

TEST(Csv, RefusesALoneCarriageReturn) { EXPECT_FALSE(parse_csv("a\rb\n")); }

}  // namespace
}  // namespace storeside::content
