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

TEST(Markdown, KeepsListsWithinLists) {
    const auto blocks =
        parse_markdown("- one\n  1. first\n\n     more\n  2. second\n     - deep\n- two\n").value();
    const std::vector<std::pair<Kind, int>> expected = {{Kind::bullet, 0},    {Kind::numbered, 1},
                                                        {Kind::paragraph, 2}, {Kind::numbered, 1},
                                                        {Kind::bullet, 2},    {Kind::bullet, 0}};
    ASSERT_EQ(blocks.size(), expected.size());
    for (std::size_t i = 0; i < blocks.size(); ++i)
        EXPECT_EQ(std::pair(blocks[i].kind, blocks[i].depth), expected[i]) << i;
    EXPECT_EQ(blocks[3].number, 2);
    EXPECT_FALSE(parse_markdown("- a\n  - b\n    - c\n      - d\n"));
}

TEST(Markdown, TakesAPictureWithItsWords) {
    const auto blocks = parse_markdown("Look:\n\n![A *red* tin](media/tin.png)\n\nGood.\n").value();
    ASSERT_EQ(blocks.size(), 3u);
    EXPECT_EQ(blocks[1], (Block{.kind = Kind::picture, .picture = {"media/tin.png", "A red tin", nullptr}}));
}

TEST(Markdown, PutsWhatACalloutHoldsIntoItsCard) {
    const auto blocks =
        parse_markdown("> [!NOTE]\n> One **word**\n>\n> - item\n\n> [!WARNING]\n>\n> Two\n\nAfter\n").value();
    ASSERT_EQ(blocks.size(), 6u);
    EXPECT_EQ(blocks[0], (Block{.kind = Kind::callout, .callout = Callout::note}));
    EXPECT_EQ(blocks[1],
              (Block{Kind::paragraph, 0, {{{"One ", false, ""}, {"word", true, ""}}}, 0, Callout::note}));
    EXPECT_EQ(blocks[2].callout, Callout::note);
    EXPECT_EQ(blocks[3], (Block{.kind = Kind::callout, .callout = Callout::warning}));
    EXPECT_EQ(blocks[4], (Block{Kind::paragraph, 0, {{{"Two", false, ""}}}, 0, Callout::warning}));
    EXPECT_EQ(blocks[5].callout, Callout::none);
}

class Unshowable : public testing::TestWithParam<const char*> {};

TEST_P(Unshowable, IsAFaultThatNamesItsLine) {
    const auto parsed = parse_markdown(std::string("Fine.\n\n") + GetParam() + "\n");
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().line, 3) << parsed.error().text;
}

INSTANTIATE_TEST_SUITE_P(Kinds, Unshowable,
                         testing::Values("<b>x</b>", "<div>\nx\n</div>", "![x](y.png)", "![](media/y.png)",
                                         "![x](media/../y.png)", "![x](https://elsewhere.example/y.png)",
                                         "See ![x](media/y.png)", "- ![x](media/y.png)", "> quote",
                                         "> [!DANGER]\n> x", "> [!NOTE]", "- > [!NOTE]\n  > x", "    code",
                                         "```\ncode\n```", "***", "#### deep",
                                         "[x](http://elsewhere.example)", "[x](article:../up)",
                                         "3. 14. aisle"));

TEST(Markdown, HasOnlyParagraphsAndListsInACallout) {
    for (const char* text : {"> [!NOTE]\n> # x", "> [!NOTE]\n>\n> ![x](media/x.png)",
                             "> [!TIP]\n>\n> | a |\n> |---|", "> [!NOTE]\n> > [!TIP]\n> > x"})
        EXPECT_FALSE(parse_markdown(text)) << text;
}

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
