// What a shopper typed, and all that it may mean in the words of an index.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "firmware/search/fold.hpp"
#include "firmware/search/index.hpp"

namespace storeside::search {

// What may be left out, to see what it is good for.
struct Parts {
    bool slips = true;       // mistyped words
    bool beginnings = true;  // the last word may be unfinished
    bool synonyms = true;
    bool sounds = true;      // other scripts and layouts
    bool grams = true;       // words that resemble none, by three letters each
    bool stop_words = true;  // count for less
    bool neighbours = true;  // words that stand side by side in the text, too
};

// How a word of the query came to mean a term.
enum class Match { word, sound, slip, beginning, synonym, grams };
std::string_view name(Match match);

struct Meaning {
    Term term = 0;
    float weight = 0;  // 1: the word itself
    Match match = Match::word;
    Word word = 0;  // of the index; for synonyms, of no meaning

    friend bool operator==(const Meaning&, const Meaning&) = default;
};

struct QueryWord {
    std::string typed;  // folded
    bool stop = false;
    bool known = false;             // stands in the index as typed
    float rarity = 0;               // its inverse document frequency; that of an unknown word for none
    std::vector<Meaning> meanings;  // each term once, the heaviest first
};

inline constexpr std::size_t kMostQueryWords = 32;
inline constexpr std::size_t kLongestQuery = 4096;  // bytes; more than anybody types

// Okapi's: of a term that `frequency` of the documents hold.
float rarity(const Index& index, std::uint32_t frequency);

// Any bytes will do as words: those that are no words mean nothing. The last word may be unfinished unless a
// space follows it.
std::vector<QueryWord> read_query(const Index& index, Analyzer& analyzer, std::string_view language,
                                  std::string_view words, const Parts& parts);

}  // namespace storeside::search
