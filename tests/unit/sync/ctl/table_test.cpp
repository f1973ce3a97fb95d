#include "sync/ctl/table.hpp"

#include <gtest/gtest.h>

namespace storeside::ctl {
namespace {

TEST(Table, ColumnsAreAsWideAsTheirWidestCell) {
    EXPECT_EQ(table({{"A", "B"}, {"ελλ", "x"}, {"y", ""}}), "A    B\nελλ  x\ny\n");
}

TEST(Table, WhatAShopperTypedCanNotDriveATerminal) {
    EXPECT_EQ(harmless("a\x1b[2Jb\xc2\x9b"
                       "c\nd"),
              "a [2Jb c\nd");
}

TEST(Table, LongTextIsCutBetweenCharacters) {
    EXPECT_EQ(shortened("ελληνικά", 3), "ελλ…");
    EXPECT_EQ(shortened("one\ntwo", 10), "one…");
    EXPECT_EQ(shortened("short", 5), "short");
}

}  // namespace
}  // namespace storeside::ctl
