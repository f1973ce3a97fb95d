// The bytes of an index: one text for what writes them and what reads them. All numbers are little-endian;
// docs/pack-format.md describes each section.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace storeside::search {

static_assert(std::endian::native == std::endian::little);

inline constexpr std::string_view kMagic = "StSearc1";

// In the order in which they stand in the file, each at a multiple of four bytes.
enum class Section : std::uint32_t {
    rows,            // u32 a document: what the pack calls it
    norms,           // f32 a document: how long it is, 1 - b + b * length / mean length
    term_starts,     // u32 a term and one more: into `terms`
    terms,           // the stems, sorted
    posting_starts,  // u32 a term and one more: into `postings`
    frequencies,     // u32 a term: the documents that hold it
    postings,        // a term's documents: varint difference to the one before, u8 impact
    word_starts,     // u32 a word and one more: into `words`
    words,           // the words as they are written, folded, and how they sound; sorted
    written_starts,  // u32 a word and one more: into `written`
    written,         // the words with their accents, as most of the texts have them
    word_stems,      // u32 a word and one more: into `stems_of_words`
    stems_of_words,  // u32: terms
    delete_hashes,   // u32, sorted: of a word with letters left out
    delete_words,    // u32 beside each: the word
    gram_hashes,     // u32, sorted: of three letters
    gram_starts,     // u32 a gram and one more: into `gram_words`
    gram_words,      // u32: words
    text_starts,     // u32 a document and one more: into `texts`
    texts,           // a document's words in order, varints: 0 ends a sentence, 1 what is called by name,
                     // others are a word's number and two
    synonym_starts,  // u32 a phrase and one more: into `synonyms`
    synonyms,        // phrases of stems with spaces between, sorted
    meaning_starts,  // u32 a phrase and one more: into `meanings`
    meanings,        // u32: terms
    count
};
inline constexpr std::size_t kSections = static_cast<std::size_t>(Section::count);

// The magic, the numbers of documents, terms, words, deletes, grams and phrases, and where each section
// begins, counted from the index's first byte; one more for where the last one ends.
struct Header {
    char magic[8];
    std::uint32_t documents, terms, words, deletes, grams, phrases;
    std::uint32_t starts[kSections + 1];
};

// Honest indexes stay far below these; of a hostile one no more is read, so that it costs nobody's time.
inline constexpr std::uint32_t kLongestWord = 256;   // bytes, as written or folded
inline constexpr std::uint32_t kMostStems = 64;      // of one word
inline constexpr std::uint32_t kMostMeanings = 256;  // of one phrase

// BM25's: a word said often counts for little more than one said twice, and long texts are not worth more.
inline constexpr float kSaturation = 3;
inline constexpr float kLengthCounts = 0.75F;
// What a document is called counts for more than what it mentions.
inline constexpr float kNameWeight = 3;

// Impacts are parts of this.
inline constexpr float kHighestImpact = 255;

inline constexpr std::uint32_t kSentenceEnds = 0;
inline constexpr std::uint32_t kNamesEnd = 1;  // what stood before were title, questions and tags
inline constexpr std::uint32_t kFirstWord = 2;

inline std::uint32_t hash(std::string_view text) {  // FNV-1a
    std::uint32_t value = 2166136261U;
    for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 16777619U;
    return value;
}

inline void put_varint(std::string& bytes, std::uint32_t value) {
    for (; value >= 0x80; value >>= 7U) bytes += static_cast<char>(value | 0x80U);
    bytes += static_cast<char>(value);
}

// Reads on from `at`, never past `end`; what is cut off or too large reads as anything.
inline std::uint32_t take_varint(const char*& at, const char* end) {
    std::uint32_t value = 0;
    for (unsigned shift = 0; at != end; shift += 7) {
        const auto byte = static_cast<unsigned char>(*at++);
        value |= (byte & 0x7FU) << (shift & 31U);
        if (byte < 0x80) break;
    }
    return value;
}

}  // namespace storeside::search
