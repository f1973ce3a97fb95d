#include "firmware/search/sound.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "firmware/search/fold.hpp"

namespace storeside::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

struct Pair {
    const char* language;
    const char* latin;
    const char* written;
};

class Sound : public testing::TestWithParam<Pair> {};

TEST_P(Sound, IsTheSameInEitherScript) {
    const auto& [language, latin, written] = GetParam();
    const auto key = sound_key(fold(written, language), language);
    EXPECT_NE(key, "");
    EXPECT_EQ(sound_key(fold(latin, language), language), key);
}

INSTANTIATE_TEST_SUITE_P(
    Words, Sound,
    testing::Values(Pair{"el", "epistrofi", "επιστροφή"}, Pair{"el", "epistrophh", "επιστροφή"},
                    Pair{"el", "Apodeiksi", "απόδειξη"}, Pair{"el", "apodi3h", "απόδειξη"},
                    Pair{"el", "8elw", "θέλω"}, Pair{"el", "wra", "ώρα"}, Pair{"el", "paralavi", "παραλαβή"},
                    Pair{"el", "allagi", "αλλαγή"}, Pair{"el", "mpoufan", "μπουφάν"},
                    Pair{"el", "epistrofh", "επιστροφή"}, Pair{"ru", "vozvrat", "возврат"},
                    Pair{"ru", "obmen", "обмен"}, Pair{"ru", "chek", "чек"}, Pair{"ru", "4ek", "чек"},
                    Pair{"ru", "shchetka", "щётка"}, Pair{"ru", "schetka", "щётка"},
                    Pair{"ru", "tsena", "цена"}, Pair{"ru", "cena", "цена"},
                    Pair{"ru", "garantiya", "гарантия"}, Pair{"ru", "garantija", "гарантия"},
                    Pair{"ru", "kassa", "касса"}, Pair{"ru", "obyavlenie", "объявление"}));

TEST(Sound, OfDifferentWordsDiffers) {
    EXPECT_NE(sound_key("epistrofi", "el"), sound_key("αποδειξη", "el"));
    EXPECT_NE(sound_key("obmen", "ru"), sound_key("возврат", "ru"));
}

TEST(Sound, IsOfTheLanguageWithoutItsCountry) {
    EXPECT_EQ(sound_key("возврат", "ru-RU"), sound_key("возврат", "ru"));
}

TEST(Sound, IsNoneWhereALetterIsOfNeitherScript) {
    EXPECT_EQ(sound_key("возврат", "el"), "");
    EXPECT_EQ(sound_key("επιστροφη", "ru"), "");
    EXPECT_EQ(sound_key("возвратx", "ru"), "");
    EXPECT_EQ(sound_key("\xff\xfe", "ru"), "");
}

TEST(Sound, IsNoneInLanguagesOfLatinLetters) {
    for (const char* language : {"en", "de", "es", "hr", "tr", ""})
        EXPECT_EQ(sound_key("return", language), "") << language;
}

TEST(Layouts, GiveTheWordOfTheOtherKeys) {
    EXPECT_THAT(on_other_layouts("djpdhfn", "ru"), ElementsAre("возврат"));
    EXPECT_THAT(on_other_layouts("epistrofh", "el"), ElementsAre("επιστροφη"));
    EXPECT_THAT(on_other_layouts("κευσ", "en"), Contains("keys"));
    EXPECT_THAT(on_other_layouts("куегкт", "en"), Contains("return"));
    EXPECT_THAT(on_other_layouts("куегкт", "de-AT"), Contains("return"));
}

TEST(Layouts, GiveNothingForALetterThatNoKeyHas) {
    EXPECT_THAT(on_other_layouts("возврат", "ru"), IsEmpty());
    EXPECT_THAT(on_other_layouts("q", "el"), IsEmpty());  // a semicolon on Greek keys
    EXPECT_THAT(on_other_layouts("κεy", "en"), IsEmpty());
    EXPECT_THAT(on_other_layouts("\xce", "en"), IsEmpty());
    EXPECT_THAT(on_other_layouts("", "en"), IsEmpty());
}

// Two Latin letters are not one of two bytes: "p" and "s" have the low bits of "г".
TEST(Layouts, LeaveLatinWordsAloneInLatinLanguages) {
    for (const char* word : {"ps", "pt", "nr", "n1", "00", "0000", "return"})
        EXPECT_THAT(on_other_layouts(word, "de"), IsEmpty()) << word;
}

}  // namespace
}  // namespace storeside::search
