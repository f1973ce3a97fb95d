#include "sync/connectors/helpdesk/rt/cursor.hpp"

#include <gtest/gtest.h>

namespace storeside::connectors::rt {
namespace {

Time at(int second) { return from_micros(second * 1'000'000LL); }

TEST(RtCursor, ReadsWhatItWrites) {
    for (const auto& cursor : {Cursor{}, Cursor{12, {}}, Cursor{12, {15, 17}}})
        EXPECT_EQ(parse_cursor(to_string(cursor)).value(), cursor);
    EXPECT_EQ(to_string(Cursor{12, {15, 17}}), "12:15,17");
}

TEST(RtCursor, RefusesWhatItDidNotWrite) {
    for (const auto* text : {"", "x", "-1", "1:", "1:x", "1:2,", "1;2", "99999999999999999999", "1 "})
        EXPECT_EQ(parse_cursor(text).error().code(), Errc::corrupt) << text;
}

TEST(RtCursor, ALowerNumberCommittedLaterIsStillNew) {
    Cursor cursor;
    cursor.take({{10, at(100)}, {12, at(101)}});
    EXPECT_TRUE(cursor.has(10));
    EXPECT_FALSE(cursor.has(11));
    EXPECT_TRUE(cursor.has(12));
}

TEST(RtCursor, AfterAMinuteOfNewerOnesItIsSettled) {
    Cursor cursor;
    cursor.take({{10, at(100)}, {12, at(101)}});
    cursor.take({{10, at(100)}, {12, at(101)}, {20, at(200)}});
    EXPECT_EQ(cursor, (Cursor{12, {20}}));
    EXPECT_TRUE(cursor.has(11));
}

TEST(RtCursor, NeverKeepsMoreThanItCanReadAgain) {
    Cursor cursor;
    std::vector<Seen> seen;
    for (int id = 1; id <= 900; ++id) seen.push_back({id, at(1)});
    cursor.take(seen);
    EXPECT_EQ(cursor.read.size(), 500U);
    EXPECT_EQ(cursor.settled, 400);
    EXPECT_TRUE(cursor.has(1));
    EXPECT_FALSE(cursor.has(901));
}

}  // namespace
}  // namespace storeside::connectors::rt
