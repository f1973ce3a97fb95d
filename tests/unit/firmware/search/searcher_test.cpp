#include "firmware/search/searcher.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "firmware/search/stop_words.hpp"
#include "firmware/search/writer.hpp"

namespace storeside::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

// A few documents in one language, and what searches of them give.
class Shelf {
public:
    explicit Shelf(std::string_view language, std::span<const Document> documents,
                   std::span<const SynonymGroup> synonyms = {})
        : bytes_(build_index(documents, language, synonyms)),
          index_(Index::open(bytes_).value()),
          searcher_(index_, language) {}

    std::vector<Found> found(std::string_view words, const Weights& weights = {}) {
        return searcher_.rank(searcher_.read(words, weights), 10, weights);
    }
    std::vector<std::uint32_t> rows(std::string_view words, const Weights& weights = {}) {
        std::vector<std::uint32_t> rows;
        for (const auto& each : found(words, weights)) rows.push_back(each.row);
        return rows;
    }
    Explanation explained(std::string_view words, std::uint32_t row, const Weights& weights = {}) {
        return searcher_.explain(searcher_.read(words, weights), row, weights);
    }
    std::vector<std::string> lit(std::string_view words, std::string_view text) {
        std::vector<std::string> parts;
        for (const auto& range : searcher_.highlights(searcher_.read(words), text))
            parts.emplace_back(text.substr(range.begin, range.end - range.begin));
        return parts;
    }
    std::string corrected(std::string_view words) { return searcher_.corrected(searcher_.read(words)); }
    Searcher& searcher() { return searcher_; }

private:
    std::string bytes_;
    Index index_;
    Searcher searcher_;
};

enum Row : std::uint32_t { kReturns = 1, kGifts, kLamps, kParking, kHours, kLoyalty, kBatteries };

Shelf english(std::span<const SynonymGroup> synonyms = {}) {
    static const std::vector<Document> documents = {
        {kReturns, "Returning a purchase",
         "Bring it back within 30 days. A receipt helps. Garage tickets stay yours."},
        {kGifts, "Gift cards", "Load any amount at the till. They never expire."},
        {kLamps, "Model W-1002", "A floor lamp of 10.5 watts. Its bulb is included."},
        {kParking, "Parking garage", "The first hour is free. Validate the ticket at the till."},
        {kHours, "Opening hours", "Open from nine until eight. On Sunday we rest."},
        {kLoyalty, "Membership", "Members collect points. Your card is a number, a gift of ours."},
        {kBatteries, "Recycling old batteries", "Hand them in beside the entrance."},
    };
    return Shelf("en", documents, synonyms);
}

TEST(Searcher, FindsWhatHasAnyOfTheWords) {
    EXPECT_THAT(english().rows("membership parking "), UnorderedElementsAre(kLoyalty, kParking));
}

TEST(Searcher, PutsWhatHasMoreOfTheWordsFirst) {
    auto shelf = english();
    EXPECT_EQ(shelf.rows("till ticket ").front(), kParking);
    EXPECT_THAT(shelf.rows("till ticket "), Contains(kGifts));
}

TEST(Searcher, PutsATitleBeforeABody) {
    EXPECT_THAT(english().rows("garage "), ElementsAre(kParking, kReturns));
    EXPECT_THAT(english().rows("card "), ElementsAre(kGifts, kLoyalty));
}

TEST(Searcher, PutsFirstWhatIsCalledJustAsAsked) {
    const std::vector<Document> documents = {{1, "Opening hours today", ""}, {2, "Today\nopening hours", ""}};
    Shelf shelf("en", documents);
    EXPECT_THAT(shelf.rows("opening hours "), ElementsAre(2, 1));
    EXPECT_GT(shelf.explained("opening hours ", 2).whole, 0);
    EXPECT_EQ(shelf.explained("opening hours ", 1).whole, 0);
}

TEST(Searcher, SaysByWhichWordsADocumentIsCalled) {
    const auto found = english().found("garage receipt ");
    ASSERT_EQ(found.size(), 2u);
    for (const auto& each : found) EXPECT_EQ(each.named, each.row == kParking ? 1u : 0u);
}

TEST(Searcher, FindsAnyFormOfAWord) {
    EXPECT_THAT(english().rows("battery "), ElementsAre(kBatteries));
    EXPECT_THAT(english().rows("RETURNED "), ElementsAre(kReturns));
}

TEST(Searcher, ForgivesASlipFromFourLettersOn) {
    auto shelf = english();
    for (const char* typed : {"recipt ", "receipt ", "receiptt ", "receibt ", "reciept "})
        EXPECT_THAT(shelf.rows(typed), ElementsAre(kReturns)) << typed;
    EXPECT_THAT(shelf.rows("bulp "), ElementsAre(kLamps));
    EXPECT_THAT(shelf.rows("tli "), IsEmpty());
}

TEST(Searcher, ForgivesTwoSlipsFromEightLettersOn) {
    Weights spelling_only;
    spelling_only.grams = 0;
    auto shelf = english();
    EXPECT_THAT(shelf.rows("memebrshp ", spelling_only), ElementsAre(kLoyalty));
    EXPECT_THAT(shelf.rows("battreis ", spelling_only), ElementsAre(kBatteries));
    EXPECT_THAT(shelf.rows("mmbrship ", spelling_only), ElementsAre(kLoyalty));
    EXPECT_THAT(shelf.rows("reecipr ", spelling_only), IsEmpty());  // of seven letters
}

TEST(Searcher, PrefersFewerSlips) {
    const std::vector<Document> documents = {{1, "Marketing", ""}, {2, "Parketing", ""}};
    Shelf shelf("en", documents);
    EXPECT_THAT(shelf.rows("parketing "), ElementsAre(2, 1));
}

TEST(Searcher, TakesAWordThatExistsMostlyAtItsWord) {
    const std::vector<Document> documents = {{1, "Marketing", ""}, {2, "Parketing", ""}};
    Shelf shelf("en", documents);
    const Weights weights;
    EXPECT_FLOAT_EQ(shelf.explained("parketing ", 1).words.at(0).weight,
                    weights.one_slip * weights.known_word);
    EXPECT_FLOAT_EQ(shelf.explained("warketing ", 1).words.at(0).weight, weights.one_slip);
}

TEST(Searcher, TakesTheLastWordForUnfinished) {
    auto shelf = english();
    EXPECT_THAT(shelf.rows("member"), ElementsAre(kLoyalty));
    EXPECT_THAT(shelf.rows("recei"), ElementsAre(kReturns));
    EXPECT_THAT(shelf.rows("pa"), Contains(kParking));
    EXPECT_THAT(shelf.rows("recycling entr"), ElementsAre(kBatteries));
}

TEST(Searcher, TakesNoOtherWordForUnfinished) {
    auto shelf = english();
    EXPECT_THAT(shelf.rows("rec"), UnorderedElementsAre(kReturns, kBatteries));
    EXPECT_THAT(shelf.rows("rec "), IsEmpty());
    EXPECT_THAT(shelf.rows("rec parking"), ElementsAre(kParking));
    EXPECT_THAT(shelf.rows("r"), testing::Not(IsEmpty()));  // the first letter brings the first answers
}

TEST(Searcher, TakesTheLastOfTooManyWordsForFinished) {
    auto shelf = english();
    std::string many;
    for (std::size_t i = 1; i < kMostQueryWords; ++i) many += "parking ";
    const auto last = [&](const std::string& words) { return shelf.searcher().read(words).back().meanings; };
    EXPECT_THAT(last(many + "rec"), Not(IsEmpty()));
    EXPECT_THAT(last(many + "rec zzz"), IsEmpty());
}

TEST(Searcher, FindsWhatMeansTheSame) {
    const std::vector<SynonymGroup> own = {{"jalopy", "purchase", "yellow wagon"}};
    auto shelf = english(own);
    EXPECT_THAT(shelf.rows("jalopy "), ElementsAre(kReturns));
    EXPECT_THAT(shelf.rows("yellow wagon "), ElementsAre(kReturns));
    EXPECT_THAT(shelf.rows("jallopy "), ElementsAre(kReturns));
    EXPECT_THAT(shelf.rows("yellow "), IsEmpty());
    EXPECT_THAT(english().rows("jalopy "), IsEmpty());
}

TEST(Searcher, FindsByAPhraseThatBeginsWithAWordThatOnlyAsks) {
    const std::vector<SynonymGroup> own = {{"not as pictured", "purchase"}};
    EXPECT_THAT(english(own).rows("not as pictured "), Contains(kReturns));
    EXPECT_THAT(english().rows("not as pictured "), IsEmpty());
}

TEST(Searcher, TakesAWordThatOnlyAsksForNoOther) {
    const std::vector<SynonymGroup> own = {{"where", "purchase"}};
    EXPECT_THAT(english(own).rows("where parking "), ElementsAre(kParking));
}

TEST(Searcher, PutsTheWordItselfBeforeWhatMeansTheSame) {
    const std::vector<SynonymGroup> own = {{"recycling", "membership"}};
    EXPECT_THAT(english(own).rows("membership "), ElementsAre(kLoyalty, kBatteries));
}

TEST(Searcher, ReadsGreekInLatinLetters) {
    const std::vector<Document> documents = {{1, "Επιστροφές προϊόντων", "Με την απόδειξη."},
                                             {2, "Ώρες λειτουργίας", "Κυριακή κλειστά."}};
    Shelf shelf("el", documents);
    for (const char* typed :
         {"epistrofes ", "EPISTROFES ", "epistrophes ", "apodeixi ", "apodeiksi ", "apodi3h "})
        EXPECT_THAT(shelf.rows(typed), ElementsAre(1)) << typed;
    EXPECT_THAT(shelf.rows("wres "), ElementsAre(2));
}

TEST(Searcher, ReadsRussianInLatinLetters) {
    const std::vector<Document> documents = {{1, "Возврат товара", "Нужен чек."},
                                             {2, "Парковка", "Час бесплатно."}};
    Shelf shelf("ru", documents);
    for (const char* typed : {"vozvrat ", "tovara ", "chek ", "4ek ", "vozvart "})
        EXPECT_THAT(shelf.rows(typed), ElementsAre(1)) << typed;
}

TEST(Searcher, ReadsTheKeysOfAnotherLayout) {
    const std::vector<Document> russian = {{1, "Возврат товара", ""}, {2, "Парковка", ""}, {3, "Обмен", ""}};
    Shelf shelf("ru", russian);
    EXPECT_THAT(shelf.rows("djpdhfn "), ElementsAre(1));
    EXPECT_THAT(shelf.rows("gfhrjdrf "), ElementsAre(2));
    EXPECT_THAT(shelf.rows("J,VTY "), ElementsAre(3));  // a comma is a letter there
    EXPECT_THAT(english().rows("зфклштп "), ElementsAre(kParking));
    EXPECT_THAT(english().rows("γιφτ "), UnorderedElementsAre(kGifts, kLoyalty));
}

TEST(Searcher, FindsTheMostAlikeOfWhatResemblesNoWord) {
    Weights any;
    any.enough = 0;
    auto none = any;
    none.grams = 0;
    auto shelf = english();
    EXPECT_THAT(shelf.rows("batteriesbattery ", any), ElementsAre(kBatteries));
    EXPECT_THAT(shelf.rows("batteriesbattery ", none), IsEmpty());
    EXPECT_THAT(shelf.rows("batteriesbatterystand "), IsEmpty());  // too unsure, alone
    EXPECT_THAT(shelf.rows("xyzzyplugh "), IsEmpty());
}

TEST(Searcher, PrefersWordsThatStandSideBySide) {
    const std::vector<Document> documents = {
        {1, "Paper", "A filter made of coffee beans and more of such stuff."},
        {2, "Cloth", "A coffee filter made of beans and more of such stuff."}};
    Shelf shelf("en", documents);
    EXPECT_THAT(shelf.rows("coffee filter "), ElementsAre(2, 1));
    Weights none;
    none.neighbours = 0;
    EXPECT_THAT(shelf.rows("coffee filter ", none), ElementsAre(1, 2));  // as good as each other
}

TEST(Searcher, SeesNoNeighboursInTwoSentences) {
    const std::vector<Document> documents = {{1, "Paper", "It has coffee. Filter it slowly."},
                                             {2, "Cloth", "It has coffee filter. It slowly."}};
    Shelf shelf("en", documents);
    EXPECT_EQ(shelf.explained("coffee filter ", 1).neighbours, 0);
    EXPECT_GT(shelf.explained("coffee filter ", 2).neighbours, 0);
}

TEST(Searcher, GivesLittleForWordsThatOnlyAsk) {
    auto shelf = english();
    EXPECT_THAT(shelf.rows("where is the parking "), ElementsAre(kParking));
    const auto words = shelf.explained("the parking ", kParking).words;
    ASSERT_EQ(words.size(), 2u);
    EXPECT_TRUE(words[0].stop);
    EXPECT_LT(words[0].points, words[1].points / 2);
}

TEST(Searcher, TakesWordsThatOnlyAskWhereThereAreNoOthers) {
    EXPECT_THAT(english().rows("at the "), UnorderedElementsAre(kGifts, kParking, kBatteries));
    EXPECT_THAT(english().rows("at the garage "), Not(Contains(kBatteries)));
}

TEST(StopWords, AreKnownInEveryLanguageOfTheScreen) {
    using Asks = std::pair<const char*, const char*>;
    for (const auto& [language, word] :
         {Asks{"en", "where"}, Asks{"el", "που"}, Asks{"ru", "где"}, Asks{"hr", "gdje"}, Asks{"tr", "nerede"},
          Asks{"de", "wo"}, Asks{"es", "donde"}})
        EXPECT_TRUE(is_stop_word(word, language)) << language;
    EXPECT_FALSE(is_stop_word("receipt", "en"));
    EXPECT_FALSE(is_stop_word("where", "fi"));
}

TEST(StopWords, AreOfTheirLanguage) {
    EXPECT_TRUE(is_stop_word("the", "en"));
    EXPECT_TRUE(is_stop_word("the", "en-GB"));
    EXPECT_TRUE(is_stop_word("wie", "de"));
    EXPECT_TRUE(is_stop_word(fold("Пожалуйста", "ru"), "ru"));
    EXPECT_FALSE(is_stop_word("the", "de"));
    EXPECT_FALSE(is_stop_word("the", "xx"));
    EXPECT_FALSE(is_stop_word("", "en"));
}

TEST(Searcher, TakesNumbersAtTheirWord) {
    auto shelf = english();
    EXPECT_THAT(shelf.rows("W-1002"), ElementsAre(kLamps));
    EXPECT_THAT(shelf.rows("w1002 "), ElementsAre(kLamps));
    EXPECT_THAT(shelf.rows("1002 "), IsEmpty());
    EXPECT_THAT(shelf.rows("10.6 "), IsEmpty());
    EXPECT_THAT(shelf.rows("10 "), IsEmpty());
    EXPECT_THAT(shelf.rows("1003 "), IsEmpty());
    EXPECT_THAT(shelf.rows("1020 "), IsEmpty());
    EXPECT_THAT(shelf.rows("10.5 watts"), ElementsAre(kLamps));
}

TEST(Searcher, PutsTheWholeNumberBeforeAPartOfIt) {
    const std::vector<Document> documents = {
        {1, "Size 10", "Fits most."}, {2, "Size 10.5", "Fits more."}, {3, "Size 5.10", "Fits few."}};
    Shelf shelf("en", documents);
    EXPECT_EQ(shelf.rows("10.5 ").front(), 2u);
    EXPECT_EQ(shelf.rows("5.10 ").front(), 3u);
}

TEST(Searcher, FindsNothingThatSpeaksOfTooLittleOfTheQuestion) {
    auto shelf = english();
    const std::string far = "zebra quagga okapi giraffe gnu parking ";
    EXPECT_THAT(shelf.rows(far), IsEmpty());
    Weights any;
    any.enough = 0;
    const auto found = shelf.found(far, any);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_LT(found.front().coverage, Weights().enough);
}

TEST(Searcher, SaysHowMuchOfTheQuestionADocumentCovers) {
    auto shelf = english();
    EXPECT_FLOAT_EQ(shelf.found("parking garage ").front().coverage, 1);
    EXPECT_FLOAT_EQ(shelf.found("where is the parking garage ").front().coverage, 1);
    const auto half = shelf.found("parking zebra ").front().coverage;
    EXPECT_TRUE(half > 0.2F && half < 0.8F) << half;
    EXPECT_FLOAT_EQ(shelf.found("receibt ").front().coverage, Weights().one_slip);
}

const char* const kQuestions[] = {"gift cards ",
                                  "how do i retrun a purchas",
                                  "gift card amount ",
                                  "where is the parking gara",
                                  "recipt ticket till hour ",
                                  "the from ",
                                  "batteriesbattery old",
                                  "10.5 bulb the"};

TEST(Searcher, ExplainsTheScoreOfEachDocumentFound) {
    auto shelf = english();
    for (const char* question : kQuestions) {
        const auto all = shelf.found(question);
        ASSERT_THAT(all, Not(IsEmpty())) << question;
        for (const auto& found : all) {
            const auto explained = shelf.explained(question, found.row);
            float sum = explained.neighbours + explained.whole;
            for (const auto& word : explained.words) {
                sum += word.points;
                EXPECT_EQ(word.term.empty(), word.points == 0);
            }
            EXPECT_NEAR(sum, found.score, 1e-4 * found.score) << question;
            EXPECT_NEAR(explained.score, found.score, 1e-4 * found.score) << question;
            EXPECT_EQ(explained.coverage, found.coverage) << question;
        }
    }
}

TEST(Searcher, ExplainsByWhichMatchAWordWasFound) {
    auto shelf = english();
    const auto match = [&](std::string_view words) {
        return shelf.explained(words, kReturns).words.at(0).match;
    };
    EXPECT_EQ(match("receipt "), name(Match::word));
    EXPECT_EQ(match("recipt "), name(Match::slip));
    EXPECT_EQ(match("recei"), name(Match::beginning));
    EXPECT_EQ(match("кусушзе "), name(Match::sound));
}

TEST(Searcher, ExplainsNothingOfADocumentThatItDoesNotHave) {
    const auto explained = english().explained("parking ", 4711);
    EXPECT_THAT(explained.words, IsEmpty());
    EXPECT_EQ(explained.score, 0);
}

TEST(Searcher, ExplainsThatADocumentHasNothingOfAWord) {
    const auto words = english().explained("parking ", kGifts).words;
    ASSERT_EQ(words.size(), 1u);
    EXPECT_EQ(words[0].typed, "parking");
    EXPECT_EQ(words[0].term, "");
    EXPECT_EQ(words[0].points, 0);
}

TEST(Searcher, AnswersTheSameAgainWhateverWasAskedBetween) {
    auto shelf = english();
    std::vector<std::vector<Found>> first;
    for (const char* question : kQuestions) first.push_back(shelf.found(question));
    for (std::size_t i = std::size(kQuestions); i-- > 0;) EXPECT_EQ(shelf.found(kQuestions[i]), first[i]);
    for (std::size_t i = 0; i < std::size(kQuestions); ++i)
        EXPECT_EQ(english().found(kQuestions[i]), first[i]) << kQuestions[i];
}

TEST(Searcher, GivesEqualOnesByTheirRowAndNoMoreThanAskedFor) {
    const std::vector<Document> documents = {{9, "Twin", ""}, {3, "Twin", ""}, {5, "Twin", ""}};
    Shelf shelf("en", documents);
    EXPECT_THAT(shelf.rows("twin "), ElementsAre(3, 5, 9));
    auto& searcher = shelf.searcher();
    EXPECT_EQ(searcher.rank(searcher.read("twin "), 2).size(), 2u);
    EXPECT_THAT(searcher.rank(searcher.read("twin "), 0), IsEmpty());
}

TEST(Searcher, FindsNothingForNothing) {
    auto shelf = english();
    for (const char* typed : {"", " ", "?!", "\xff\xfe", "’"})
        EXPECT_THAT(shelf.rows(typed), IsEmpty()) << typed;
    EXPECT_THAT(Shelf("en", {}).rows("parking "), IsEmpty());
}

TEST(Searcher, ReadsTheFirstOfEndlessWords) {
    std::string endless = "parking ";
    while (endless.size() < 100'000) endless += "zzz ";
    EXPECT_EQ(english().searcher().read(endless).size(), kMostQueryWords);
    EXPECT_EQ(english().searcher().read(std::string(100'000, 'z')).size(), 1u);
}

TEST(Highlights, AreTheWordsThatTheQueryMeans) {
    auto shelf = english();
    EXPECT_THAT(shelf.lit("receipt ", "Receipts, a receipt; no Recipe."), ElementsAre("Receipts", "receipt"));
    EXPECT_THAT(shelf.lit("recipt garage ", "The garage receipt"), ElementsAre("garage", "receipt"));
    EXPECT_THAT(shelf.lit("receipt ", ""), IsEmpty());
}

TEST(Highlights, LeaveOutWordsThatOnlyAsk) {
    EXPECT_THAT(english().lit("where is the parking ", "The parking is where it was"),
                ElementsAre("parking"));
}

TEST(Highlights, TakeAWordWithItsAccents) {
    const std::vector<Document> documents = {{1, "Café", "Résumé"}};
    Shelf shelf("en", documents);
    EXPECT_THAT(shelf.lit("cafe resume ", "«Café», RÉSUMÉ."), ElementsAre("Café", "RÉSUMÉ"));
    EXPECT_THAT(shelf.lit("café ", "Cafe\u0301 cafe"), ElementsAre("Cafe\u0301", "cafe"));
    EXPECT_THAT(shelf.lit("cafe ", "cafe\u20dd!"), ElementsAre("cafe\u20dd"));
}

TEST(Highlights, KnowTheLettersIOfTurkish) {
    const std::vector<Document> documents = {{1, "İade", "Işık"}};
    Shelf shelf("tr", documents);
    EXPECT_THAT(shelf.lit("iade ", "İADE, iade"), ElementsAre("İADE", "iade"));
    EXPECT_THAT(shelf.lit("IŞIK ", "ışık Işık"), ElementsAre("ışık", "Işık"));
    EXPECT_THAT(shelf.lit("isik iade ", "Işık, İade"), ElementsAre("Işık", "İade"));
}

TEST(Highlights, OfTextThatIsNoUtf8StayWithinIt) {
    auto shelf = english();
    for (const std::string text : {"receipt\xc3", "\xe2\x82receipt", "\xff\xff", "receipt \xf0\x9f"}) {
        std::size_t end = 0;
        for (const auto& range : shelf.searcher().highlights(shelf.searcher().read("receipt "), text)) {
            EXPECT_TRUE(range.begin >= end && range.begin < range.end && range.end <= text.size());
            end = range.end;
        }
    }
    EXPECT_THAT(shelf.lit("receipt ", "\xff receipt \xff"), ElementsAre("receipt"));
}

TEST(Corrected, SpellsUnknownWordsAsTheIndexHasThem) {
    auto shelf = english();
    EXPECT_EQ(shelf.corrected("lost recipt "), "");  // nobody knows "lost"
    EXPECT_EQ(shelf.corrected("garage recipt "), "garage receipt");
    EXPECT_EQ(shelf.corrected("the recipt "), "the receipt");
    EXPECT_EQ(shelf.corrected("зфклштп "), "parking");
}

TEST(Corrected, HasTheAccentsOfTheTexts) {
    const std::vector<Document> documents = {{1, "Devolución", "Garantía"}};
    EXPECT_EQ(Shelf("es", documents).corrected("debolucion "), "devolución");
}

TEST(Corrected, IsNothingWhereNothingIsMisspelled) {
    auto shelf = english();
    for (const char* typed : {"parking garage ", "receipts ", "recei", "", "xyzzyplugh ", "where "})
        EXPECT_EQ(shelf.corrected(typed), "") << typed;
}

// "deliveries" is found by its stem, which is no word to write: better none than the first word of the index.
TEST(Corrected, IsNothingWhereOnlyAStemIsKnown) {
    const std::vector<Document> documents = {{1, "Delivery", "Aardvarks deliver."}};
    Shelf shelf("en", documents);
    EXPECT_THAT(shelf.rows("вудшмукшуы "), ElementsAre(1));
    EXPECT_EQ(shelf.corrected("вудшмукшуы "), "");
}

}  // namespace
}  // namespace storeside::search
