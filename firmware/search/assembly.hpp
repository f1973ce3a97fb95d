// Puts the bytes of an index together out of what it says: norms, postings, deletes, grams and the places of
// all of them follow from that.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace storeside::search {

// The texts that are pointed at outlive it.
struct Parts {
    struct Word {
        std::string_view text, written;
        std::vector<std::uint32_t> stems;  // terms
    };
    struct Posting {
        std::uint32_t term = 0;
        std::uint8_t impact = 0;
    };
    struct Document {
        std::uint32_t row = 0;
        std::vector<std::uint32_t> text;  // as in Section::texts
        std::vector<Posting> postings;    // each term once, in ascending order
    };
    struct Phrase {
        std::string_view text;
        std::vector<std::uint32_t> meanings;  // terms
    };
    std::vector<std::string_view> terms;  // sorted, and so are words and phrases
    std::vector<Word> words;
    std::vector<Document> documents;
    std::vector<Phrase> phrases;
};

// Of each document, as in Section::norms.
std::vector<float> norms(const std::vector<Parts::Document>& documents);

// What a term counts for in a document that holds it so often (kNameWeight times, in its name). The same on
// every machine.
std::uint8_t impact(float count, float norm);

// The same parts always give the same bytes. Nothing when these are more than `limit`; it is noticed before
// much more memory is taken.
std::optional<std::string> assemble(Parts parts, std::size_t limit);

}  // namespace storeside::search
