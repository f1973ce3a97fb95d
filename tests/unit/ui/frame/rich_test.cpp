#include "ui/frame/rich.hpp"

#include <gtest/gtest.h>

namespace storeside::frame {
namespace {

std::string marked(std::string_view text, const std::vector<Range>& parts) {
    std::string result;
    for (const Span& span : with_strong(text, parts).spans)
        result += span.strong ? "[" + span.text + "]" : span.text;
    return result;
}

TEST(Rich, MakesThePartsOfATextStrong) {
    EXPECT_EQ(marked("Return without receipt", {{0, 6}, {15, 22}}), "[Return] without [receipt]");
    EXPECT_EQ(marked("Без чека", {{7, 15}}), "Без [чека]");
    EXPECT_EQ(marked("No return", {}), "No return");
    EXPECT_TRUE(with_strong("", {}).empty());
}

TEST(Rich, LeavesOutPartsThatAreNone) {
    EXPECT_EQ(marked("a b c", {{2, 3}, {0, 1}, {2, 3}, {4, 9}, {4, 4}, {4, 5}}), "a [b] [c]");
    EXPECT_EQ(marked("a", {{7, 3}, {static_cast<std::size_t>(-2), static_cast<std::size_t>(-1)}}), "a");
}

}  // namespace
}  // namespace storeside::frame
