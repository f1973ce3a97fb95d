#include "firmware/search/fold.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace storeside::search {
namespace {

using testing::Contains;
using testing::IsEmpty;

struct Case {
    const char* language;
    const char* typed;
    const char* folded;
};

class Fold : public testing::TestWithParam<Case> {};

TEST_P(Fold, GivesWhatIsCompared) {
    EXPECT_EQ(fold(GetParam().typed, GetParam().language), GetParam().folded);
}

INSTANTIATE_TEST_SUITE_P(
    Languages, Fold,
    testing::Values(Case{"en", "Café RÉSUMÉ", "cafe resume"}, Case{"en", "ﬁve ① Ｋ", "five 1 k"},
                    Case{"en", "İstanbul I", "istanbul i"}, Case{"el", "Επιστροφή", "επιστροφη"},
                    Case{"el", "ΟΔΟΣ οδός οδοσ", "οδοσ οδοσ οδοσ"}, Case{"el", "ΐ ΰ ϊ Ϋ ώ", "ι υ ι υ ω"},
                    Case{"ru", "Ёлка ещё", "елка еще"}, Case{"ru", "ЙОГУРТ мой", "йогурт мой"},
                    Case{"ru", "мои\u0306", "мой"}, Case{"hr", "Čaša, šećer, žaba", "casa, secer, zaba"},
                    Case{"hr", "Đak DOĐEM", "dak dodem"}, Case{"hr", "ǆep ǈubav", "dzep ljubav"},
                    Case{"tr", "IŞIK ışık", "isik isik"}, Case{"tr", "İADE iade", "iade iade"},
                    Case{"tr", "ÜRÜN Çğöş", "urun cgos"}, Case{"de", "Straße GRÖSSE", "strasse grosse"},
                    Case{"es", "Año ¿Qué?", "ano ¿que?"}, Case{"xx", "Łódź Øre", "lodz ore"}));

std::vector<std::string> forms(std::string_view word, std::string_view language) {
    const auto found = tokens(word, language, 1);
    return found.empty() ? std::vector<std::string>{} : found.front().stems;
}

// Two words meet when the index holds a form of one that the other has too.
bool meet(std::string_view a, std::string_view b, std::string_view language) {
    for (const auto& form : forms(a, language))
        if (testing::Value(forms(b, language), Contains(form))) return true;
    return false;
}

struct Pair {
    const char* language;
    const char* typed;
    const char* written;
};

class Stems : public testing::TestWithParam<Pair> {};

TEST_P(Stems, LetFormsOfAWordMeet) {
    EXPECT_TRUE(meet(GetParam().typed, GetParam().written, GetParam().language));
}

INSTANTIATE_TEST_SUITE_P(Languages, Stems,
                         testing::Values(Pair{"en", "returning", "returns"}, Pair{"en", "don’t", "dont"},
                                         Pair{"el", "επιστροφης", "Επιστροφή"},
                                         Pair{"el", "ΑΠΟΔΕΙΞΕΙΣ", "αποδείξεις"},
                                         Pair{"ru", "возвраты", "возврат"}, Pair{"ru", "чёрный", "черного"},
                                         Pair{"hr", "racuna", "račun"}, Pair{"hr", "dodjem", "dođem"},
                                         Pair{"hr", "dodem", "dođem"}, Pair{"tr", "ürünler", "ürün"},
                                         Pair{"tr", "IADE", "iade"}, Pair{"tr", "urunler", "ürünler"},
                                         Pair{"tr", "fişi", "FİŞ"}, Pair{"de", "Häuser", "Haus"},
                                         Pair{"es", "devoluciones", "devolución"}));

TEST(Tokens, DoNotJoinDifferentWords) {
    EXPECT_FALSE(meet("receipt", "recipe", "en"));
    EXPECT_FALSE(meet("kasa", "kesi", "tr"));
}

TEST(Tokens, EndAtAnythingThatIsNoLetterOrDigit) {
    std::vector<std::string> words;
    for (const auto& token : tokens("e-mail: €39/month, 3–4\tdays\u00a0(VAT)", "en", 100))
        words.push_back(token.word);
    EXPECT_THAT(words, testing::ElementsAre("e", "mail", "39", "month", "3", "4", "days", "vat"));
}

TEST(Tokens, KeepSizesAndModelNumbersWhole) {
    const auto words = [](std::string_view text, std::string_view language) {
        std::vector<std::string> found;
        for (const auto& token : tokens(text, language, 20)) found.push_back(token.word);
        return found;
    };
    using testing::ElementsAre;
    EXPECT_THAT(words("WD-40 M8x50, 10,5 mm and 10.5mm.", "en"),
                ElementsAre("wd40", "m8x50", "10.5", "mm", "and", "10.5mm"));
    EXPECT_THAT(words("βίδα Μ-8 των 2,5 €", "el"), ElementsAre("βιδα", "μ8", "των", "2.5"));
    EXPECT_THAT(words("24-hour on-site 3-4 days, 7. 2026-11-24", "en"),
                ElementsAre("24", "hour", "on", "site", "3", "4", "days", "7", "2026", "11", "24"));
}

TEST(Tokens, OfTurkishEndAtTheApostropheOfASuffix) {
    EXPECT_EQ(tokens("Bramble'ın", "tr", 9).front().word, "bramble");
    EXPECT_EQ(tokens("Bramble’s", "en", 9).front().word, "brambles");
}

TEST(Tokens, AreNoneInNothing) {
    EXPECT_THAT(tokens("", "en", 10), IsEmpty());
    EXPECT_THAT(tokens(" \t\"*()'’- 🙂", "en", 10), IsEmpty());
    EXPECT_THAT(tokens("\u0301\u0308", "el", 10), IsEmpty());
}

TEST(Tokens, StopAtTheLimit) { EXPECT_EQ(tokens("a b c d", "en", 3).size(), 3u); }

TEST(Tokens, TakeBytesThatAreNoUtf8) {
    EXPECT_EQ(tokens("caf\xc3 \xff\xfe key\x80s", "en", 10).front().word, "caf");
    EXPECT_EQ(fold("\xed\xa0\x80", "en"), fold("\xff\xff\xff", "en"));
    EXPECT_EQ(tokens(std::string_view("a\0b\x01", 4), "en", 10).size(), 2u);
}

TEST(Tokens, OfALongTextAreCutNotRefused) {
    const auto one = tokens(std::string(10'000, 'x'), "en", 10);
    ASSERT_EQ(one.size(), 1u);
    EXPECT_EQ(one.front().word, std::string(40, 'x'));
    std::string marks = "a";
    for (int i = 0; i < 5'000; ++i) marks += "\u0301";
    EXPECT_EQ(tokens(marks, "en", 10).front().word, "a");
}

}  // namespace
}  // namespace storeside::search
