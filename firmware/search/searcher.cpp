#include "firmware/search/searcher.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <boost/locale/utf.hpp>
#include <optional>

#include "firmware/search/reading.hpp"
#include "firmware/search/spelling.hpp"

namespace storeside::search {
namespace {

constexpr std::size_t kJudged = 50;  // documents whose text is looked at
// For a whole search, many times what an honest index takes: one that is made to waste time gets no more.
constexpr std::size_t kMostPostings = 1'000'000;
constexpr std::size_t kFewestLettersSpelled = 3;
constexpr std::size_t kLongestJoined = 64;  // bytes: "1,1,1,…" is read again with each of its parts

// What the term is worth to the word: never more than the word itself, if that is known.
float value(const Index& index, const QueryWord& word, const Meaning& meaning, const Weights& weights) {
    const float here = rarity_of(index, word, meaning);
    return (word.known ? std::min(here, word.rarity) : here) * meaning.weight * damp(word, weights);
}

bool all_ask(const std::vector<QueryWord>& query) { return std::ranges::all_of(query, &QueryWord::stop); }

// Who is still typing a word has not mistyped it, and a letter or two may be anything.
bool is_right(const QueryWord& word) {
    return word.known || word.stop || word.begins || code_points(word.typed).size() < kFewestLettersSpelled;
}

// Words of the index begin as this one sounds.
bool goes_on(const QueryWord& word) {
    return std::ranges::any_of(word.meanings, [](const auto& m) { return m.match == Match::beginning; });
}

// Case folding takes the final sigma for one within a word.
std::string spelled(std::string_view word, std::string_view language) {
    constexpr std::string_view kSigma = "σ", kFinalSigma = "ς";
    std::string text(word);
    if (base_language(language) == "el" && text.size() > kSigma.size() && text.ends_with(kSigma))
        text.replace(text.size() - kSigma.size(), kSigma.size(), kFinalSigma);
    return text;
}

}  // namespace

Searcher::Searcher(const Index& index, std::string_view language)
    : index_(index),
      language_(language),
      analyzer_(language),
      totals_(index.documents()),
      best_(index.documents()),
      asked_(index.terms()) {}

std::vector<QueryWord> Searcher::read(std::string_view words, const Weights& weights) {
    return read_query(index_, analyzer_, language_, words, weights);
}

// Adds to each document's total what the best meaning of the word is worth in it.
void Searcher::gather(const QueryWord& word, const Weights& weights, bool may_add) {
    touched_.clear();
    for (const auto& meaning : word.meanings) {
        if (postings_left_ == 0) break;
        const float each = value(index_, word, meaning, weights) / kHighestImpact;
        index_.each_posting(meaning.term, [&](Place document, std::uint8_t impact) {
            const float points = each * static_cast<float>(impact);
            float& best = best_[document];
            if (points <= best || (!may_add && totals_[document] == 0)) return --postings_left_ > 0;
            if (best == 0) touched_.push_back(document);
            best = points;
            return --postings_left_ > 0;
        });
    }
    for (const Place document : touched_) {
        if (totals_[document] == 0) candidates_.push_back(document);
        totals_[document] += best_[document];
        best_[document] = 0;
    }
}

void Searcher::mark(const std::vector<QueryWord>& query) {
    for (std::size_t i = 0; i < query.size(); ++i)
        for (const auto& meaning : query[i].meanings) asked_[meaning.term] |= 1U << i;
}

void Searcher::unmark(const std::vector<QueryWord>& query) {
    for (const auto& word : query)
        for (const auto& meaning : word.meanings) asked_[meaning.term] = 0;
}

std::vector<Found> Searcher::rank(const std::vector<QueryWord>& query, std::size_t limit,
                                  const Weights& weights) {
    candidates_.clear();
    postings_left_ = kMostPostings;
    // Words that only ask come last, and bring no document in that has nothing else of the query.
    const bool only_asks = all_ask(query);
    for (const bool stop : {false, true})
        for (const auto& word : query)
            if (word.stop == stop) gather(word, weights, !stop || only_asks);

    std::vector<std::pair<float, Place>> best;
    for (const Place document : candidates_) best.emplace_back(-totals_[document], document);
    for (const Place document : candidates_) totals_[document] = 0;
    const auto judged = std::min(best.size(), std::max(kJudged, limit));
    std::ranges::partial_sort(best, best.begin() + static_cast<std::ptrdiff_t>(judged));

    mark(query);
    Reading reading(index_, query, asked_, weights);
    std::vector<Found> found;
    for (std::size_t i = 0; i < judged; ++i) {
        const auto seen = reading.read(best[i].second);
        found.push_back({index_.row(best[i].second), -best[i].first + seen.neighbours + seen.whole,
                         seen.coverage, seen.named});
    }
    unmark(query);
    std::ranges::sort(found, [](const Found& a, const Found& b) {
        return a.score != b.score ? a.score > b.score : a.row < b.row;
    });
    if (found.empty() || found.front().coverage < weights.enough) return {};
    if (found.size() > limit) found.resize(limit);
    return found;
}

Explanation Searcher::explain(const std::vector<QueryWord>& query, std::uint32_t row,
                              const Weights& weights) {
    Explanation explanation;
    std::optional<Place> document;
    for (Place i = 0; i < index_.documents() && !document; ++i)
        if (index_.row(i) == row) document = i;
    if (!document) return explanation;
    for (const auto& word : query) {
        Reason best;
        for (const auto& meaning : word.meanings) {
            index_.each_posting(meaning.term, [&](Place at, std::uint8_t impact) {
                if (at != *document) return true;
                const float part = static_cast<float>(impact) / kHighestImpact;
                const float points = value(index_, word, meaning, weights) * part;
                if (points <= best.points) return true;
                best = {{},
                        std::string(index_.stem(meaning.term)),
                        name(meaning.match),
                        meaning.weight,
                        rarity_of(index_, word, meaning),
                        part,
                        points};
                return true;
            });
        }
        best.typed = word.typed;
        best.stop = word.stop;
        explanation.score += best.points;
        explanation.words.push_back(std::move(best));
    }
    mark(query);
    const auto seen = Reading(index_, query, asked_, weights).read(*document);
    unmark(query);
    explanation.neighbours = seen.neighbours;
    explanation.whole = seen.whole;
    explanation.coverage = seen.coverage;
    explanation.score += seen.neighbours + seen.whole;
    return explanation;
}

// The words of a text, as the analyzer reads them: "WD-40" is one, "on-site" are two.
std::vector<Range> Searcher::words_in(std::string_view text) {
    std::vector<Range> words;
    const auto add = [&](Range range) {
        const auto last = words.empty() ? Range{} : words.back();
        const auto between = text.substr(last.end, range.begin - last.end);
        const bool may_join =
            between == "-" || between == "." || between == "," || between == "'" || between == "’";
        if (may_join && !words.empty() && range.end - last.begin <= kLongestJoined &&
            analyzer_.words(text.substr(last.begin, range.end - last.begin), 2).size() == 1)
            words.back().end = range.end;
        else
            words.push_back(range);
    };
    std::optional<std::size_t> begin;  // of the word that is being read
    for (const char* at = text.data(); at != text.data() + text.size();) {
        const auto start = static_cast<std::size_t>(at - text.data());
        const auto c =
            static_cast<UChar32>(boost::locale::utf::utf_traits<char>::decode(at, text.data() + text.size()));
        const bool letter = u_isalnum(c) || (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK)) != 0;
        if (letter && !begin) begin = start;
        if (letter || !begin) continue;
        add({*begin, start});
        begin.reset();
    }
    if (begin) add({*begin, text.size()});
    return words;
}

std::vector<Range> Searcher::highlights(const std::vector<QueryWord>& query, std::string_view text) {
    mark(query);
    std::vector<Range> found;
    for (const Range& range : words_in(text)) {
        const auto words = analyzer_.words(text.substr(range.begin, range.end - range.begin), 1);
        const bool meant = !words.empty() && std::ranges::any_of(words.front()->stems, [&](const auto& stem) {
            const auto term = index_.term(stem);
            if (!term) return false;
            for (std::size_t i = 0; i < query.size(); ++i)
                if ((asked_[*term] >> i & 1U) && !query[i].stop) return true;
            return false;
        });
        if (meant) found.push_back(range);
    }
    unmark(query);
    return found;
}

std::string Searcher::corrected(const std::vector<QueryWord>& query) const {
    std::string text;
    bool mended = false;
    for (const auto& word : query) {
        text.append(text.empty() ? "" : " ");
        if (is_right(word)) {
            text.append(spelled(word.written, language_));
            continue;
        }
        if (word.meanings.empty()) return {};
        const auto& meant = word.meanings.front();
        const bool misspelled = meant.match == Match::sound || (meant.match == Match::slip && !goes_on(word));
        const auto right = misspelled ? index_.written(meant.word) : std::string_view(word.written);
        if (right.empty()) return {};
        mended = mended || (misspelled && fold(right, language_) != word.typed);
        text.append(spelled(right, language_));
    }
    return mended ? text : std::string();
}

}  // namespace storeside::search
