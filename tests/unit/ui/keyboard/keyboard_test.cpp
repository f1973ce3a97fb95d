#include "ui/keyboard/keyboard.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

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
                if (key->kind == Key::Kind::replace) typed_ += "<instead>" + key->text;
                if (key->kind == Key::Kind::complete) typed_ = key->text;
            }
            frame_.end();
        } while (frame_.wants_another_pass());
    }
    const frame::Target* key(std::string_view label) const {
        return frame::target_labelled(frame_.targets(), label);
    }
    void finger(frame::TouchEvent::Kind kind, frame::Point at,
                Duration later = std::chrono::milliseconds(60)) {
        frame_.touch({kind, at, now_ += later, 1});
        passes();
    }
    // Comes down on a key and rests there long enough; answers where.
    frame::Point hold(std::string_view label) {
        const frame::Point at = key(label)->rect.centre();
        finger(frame::TouchEvent::Kind::down, at, std::chrono::milliseconds(100));
        now_ += std::chrono::milliseconds(400);
        passes();
        passes();
        return at;
    }
    void lift(frame::Point at) { finger(frame::TouchEvent::Kind::up, at); }

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
    OfTheSevenLanguages, EveryLetter,
    testing::Values(Alphabet{"en", "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"},
                    Alphabet{"el", "αβγδεζηθικλμνξοπρσςτυφχψω", "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ"},
                    Alphabet{"ru", "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ"},
                    Alphabet{"hr", "abcčćdđefghijklmnoprsštuvzžqwxy", "ABCČĆDĐEFGHIJKLMNOPRSŠTUVZŽQWXY"},
                    Alphabet{"tr", "abcçdefgğhıijklmnoöprsştuüvyzqwx", "ABCÇDEFGĞHIİJKLMNOÖPRSŞTUÜVYZQWX"},
                    Alphabet{"de", "abcdefghijklmnopqrstuvwxyzäöüß", "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ"},
                    Alphabet{"es", "abcdefghijklmnñopqrstuvwxyz", "ABCDEFGHIJKLMNÑOPQRSTUVWXYZ"}),
    [](const auto& alphabet) { return std::string(alphabet.param.language); });

TEST_F(KeyboardTest, KeysAreLargeAndNeverOverlap) {
    for (const Size size : {kPortrait, kLandscape}) {
        frame_.resize(size);
        for (const char* language : {"en", "el", "ru", "hr", "tr", "de", "es"}) {
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

TEST_F(KeyboardTest, KeysAreLargeOnEveryScreenWeName) {
    const std::vector<std::string> suggestions = {"one", "two", "three"};
    for (const Size size : {Size{800, 480}, Size{800, 1280}, Size{1280, 800}, Size{2160, 3840}}) {
        const float scale = theme::scale_for(size.w, size.h);
        frame_.set_theme(theme::make_theme(0x0B6B4F, false, theme::TextSize::normal, scale));
        frame_.resize(size);
        for (const char* language : {"el", "ru", "hr", "tr", "de"}) {
            show({.id = "kb", .language = language, .suggestions = suggestions});
            EXPECT_THAT(frame::check_targets(frame_.targets(), size, std::floor(88 * scale)), IsEmpty())
                << language << " " << size.w;
        }
    }
}

TEST_F(KeyboardTest, NeverCoversTheField) {
    const std::vector<std::string> suggestions = {"one", "two", "three"};
    for (const Size size : {Size{800, 480}, Size{1280, 800}, kPortrait, kLandscape, Size{2160, 3840}}) {
        const float scale = theme::scale_for(size.w, size.h);
        for (const auto text_size : {theme::TextSize::normal, theme::TextSize::largest}) {
            frame_.set_theme(theme::make_theme(0x0B6B4F, false, text_size, scale));
            frame_.resize(size);
            for (const Kind kind : {Kind::letters, Kind::email, Kind::digits, Kind::pin}) {
                for (int pass = 0; pass < 3; ++pass) {
                    frame_.begin(now_ += std::chrono::milliseconds(16));
                    frame_.chrome({.logo = {},
                                   .language = "Ελληνικά",
                                   .accessibility = "Μέγεθος κειμένου",
                                   .back = "Πίσω",
                                   .home = "Αρχική",
                                   .call = "Καλέστε έναν υπάλληλο"});
                    frame_.field({.id = "field", .label = "Words", .text = "drill", .focused = true});
                    draw(frame_, texts_, {.id = "kb", .kind = kind, .suggestions = suggestions});
                    frame_.end();
                }
                const frame::Target* field = key("Words");
                ASSERT_NE(field, nullptr);
                EXPECT_FALSE(field->clipped);
                for (const frame::Target& target : frame_.targets()) {
                    if (target.role == frame::Role::key) {
                        EXPECT_LE(field->rect.bottom(), target.rect.y) << target.id << " " << size.w;
                    }
                }
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

TEST_F(KeyboardTest, ShiftTouchedTwiceSlowlyIsNoLock) {
    show({.id = "kb"});
    ASSERT_TRUE(press("Shift"));
    now_ += std::chrono::seconds(1);
    ASSERT_TRUE(press("Shift"));
    EXPECT_TRUE(press("a"));
    EXPECT_EQ(typed_, "a");
}

TEST_F(KeyboardTest, ASentenceBeginsWithACapitalUnlessShiftSaysOtherwise) {
    show({.id = "kb", .capital = true});
    EXPECT_EQ(key("a"), nullptr);
    ASSERT_TRUE(press("A"));
    ASSERT_TRUE(press("Shift"));
    ASSERT_TRUE(press("b"));
    ASSERT_TRUE(press("C"));
    EXPECT_EQ(typed_, "AbC");
    EXPECT_TRUE(begins_sentence(""));
    EXPECT_TRUE(begins_sentence("Hello. "));
    EXPECT_FALSE(begins_sentence("Hello "));
    EXPECT_FALSE(begins_sentence(" "));
    EXPECT_FALSE(begins_sentence("3.5"));
}

TEST_F(KeyboardTest, AHeldLetterOffersItsAccentsAndAFingerSlidesOntoOne) {
    for (const Size size : {kPortrait, kLandscape}) {
        frame_.resize(size);
        show({.id = "kb"});
        typed_.clear();
        const frame::Point at = hold("e");
        ASSERT_NE(key("ê"), nullptr);
        EXPECT_LT(key("ê")->rect.bottom(), at.y);
        EXPECT_THAT(frame::check_targets(frame_.targets(), size), IsEmpty());
        const frame::Point accent = key("ê")->rect.centre();
        finger(frame::TouchEvent::Kind::move, accent);
        lift(accent);
        EXPECT_EQ(typed_, "ê");
        EXPECT_EQ(key("ê"), nullptr);
    }
}

TEST_F(KeyboardTest, AnAccentTouchedAfterwardsTakesThePlaceOfItsLetter) {
    show({.id = "kb"});
    lift(hold("s"));
    EXPECT_EQ(typed_, "s");  // who presses slowly has typed the letter
    ASSERT_TRUE(press("ß"));
    EXPECT_EQ(typed_, "s<instead>ß");
    EXPECT_EQ(key("ß"), nullptr);
    lift(hold("n"));
    ASSERT_TRUE(press("o"));
    EXPECT_EQ(key("ñ"), nullptr);  // the next key closes what is on offer
    EXPECT_EQ(typed_, "s<instead>ßno");
    lift(hold("n"));
    const frame::Point nowhere{10, 10};
    finger(frame::TouchEvent::Kind::down, nowhere, std::chrono::milliseconds(100));
    lift(nowhere);
    EXPECT_EQ(key("ñ"), nullptr);
}

TEST_F(KeyboardTest, SlidingOffAHeldLetterTypesNothing) {
    show({.id = "kb"});
    hold("e");
    const frame::Point away = key("Space")->rect.centre();
    finger(frame::TouchEvent::Kind::move, away);
    lift(away);
    EXPECT_EQ(typed_, "");
    EXPECT_EQ(key("é"), nullptr);
}

TEST_F(KeyboardTest, ALetterWithoutAccentsIsTypedHoweverLongItIsHeld) {
    show({.id = "kb"});
    lift(hold("w"));
    EXPECT_EQ(typed_, "w");
}

TEST_F(KeyboardTest, AccentsAtTheEdgeStayOnTheScreenInEveryLanguage) {
    for (const Size size : {kPortrait, kLandscape}) {
        frame_.resize(size);
        for (const auto& [language, letter, accent] : {std::tuple{"en", "a", "æ"},
                                                       {"el", "ι", "ΐ"},
                                                       {"ru", "е", "ё"},
                                                       {"ru", "г", "ґ"},
                                                       {"tr", "i", "ı"},
                                                       {"hr", "l", "ł"},
                                                       {"de", "a", "á"},
                                                       {"es", "u", "ú"}}) {
            frame_.forget();
            show({.id = "kb", .language = language});
            lift(hold(letter));
            ASSERT_NE(key(accent), nullptr) << letter;
            EXPECT_THAT(frame::check_targets(frame_.targets(), size), IsEmpty()) << letter;
        }
    }
}

TEST_F(KeyboardTest, CapitalsHaveCapitalAccents) {
    show({.id = "kb"});
    press("Shift");
    const frame::Point at = hold("E");
    EXPECT_EQ(key("é"), nullptr);
    ASSERT_NE(key("É"), nullptr);
    lift(at);
    ASSERT_TRUE(press("É"));
    EXPECT_EQ(typed_, "E<instead>É");
}

TEST_F(KeyboardTest, SuggestionsStandAboveTheKeysAndTakeThePlaceOfWhatWasTyped) {
    const std::vector<std::string> suggestions = {"return an item", "return without a receipt", "returns",
                                                  "no"};
    frame_.resize(kPortrait);
    show({.id = "kb", .suggestions = suggestions});
    typed_ = "ret";
    EXPECT_THAT(frame::check_targets(frame_.targets(), kPortrait), IsEmpty());
    EXPECT_EQ(key("no"), nullptr);  // three are enough
    ASSERT_NE(key("returns"), nullptr);
    EXPECT_LT(key("returns")->rect.bottom(), key("q")->rect.centre().y);
    ASSERT_TRUE(press("return without a receipt"));
    EXPECT_EQ(typed_, "return without a receipt");
}

TEST_F(KeyboardTest, OnALowScreenWhatWasFoundNeedsTheRoomMoreThanSuggestions) {
    const std::vector<std::string> suggestions = {"returns"};
    for (const Size size : {kLandscape, Size{1280, 800}, Size{800, 480}}) {
        frame_.resize(size);
        show({.id = "kb", .suggestions = suggestions});
        EXPECT_EQ(key("returns"), nullptr);
    }
}

TEST_F(KeyboardTest, WhereTheLettersAreNotLatinAKeyLeadsToLatinAndBack) {
    show({.id = "kb", .language = "el"});
    ASSERT_TRUE(press("β") && press("Language of the keyboard") && press("b"));
    ASSERT_TRUE(press("Language of the keyboard") && press("β"));
    EXPECT_EQ(typed_, "βbβ");
    show({.id = "kb", .language = "de"});
    EXPECT_EQ(key("Language of the keyboard"), nullptr);
    show({.id = "number", .kind = Kind::digits, .language = "ru"});
    ASSERT_TRUE(press("Letters") && press("b"));  // order numbers are Latin
    ASSERT_TRUE(press("Language of the keyboard") && press("и"));
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

TEST_F(KeyboardTest, ThePlainLettersOfAnAddressLieWhereTheLanguageHasThem) {
    const auto row_of = [&](const char* letter) {
        return frame::target_labelled(frame_.targets(), letter)->rect.y;
    };
    show({.id = "kb", .kind = Kind::email, .language = "hr"});
    EXPECT_LT(row_of("z"), row_of("y"));
    EXPECT_EQ(frame::target_labelled(frame_.targets(), "š"), nullptr);
    show({.id = "kb", .kind = Kind::email, .language = "tr"});
    EXPECT_LT(row_of("y"), row_of("z"));
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
