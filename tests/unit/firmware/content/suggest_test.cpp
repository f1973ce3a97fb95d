#include "firmware/content/suggest.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace storeside::content {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<Hit> titles(std::string language, std::vector<std::string> all) {
    std::vector<Hit> hits;
    for (auto& title : all) hits.push_back({.id = title, .title = title, .language = language});
    return hits;
}

TEST(Suggestions, CompleteTheLastWordAndGoOnAsATitleDoes) {
    const auto hits = titles("en", {"Return without a receipt", "Returns and exchanges", "Opening hours"});
    EXPECT_THAT(suggestions("ret", hits, 3),
                ElementsAre("Return without a receipt", "Returns and exchanges"));
    EXPECT_THAT(suggestions("return wi", hits, 3), ElementsAre("Return without a receipt"));
    EXPECT_THAT(suggestions("return ", hits, 3), ElementsAre("Return without a receipt"));
}

TEST(Suggestions, KeepTheWordsBeforeTheOneTheyComplete) {
    EXPECT_THAT(suggestions("drill batt", titles("en", {"Recycle a battery, for free"}), 3),
                ElementsAre("drill battery, for free"));
}

TEST(Suggestions, AreWholePhrasesThatFitAKey) {
    EXPECT_THAT(suggestions("επιστ", titles("el", {"Επιστροφή διαφοράς αν αλλού είναι φθηνότερο"}), 3),
                ElementsAre("Επιστροφή διαφοράς αν αλλού είναι φθηνότερο"));
    const auto long_title = titles("ru", {"Вернуть разницу, если где-то ещё это оказалось намного дешевле"});
    EXPECT_THAT(suggestions("верн", long_title, 3), ElementsAre("Вернуть разницу"));
    EXPECT_THAT(
        suggestions("coll", titles("en", {"Collect an order for a friend of yours who has no time"}), 3),
        ElementsAre("Collect"));
}

TEST(Suggestions, LookPastCaseAndAccentsInEachLanguage) {
    EXPECT_THAT(suggestions("επιστροφ", titles("el", {"Επιστροφή χωρίς απόδειξη"}), 3),
                ElementsAre("Επιστροφή χωρίς απόδειξη"));
    EXPECT_THAT(suggestions("ısıtıcı i", titles("tr", {"Isıtıcı iadesi"}), 3), ElementsAre("Isıtıcı iadesi"));
}

TEST(Suggestions, RepeatNeitherEachOtherNorWhatWasTyped) {
    EXPECT_THAT(suggestions("parking", titles("en", {"Parking", "parking"}), 3), IsEmpty());
    EXPECT_THAT(suggestions("par", titles("en", {"Parking", "parking"}), 3), ElementsAre("Parking"));
    EXPECT_THAT(suggestions("p", titles("en", {"Parking", "Paint", "Plants", "Prices"}), 3).size(), 3U);
}

TEST(Suggestions, AreNoneForWhatIsNoWord) {
    const auto hits = titles("en", {"Return", "", "???", "\xff\xfe"});
    for (const char* words : {"", " ", "???", "\xff", "zzz"})
        EXPECT_THAT(suggestions(words, hits, 3), IsEmpty()) << words;
}

}  // namespace
}  // namespace storeside::content
