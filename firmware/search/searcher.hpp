// Finds the documents of an index that answer a few badly typed words, the best first, and says why.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/search/fold.hpp"
#include "firmware/search/index.hpp"
#include "firmware/search/query.hpp"

namespace storeside::search {

struct Found {
    std::uint32_t row = 0;    // as the writer of the index named the document
    float score = 0;          // larger is better; comparable only within one search
    float coverage = 0;       // the part of what was asked that the document speaks of, 0 to 1
    std::uint32_t named = 0;  // a bit for each word of the query by which the document is called

    friend bool operator==(const Found&, const Found&) = default;
};

// Why a document stands where it stands: what one word of the query adds to its score.
struct Reason {
    std::string typed;
    std::string term;  // of the index; empty when the document has nothing of the word
    std::string_view match;
    float weight = 0;  // of the match
    float rarity = 0;  // of the term
    float impact = 0;  // of the term in the document, 0 to 1
    float points = 0;
    bool stop = false;
};

struct Explanation {
    std::vector<Reason> words;
    float neighbours = 0;  // points for words that stand side by side
    float whole = 0;       // points for a title or question that is just what was asked
    float coverage = 0;
    float score = 0;
};

// Where a text says what was asked: bytes from `begin` to before `end`.
struct Range {
    std::size_t begin = 0, end = 0;

    friend bool operator==(const Range&, const Range&) = default;
};

// One Searcher belongs to one thread. The bytes of its index outlive it.
class Searcher {
public:
    Searcher(const Index& index, std::string_view language);

    std::vector<QueryWord> read(std::string_view words, const Weights& weights = {});

    // At most `limit`, the best first; of equal ones, the one with the lower row. Nothing when the best one
    // has less than enough of what was asked.
    std::vector<Found> rank(const std::vector<QueryWord>& query, std::size_t limit,
                            const Weights& weights = {});

    // For any document, also one that rank() doesn't give. Nothing for a row that the index doesn't have.
    Explanation explain(const std::vector<QueryWord>& query, std::uint32_t row, const Weights& weights = {});

    // The words of a text of this language that the query means.
    std::vector<Range> highlights(const std::vector<QueryWord>& query, std::string_view text);

    // What was typed with its unknown words spelled as the index has them; empty when it needs no mending, or
    // there is no telling how. A last word may be unfinished: it needs none if words of the index begin so.
    std::string corrected(const std::vector<QueryWord>& query) const;

private:
    void gather(const QueryWord& word, const Weights& weights, bool may_add);
    std::vector<Range> words_in(std::string_view text);
    void mark(const std::vector<QueryWord>& query);
    void unmark(const std::vector<QueryWord>& query);

    Index index_;
    std::string language_;
    Analyzer analyzer_;
    // Of each document, all zero between two searches.
    std::vector<float> totals_, best_;
    std::vector<Place> touched_, candidates_;
    std::vector<std::uint32_t> asked_;  // a bit for each word of the query that means the term; of each term
    std::size_t postings_left_ = 0;     // that the search may still read
};

}  // namespace storeside::search
