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
    EXPECT_EQ(t.format("You are number {}", 2), "You are number 2");
}

TEST(Texts, SpeakEveryLanguageWithoutSystemLocales) {
    EXPECT_EQ(speaking("el")("Back"), "Πίσω");
    EXPECT_EQ(speaking("ru")("Back"), "Назад");
    EXPECT_EQ(speaking("hr")("Back"), "Natrag");
    EXPECT_EQ(speaking("tr")("Back"), "Geri");
    EXPECT_THAT(speaking("en").languages(), testing::ElementsAre("en", "el", "hr", "ru", "tr"));
}

TEST(Texts, FollowEachLanguagesPlurals) {
    const Texts ru = speaking("ru");
    EXPECT_EQ(ru.plural("{} step", "{} steps", 1), "1 шаг");
    EXPECT_EQ(ru.plural("{} step", "{} steps", 3), "3 шага");
    EXPECT_EQ(ru.plural("{} step", "{} steps", 11), "11 шагов");
    EXPECT_EQ(speaking("hr").plural("{} step", "{} steps", 22), "22 koraka");
    EXPECT_EQ(speaking("en").plural("{} step", "{} steps", 1), "1 step");
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

TEST(Texts, WriteDatesAndTimesTheLanguagesWay) {
    EXPECT_EQ(speaking("en").time(afternoon()), "14:05");
    EXPECT_EQ(speaking("en").day(afternoon()), "22 November");
    EXPECT_EQ(speaking("ru").day(afternoon()), "22 ноября");
    EXPECT_EQ(speaking("ru").weekday(afternoon()), "суббота");
    EXPECT_EQ(speaking("tr").weekday(afternoon()), "Cumartesi");
    EXPECT_THAT(speaking("hr").day_and_time(afternoon()),
                testing::AllOf(testing::HasSubstr("22"), testing::HasSubstr("studenoga"),
                               testing::HasSubstr("14:05")));
}

TEST(Texts, KnowTheDayAndMinuteOnTheWall) {
    const auto local = speaking("en").local(afternoon());
    EXPECT_EQ(local.date, 20251122);
    EXPECT_EQ(local.weekday, 5);
    EXPECT_EQ(local.minute, 14 * 60 + 5);
    EXPECT_EQ(speaking("en").local(afternoon() + std::chrono::hours(10)).date, 20251123)
        << "past midnight there";
}

TEST(Texts, WriteHoursOfOpeningTheLanguagesWay) {
    EXPECT_EQ(speaking("en").clock(20 * 60 + 30), "20:30");
    EXPECT_EQ(speaking("ru").weekday_name(5), "Суббота");
    EXPECT_EQ(speaking("ru").weekday_name(5, true), "суббота");
    EXPECT_EQ(speaking("hr").date(20261225), "Petak, 25. prosinca");
    EXPECT_EQ(speaking("en").date(20261399), "");
}

TEST(Texts, WriteNumbersAndMoneyTheLanguagesWay) {
    EXPECT_EQ(speaking("en").number(1234.5), "1,234.5");
    EXPECT_EQ(speaking("el").number(1234.5), "1.234,5");
    EXPECT_EQ(speaking("en").money(1250, "EUR"), "€12.50");
    EXPECT_THAT(speaking("hr").money(1250, "EUR"), testing::HasSubstr("12,50"));
    EXPECT_EQ(speaking("en").money(1, "not a currency"), "0.01 not a currency");
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
