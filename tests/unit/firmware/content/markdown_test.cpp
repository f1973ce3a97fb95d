#include "firmware/content/markdown.hpp"

#include <gtest/gtest.h>

namespace storeside::content {
namespace {

using Kind = Block::Kind;

TEST(Markdown, BecomesBlocks) {
    const auto blocks = parse_markdown(
                            "## How\n\nGo to **desk\n2**, see [here](article:parking).\n\n- one\n- two\n\n"
                            "3. third\n4. fourth\n\n| a | b |\n|---|---|\n| 1 | |\n")
                            .value();
    ASSERT_EQ(blocks.size(), 8u);
    EXPECT_EQ(blocks[0], (Block{Kind::heading, 2, {{{"How", false, ""}}}}));
    EXPECT_EQ(blocks[1], (Block{Kind::paragraph,
                                0,
                                {{{"Go to ", false, ""},
                                  {"desk 2", true, ""},
                                  {", see ", false, ""},
                                  {"here", false, "parking"},
                                  {".", false, ""}}}}));
    EXPECT_EQ(blocks[2], (Block{Kind::bullet, 0, {{{"one", false, ""}}}}));
    EXPECT_EQ(blocks[4], (Block{Kind::numbered, 3, {{{"third", false, ""}}}}));
    EXPECT_EQ(blocks[5], (Block{Kind::numbered, 4, {{{"fourth", false, ""}}}}));
    EXPECT_EQ(blocks[6], (Block{Kind::table_header, 0, {{{"a", false, ""}}, {{"b", false, ""}}}}));
    EXPECT_EQ(blocks[7], (Block{Kind::table_row, 0, {{{"1", false, ""}}, {}}}));
}

TEST(Markdown, GivesTheBulletToTheFirstParagraphOfAnItem) {
    const auto blocks = parse_markdown("- one\n\n  more\n\n-\n\nafter\n").value();
    ASSERT_EQ(blocks.size(), 3u);
    EXPECT_EQ(blocks[0].kind, Kind::bullet);
    EXPECT_EQ(blocks[1].kind, Kind::paragraph);
    EXPECT_EQ(blocks[2].kind, Kind::paragraph);
}

class Unshowable : public testing::TestWithParam<const char*> {};

TEST_P(Unshowable, IsAFaultThatNamesItsLine) {
    const auto parsed = parse_markdown(std::string("Fine.\n\n") + GetParam() + "\n");
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().line, 3) << parsed.error().text;
}

INSTANTIATE_TEST_SUITE_P(Kinds, Unshowable,
                         testing::Values("<b>x</b>", "<div>\nx\n</div>", "![x](y.png)", "> quote", "    code",
                                         "```\ncode\n```", "***", "#### deep",
                                         "[x](http://elsewhere.example)", "[x](article:../up)",
                                         "3. 14. aisle"));

TEST(Markdown, SurvivesDeepNesting) {
    EXPECT_FALSE(parse_markdown(std::string(100'000, '>')));
    EXPECT_TRUE(parse_markdown(std::string(50'000, '[') + std::string(50'000, '*')));
}

TEST(EscapedMarkdown, ReadsAsTheTextItWas) {
    for (const std::string text :
         {"1. no list", "- no bullet", "# no heading", "a * b * c _d_ `e` <f> [g](h) i|j ~k~ &amp; !",
          "12) x", "= x", "back\\slash", "100 Nights, 3.5 stars", "http://x.example", "+1 2"}) {
        const auto blocks = parse_markdown(escape_markdown(text)).value();
        ASSERT_EQ(blocks.size(), 1u) << text;
        EXPECT_EQ(blocks[0], (Block{Kind::paragraph, 0, {{{text, false, ""}}}})) << escape_markdown(text);
    }
}

TEST(EscapedMarkdown, KeepsParagraphs) {
    EXPECT_EQ(parse_markdown(escape_markdown("one\n\n    two")).value().size(), 2u);
}

}  // namespace
}  // namespace storeside::content
