#include "ui/text/texts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>

namespace storeside::text {
namespace {

Texts speaking(std::string_view language) {
    auto texts = Texts::open(STORESIDE_LOCALE_DIR, language, "Europe/Athens");
    if (!texts) throw std::runtime_error(texts.error().message());
    return std::move(*texts);
}

// Saturday 22 November 2025, 14:05 in Athens.
Time afternoon() { return *parse_rfc3339("2025-11-22T12:05:00.000Z"); }

TEST(Texts, SayEnglishAsItStandsInTheSource) {
    const Texts t = speaking("en");
    EXPECT_EQ(t("Call a person"), "Call a person");
    EXPECT_EQ(t.format("Order {}", 2), "Order 2");
}

TEST(Texts, MoveToAnotherTimeZoneWhileTheySpeak) {
    Texts t = speaking("en");
    const auto here = t.time(afternoon());
    EXPECT_TRUE(t.use_time_zone("Europe/London"));
    EXPECT_NE(t.time(afternoon()), here);
    const auto there = t.time(afternoon());
    EXPECT_EQ(t.use_time_zone("Mars/Base").error().message(), "not a time zone: Mars/Base");
    EXPECT_EQ(t.time(afternoon()), there);
    EXPECT_TRUE(check_time_zone(""));
    EXPECT_FALSE(check_time_zone("Mars/Base"));
}

TEST(Texts, SpeakEveryLanguageWithoutSystemLocales) {
    EXPECT_EQ(speaking("el")("Back"), "Πίσω");
    EXPECT_EQ(speaking("ru")("Back"), "Назад");
    EXPECT_EQ(speaking("hr")("Back"), "Natrag");
    EXPECT_EQ(speaking("tr")("Back"), "Geri");
    EXPECT_EQ(speaking("de")("Back"), "Zurück");
    EXPECT_EQ(speaking("es")("Back"), "Atrás");
    EXPECT_THAT(speaking("en").languages(), testing::ElementsAre("en", "de", "el", "es", "hr", "ru", "tr"));
}

TEST(Texts, FollowEachLanguagesPlurals) {
    const auto unsent = [](std::string_view language, int n) {
        return speaking(language).plural("{} record not sent yet", "{} records not sent yet", n);
    };
    EXPECT_EQ(unsent("ru", 1), "1 запись ещё не отправлена");
    EXPECT_EQ(unsent("ru", 3), "3 записи ещё не отправлены");
    EXPECT_EQ(unsent("ru", 11), "11 записей ещё не отправлено");
    EXPECT_EQ(unsent("hr", 22), "22 zapisa još nisu poslana");
    EXPECT_EQ(unsent("el", 1), "1 εγγραφή δεν έχει σταλεί ακόμη");
    EXPECT_EQ(unsent("tr", 2), "2 kayıt henüz gönderilmedi");
    EXPECT_EQ(unsent("de", 0), "0 Einträge noch nicht gesendet");
    EXPECT_EQ(unsent("es", 1), "1 registro aún sin enviar");
    EXPECT_EQ(unsent("en", 1), "1 record not sent yet");
}

TEST(Texts, SwitchWhileRunningAndStayWhenTheyCannot) {
    Texts t = speaking("en");
    ASSERT_TRUE(t.switch_to("el"));
    EXPECT_EQ(t("Home"), "Αρχική");
    EXPECT_EQ(t.switch_to("xx").error().code(), Errc::not_found);
    EXPECT_EQ(t.switch_to("../../etc").error().code(), Errc::invalid_input);
    EXPECT_EQ(t.language(), "el");
    EXPECT_EQ(t("Home"), "Αρχική");
}

TEST(Texts, ShowEnglishForWhatACatalogueLacks) {
    EXPECT_EQ(speaking("el")("Not in any catalogue"), "Not in any catalogue");
}

struct Written {
    const char* language;
    const char* time;
    const char* day;
    const char* weekday;
    const char* day_and_time;
    const char* number;
    const char* money;
};

class InEveryLanguage : public testing::TestWithParam<Written> {};

// ICU keeps numbers and units together with spaces that do not break.
std::string with_plain_spaces(std::string text) {
    for (const std::string_view space : {"\u00A0", "\u202F"})
        for (auto at = text.find(space); at != std::string::npos; at = text.find(space))
            text.replace(at, space.size(), " ");
    return text;
}

TEST(Texts, KnowTheDayAndMinuteOnTheWall) {
    const auto local = speaking("en").local(afternoon());
    EXPECT_EQ(local.date, 20251122);
    EXPECT_EQ(local.weekday, 5);
    EXPECT_EQ(local.minute, 14 * 60 + 5);
    EXPECT_EQ(speaking("en").local(afternoon() + std::chrono::hours(10)).date, 20251123)
        << "past midnight there";
}

TEST(Texts, EndNoLineBesideANumberOfADate) {
    EXPECT_EQ(speaking("en").day_and_time(afternoon()), "22\u00a0November at\u00a014:05");
    EXPECT_EQ(speaking("hr").day(afternoon()), "22.\u00a0studenoga");
}

TEST(Texts, WriteHoursOfOpeningTheLanguagesWay) {
    EXPECT_EQ(speaking("en").clock(20 * 60 + 30), "20:30");
    EXPECT_EQ(speaking("ru").weekday_name(5), "Суббота");
    EXPECT_EQ(speaking("ru").weekday_name(5, true), "суббота");
    EXPECT_EQ(speaking("hr").weekday_name(0), "Ponedjeljak");
    EXPECT_EQ(with_plain_spaces(speaking("hr").date(20261225)), "Petak, 25. prosinca");
    EXPECT_EQ(with_plain_spaces(speaking("hr").date(20261225, true)), "petak, 25. prosinca");
    EXPECT_EQ(speaking("en").date(20261399), "");
}

TEST_P(InEveryLanguage, DatesNumbersAndMoneyAreWrittenAsItsCountryDoes) {
    const Texts t = speaking(GetParam().language);
    EXPECT_EQ(with_plain_spaces(t.time(afternoon())), GetParam().time);
    EXPECT_EQ(with_plain_spaces(t.day(afternoon())), GetParam().day);
    EXPECT_EQ(t.weekday(afternoon()), GetParam().weekday);
    EXPECT_EQ(with_plain_spaces(t.day_and_time(afternoon())), GetParam().day_and_time);
    EXPECT_EQ(with_plain_spaces(t.number(12345.5)), GetParam().number);
    EXPECT_EQ(with_plain_spaces(t.money(1'234'550, "EUR")), GetParam().money);
}

INSTANTIATE_TEST_SUITE_P(
    Texts, InEveryLanguage,
    testing::Values(
        Written{"en", "14:05", "22 November", "Saturday", "22 November at 14:05", "12,345.5", "€12,345.50"},
        Written{"el", "14:05", "22 Νοεμβρίου", "Σάββατο", "22 Νοεμβρίου στις 14:05", "12.345,5",
                "12.345,50 €"},
        Written{"ru", "14:05", "22 ноября", "суббота", "22 ноября в 14:05", "12 345,5", "12 345,50 €"},
        Written{"hr", "14:05", "22. studenoga", "subota", "22. studenoga u 14:05", "12.345,5", "12.345,50 €"},
        Written{"tr", "14:05", "22 Kasım", "Cumartesi", "22 Kasım 14:05", "12.345,5", "€12.345,50"},
        Written{"de", "14:05", "22. November", "Samstag", "22. November um 14:05", "12.345,5", "12.345,50 €"},
        Written{"es", "14:05", "22 de noviembre", "sábado", "22 de noviembre, 14:05", "12.345,5",
                "12.345,50 €"}),
    [](const auto& written) { return std::string(written.param.language); });

TEST(Texts, WriteAmountsOfWhatIsNoCurrencyPlainly) {
    EXPECT_EQ(speaking("en").money(1, "not a currency"), "0.01 not a currency");
}

TEST(LanguageNames, AreTheirOwnAlsoForLanguagesTheScreenDoesNotSpeak) {
    EXPECT_EQ(own_name("el"), "Ελληνικά");
    EXPECT_EQ(own_name("de"), "Deutsch");
    EXPECT_EQ(own_name("fr"), "Français");
    EXPECT_EQ(own_name("ja"), "日本語");
    EXPECT_EQ(own_name("zh-hant"), "中文（繁體）");
    EXPECT_EQ(own_name("xx"), "xx");
    EXPECT_EQ(own_name("\xff/.."), "\xff/..");
}

TEST(Texts, RefuseATimeZoneThatIsNone) {
    EXPECT_EQ(Texts::open(STORESIDE_LOCALE_DIR, "en", "Mars/Olympus").error().code(), Errc::invalid_input);
}

class BrokenCatalogue : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = testing::TempDir() + "storeside-texts-XXXXXX";
        folder_ = mkdtemp(pattern.data());
        std::filesystem::create_directories(folder_ / "hr" / "LC_MESSAGES");
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    std::filesystem::path mo() const { return folder_ / "hr" / "LC_MESSAGES" / "storeside.mo"; }
    std::filesystem::path folder_;
};

TEST_F(BrokenCatalogue, OfGarbageNeitherThrowsNorSpeaksIt) {
    std::ofstream(mo(), std::ios::binary)
        << "\xde\x12\x04\x95 this is no catalogue at all, but long enough to look";
    auto texts = Texts::open(folder_, "hr");
    EXPECT_EQ(texts ? (*texts)("Back") : "Back", "Back");
}

TEST_F(BrokenCatalogue, WithBrokenBracesGivesEnglish) {
    std::ofstream po(folder_ / "hr.po");
    po << "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\n\"\n\n"
          "msgid \"You are number {}\"\nmsgstr \"Broj {} od {}{\"\n";
    po.close();
    const std::string command = "msgfmt -o " + mo().string() + " " + (folder_ / "hr.po").string();
    ASSERT_EQ(std::system(command.c_str()), 0);
    const auto texts = Texts::open(folder_, "hr");
    ASSERT_TRUE(texts);
    EXPECT_EQ((*texts)("You are number {}"), "Broj {} od {}{");
    EXPECT_EQ(texts->format("You are number {}", 4), "You are number 4");
}

}  // namespace
}  // namespace storeside::text
