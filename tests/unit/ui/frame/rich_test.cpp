#include "ui/frame/rich.hpp"

#include <gtest/gtest.h>

namespace storeside::frame {
namespace {

std::string marked(std::string_view text, std::vector<std::string> words) {
    std::string result;
    for (const Span& span : with_strong(text, words).spans) {
        result += span.strong ? "[" + span.text + "]" : span.text;
    }
    return result;
}

TEST(Rich, MarksWordsThatBeginWithWhatWasTyped) {
    EXPECT_EQ(marked("Return without receipt", {"ret", "rec"}), "[Return] without [receipt]");
    EXPECT_EQ(marked("No return", {"turn"}), "No return");
}

TEST(Rich, IgnoresCaseInEveryScript) {
    EXPECT_EQ(marked("Επιστροφή χρημάτων", {"επιστ"}), "[Επιστροφή] χρημάτων");
    EXPECT_EQ(marked("Возврат без чека", {"ВОЗВ"}), "[Возврат] без чека");
    EXPECT_EQ(marked("Škare i čekić", {"šk", "Č"}), "[Škare] i [čekić]");
    EXPECT_EQ(marked("İade", {"ia"}), "[İade]");
}

TEST(Rich, LosesNothingOfOddText) {
    for (const std::string_view text : {"", " ", "\xff\xfe", "a  b", "…(x)", "\xd0"}) {
        const std::vector<std::string> words = {"a", "\xff", ""};
        EXPECT_EQ(with_strong(text, words).plain(), text);
    }
}

}  // namespace
}  // namespace storeside::frame
