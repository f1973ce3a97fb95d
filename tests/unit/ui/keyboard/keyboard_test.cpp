#include "ui/keyboard/keyboard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace storeside::keyboard {
namespace {

using frame::Frame;
using frame::Size;
using testing::IsEmpty;

constexpr Size kPortrait{1080, 1920};
constexpr Size kLandscape{1920, 1080};
const std::vector<std::string> kTwo = {"ru", "en"};

class KeyboardTest : public testing::Test {
protected:
    KeyboardTest()
        : frame_(std::move(*Frame::open(kPortrait, theme::make_theme(0x0B6B4F)))),
          texts_(std::move(*text::Texts::open("/nonexistent"))) {}

    void passes() {
        do {
            frame_.begin(now_ += std::chrono::milliseconds(16));
            if (auto key = draw(frame_, texts_, keyboard_)) {
                if (key->kind == Key::Kind::text) typed_ += key->text;
                if (key->kind == Key::Kind::erase) typed_ += "<erase>";
                if (key->kind == Key::Kind::submit) typed_ += "<submit>";
            }
            frame_.end();
        } while (frame_.wants_another_pass());
    }
    bool press(std::string_view label) {
        const frame::Target* target = frame::target_labelled(frame_.targets(), label);
        if (target == nullptr) return false;
        frame_.tap(target->rect.centre());
        passes();
        return true;
    }
    void show(Keyboard keyboard) {
        keyboard_ = std::move(keyboard);
        passes();
        passes();
    }
    // Types it as a person would, with shift where a capital is not in sight.
    void type(const std::vector<std::string>& letters) {
        for (const std::string& letter : letters) {
            const bool typed = press(letter) || (press("Shift") && press(letter));
            EXPECT_TRUE(typed) << letter << " is not on the keyboard";
        }
    }
    static std::vector<std::string> letters_of(std::string_view text) {
        std::vector<std::string> letters;
        for (const char byte : text) {
            if ((static_cast<unsigned char>(byte) & 0xC0U) != 0x80U) letters.emplace_back();
            letters.back() += byte;
        }
        return letters;
    }

    Frame frame_;
    text::Texts texts_;
    Keyboard keyboard_{.id = "kb"};
    Duration now_{};
    std::string typed_;
};

struct Alphabet {
    const char* language;
    const char* lower;
    const char* upper;
};

class EveryLetter : public KeyboardTest, public testing::WithParamInterface<Alphabet> {};

TEST_P(EveryLetter, CanBeTyped) {
    show({.id = "kb", .kind = Kind::letters, .language = GetParam().language});
    type(letters_of(GetParam().lower));
    EXPECT_EQ(typed_, GetParam().lower);
    typed_.clear();
    type(letters_of(GetParam().upper));
    EXPECT_EQ(typed_, GetParam().upper);
}

INSTANTIATE_TEST_SUITE_P(
    OfTheFiveLanguages, EveryLetter,
    testing::Values(Alphabet{"en", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
                    Alphabet{"el", "αβγδεζηθικλμνξοπρσςτυφχψω", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"},
                    Alphabet{"ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"},
                    Alphabet{"hr", "abcčćdđefghijklmnoprsštuvzžqwxy", "ABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽQWXY"},
                    Alphabet{"tr", "abcçdefgğhıijklmnoöprsştuüvyzqwx", "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZQWX"}),
    [](const auto& alphabet) { return std::string(alphabet.param.language); });

TEST_F(KeyboardTest, KeysAreLargeAndNeverOverlap) {
    for (const Size size : {kPortrait, kLandscape}) {
        frame_.resize(size);
        for (const char* language : {"en", "el", "ru", "hr", "tr"}) {
            for (const Kind kind : {Kind::letters, Kind::email, Kind::digits, Kind::pin}) {
                frame_.forget();
                show({.id = "kb", .kind = kind, .language = language, .languages = kTwo});
                EXPECT_THAT(frame::check_targets(frame_.targets(), size), IsEmpty()) << language;
                press("Shift");
                EXPECT_THAT(frame::check_targets(frame_.targets(), size), IsEmpty()) << language;
                press("Numbers");
                EXPECT_THAT(frame::check_targets(frame_.targets(), size), IsEmpty()) << language;
            }
        }
    }
}

TEST_F(KeyboardTest, StaysInTheLowerHalfInLandscape) {
    frame_.resize(kLandscape);
    for (const Kind kind : {Kind::letters, Kind::email, Kind::digits, Kind::pin}) {
        show({.id = "kb", .kind = kind});
        for (const frame::Target& target : frame_.targets()) EXPECT_GE(target.rect.y, kLandscape.h / 2);
    }
}

TEST_F(KeyboardTest, ShiftLastsOneLetterAndTwiceStays) {
    show({.id = "kb"});
    ASSERT_TRUE(press("Shift"));
    ASSERT_TRUE(press("A"));
    ASSERT_TRUE(press("b"));
    ASSERT_TRUE(press("Shift"));
    ASSERT_TRUE(press("Shift"));
    ASSERT_TRUE(press("C"));
    ASSERT_TRUE(press("D"));
    ASSERT_TRUE(press("Shift"));
    ASSERT_TRUE(press("e"));
    EXPECT_EQ(typed_, "AbCDe");
}

TEST_F(KeyboardTest, GreekAccentsStandOnTheVowelThatFollows) {
    show({.id = "kb", .kind = Kind::letters, .language = "el"});
    for (const char* key : {"ρ", "ο", "λ", "ο", "Accent", "ί"}) ASSERT_TRUE(press(key)) << key;
    EXPECT_EQ(typed_, "ρολοί");
    typed_.clear();
    for (const char* key : {"Two dots", "Accent", "ΐ", "Accent", "σ", "α"}) ASSERT_TRUE(press(key)) << key;
    EXPECT_EQ(typed_, "ΐσα");  // an accent no letter can carry is lost, not the letter
    typed_.clear();
    for (const char* key : {"Accent", "Shift", "Ά"}) ASSERT_TRUE(press(key)) << key;
    EXPECT_EQ(typed_, "Ά");
}

TEST_F(KeyboardTest, EraseTakesAWaitingAccentFirst) {
    show({.id = "kb", .kind = Kind::letters, .language = "el"});
    for (const char* key : {"Accent", "Delete", "α", "Delete"}) ASSERT_TRUE(press(key)) << key;
    EXPECT_EQ(typed_, "α<erase>");
}

TEST_F(KeyboardTest, TypesAnEmailAddressInEitherShape) {
    for (const Size size : {kPortrait, kLandscape}) {
        frame_.resize(size);
        typed_.clear();
        show({.id = "kb", .kind = Kind::email, .language = "ru"});
        for (const char* key : {"a", ".", "b", "_", "@", "x", "-", "y", ".com"})
            ASSERT_TRUE(press(key)) << key;
        ASSERT_TRUE(press("7") || (press("Numbers") && press("7")));
        EXPECT_EQ(typed_, "a.b_@x-y.com7");
    }
}

TEST_F(KeyboardTest, AnOrderNumberMayHaveLettersAndDigits) {
    show({.id = "kb", .kind = Kind::digits});
    ASSERT_TRUE(press("Letters") && press("Shift") && press("B"));
    ASSERT_TRUE(press("Numbers") && press("-") && press("1") && press("0"));
    EXPECT_EQ(typed_, "B-10");
}

TEST_F(KeyboardTest, GoesThroughItsLanguages) {
    show({.id = "kb", .kind = Kind::letters, .language = "ru", .languages = kTwo});
    ASSERT_TRUE(press("ж") && press("Language of the keyboard") && press("j"));
    ASSERT_TRUE(press("Language of the keyboard") && press("ж"));
    EXPECT_EQ(typed_, "жjж");
}

TEST_F(KeyboardTest, SubmitsSpacesAndTakesARealKeyboardToo) {
    show({.id = "pin", .kind = Kind::pin, .submit = "Sign in"});
    ASSERT_TRUE(press("4") && press("Delete") && press("Sign in"));
    show({.id = "kb"});
    ASSERT_TRUE(press("Space"));
    frame_.type({Key::Kind::text, "K7Q"});
    passes();
    EXPECT_EQ(typed_, "4<erase><submit> K7Q");
}

TEST_F(KeyboardTest, StartsAfreshAfterForget) {
    show({.id = "kb"});
    ASSERT_TRUE(press("Shift") && press("Shift") && press("Numbers"));
    frame_.forget();
    show({.id = "kb"});
    EXPECT_TRUE(press("a"));
}

}  // namespace
}  // namespace storeside::keyboard
