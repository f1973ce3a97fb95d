#include "firmware/content/intent.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "firmware/content/intent_phrases.hpp"

namespace storeside::content {
namespace {

struct Said {
    const char* language;
    const char* words;
    Intent intent;
};

class Intents : public testing::TestWithParam<Said> {};

TEST_P(Intents, AreToldFromAFewWords) {
    const auto& [language, words, intent] = GetParam();
    EXPECT_EQ(recognise(words, language).intent, intent) << language << ": " << words;
}

INSTANTIATE_TEST_SUITE_P(
    English, Intents,
    testing::Values(Said{"en", "WHERE IS MY ORDER?", Intent::order_status},
                    Said{"en", "can I track my parcel", Intent::order_status},
                    Said{"en", "What time do you close today", Intent::opening_hours},
                    Said{"en", "opening hours", Intent::opening_hours},
                    Said{"en", "I'd like to return my drill", Intent::returns},
                    Said{"en", "where can I return my order", Intent::returns},
                    Said{"en", "let me talk to a person about my order status", Intent::person},
                    Said{"en", "can another person collect it", Intent::none},
                    Said{"en", "do you cut wood", Intent::none}, Said{"en", "", Intent::none}));

// Without accents, in capitals, with the final sigma where it stands.
INSTANTIATE_TEST_SUITE_P(Greek, Intents,
                         testing::Values(Said{"el", "που ειναι η παραγγελια μου", Intent::order_status},
                                         Said{"el", "Πού είναι η παραγγελία μου;", Intent::order_status},
                                         Said{"el", "ΤΙ ΩΡΑ ΚΛΕΙΝΕΤΕ", Intent::opening_hours},
                                         Said{"el", "ωραριο", Intent::opening_hours},
                                         Said{"el", "θέλω να επιστρέψω ένα προϊόν", Intent::returns},
                                         Said{"el", "ΕΠΙΣΤΡΟΦΕΣ", Intent::returns},
                                         Said{"el", "ενασ ανθρωποσ παρακαλω", Intent::person},
                                         Said{"el", "κόβετε κλειδιά", Intent::none}));

INSTANTIATE_TEST_SUITE_P(Russian, Intents,
                         testing::Values(Said{"ru", "где мой заказ", Intent::order_status},
                                         Said{"ru", "когда придет заказ", Intent::order_status},
                                         Said{"ru", "ЧАСЫ РАБОТЫ", Intent::opening_hours},
                                         Said{"ru", "до скольки вы работаете", Intent::opening_hours},
                                         Said{"ru", "хочу вернуть дрель", Intent::returns},
                                         Said{"ru", "позовите сотрудника", Intent::person},
                                         Said{"ru", "хочу поговорить с человеком", Intent::person},
                                         Said{"ru", "сделать дубликат ключа", Intent::none}));

INSTANTIATE_TEST_SUITE_P(Croatian, Intents,
                         testing::Values(Said{"hr", "gdje je moja narudzba", Intent::order_status},
                                         Said{"hr", "Gdje je moja narudžba?", Intent::order_status},
                                         Said{"hr", "radno vrijeme", Intent::opening_hours},
                                         Said{"hr", "do kada radite danas", Intent::opening_hours},
                                         Said{"hr", "želim vratiti bušilicu", Intent::returns},
                                         Said{"hr", "mogu li razgovarati s covjekom", Intent::person},
                                         Said{"hr", "izrada ključeva", Intent::none}));

// With and without the dots that Turkish keyboards have and others lack.
INSTANTIATE_TEST_SUITE_P(Turkish, Intents,
                         testing::Values(Said{"tr", "siparişim nerede", Intent::order_status},
                                         Said{"tr", "SİPARİŞİM NEREDE", Intent::order_status},
                                         Said{"tr", "siparisim nerede", Intent::order_status},
                                         Said{"tr", "ÇALIŞMA SAATLERİ", Intent::opening_hours},
                                         Said{"tr", "calisma saatleri", Intent::opening_hours},
                                         Said{"tr", "bunu iade etmek istiyorum", Intent::returns},
                                         Said{"tr", "bir insanla konuşmak istiyorum", Intent::person},
                                         Said{"tr", "anahtar kopyası", Intent::none}));

INSTANTIATE_TEST_SUITE_P(GermanAndSpanish, Intents,
                         testing::Values(Said{"de", "Wo ist meine Bestellung?", Intent::order_status},
                                         Said{"de", "offnungszeiten", Intent::opening_hours},
                                         Said{"de", "Ich möchte das zurückgeben", Intent::returns},
                                         Said{"de", "mit einem Menschen sprechen", Intent::person},
                                         Said{"es", "donde esta mi pedido", Intent::order_status},
                                         Said{"es", "¿A qué hora abren?", Intent::opening_hours},
                                         Said{"es", "quiero devolver esto", Intent::returns},
                                         Said{"es", "hablar con una persona", Intent::person}));

TEST(IntentPhrases, EachLanguageHasEachIntent) {
    for (const auto* language : {"en", "el", "ru", "hr", "tr", "de", "es"}) {
        std::vector<Intent> intents;
        for (const auto& row : intent_phrases())
            if (row.language == language) intents.push_back(row.intent);
        EXPECT_THAT(intents, testing::ElementsAre(Intent::order_status, Intent::opening_hours,
                                                  Intent::returns, Intent::person))
            << language;
    }
}

std::string number(std::string_view words, std::string_view language = "en") {
    return std::string(recognise(words, language).order_number.view());
}

TEST(OrderNumber, IsTakenOutOfTheWords) {
    EXPECT_EQ(number("where is my order BB-10023?"), "BB-10023");
    EXPECT_EQ(number("where is order 10023."), "10023");
    EXPECT_EQ(number("#1001"), "#1001");
    EXPECT_EQ(number("πού είναι η παραγγελία ΒΒ-10023", "el"), "ΒΒ-10023");
    EXPECT_EQ(recognise("BB-10023", "en").intent, Intent::order_status);
    EXPECT_EQ(recognise("10023", "fr").intent, Intent::order_status);  // in any language
}

TEST(OrderNumber, IsNotWhateverHasDigits) {
    EXPECT_EQ(number("boards of 2000 mm"), "");
    EXPECT_EQ(recognise("boards of 2000 mm", "en").intent, Intent::none);
    EXPECT_EQ(number("18 V drill"), "");
    EXPECT_EQ(number("anna2000@example.org"), "");
    EXPECT_EQ(number(std::string(400, '7')), "");
}

TEST(Subject, IsWhatAQuestionIsAbout) {
    const auto words = [](std::string_view text, std::string_view language) {
        std::vector<std::string> found;
        for (auto& token : subject(text, language, 10)) found.push_back(std::move(token.word));
        return found;
    };
    using testing::ElementsAre;
    EXPECT_THAT(words("Where can I find the toilets, please?", "en"), ElementsAre("toilets"));
    EXPECT_THAT(words("Πού είναι η τουαλέτα;", "el"), ElementsAre("τουαλετα"));
    EXPECT_THAT(words("Где мой заказ BB-10023", "ru"), ElementsAre("заказ"));
    EXPECT_THAT(words("où sont les toilettes", "fr"), testing::SizeIs(4));  // no words known: all count
    EXPECT_TRUE(words("can you help me please", "en").empty());
}

TEST(Intents, TakeAnyBytes) {
    std::string all;
    for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
    for (const auto* language : {"en", "el", "tr", "xx", ""}) {
        EXPECT_EQ(recognise(all, language).intent, Intent::none);
        EXPECT_EQ(recognise(std::string(100'000, '\xff'), language).intent, Intent::none);
        (void)subject(all, language, 32);
    }
}

}  // namespace
}  // namespace storeside::content
