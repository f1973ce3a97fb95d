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

TEST_F(WrappingTest, NoLineEndsBetweenWhatBelongsTogether) {
    // The column ends just after the first of the two.
    const auto broken_at = [](const std::string& before, const std::string& after) {
        return lines(before + " " + after, text_width(before, {}, *atlas_) + 1).back();
    };
    EXPECT_EQ(broken_at("Documents with your photo come with you to", "desk or till"), "desk or till");
    EXPECT_EQ(broken_at("Приходите, пожалуйста, с документом с", "фотографией"), "с фотографией");
    EXPECT_EQ(broken_at("Large items come free of charge from 75", "€."), "75 €.");
    EXPECT_EQ(broken_at("Please come with it to the service desk", "2."), "desk 2.");
    EXPECT_EQ(broken_at("Please come with it to the desk", "2 (service)"), "desk 2 (service)");
    EXPECT_EQ(broken_at("Boyayı almak için lütfen bekleyin 8.", "koridordaki tezgâh"),
              "8. koridordaki tezgâh");
    EXPECT_EQ(broken_at("We bring it to the first floor of room 8.", "Then we go back"), "Then we go back");
    EXPECT_EQ(broken_at("Please bring a sample of your colour of 3", "× 3 cm"), "of 3 × 3 cm");
    EXPECT_EQ(broken_at("Мы ответим вам в следующий раз", "— здесь"), "раз — здесь");
    EXPECT_EQ(broken_at("You can bring it back and exchange it for 30", "days or more"),
              "for 30 days or more");
    EXPECT_EQ(broken_at("Вы можете обменять его на другой в течение 100", "дней"), "100 дней");
    EXPECT_EQ(broken_at("We bring it and set it up for you (within 100", "km)"), "100 km)");
    EXPECT_EQ(broken_at("Please come with it to the service", "desk 2 within a week"),
              "desk 2 within a week");
    EXPECT_EQ(broken_at("Please come with it to our service desk", "2 within a week"),
              "desk 2 within a week");
}

TEST_F(WrappingTest, WhereLinesAreShortTheyEndAtAnySpace) {
    EXPECT_EQ(lines("desk 2.", text_width("desk", {}, *atlas_) + 1),
              (std::vector<std::string>{"desk", "2."}));
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

TEST_F(WrappingTest, ALabelIsAsLargeAsItsLongestWordAllows) {
    const Rich text("Bedienungshilfe");
    const TextStyle heading{.type = theme::Type::heading, .strong = true, .balanced = true};
    const float body = text_width("Bedienungshilfe", {theme::Type::body, true}, *atlas_) + 1;
    EXPECT_TRUE(wrap(text, heading, body, *atlas_, *theme_).broken);
    const Wrapped whole = wrap_whole(text, heading, body, *atlas_, *theme_);
    EXPECT_FALSE(whole.broken);
    EXPECT_EQ(whole.style.type, theme::Type::body);
    EXPECT_EQ(wrap_whole(text, heading, 1000, *atlas_, *theme_).style.type, theme::Type::heading);
    EXPECT_TRUE(wrap_whole(text, heading, 20, *atlas_, *theme_).broken);
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

TEST_F(WrappingTest, ChineseJapaneseAndKoreanHaveShapesOfTheirOwn) {
    const Font& font = atlas_->font(theme::Type::body, false);
    const Glyph* box = Atlas::glyph(font, 0xFFFD);
    for (const char32_t letter : {U'退', U'ひ', U'カ', U'한', U'，'}) {
        const Glyph* glyph = Atlas::glyph(font, letter);
        ASSERT_NE(glyph, box) << static_cast<unsigned>(letter);
        EXPECT_TRUE(glyph->visible);
    }
    EXPECT_NEAR(Atlas::advance(font, U'退'), theme_->text_px(theme::Type::body), 1);
}

TEST_F(WrappingTest, ALanguageHasItsOwnFormsOfChineseCharacters) {
    auto atlas = Atlas::open({}, *theme_);
    ASSERT_TRUE(atlas);
    const auto shape = [&](std::string_view language) {
        atlas->set_language(language);
        atlas->begin_pass();
        const Glyph* glyph = Atlas::glyph(atlas->font(theme::Type::display, true), U'直');
        const auto texture = atlas->texture();
        std::string pixels;
        const auto column = [&](float u) {
            return static_cast<int>(u * static_cast<float>(texture.width) + 0.5F);
        };
        const auto row = [&](float v) {
            return static_cast<int>(v * static_cast<float>(texture.height) + 0.5F);
        };
        for (int y = row(glyph->v0); y < row(glyph->v1); ++y)
            for (int x = column(glyph->u0); x < column(glyph->u1); ++x)
                pixels += static_cast<char>(texture.pixels[static_cast<std::size_t>(y * texture.width + x)]);
        return pixels;
    };
    const std::string chinese = shape("zh");
    EXPECT_NE(shape("ja"), chinese);
    EXPECT_EQ(shape("de"), shape("ja"));  // the forms stay
    EXPECT_EQ(shape("zh-cn"), chinese);
}

// One theme's texture in the worst case: every letter there is, in every size.
TEST_F(WrappingTest, EveryCodePointIsDrawnAsSomethingAndTheTextureStaysBounded) {
    auto atlas = Atlas::open({}, *theme_);
    ASSERT_TRUE(atlas);
    for (char32_t code_point = 0x20; code_point <= 0x10FFFF; code_point += code_point < 0x3000 ? 1 : 97) {
        for (const auto type : {theme::Type::body, theme::Type::display}) {
            const float advance = Atlas::advance(atlas->font(type, false), code_point);
            EXPECT_GE(advance, 0) << static_cast<unsigned>(code_point);
        }
        atlas->begin_pass();
    }
    EXPECT_LE(atlas->texture().pixels.size(), std::size_t{4096} * 4096);
}

TEST_F(WrappingTest, WithoutTheWideFontItsLettersAreBoxes) {
    auto atlas = Atlas::open({.wide = "/nonexistent.ttc"}, *theme_);
    ASSERT_TRUE(atlas);
    const Font& font = atlas->font(theme::Type::body, false);
    EXPECT_EQ(Atlas::glyph(font, U'退'), Atlas::glyph(font, 0xFFFD));
    EXPECT_NE(Atlas::glyph(font, U'a'), Atlas::glyph(font, 0xFFFD));
}

TEST_F(WrappingTest, AnotherFontStandsForOneThatIsMissing) {
    const std::vector<FontFiles> incomplete = {
        {.regular = "/nonexistent.ttf"},
        {.bold = "/nonexistent.ttf"},
        {.icons = "/nonexistent.ttf"},
        {.regular = "/nonexistent.ttf", .bold = "/dev/null", .icons = "/etc/passwd", .wide = "/"}};
    for (const FontFiles& files : incomplete) {
        const auto atlas = Atlas::open(files, *theme_);
        ASSERT_TRUE(atlas) << atlas.error().message();
        for (const bool strong : {false, true}) {
            const Glyph* letter = Atlas::glyph(atlas->font(theme::Type::body, strong), U'a');
            ASSERT_NE(letter, nullptr);
            EXPECT_TRUE(letter->visible);
        }
        (void)atlas->icon(icon_code_point("home"), IconSize::small);
    }
}

TEST_F(WrappingTest, WithoutAnyFontThereIsNoScreen) {
    const auto built = Atlas::open(
        {.regular = "/nonexistent.ttf", .bold = "/nonexistent.ttf", .folder = "/nonexistent"}, *theme_);
    ASSERT_FALSE(built);
    EXPECT_EQ(built.error().code(), Errc::not_found);
    EXPECT_NE(built.error().message().find("/nonexistent"), std::string::npos);
}

}  // namespace
}  // namespace storeside::frame
