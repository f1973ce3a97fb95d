// The index of one language, read where it lies: opening it builds nothing.
#pragma once
#include <cstdint>
#include <cstring>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/search/format.hpp"

namespace storeside::search {

using Place = std::uint32_t;  // of a document in the index, from 0
using Term = std::uint32_t;   // a stem
using Word = std::uint32_t;   // a word as it is written, or as it sounds
inline constexpr Word kNoWord = ~Word{0};

// 32-bit numbers in a file, wherever they lie.
class Array {
public:
    Array() = default;
    explicit Array(std::string_view bytes) : bytes_(bytes) {}
    std::uint32_t size() const { return static_cast<std::uint32_t>(bytes_.size() / sizeof(std::uint32_t)); }
    std::uint32_t operator[](std::uint32_t i) const {
        std::uint32_t value = 0;
        std::memcpy(&value, bytes_.data() + std::size_t{i} * sizeof value, sizeof value);
        return value;
    }
    // Those from `begin` to `end`, as far as there are any.
    Array part(std::uint32_t begin, std::uint32_t end) const;
    // The first that is not less than `value`.
    std::uint32_t lower_bound(std::uint32_t value) const;

private:
    std::string_view bytes_;
};

// The bytes may come from anybody: sizes that lie are refused when the index is opened, and whatever else is
// wrong in it finds wrong documents, or none.
class Index {
public:
    // corrupt when a section is not as large as the counts say, or lies outside. The bytes outlive the index.
    static Result<Index> open(std::string_view bytes);

    std::uint32_t documents() const { return header_.documents; }
    std::uint32_t words() const { return header_.words; }
    std::uint32_t terms() const { return header_.terms; }
    std::uint32_t row(Place document) const { return array(Section::rows)[document]; }
    float norm(Place document) const;

    std::optional<Term> term(std::string_view stem) const;
    std::string_view stem(Term term) const;
    std::uint32_t frequency(Term term) const;  // the documents that hold it

    // Calls with each document that holds the term, in ascending order, and what it counts for there, to
    // kHighestImpact; until `visit` has enough and returns false.
    template <class Visit>
    void each_posting(Term term, Visit visit) const {
        const auto bytes = piece(Section::posting_starts, Section::postings, term);
        const char* at = bytes.data();
        const char* const end = at + bytes.size();
        Place document = 0;
        while (at != end) {
            document += take_varint(at, end);
            if (at == end || document >= header_.documents) return;
            if (!visit(document, static_cast<std::uint8_t>(*at++))) return;
        }
    }

    std::optional<Word> word(std::string_view folded) const;
    // Nothing for a word that the index doesn't have.
    std::string_view text(Word word) const;
    std::string_view written(Word word) const;  // with its accents
    Array stems(Word word) const;               // terms
    // The words that begin so: from the first up to before the second.
    std::pair<Word, Word> words_from(std::string_view prefix) const;

    // Calls with words that may be no further apart than the deletes they share; some twice. Until `visit`
    // has enough and returns false.
    void each_near(std::string_view left, const std::function<bool(Word)>& visit) const;
    Array words_with_gram(std::string_view gram) const;

    // Calls with each number of the document's text, as in Section::texts, until `visit` returns false.
    template <class Visit>
    void each_in_text(Place document, Visit visit) const {
        const auto bytes = piece(Section::text_starts, Section::texts, document);
        const char* at = bytes.data();
        const char* const end = at + bytes.size();
        while (at != end)
            if (!visit(take_varint(at, end))) return;
    }

    // What stands for a phrase of stems with spaces between; empty for most.
    Array meanings(std::string_view phrase) const;  // terms

    // All of these phrases in their order, and what stands for each.
    std::uint32_t phrases() const { return header_.phrases; }
    std::string_view phrase(std::uint32_t number) const;
    Array meanings_of(std::uint32_t number) const;  // terms

private:
    std::string_view section(Section section) const;
    Array array(Section section) const { return Array(this->section(section)); }
    // The `number`-th piece of a section that is cut at the places in `starts`; empty if there is none.
    std::string_view piece(Section starts, Section section, std::uint32_t number) const;
    std::uint32_t find(Section starts, Section section, std::uint32_t count, std::string_view text) const;
    Result<void> verify() const;

    std::string_view bytes_;
    Header header_ = {};
};

}  // namespace storeside::search
