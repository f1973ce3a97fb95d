// Reads a document as it stands, to see how it speaks of what was asked.
#pragma once
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "firmware/search/index.hpp"
#include "firmware/search/query.hpp"

namespace storeside::search {

struct Judged {
    float neighbours = 0;     // points for words of the query that stand side by side
    float whole = 0;          // points for a title or question that is just what was asked
    float coverage = 0;       // the part of what was asked that the document speaks of, 0 to 1
    std::uint32_t named = 0;  // a bit for each word of the query by which the document is called
};

// `asked` has a bit for each word of the query that means the term, of each term of the index.
class Reading {
public:
    Reading(const Index& index, std::span<const QueryWord> query, std::span<const std::uint32_t> asked,
            const Weights& weights)
        : index_(index), query_(query), asked_(asked), weights_(weights) {}

    Judged read(Place document);

private:
    // Which words of the query the text has in one place, and how well.
    struct Seen {
        std::uint32_t bits = 0;
        std::array<float, kMostQueryWords> weights = {};
    };

    void see(Word word);
    void end_sentence();
    float rarity(std::size_t i) const;

    const Index& index_;
    std::span<const QueryWord> query_;
    std::span<const std::uint32_t> asked_;
    const Weights& weights_;

    Judged judged_;
    bool names_ = true;  // title, questions and tags are being read
    Seen here_, before_;
    std::uint32_t sentence_ = 0;  // words of the query in it
    bool nothing_else_ = true;    // in the sentence
    std::array<float, kMostQueryWords> held_ = {}, beside_ = {};
    // Of all documents, many times what honest ones take: an index that is made to waste time gets no more.
    std::size_t stems_left_ = 1'000'000;
};

// Of a word that only asks, a part.
float damp(const QueryWord& word, const Weights& weights);

}  // namespace storeside::search
