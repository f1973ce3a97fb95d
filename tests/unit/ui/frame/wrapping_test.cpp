#include "ui/frame/wrapping.hpp"

#include <gtest/gtest.h>

namespace storeside::frame {
namespace {

class WrappingTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        theme_ = std::make_unique<theme::Theme>(theme::make_theme(0x0B6B4F));
        auto built = Atlas::open({}, *theme_);
        ASSERT_TRUE(built) << built.error().message();
        atlas_ = std::make_unique<Atlas>(std::move(*built));
    }
    static void TearDownTestSuite() { atlas_.reset(); }

    static std::vector<std::string> lines(const Rich& text, float width, TextStyle style = {}) {
        std::vector<std::string> result;
        for (const Line& line : wrap(text, style, width, *atlas_, *theme_).lines) {
            std::string said;
            for (const frame::Run& run : line.runs) said += run.text;
            result.push_back(std::move(said));
        }
        return result;
    }

    inline static std::unique_ptr<theme::Theme> theme_;
    inline static std::unique_ptr<Atlas> atlas_;
};

TEST_F(WrappingTest, BreaksBetweenWholeWordsOnly) {
    const std::string text = "Возьмите с собой карту, которой платили, и сам товар";
    std::string joined;
    for (const std::string& line : lines(text, 300)) joined += (joined.empty() ? "" : " ") + line;
    EXPECT_EQ(joined, text);
}

TEST_F(WrappingTest, NoLineIsWiderThanTheColumn) {
    const Rich text("Καλέστε έναν υπάλληλο ή αφήστε ένα μήνυμα averyveryveryveryveryverylongword");
    for (const float width : {60.0F, 150.0F, 400.0F}) {
        EXPECT_LE(wrap(text, {}, width, *atlas_, *theme_).width, width);
    }
}

TEST_F(WrappingTest, ANewlineBreaksAndANonBreakingSpaceDoesNot) {
    EXPECT_EQ(lines("one\ntwo", 1000), (std::vector<std::string>{"one", "two"}));
    const float width = text_width("18\u00A0V", {}, *atlas_) + 1;
    EXPECT_EQ(lines("x 18\u00A0V", width), (std::vector<std::string>{"x", "18\u00A0V"}));
    EXPECT_EQ(lines("x 18 V", width), (std::vector<std::string>{"x 18", "V"}));
}

TEST_F(WrappingTest, AWordOfSeveralSpansStaysTogether) {
    const Rich text(std::vector<Span>{{"unbreak", false, {}}, {"able", true, {}}, {".", false, {}}});
    EXPECT_EQ(lines(text, 1000).size(), 1U);
    const float word = wrap(text, {}, 1000, *atlas_, *theme_).width;
    const Rich after(std::vector<Span>{{"x unbreak", false, {}}, {"able", true, {}}, {".", false, {}}});
    EXPECT_EQ(lines(after, word + 1), (std::vector<std::string>{"x", "unbreakable."}));
}

TEST_F(WrappingTest, BalancedLinesAreAboutEquallyLong) {
    const auto wrapped = wrap("What can we help you with today my friend", {theme::Type::title, true, true},
                              700, *atlas_, *theme_);
    ASSERT_EQ(wrapped.lines.size(), 2U);
    EXPECT_GT(wrapped.lines[1].width, wrapped.lines[0].width * 0.6F);
}

TEST_F(WrappingTest, BalancingBreaksNoWordThatFits) {
    const TextStyle title{.type = theme::Type::heading, .strong = true, .balanced = true};
    EXPECT_EQ(lines(Rich("Подойдите ко мне"), 304, title), (std::vector<std::string>{"Подойдите", "ко мне"}));
}

TEST_F(WrappingTest, OddBytesAreBoxesAndControlsTakeNoRoom) {
    EXPECT_GT(text_width("\xff", {}, *atlas_), 5);
    EXPECT_GT(text_width("\u05D0", {}, *atlas_), 5);            // right to left: not shaped, but seen
    EXPECT_GT(text_width("\xF0\x9F\x98\x80", {}, *atlas_), 5);  // beyond the basic plane
    EXPECT_EQ(text_width("\u200F\u200B\u00AD", {}, *atlas_), 0);
    EXPECT_EQ(lines("", 100), std::vector<std::string>{""});
}

TEST_F(WrappingTest, EveryLetterOfTheSevenLanguagesHasAShape) {
    const Font& font = atlas_->font(theme::Type::body, false);
    std::string_view letters =
        "abcdefghijklmnopqrstuvwxyzčćžšđıİğşçöüäßáéíóúñ¿¡ΐάέήίόύώϊϋςαβγδεζηθικλμνξοπρστυφχψω"
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя€₺₽…„“«»–·•×"
        "°";
    const Glyph* box = Atlas::glyph(font, 0xFFFD);
    while (!letters.empty()) {
        const char32_t letter = take_code_point(letters);
        EXPECT_NE(Atlas::glyph(font, letter), box) << static_cast<unsigned>(letter);
    }
}

TEST_F(WrappingTest, AMissingFontSaysWhich) {
    const auto built = Atlas::open({.regular = "/nonexistent.ttf"}, *theme_);
    ASSERT_FALSE(built);
    EXPECT_EQ(built.error().code(), Errc::not_found);
    EXPECT_NE(built.error().message().find("/nonexistent.ttf"), std::string::npos);
}

}  // namespace
}  // namespace storeside::frame
