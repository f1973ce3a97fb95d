#include "firmware/search/index.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <random>
#include <tuple>
#include <utility>

#include "firmware/search/searcher.hpp"
#include "firmware/search/spelling.hpp"
#include "firmware/search/writer.hpp"
#include "tests/unit/firmware/search/taken_apart.hpp"

namespace storeside::search {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::Not;

const std::vector<Document> kDocuments = {
    {70, "Return a car\nhow do I give it back?", "Bring the car back. The car is insured."},
    {50, "Café card", "Pay with the café card, at any café."},
    {90, "Receipt", "No receipt? The card will do."},
};

std::string built(std::span<const SynonymGroup> synonyms = {}) {
    return build_index(kDocuments, "en", synonyms);
}

struct Opened {
    explicit Opened(std::string held) : bytes(std::move(held)), index(Index::open(bytes).value()) {}
    std::string bytes;
    Index index;
};

std::vector<Place> documents_with(const Index& index, std::string_view stem) {
    std::vector<Place> found;
    index.each_posting(index.term(stem).value(), [&](Place document, std::uint8_t) {
        found.push_back(document);
        return true;
    });
    return found;
}

TEST(SearchIndex, HoldsTheDocumentsInTheirOrder) {
    const Opened opened(built());
    ASSERT_EQ(opened.index.documents(), 3u);
    EXPECT_EQ(opened.index.row(0), 70u);
    EXPECT_EQ(opened.index.row(1), 50u);
    EXPECT_EQ(opened.index.row(2), 90u);
    EXPECT_GT(opened.index.norm(0), opened.index.norm(2));
}

TEST(SearchIndex, KnowsWhichDocumentsHoldATerm) {
    const Opened opened(built());
    EXPECT_THAT(documents_with(opened.index, "car"), ElementsAre(0));
    EXPECT_THAT(documents_with(opened.index, "card"), ElementsAre(1, 2));
    EXPECT_EQ(opened.index.frequency(opened.index.term("card").value()), 2u);
    EXPECT_FALSE(opened.index.term("bicycle"));
    EXPECT_FALSE(opened.index.term("ca"));
}

TEST(SearchIndex, WeighsANameMoreThanABody) {
    const Opened opened(built());
    std::vector<int> impacts;
    opened.index.each_posting(opened.index.term("card").value(), [&](Place, std::uint8_t impact) {
        impacts.push_back(impact);
        return true;
    });
    ASSERT_EQ(impacts.size(), 2u);
    EXPECT_GT(impacts[0], impacts[1]);
}

TEST(SearchIndex, StopsWhereTheVisitorHasEnough) {
    const Opened opened(built());
    int seen = 0;
    opened.index.each_posting(opened.index.term("card").value(),
                              [&](Place, std::uint8_t) { return ++seen < 1; });
    EXPECT_EQ(seen, 1);
    opened.index.each_in_text(0, [&](std::uint32_t) { return ++seen < 3; });
    EXPECT_EQ(seen, 3);
}

TEST(SearchIndex, FindsWordsAsTheyAreWritten) {
    const Opened opened(built());
    const auto word = opened.index.word("cafe");
    ASSERT_TRUE(word);
    EXPECT_EQ(opened.index.text(*word), "cafe");
    EXPECT_EQ(opened.index.written(*word), "café");
    EXPECT_FALSE(opened.index.word("café"));
    EXPECT_FALSE(opened.index.word(""));
}

TEST(SearchIndex, FindsEveryWordAndTermThatItHolds) {
    const Opened opened(built());
    ASSERT_GT(opened.index.words(), 10u);
    for (Word word = 0; word < opened.index.words(); ++word)
        EXPECT_EQ(opened.index.word(opened.index.text(word)), word);
    for (Term term = 0; term < opened.index.terms(); ++term)
        EXPECT_EQ(opened.index.term(opened.index.stem(term)), term);
}

TEST(SearchIndex, LeadsFromAWordToItsStems) {
    const Opened opened(built());
    const Array stems = opened.index.stems(opened.index.word("insured").value());
    ASSERT_EQ(stems.size(), 1u);
    EXPECT_EQ(opened.index.stem(stems[0]), "insur");
}

TEST(SearchIndex, ListsTheWordsThatBeginSo) {
    const Opened opened(built());
    const auto [first, last] = opened.index.words_from("ca");
    std::vector<std::string_view> words;
    for (Word word = first; word < last; ++word) words.push_back(opened.index.text(word));
    EXPECT_THAT(words, ElementsAre("cafe", "car", "card"));
    const auto none = opened.index.words_from("cb");
    EXPECT_EQ(none.first, none.second);
}

TEST(SearchIndex, LeadsFromADeleteToItsWords) {
    const Opened opened(built());
    std::vector<std::string> near;
    opened.index.each_near("rceipt", [&](Word word) {
        near.emplace_back(opened.index.text(word));
        return true;
    });
    EXPECT_THAT(near, Contains("receipt"));
    EXPECT_THAT(near, Not(Contains("return")));
}

TEST(SearchIndex, LeadsFromAGramToItsWords) {
    const Opened opened(built());
    const Array with = opened.index.words_with_gram("^ca");
    EXPECT_EQ(with.size(), 3u);
    EXPECT_EQ(opened.index.words_with_gram("xyz").size(), 0u);
}

TEST(SearchIndex, HoldsTheTextWithItsSentencesAndWhereTheNameEnds) {
    const Opened opened(built());
    std::string text;
    opened.index.each_in_text(2, [&](std::uint32_t number) {
        text += number == kSentenceEnds ? "."
                : number == kNamesEnd   ? " |"
                                        : " " + std::string(opened.index.text(number - kFirstWord));
        return true;
    });
    EXPECT_EQ(text, " receipt. | no receipt. the card will do.");
}

TEST(SearchIndex, KeepsOfASynonymWhatTheDocumentsCanAnswer) {
    const std::vector<SynonymGroup> own = {{"jalopy", "car", "rust bucket"}, {"zeppelin", "airship"}};
    const Opened opened(built(own));
    const Array meanings = opened.index.meanings("rust bucket");
    ASSERT_EQ(meanings.size(), 1u);
    EXPECT_EQ(opened.index.stem(meanings[0]), "car");
    EXPECT_EQ(opened.index.meanings("zeppelin").size(), 0u);
    EXPECT_EQ(opened.index.meanings("rust").size(), 0u);
}

TEST(SearchIndex, OfNoDocumentsOpensAndHoldsNothing) {
    const Opened opened(build_index({}, "en", {}));
    EXPECT_EQ(opened.index.documents(), 0u);
    EXPECT_FALSE(opened.index.word("car"));
    EXPECT_EQ(opened.index.words_with_gram("^ca").size(), 0u);
}

TEST(SearchIndex, AnswersNothingForAWordThatItDoesNotHold) {
    const Opened opened(built());
    for (const Word none : {opened.index.words(), opened.index.words() + 1, kNoWord}) {
        EXPECT_EQ(opened.index.text(none), "");
        EXPECT_EQ(opened.index.written(none), "");
        EXPECT_EQ(opened.index.stems(none).size(), 0u);
    }
}

TEST(SearchIndex, IsTheSameBytesEveryTime) {
    const std::vector<SynonymGroup> own = {{"jalopy", "car"}};
    for (const char* language : {"en", "el", "ru", "hr", "tr"}) {
        const auto once = build_index(kDocuments, language, own);
        EXPECT_EQ(build_index(kDocuments, language, own), once) << language;
    }
    EXPECT_NE(built(own), built());
}

// What is wrong with a copy of the bytes, on memory of exactly their size, where reading outside is noticed.
bool opens(std::string_view bytes) {
    const auto exact = std::make_unique<char[]>(bytes.size());
    std::memcpy(exact.get(), bytes.data(), bytes.size());
    const auto index = Index::open({exact.get(), bytes.size()});
    if (index) return true;
    EXPECT_EQ(index.error().code(), Errc::corrupt);
    return false;
}

TEST(DamagedIndex, IsRefusedWhenItIsCutOff) {
    const auto whole = built();
    ASSERT_TRUE(opens(whole));
    for (std::size_t size = 0; size < whole.size(); ++size)
        EXPECT_FALSE(opens(whole.substr(0, size))) << size;
    EXPECT_FALSE(opens(whole + std::string(4, '\0')));
}

TEST(DamagedIndex, IsRefusedWithoutItsMagic) {
    auto bytes = built();
    bytes[7] = '2';
    EXPECT_FALSE(opens(bytes));
}

TEST(DamagedIndex, IsRefusedWhenACountIsNotThatOfItsSections) {
    TakenApart apart(built());
    auto& h = apart.header;
    for (std::uint32_t* count : {&h.documents, &h.terms, &h.words, &h.deletes, &h.grams, &h.phrases})
        for (const std::uint32_t lie :
             {*count + 1, *count - 1, 0U, 1U << 30U, (1U << 30U) + 1, 0xFFFFFFFFU}) {
            const auto honest = std::exchange(*count, lie);
            EXPECT_FALSE(opens(apart.joined())) << honest << " said to be " << lie;
            *count = honest;
        }
}

TEST(DamagedIndex, IsRefusedWhenASectionIsLargerOrSmallerThanTheCountsSay) {
    for (std::size_t i = 0; i < kSections; ++i) {
        const auto section = static_cast<Section>(i);
        TakenApart larger(built()), smaller(built());
        larger[section] += std::string(4, '\0');
        EXPECT_FALSE(opens(larger.joined())) << "section " << i;
        ASSERT_GE(smaller[section].size(), 4u) << "section " << i;
        smaller[section].resize(smaller[section].size() - 4);
        EXPECT_FALSE(opens(smaller.joined())) << "section " << i;
    }
}

TEST(DamagedIndex, IsRefusedWhenASectionBeginsElsewhere) {
    const auto whole = built();
    for (std::size_t i = 0; i <= kSections; ++i) {
        for (const std::uint32_t by : {1U, 4U, 0U - 4U, 0x40000000U, 0x80000000U}) {
            auto bytes = whole;
            Header header;
            std::memcpy(&header, bytes.data(), sizeof header);
            header.starts[i] += by;
            std::memcpy(bytes.data(), &header, sizeof header);
            EXPECT_FALSE(opens(bytes)) << "section " << i << " by " << by;
        }
    }
}

TEST(DamagedIndex, IsRefusedWhenAPieceBeginsAfterItsEnd) {
    using enum Section;
    for (const Section starts : {term_starts, posting_starts, word_starts, written_starts, word_stems,
                                 gram_starts, text_starts, synonym_starts, meaning_starts}) {
        for (const std::uint32_t lie : {0x00FFFFFFU, 0xFFFFFFFFU}) {
            TakenApart apart(built());
            apart.set(starts, 1, lie);
            EXPECT_FALSE(opens(apart.joined())) << "section " << static_cast<int>(starts);
        }
        TakenApart apart(built());
        apart.set(starts, 0, 1);
        EXPECT_FALSE(opens(apart.joined())) << "section " << static_cast<int>(starts);
    }
}

// Asks all that can be asked; of whatever is answered, only that it is in bounds.
void ask_everything(std::string_view bytes) {
    const auto exact = std::make_unique<char[]>(bytes.size());
    std::memcpy(exact.get(), bytes.data(), bytes.size());
    const auto index = Index::open({exact.get(), bytes.size()});
    if (!index) return;
    Searcher searcher(*index, "en");
    for (const char* words :
         {"return the car", "recipt", "cafetaria", "give it bac", "ca", "xeceiptx ", "the"}) {
        const auto query = searcher.read(words);
        for (const auto& found : searcher.rank(query, 10)) {
            EXPECT_TRUE(std::isfinite(found.score));
            EXPECT_TRUE(found.coverage >= 0 && found.coverage <= 1) << found.coverage;
            (void)searcher.explain(query, found.row);
        }
        for (const auto& range : searcher.highlights(query, "Return a café card"))
            EXPECT_TRUE(range.begin < range.end && range.end <= 19);
        (void)searcher.corrected(query);
    }
}

TEST(DamagedIndex, AnswersWithinItsBytesWhateverANumberSays) {
    using enum Section;
    for (const Section numbers : {rows, norms, frequencies, stems_of_words, delete_hashes, delete_words,
                                  gram_hashes, gram_words, meanings}) {
        for (const std::uint32_t lie :
             {0U, 1U, 200U, 0x7FC00000U, 0x7F800000U, 0xFF800000U, 0xFFFFFFFEU, 0xFFFFFFFFU}) {
            TakenApart apart(built());
            apart.set_all(numbers, lie);
            ASSERT_TRUE(opens(apart.joined()));
            ask_everything(apart.joined());
        }
    }
}

TEST(DamagedIndex, AnswersWithinItsBytesWhateverATextSays) {
    using enum Section;
    for (const Section bytes : {terms, postings, words, written, texts, synonyms}) {
        for (const char lie : {'\0', '\1', '\x7f', '\x80', '\xff', 'a'}) {
            TakenApart apart(built());
            std::ranges::fill(apart[bytes], lie);
            ASSERT_TRUE(opens(apart.joined()));
            ask_everything(apart.joined());
        }
    }
}

TEST(DamagedIndex, AnswersWithinItsBytesWhereverItIsDamaged) {
    const auto whole = built();
    std::mt19937 random(20261124);
    for (std::size_t at = 0; at < whole.size(); ++at) {
        auto bytes = whole;
        bytes[at] = static_cast<char>(random());
        if (at % 3 == 0) bytes[random() % bytes.size()] = '\xff';
        ask_everything(bytes);
    }
}

// A hostile index makes a search read it again and again.
TEST(DamagedIndex, SaysOnlySoMuchOfOneWordOrPhrase) {
    using enum Section;
    constexpr std::uint32_t kMany = 10'000;
    const std::vector<SynonymGroup> own = {{"jalopy", "car"}};
    TakenApart apart(built(own));
    for (const auto& [starts, pieces, count, size] : {std::tuple{word_starts, words, apart.header.words, 1U},
                                                      {written_starts, written, apart.header.words, 1U},
                                                      {word_stems, stems_of_words, apart.header.words, 4U},
                                                      {meaning_starts, meanings, apart.header.phrases, 4U}}) {
        apart[pieces].assign(kMany * size, '\0');
        for (std::uint32_t i = 1; i <= count; ++i) apart.set(starts, i, kMany);
    }
    const Opened opened(apart.joined());
    EXPECT_EQ(opened.index.text(0).size(), kLongestWord);
    EXPECT_EQ(opened.index.written(0).size(), kLongestWord);
    EXPECT_EQ(opened.index.stems(0).size(), kMostStems);
    const auto first = apart[synonyms].substr(0, apart.get(synonym_starts, 1));
    EXPECT_EQ(opened.index.meanings(first).size(), kMostMeanings);
}

TEST(DamagedIndex, WithWordsThatAreNotThereFindsNothingByThem) {
    TakenApart apart(built());
    apart.set_all(Section::gram_words, kNoWord);
    const Opened opened(apart.joined());
    Searcher searcher(opened.index, "en");
    EXPECT_THAT(searcher.read("xxreceiptxx "),
                ElementsAre(testing::Field(&QueryWord::meanings, testing::IsEmpty())));
    const Opened honest(built());
    EXPECT_THAT(Searcher(honest.index, "en").read("xxreceiptxx "),
                ElementsAre(testing::Field(&QueryWord::meanings, Not(testing::IsEmpty()))));
}

}  // namespace
}  // namespace storeside::search
