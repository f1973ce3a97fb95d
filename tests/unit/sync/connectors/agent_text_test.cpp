#include "sync/connectors/helpdesk/agent_text.hpp"

#include <gtest/gtest.h>

namespace storeside::connectors {
namespace {

struct Case {
    const char* what;
    std::string wrote;
    std::string read;
};

TEST(AgentText, KeepsTheAgentsOwnWordsOnly) {
    const Case cases[] = {
        {"plain", "Hello\r\n\r\nAisle 9\r\n", "Hello\n\nAisle 9"},
        {"answer above", "Aisle 9\n\nOn Sun Nov 22 2026, storeside wrote:\n> Where?\n> Please\n", "Aisle 9"},
        {"answer below", "On Sun Nov 22 2026, storeside wrote:\n\n> Where?\n\nAisle 9", "Aisle 9"},
        {"two lines of introduction", "Yes\n\nOn Sunday, Somebody <a@example.org>\nwrote:\n> Where?", "Yes"},
        {"answers between", "> Where?\nAisle 9\n> How much?\n4.99", "Aisle 9\n4.99"},
        {"a colon of their own", "You need:\n- plugs\n- screws", "You need:\n- plugs\n- screws"},
        {"signature", "Aisle 9\n-- \nNadia\nService desk", "Aisle 9"},
        {"original message", "Aisle 9\n-----Original Message-----\nFrom: x", "Aisle 9"},
        {"our own", "my words\n\nStoreside-Id: 0193\n", ""},
        {"quoting our own", "Yes\n> my words\n> Storeside-Id: 0193\n", "Yes"},
        {"only a quote", "> Where?\n", ""},
        {"blank lines", "a\n\n\n\n\nb", "a\n\nb"},
        {"control characters", "a\x1b[31mb\x07\tc", "a[31mb c"},
        {"nothing", "", ""},
    };
    for (const auto& [what, wrote, read] : cases) EXPECT_EQ(what_the_agent_wrote(wrote), read) << what;
}

TEST(AgentText, CutsALongAnswerAtACharacter) {
    std::string text;
    for (int i = 0; i < 5'000; ++i) text += "λ";
    const auto cut = what_the_agent_wrote(text);
    EXPECT_LE(cut.size(), 8U << 10);
    EXPECT_TRUE(cut.ends_with("λ…"));
}

TEST(AgentText, ReadsHtmlAsAPersonWould) {
    const Case cases[] = {
        {"paragraphs", "<p>Hello &amp; welcome&#33;</p><p>Aisle&nbsp;9</p>",
         "Hello & welcome!\n\nAisle\u00a09"},
        {"line break", "one<br>two<br/><br/>three", "one\ntwo\n\nthree"},
        {"list", "Take:<ul><li>plugs</li><li>screws</li></ul>", "Take:\n\n- plugs\n- screws"},
        {"quote", "<div>Yes</div><blockquote><p>Where?</p></blockquote>", "Yes"},
        {"hidden", "<style>p{}</style><script>alert(1)</script><title>t</title>seen", "seen"},
        {"spaces", "  a \n\n  b  ", "a b"},
        {"Greek", "<p>Διάδρομος 9</p>", "Διάδρομος 9"},
        {"broken", "<p>a<b>b<div>c", "ab\nc"},
        {"no HTML at all", "just words < 3", "just words < 3"},
    };
    for (const auto& [what, wrote, read] : cases)
        EXPECT_EQ(what_the_agent_wrote(text_of_html(wrote)), read) << what;
}

TEST(AgentText, SurvivesHostileHtml) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "<div><blockquote>";
    EXPECT_LT(text_of_html(deep + "x").size(), 1U << 20);
    EXPECT_EQ(what_the_agent_wrote(text_of_html(std::string("a\0b", 3))).substr(0, 1), "a");
    text_of_html("<\xff\xfe&#xffffffff;&bogus;<!--<![CDATA[");
    EXPECT_EQ(text_of_html(""), "");
}

}  // namespace
}  // namespace storeside::connectors
