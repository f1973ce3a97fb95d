#include "firmware/search/assembly.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <utility>

#include "firmware/search/format.hpp"
#include "firmware/search/spelling.hpp"

namespace storeside::search {
namespace {

class Sections {
public:
    void put(Section section, std::uint32_t value) {
        bytes(section).append(reinterpret_cast<const char*>(&value), sizeof value);
    }
    void put(Section section, float value) { put(section, std::bit_cast<std::uint32_t>(value)); }
    std::string& bytes(Section section) { return bytes_[static_cast<std::size_t>(section)]; }
    // Where the next byte of `section` will stand, noted in `starts`.
    void note(Section starts, Section section) {
        put(starts, static_cast<std::uint32_t>(bytes(section).size()));
    }
    void note_numbers(Section starts, Section section) {
        put(starts, static_cast<std::uint32_t>(bytes(section).size() / sizeof(std::uint32_t)));
    }

    std::size_t size() const {
        std::size_t all = sizeof(Header);
        for (const auto& bytes : bytes_) all += (bytes.size() + 3) / 4 * 4;
        return all;
    }

    std::string joined(Header header) {
        std::uint32_t at = sizeof header;
        for (std::size_t i = 0; i < kSections; ++i) {
            header.starts[i] = at;
            bytes_[i].resize((bytes_[i].size() + 3) / 4 * 4);
            at += static_cast<std::uint32_t>(bytes_[i].size());
        }
        header.starts[kSections] = at;
        std::string all(reinterpret_cast<const char*>(&header), sizeof header);
        all.reserve(at);
        for (auto& bytes : bytes_) {
            all += bytes;
            bytes = {};
        }
        return all;
    }

private:
    std::string bytes_[kSections];
};

class Assembler {
public:
    Assembler(Parts parts, std::size_t limit) : parts_(std::move(parts)), limit_(limit) {}

    std::optional<std::string> assemble() {
        write_terms();
        write_documents();
        write_words();
        if (!write_deletes() || !write_grams()) return {};
        write_phrases();
        if (sections_.size() > limit_) return {};
        std::ranges::copy(kMagic, header_.magic);
        return sections_.joined(header_);
    }

private:
    void write_documents() {
        for (const float norm : norms(parts_.documents)) sections_.put(Section::norms, norm);
        for (auto& document : parts_.documents) {
            sections_.put(Section::rows, document.row);
            sections_.note(Section::text_starts, Section::texts);
            for (const auto number : document.text) put_varint(sections_.bytes(Section::texts), number);
            document = {};
        }
        sections_.note(Section::text_starts, Section::texts);
        header_.documents = static_cast<std::uint32_t>(parts_.documents.size());
    }

    // Terms have their documents together, documents their terms.
    void write_terms() {
        std::vector<std::uint32_t> ends(parts_.terms.size());
        for (const auto& document : parts_.documents)
            for (const auto& posting : document.postings) ++ends[posting.term];
        for (const auto frequency : ends) sections_.put(Section::frequencies, frequency);
        std::uint32_t all = 0;
        for (auto& end : ends) end = std::exchange(all, all + end);  // where each begins, as yet
        std::vector<std::pair<std::uint32_t, std::uint8_t>> postings(all);
        for (std::uint32_t i = 0; i < parts_.documents.size(); ++i) {
            for (const auto& posting : parts_.documents[i].postings)
                postings[ends[posting.term]++] = {i, posting.impact};
            parts_.documents[i].postings = {};
        }
        std::size_t at = 0;
        for (std::size_t term = 0; term < ends.size(); ++term) {
            sections_.note(Section::term_starts, Section::terms);
            sections_.bytes(Section::terms) += parts_.terms[term];
            sections_.note(Section::posting_starts, Section::postings);
            std::uint32_t before = 0;
            for (; at < ends[term]; ++at) {
                put_varint(sections_.bytes(Section::postings), postings[at].first - before);
                before = postings[at].first;
                sections_.bytes(Section::postings) += static_cast<char>(postings[at].second);
            }
        }
        sections_.note(Section::term_starts, Section::terms);
        sections_.note(Section::posting_starts, Section::postings);
        header_.terms = static_cast<std::uint32_t>(parts_.terms.size());
    }

    void write_words() {
        for (const auto& word : parts_.words) {
            sections_.note(Section::word_starts, Section::words);
            sections_.bytes(Section::words) += word.text;
            sections_.note(Section::written_starts, Section::written);
            sections_.bytes(Section::written) += word.written;
            sections_.note_numbers(Section::word_stems, Section::stems_of_words);
            for (const auto stem : word.stems) sections_.put(Section::stems_of_words, stem);
        }
        sections_.note(Section::word_starts, Section::words);
        sections_.note(Section::written_starts, Section::written);
        sections_.note_numbers(Section::word_stems, Section::stems_of_words);
        header_.words = static_cast<std::uint32_t>(parts_.words.size());
    }

    bool write_deletes() {
        constexpr std::size_t kTwoSlips = 6;  // letters from which two may be missing
        constexpr std::size_t kOneSlip = 3;
        std::vector<std::pair<std::uint32_t, std::uint32_t>> all;
        for (std::uint32_t place = 0; place < parts_.words.size(); ++place) {
            const auto letters = code_points(parts_.words[place].text);
            if (letters.size() < kOneSlip) continue;
            for (const auto& left : deletes(letters, letters.size() < kTwoSlips ? 1 : 2))
                all.emplace_back(hash(left), place);
            if (all.size() > limit_ / sizeof all.front()) return false;
        }
        std::ranges::sort(all);
        for (const auto& [key, word] : all) {
            sections_.put(Section::delete_hashes, key);
            sections_.put(Section::delete_words, word);
        }
        header_.deletes = static_cast<std::uint32_t>(all.size());
        return true;
    }

    bool write_grams() {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> all;
        for (std::uint32_t place = 0; place < parts_.words.size(); ++place) {
            for (const auto& gram : grams(code_points(parts_.words[place].text)))
                all.emplace_back(hash(gram), place);
            if (all.size() > limit_ / sizeof all.front().second) return false;
        }
        std::ranges::sort(all);
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i == 0 || all[i].first != all[i - 1].first) {
                sections_.put(Section::gram_hashes, all[i].first);
                sections_.note_numbers(Section::gram_starts, Section::gram_words);
                ++header_.grams;
            }
            sections_.put(Section::gram_words, all[i].second);
        }
        sections_.note_numbers(Section::gram_starts, Section::gram_words);
        return true;
    }

    void write_phrases() {
        for (const auto& phrase : parts_.phrases) {
            sections_.note(Section::synonym_starts, Section::synonyms);
            sections_.bytes(Section::synonyms) += phrase.text;
            sections_.note_numbers(Section::meaning_starts, Section::meanings);
            for (const auto term : phrase.meanings) sections_.put(Section::meanings, term);
        }
        sections_.note(Section::synonym_starts, Section::synonyms);
        sections_.note_numbers(Section::meaning_starts, Section::meanings);
        header_.phrases = static_cast<std::uint32_t>(parts_.phrases.size());
    }

    Parts parts_;
    std::size_t limit_;
    Sections sections_;
    Header header_ = {};
};

}  // namespace

std::vector<float> norms(const std::vector<Parts::Document>& documents) {
    std::vector<float> all;
    float lengths = 0;
    for (const auto& document : documents) {
        float length = 0, weight = kNameWeight;
        for (const auto number : document.text) {
            if (number == kNamesEnd) weight = 1;
            if (number >= kFirstWord) length += weight;
        }
        lengths += length;
        all.push_back(length);
    }
    const float mean = all.empty() ? 1 : std::max(1.0F, lengths / static_cast<float>(all.size()));
    for (float& length : all) length = 1 - kLengthCounts + kLengthCounts * length / mean;
    return all;
}

std::uint8_t impact(float count, float norm) {
    // In doubles no step before the division is rounded, whether a machine multiplies and adds at once or
    // not.
    const double said = count, enough = double{kSaturation} * norm;
    const double part = said / (said + enough);
    return static_cast<std::uint8_t>(std::max(1L, std::lround(part * double{kHighestImpact})));
}

std::optional<std::string> assemble(Parts parts, std::size_t limit) {
    return Assembler(std::move(parts), limit).assemble();
}

}  // namespace storeside::search
