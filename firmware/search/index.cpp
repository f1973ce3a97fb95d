#include "firmware/search/index.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace storeside::search {
namespace {

// `starts` has to cut `size` bytes (or numbers) into pieces: one more than `count`, none before the other,
// and at most `unused` left behind the last.
bool cuts(const Array& starts, std::uint32_t count, std::size_t size, std::size_t unused) {
    if (starts.size() != count + 1 || starts[0] != 0) return false;
    for (std::uint32_t i = 0; i < count; ++i)
        if (starts[i] > starts[i + 1]) return false;
    return starts[count] <= size && size - starts[count] <= unused;
}

}  // namespace

Array Array::part(std::uint32_t begin, std::uint32_t end) const {
    end = std::min(end, size());
    if (begin >= end) return Array();
    return Array(bytes_.substr(std::size_t{begin} * sizeof(std::uint32_t),
                               std::size_t{end - begin} * sizeof(std::uint32_t)));
}

std::uint32_t Array::lower_bound(std::uint32_t value) const {
    std::uint32_t from = 0;
    for (std::uint32_t left = size(); left > 0;) {
        const std::uint32_t half = left / 2;
        if ((*this)[from + half] < value) {
            from += half + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    return from;
}

Result<Index> Index::open(std::string_view bytes) {
    Index index;
    index.bytes_ = bytes;
    if (bytes.size() < sizeof(Header)) return failure(Errc::corrupt, "its search index is cut off");
    std::memcpy(&index.header_, bytes.data(), sizeof(Header));
    if (std::string_view(index.header_.magic, sizeof index.header_.magic) != kMagic)
        return failure(Errc::corrupt, "its search index is none");
    if (auto verified = index.verify(); !verified) return std::unexpected(std::move(verified.error()));
    return index;
}

Result<void> Index::verify() const {
    const auto& h = header_;
    if (h.starts[0] != sizeof(Header) || h.starts[kSections] != bytes_.size())
        return failure(Errc::corrupt, "its search index has another size than it says");
    for (std::size_t i = 0; i < kSections; ++i)
        if (h.starts[i] > h.starts[i + 1] || h.starts[i] % sizeof(std::uint32_t) != 0)
            return failure(Errc::corrupt, fmt::format("section {} of its search index is out of place", i));
    constexpr std::uint32_t kMost = 1U << 30U;  // far more than a pack can hold; sums below stay in range
    if (std::max({h.documents, h.terms, h.words, h.deletes, h.grams, h.phrases}) > kMost)
        return failure(Errc::corrupt, "its search index counts more than a pack can hold");

    const auto holds = [&](Section s, std::uint32_t count) { return array(s).size() == count; };
    const auto cut = [&](Section starts, Section s, std::uint32_t count) {
        // A section is filled up to a multiple of four.
        return cuts(array(starts), count, section(s).size(), sizeof(std::uint32_t) - 1);
    };
    const auto cut_numbers = [&](Section starts, Section s, std::uint32_t count) {
        return cuts(array(starts), count, array(s).size(), 0);
    };
    using enum Section;
    const bool fits =
        holds(rows, h.documents) && holds(norms, h.documents) && holds(frequencies, h.terms) &&
        holds(delete_hashes, h.deletes) && holds(delete_words, h.deletes) && holds(gram_hashes, h.grams) &&
        cut(term_starts, terms, h.terms) && cut(posting_starts, postings, h.terms) &&
        cut(word_starts, words, h.words) && cut(written_starts, written, h.words) &&
        cut_numbers(word_stems, stems_of_words, h.words) && cut_numbers(gram_starts, gram_words, h.grams) &&
        cut(text_starts, texts, h.documents) && cut(synonym_starts, synonyms, h.phrases) &&
        cut_numbers(meaning_starts, meanings, h.phrases);
    if (!fits) return failure(Errc::corrupt, "its search index has sections of other sizes than it says");
    return {};
}

std::string_view Index::section(Section section) const {
    const auto i = static_cast<std::size_t>(section);
    return bytes_.substr(header_.starts[i], header_.starts[i + 1] - header_.starts[i]);
}

std::string_view Index::piece(Section starts, Section cut, std::uint32_t number) const {
    const Array at = array(starts);
    if (number >= at.size() - 1) return {};
    return section(cut).substr(at[number], at[number + 1] - at[number]);
}

std::uint32_t Index::find(Section starts, Section cut, std::uint32_t count, std::string_view text) const {
    std::uint32_t from = 0;
    for (std::uint32_t left = count; left > 0;) {
        const std::uint32_t half = left / 2;
        if (piece(starts, cut, from + half) < text) {
            from += half + 1;
            left -= half + 1;
        } else {
            left = half;
        }
    }
    return from;
}

float Index::norm(Place document) const { return std::bit_cast<float>(array(Section::norms)[document]); }

std::optional<Term> Index::term(std::string_view stem) const {
    const auto at = find(Section::term_starts, Section::terms, header_.terms, stem);
    if (at < header_.terms && this->stem(at) == stem) return at;
    return {};
}

std::string_view Index::stem(Term term) const { return piece(Section::term_starts, Section::terms, term); }

std::uint32_t Index::frequency(Term term) const {
    return std::min(array(Section::frequencies)[term], header_.documents);
}

std::optional<Word> Index::word(std::string_view folded) const {
    const auto at = find(Section::word_starts, Section::words, header_.words, folded);
    if (at < header_.words && text(at) == folded) return at;
    return {};
}

std::string_view Index::text(Word word) const {
    return piece(Section::word_starts, Section::words, word).substr(0, kLongestWord);
}

std::string_view Index::written(Word word) const {
    return piece(Section::written_starts, Section::written, word).substr(0, kLongestWord);
}

Array Index::stems(Word word) const {
    if (word >= header_.words) return Array();
    const Array starts = array(Section::word_stems);
    return array(Section::stems_of_words)
        .part(starts[word], std::min(starts[word + 1], starts[word] + kMostStems));
}

std::pair<Word, Word> Index::words_from(std::string_view prefix) const {
    const auto first = find(Section::word_starts, Section::words, header_.words, prefix);
    // What follows the last that begins so begins with something greater: UTF-8 has no byte 0xff.
    const auto last = find(Section::word_starts, Section::words, header_.words, std::string(prefix) + '\xff');
    return {first, std::max(first, last)};
}

void Index::each_near(std::string_view left, const std::function<bool(Word)>& visit) const {
    const Array hashes = array(Section::delete_hashes);
    const Array words = array(Section::delete_words);
    const auto key = hash(left);
    for (auto at = hashes.lower_bound(key); at < hashes.size() && hashes[at] == key; ++at)
        if (words[at] < header_.words && !visit(words[at])) return;
}

Array Index::words_with_gram(std::string_view gram) const {
    const Array hashes = array(Section::gram_hashes);
    const auto key = hash(gram);
    const auto at = hashes.lower_bound(key);
    if (at == hashes.size() || hashes[at] != key) return Array();
    const Array starts = array(Section::gram_starts);
    return array(Section::gram_words).part(starts[at], starts[at + 1]);
}

std::string_view Index::phrase(std::uint32_t number) const {
    return piece(Section::synonym_starts, Section::synonyms, number);
}

Array Index::meanings_of(std::uint32_t number) const {
    const Array starts = array(Section::meaning_starts);
    return array(Section::meanings)
        .part(starts[number], std::min(starts[number + 1], starts[number] + kMostMeanings));
}

Array Index::meanings(std::string_view phrase) const {
    const auto at = find(Section::synonym_starts, Section::synonyms, header_.phrases, phrase);
    if (at == header_.phrases || this->phrase(at) != phrase) return Array();
    return meanings_of(at);
}

}  // namespace storeside::search
