// What a shopper typed, and all that it may mean in the words of an index.
#pragma once
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/search/fold.hpp"
#include "firmware/search/index.hpp"

namespace storeside::search {

// What a word is worth that is not quite the one typed, and how much else counts. docs/search.md says how
// each was found, and what is lost without it; 0 leaves a part out (1 does, of `stop_word`).
struct Weights {
    float one_slip = 0.8F;
    float two_slips = 0.6F;
    float known_word = 0.5F;  // of slips: who typed a word that exists mostly meant it
    float beginning = 0.6F;   // the last word may be unfinished
    float synonym = 0.5F;
    float sound = 0.9F;        // other scripts and layouts
    float grams = 0.5F;        // of words that resemble none, by three letters each,
    float least_alike = 0.4F;  // when at least so many of them agree (Dice)
    float stop_word = 0.3F;    // a word that only asks, of another
    float neighbours = 0.7F;   // words that stand side by side, of their mean rarity
    float whole = 0.5F;        // a title or question that is just what was asked, of the rarity of its words
    // A document that speaks of less than this part of what was asked is no answer to it.
    float enough = 0.11F;
};

// How a word of the query came to mean a term.
enum class Match { word, sound, slip, beginning, synonym, grams };
std::string_view name(Match match);

struct Meaning {
    Term term = 0;
    float weight = 0;     // 1: the word itself
    float certainty = 0;  // that this is what was meant: of the part of a question that a document speaks of
    Match match = Match::word;
    Word word = kNoWord;  // of the index, if the match is by one

    friend bool operator==(const Meaning&, const Meaning&) = default;
};

struct QueryWord {
    std::string typed;  // folded
    bool stop = false;
    bool known = false;  // stands in the index as typed
    float rarity = 0;    // its inverse document frequency; that of an unknown word for none
    // The least of what begins with it: which of them is meant is not known, so that none is rarer.
    float rarity_begun = std::numeric_limits<float>::max();
    std::vector<Meaning> meanings;  // each term once, the heaviest first
    std::string written = {};       // as typed, in lower case with its accents
    bool begins = false;            // may be unfinished, and words of the index begin so
};

inline constexpr std::size_t kMostQueryWords = 32;
inline constexpr std::size_t kLongestQuery = 4096;  // bytes; more than anybody types

// Okapi's: of a term that `frequency` of the documents hold.
float rarity(const Index& index, std::uint32_t frequency);

// Of a meaning of the word.
float rarity_of(const Index& index, const QueryWord& word, const Meaning& meaning);

// Any bytes will do as words: those that are no words mean nothing. The last word may be unfinished unless a
// space follows it.
std::vector<QueryWord> read_query(const Index& index, Analyzer& analyzer, std::string_view language,
                                  std::string_view words, const Weights& weights);

}  // namespace storeside::search
