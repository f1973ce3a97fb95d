#include "firmware/search/condensed.hpp"

#include <gtest/gtest.h>

#include "firmware/search/writer.hpp"
#include "tests/unit/firmware/search/taken_apart.hpp"

namespace storeside::search {
namespace {

const std::vector<Document> kDocuments = {
    {7, "Return a car\nhow do I give it back?", "Bring the car back. The car is insured; 10,5 % of it."},
    {5, "Café card", "Pay with the café card, at any cafe."},
    {900'000, "Receipt", "No receipt? The card will do."},
    {900'001, "", ""},
};
const std::vector<SynonymGroup> kSynonyms = {{"jalopy", "car", "rust bucket"}, {"money back", "return"}};

std::string english(std::vector<Document> documents = kDocuments) {
    return build_index(documents, "en", kSynonyms);
}

TEST(CondensedIndex, GivesTheIndexBack) {
    const auto index = english();
    const auto condensed = condense(index);
    ASSERT_TRUE(condensed);
    EXPECT_EQ(expand(*condensed, index.size()).value(), index);
    EXPECT_LT(condensed->size(), index.size() / 3);
}

TEST(CondensedIndex, OfNothingIsOneToo) {
    const auto index = build_index({}, "en", {});
    EXPECT_EQ(expand(condense(index).value(), index.size()).value(), index);
}

// Words that differ by their accents alone are one word of the index, with the stems of all.
TEST(CondensedIndex, GivesLanguagesWithAccentsAndSoundsBack) {
    for (const char* language : {"el", "ru", "hr", "tr", "de", "es", "xx"}) {
        const auto index = build_index(
            std::vector<Document>{{1, "Τι ώρα είναι; Ή η ώρα", "ή η, που πού. Πώς πως; ωρα ώρα"},
                                  {2, "Где ёлка? елка", "Все всё, йод. Đak dak djak, kući kuci"},
                                  {3, "Ürün ürünler urun",
                                   "Kasım kasim, IŞIK ışık isik. Está esta ésta, año ano; Straße strasse"}},
            language, {});
        const auto condensed = condense(index);
        ASSERT_TRUE(condensed) << language;
        EXPECT_TRUE(expand(*condensed, index.size()).value() == index) << language;
    }
}

// All words behind a new one have another number in the index.
TEST(CondensedIndex, ANewWordChangesNothingElse) {
    auto more = kDocuments;
    more[1].body += " aardvark";
    const auto before = condense(english()).value(), after = condense(english(more)).value();
    EXPECT_LT(after.size() - before.size(), 40U);
    constexpr std::size_t kPiece = 16;
    std::size_t other = 0;
    for (std::size_t at = 0; at + kPiece <= before.size(); at += kPiece)
        other += after.contains(before.substr(at, kPiece)) ? 0 : 1;
    // The numbers of words, its line, and the text that has it.
    EXPECT_LE(other, 3U) << before.size() / kPiece;
}

TEST(CondensedIndex, IsRefusedWhenItMakesMoreThanItMay) {
    const auto index = english();
    const auto condensed = condense(index).value();
    for (const std::size_t limit : {std::size_t{0}, std::size_t{100}, index.size() - 1})
        EXPECT_EQ(expand(condensed, limit).error().code(), Errc::invalid_input) << limit;
}

TEST(CondensedIndex, ThatIsCutOffOrGarbageIsRefused) {
    const auto index = english();
    const auto condensed = condense(index).value();
    for (std::size_t size = 0; size < condensed.size(); ++size)
        EXPECT_FALSE(expand(condensed.substr(0, size), index.size())) << size;
    EXPECT_FALSE(expand(condensed + "x", index.size()));
    EXPECT_FALSE(expand("garbage", index.size()));
    EXPECT_FALSE(expand(std::string(1000, '\xff'), index.size()));
}

// Each word of a text has so many stems that there would be far more postings than bytes.
TEST(CondensedIndex, ThatWouldTakeMuchMemoryIsRefused) {
    std::string word = "\x01w", text;
    word += std::string(1, '\0') + '\x40';
    for (int i = 0; i < 64; ++i) word.append({'\x02', static_cast<char>('A' + i), '!'});
    for (int i = 0; i < 100; ++i) text += std::string(1, '\x02') + "w " + std::string(2, '\0');
    const auto condensed = std::string("\x01\x64\0", 3) + word + text;
    EXPECT_EQ(expand(condensed, 5'000).error().code(), Errc::invalid_input);
    EXPECT_TRUE(expand(condensed, 50'000));
}

TEST(CondensedIndex, OfAnIndexThatIsNotAsBuiltIsNone) {
    EXPECT_FALSE(condense(""));
    EXPECT_FALSE(condense("StSearc1"));
    for (const auto section : {Section::norms, Section::delete_words, Section::gram_words,
                               Section::stems_of_words, Section::words}) {
        TakenApart parts(english());
        parts[section][1] ^= 0x55;
        EXPECT_FALSE(condense(parts.joined())) << static_cast<int>(section);
    }
}

}  // namespace
}  // namespace storeside::search
