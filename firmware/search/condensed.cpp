#include "firmware/search/condensed.hpp"

#include <algorithm>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "firmware/base/byte_reader.hpp"
#include "firmware/search/assembly.hpp"
#include "firmware/search/index.hpp"

namespace storeside::search {
namespace {

// A text in letters: each word with a space behind it, and these for Section::texts' other numbers. No word
// has any of them.
constexpr char kSpace = ' ', kSentence = '\n', kNames = '\t', kEnd = '\0';
constexpr std::string_view kMarks("\n\t\0", 3);

using Postings = std::vector<Parts::Posting>;

std::unexpected<Error> refused(const char* why) { return failure(Errc::invalid_input, why); }

// What the words of a document alone would make of its postings. Words that are spelled alike but for their
// accents have stems of their own, which the index doesn't tell apart: there it errs.
class Guess {
public:
    Guess(const std::vector<Parts::Word>& words, std::size_t terms) : words_(words), counts_(terms) {}

    Postings of(const std::vector<std::uint32_t>& text, float norm) {
        float weight = kNameWeight;
        std::vector<std::uint32_t> met;
        for (const auto number : text) {
            if (number == kNamesEnd) weight = 1;
            if (number < kFirstWord) continue;
            for (const auto term : words_[number - kFirstWord].stems) {
                if (counts_[term] == 0) met.push_back(term);
                counts_[term] += weight;
            }
        }
        std::ranges::sort(met);
        Postings postings;
        for (const auto term : met) postings.push_back({term, impact(std::exchange(counts_[term], 0), norm)});
        return postings;
    }

private:
    const std::vector<Parts::Word>& words_;
    std::vector<float> counts_;  // all zero between two documents
};

// What has to be done to `from` to make it `to`: other impacts, 0 for none.
Postings corrections(const Postings& from, const Postings& to) {
    Postings all;
    auto a = from.begin();
    for (const auto& posting : to) {
        for (; a != from.end() && a->term < posting.term; ++a) all.push_back({a->term, 0});
        const bool there = a != from.end() && a->term == posting.term;
        if (!there || a->impact != posting.impact) all.push_back(posting);
        if (there) ++a;
    }
    for (; a != from.end(); ++a) all.push_back({a->term, 0});
    return all;
}

Postings corrected(Postings postings, Postings corrections) {
    std::ranges::sort(corrections, {}, &Parts::Posting::term);
    Postings all;
    auto c = corrections.begin();
    for (const auto& posting : postings) {
        for (; c != corrections.end() && c->term < posting.term; ++c) all.push_back(*c);
        if (c != corrections.end() && c->term == posting.term)
            all.push_back(*c++);
        else
            all.push_back(posting);
    }
    all.insert(all.end(), c, corrections.end());
    std::erase_if(all, [](const auto& posting) { return posting.impact == 0; });
    return all;
}

// All that an index says, out of an index. It may be none of ours: then assembling it gives other bytes.
class Condenser {
public:
    explicit Condenser(const Index& index) : index_(index) {}

    std::optional<std::string> condense() {
        take_words();
        take_documents();
        if (strange_) return {};
        append_varint(bytes_, index_.words());
        append_varint(bytes_, index_.documents());
        append_varint(bytes_, index_.phrases());
        for (const auto& word : words_) append_word(word);
        append_documents();
        for (std::uint32_t i = 0; i < index_.phrases(); ++i) {
            append_text(bytes_, index_.phrase(i));
            append_stems(index_.meanings_of(i));
        }
        if (strange_) return {};
        return std::move(bytes_);
    }

private:
    void take_words() {
        for (Word i = 0; i < index_.words() && !strange_; ++i) {
            Parts::Word word{index_.text(i), index_.written(i), {}};
            const Array stems = index_.stems(i);
            for (std::uint32_t s = 0; s < stems.size(); ++s) word.stems.push_back(stems[s]);
            strange_ = std::ranges::any_of(word.stems, [&](auto term) { return term >= index_.terms(); });
            words_.push_back(std::move(word));
        }
    }

    void take_documents() {
        for (Place i = 0; i < index_.documents() && !strange_; ++i) {
            Parts::Document document{index_.row(i), {}, {}};
            index_.each_in_text(i, [&](std::uint32_t number) {
                strange_ = strange_ || (number >= kFirstWord && number - kFirstWord >= words_.size());
                document.text.push_back(number);
                return !strange_;
            });
            documents_.push_back(std::move(document));
        }
        for (Term term = 0; term < index_.terms() && !strange_; ++term)
            index_.each_posting(term, [&](Place document, std::uint8_t impact) {
                documents_[document].postings.push_back({term, impact});
                return true;
            });
    }

    void append_word(const Parts::Word& word) {
        append_text(bytes_, word.text);
        // Most are written as they are folded.
        append_text(bytes_, word.written == word.text ? std::string_view() : word.written);
        append_varint(bytes_, word.stems.size());
        for (const auto stem : word.stems) append_text(bytes_, index_.stem(stem));
    }

    void append_stems(const Array& terms) {
        append_varint(bytes_, terms.size());
        for (std::uint32_t i = 0; i < terms.size(); ++i) append_text(bytes_, index_.stem(terms[i]));
    }

    void append_documents() {
        const auto norms = search::norms(documents_);
        Guess guess(words_, index_.terms());
        std::uint32_t before = 0;
        for (std::size_t i = 0; i < documents_.size(); ++i) {
            const auto& document = documents_[i];
            append_step(bytes_, before, document.row);
            before = document.row;
            for (const auto number : document.text) {
                if (number >= kFirstWord)
                    bytes_.append(words_[number - kFirstWord].text) += kSpace;
                else
                    bytes_ += number == kNamesEnd ? kNames : kSentence;
            }
            bytes_ += kEnd;
            const auto wrong = corrections(guess.of(document.text, norms[i]), document.postings);
            append_varint(bytes_, wrong.size());
            for (const auto& posting : wrong) {
                append_text(bytes_, index_.stem(posting.term));
                bytes_ += static_cast<char>(posting.impact);
            }
        }
    }

    const Index& index_;
    bool strange_ = false;
    std::vector<Parts::Word> words_;
    std::vector<Parts::Document> documents_;
    std::string bytes_;
};

class Expander {
public:
    Expander(std::string_view condensed, std::size_t limit) : reader_(condensed), limit_(limit) {}

    Result<std::string> expand() {
        const auto words = reader_.varint(), documents = reader_.varint(), phrases = reader_.varint();
        for (std::uint64_t i = 0; i < words && !reader_.failed(); ++i) read_word();
        number_terms();
        for (std::uint64_t i = 0; i < documents && !reader_.failed(); ++i) read_document();
        for (std::uint64_t i = 0; i < phrases && !reader_.failed(); ++i)
            parts_.phrases.push_back({reader_.text(), read_terms()});
        if (reader_.failed() || !reader_.at_end()) return refused("this is no condensed index");
        if (!add_postings()) return refused("the condensed index holds more than it should");
        auto bytes = assemble(std::move(parts_), limit_);
        if (!bytes) return refused("the condensed index makes more than it should");
        return std::move(*bytes);
    }

private:
    void read_word() {
        Parts::Word word{reader_.text(), reader_.text(), {}};
        if (word.written.empty()) word.written = word.text;
        const auto stems = reader_.varint();
        if (stems > kMostStems || word.text.size() > kLongestWord || word.text.empty()) reader_.fail();
        for (std::uint64_t i = 0; i < stems && !reader_.failed(); ++i)
            stems_.emplace_back(reader_.text(), static_cast<std::uint32_t>(parts_.words.size()));
        const bool is_new =
            numbers_.emplace(word.text, static_cast<std::uint32_t>(parts_.words.size())).second;
        if (!is_new) reader_.fail();
        parts_.words.push_back(std::move(word));
    }

    // Every term is a stem of some word.
    void number_terms() {
        for (const auto& [stem, word] : stems_) parts_.terms.push_back(stem);
        std::ranges::sort(parts_.terms);
        parts_.terms.erase(std::ranges::unique(parts_.terms).begin(), parts_.terms.end());
        for (const auto stem : parts_.terms) terms_.emplace(stem, static_cast<std::uint32_t>(terms_.size()));
        for (const auto& [stem, word] : stems_) parts_.words[word].stems.push_back(terms_.find(stem)->second);
        stems_ = {};
    }

    std::uint32_t read_term() {
        const auto at = terms_.find(reader_.text());
        if (at != terms_.end()) return at->second;
        reader_.fail();
        return 0;
    }

    std::vector<std::uint32_t> read_terms() {
        std::vector<std::uint32_t> terms;
        const auto count = reader_.varint();
        for (std::uint64_t i = 0; i < count && !reader_.failed(); ++i) terms.push_back(read_term());
        return terms;
    }

    void read_document() {
        const auto before = parts_.documents.empty() ? 0 : parts_.documents.back().row;
        Parts::Document document{static_cast<std::uint32_t>(reader_.step(before)), read_text(), {}};
        const auto wrong = reader_.varint();
        for (std::uint64_t i = 0; i < wrong && !reader_.failed(); ++i) {
            const auto term = read_term();
            document.postings.push_back({term, reader_.byte()});
        }
        parts_.documents.push_back(std::move(document));
    }

    std::vector<std::uint32_t> read_text() {
        std::vector<std::uint32_t> text;
        while (!reader_.failed()) {
            if (!kMarks.contains(reader_.peek())) {
                const auto word = numbers_.find(reader_.until(kSpace));
                if (word == numbers_.end()) reader_.fail();
                if (!reader_.failed()) text.push_back(word->second + kFirstWord);
                continue;
            }
            const auto mark = reader_.bytes(1);
            if (mark == std::string_view(&kEnd, 1)) break;
            text.push_back(mark == std::string_view(&kNames, 1) ? kNamesEnd : kSentenceEnds);
        }
        return text;
    }

    // What the documents hold follows from their texts, and the corrections that were read.
    bool add_postings() {
        const auto norms = search::norms(parts_.documents);
        Guess guess(parts_.words, parts_.terms.size());
        std::size_t all = 0;
        for (std::size_t i = 0; i < parts_.documents.size(); ++i) {
            auto& document = parts_.documents[i];
            document.postings = corrected(guess.of(document.text, norms[i]), std::move(document.postings));
            all += document.postings.size();
            if (all > limit_ / 2) return false;  // each takes two bytes at least
        }
        return true;
    }

    ByteReader reader_;
    std::size_t limit_;
    Parts parts_;
    std::vector<std::pair<std::string_view, std::uint32_t>> stems_;  // and whose they are
    std::unordered_map<std::string_view, std::uint32_t> numbers_, terms_;
};

}  // namespace

std::optional<std::string> condense(std::string_view bytes) {
    const auto index = Index::open(bytes);
    if (!index) return {};
    auto condensed = Condenser(*index).condense();
    if (!condensed) return {};
    const auto again = expand(*condensed, bytes.size());
    if (!again || *again != bytes) return {};
    return condensed;
}

Result<std::string> expand(std::string_view condensed, std::size_t limit) {
    return Expander(condensed, limit).expand();
}

}  // namespace storeside::search
