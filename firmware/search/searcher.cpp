#include "firmware/search/searcher.hpp"

#include <unicode/uchar.h>

#include <algorithm>
#include <array>
#include <boost/locale/utf.hpp>
#include <optional>
#include <tuple>

#include "firmware/search/spelling.hpp"

namespace storeside::search {
namespace {

constexpr float kSaturation = 3;      // as in the index
constexpr float kNameWeight = 3;
constexpr float kCalled = 0.5F;       // of a match, to say that a document is called by it;
constexpr std::size_t kSurelyMistyped = 6;  // letters: "life" is no "lift"
constexpr std::size_t kJudged = 50;   // documents whose text is looked at
constexpr std::size_t kMostWordsRead = 2'000;  // of a document's text

float damp(const QueryWord& word, const Weights& weights) { return word.stop ? weights.stop_word : 1; }

// What the term is worth to the word: never more than the word itself, if that is known.
float value(const Index& index, const QueryWord& word, const Meaning& meaning, const Weights& weights) {
    const float here = rarity(index, index.frequency(meaning.term));
    return (word.known ? std::min(here, word.rarity) : here) * meaning.weight * damp(word, weights);
}

bool all_ask(const std::vector<QueryWord>& query) { return std::ranges::all_of(query, &QueryWord::stop); }

// The meaning by which the word means the term; the index marked it, so that there is one.
const Meaning& meaning_of(const QueryWord& word, Term term) {
    return *std::ranges::find(word.meanings, term, &Meaning::term);
}

bool calls(const QueryWord& word, const Meaning& meaning) {
    return meaning.weight >= kCalled &&
           (meaning.match != Match::slip || code_points(word.typed).size() >= kSurelyMistyped);
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
        const float each = value(index_, word, meaning, weights) / kHighestImpact;
        index_.each_posting(meaning.term, [&](Place document, std::uint8_t impact) {
            const float points = each * static_cast<float>(impact);
            float& best = best_[document];
            if (points <= best || (!may_add && totals_[document] == 0)) return;
            if (best == 0) touched_.push_back(document);
            best = points;
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

// Reads the document as it stands: which words it has of the query, and which of them side by side.
Searcher::Judged Searcher::judge(const std::vector<QueryWord>& query, Place document, const Weights& weights) {
    std::array<float, kMostQueryWords> held = {}, side_by_side = {}, here = {}, before = {};
    std::uint32_t here_bits = 0, before_bits = 0;
    float field = kNameWeight;
    Judged judged;
    std::size_t read = 0;
    index_.each_in_text(document, [&](std::uint32_t number) {
        if (number < kFirstWord || ++read > kMostWordsRead) {
            if (number == kNamesEnd) field = 1;
            before_bits = 0;
            return;
        }
        const Word word = number - kFirstWord;
        here_bits = 0;
        const Array stems = index_.stems(word);
        for (std::uint32_t s = 0; s < stems.size(); ++s) {
            const Term term = stems[s];
            if (term >= asked_.size() || asked_[term] == 0) continue;
            for (std::size_t i = 0; i < query.size(); ++i) {
                if ((asked_[term] >> i & 1U) == 0) continue;
                const Meaning& meaning = meaning_of(query[i], term);
                const float weight = meaning.weight;
                here[i] = (here_bits >> i & 1U) ? std::max(here[i], weight) : weight;
                here_bits |= 1U << i;
                held[i] = std::max(held[i], weight);
                if (field == kNameWeight && calls(query[i], meaning)) judged.named |= 1U << i;
            }
        }
        for (std::size_t i = 0; i + 1 < query.size(); ++i)
            if ((before_bits >> i & 1U) && (here_bits >> (i + 1) & 1U))
                side_by_side[i] += field * before[i] * here[i + 1];
        before = here;
        before_bits = here_bits;
    });
    float asked = 0;
    const bool only_asks = all_ask(query);
    for (std::size_t i = 0; i < query.size(); ++i) {
        if (!query[i].stop || only_asks) {
            asked += query[i].rarity;
            judged.coverage += query[i].rarity * held[i];
        }
        if (side_by_side[i] == 0 || weights.neighbours == 0) continue;
        const float mean = (query[i].rarity * damp(query[i], weights) + query[i + 1].rarity * damp(query[i + 1], weights)) / 2;
        judged.neighbours += weights.neighbours * mean * side_by_side[i] /
                             (side_by_side[i] + kSaturation * std::max(0.1F, index_.norm(document)));
    }
    judged.coverage = asked > 0 ? judged.coverage / asked : 0;
    return judged;
}

std::vector<Found> Searcher::rank(const std::vector<QueryWord>& query, std::size_t limit, const Weights& weights) {
    candidates_.clear();
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
    std::vector<Found> found;
    for (std::size_t i = 0; i < judged; ++i) {
        const auto seen = judge(query, best[i].second, weights);
        found.push_back({index_.row(best[i].second), -best[i].first + seen.neighbours, seen.coverage,
                         seen.named});
    }
    unmark(query);
    std::ranges::sort(found, [](const Found& a, const Found& b) {
        return a.score != b.score ? a.score > b.score : a.row < b.row;
    });
    if (found.empty() || found.front().coverage < weights.enough) return {};
    if (found.size() > limit) found.resize(limit);
    return found;
}

Explanation Searcher::explain(const std::vector<QueryWord>& query, std::uint32_t row, const Weights& weights) {
    Explanation explanation;
    std::optional<Place> document;
    for (Place i = 0; i < index_.documents() && !document; ++i)
        if (index_.row(i) == row) document = i;
    if (!document) return explanation;
    for (const auto& word : query) {
        Reason best;
        for (const auto& meaning : word.meanings) {
            index_.each_posting(meaning.term, [&](Place at, std::uint8_t impact) {
                if (at != *document) return;
                const float part = static_cast<float>(impact) / kHighestImpact;
                const float points = value(index_, word, meaning, weights) * part;
                if (points <= best.points) return;
                best = {{},   std::string(index_.stem(meaning.term)),
                        name(meaning.match), meaning.weight,
                        rarity(index_, index_.frequency(meaning.term)), part, points};
            });
        }
        best.typed = word.typed;
        best.stop = word.stop;
        explanation.score += best.points;
        explanation.words.push_back(std::move(best));
    }
    mark(query);
    const auto seen = judge(query, *document, weights);
    unmark(query);
    explanation.neighbours = seen.neighbours;
    explanation.coverage = seen.coverage;
    explanation.score += seen.neighbours;
    return explanation;
}

std::vector<Range> Searcher::highlights(const std::vector<QueryWord>& query, std::string_view text) {
    mark(query);
    std::vector<Range> found;
    const auto finish = [&](Range range) {
        const auto words = analyzer_.words(text.substr(range.begin, range.end - range.begin), 1);
        const bool meant = !words.empty() && std::ranges::any_of(words.front()->stems, [&](const auto& stem) {
            const auto term = index_.term(stem);
            if (!term) return false;
            for (std::size_t i = 0; i < query.size(); ++i)
                if ((asked_[*term] >> i & 1U) && !query[i].stop) return true;
            return false;
        });
        if (meant) found.push_back(range);
    };
    std::optional<std::size_t> begin;  // of the word that is being read
    for (const char* at = text.data(); at != text.data() + text.size();) {
        const auto start = static_cast<std::size_t>(at - text.data());
        const auto c = static_cast<UChar32>(
            boost::locale::utf::utf_traits<char>::decode(at, text.data() + text.size()));
        const bool letter = u_isalnum(c) || (U_GET_GC_MASK(c) & U_GC_MN_MASK) != 0;
        if (letter && !begin) begin = start;
        if (letter || !begin) continue;
        finish({*begin, start});
        begin.reset();
    }
    if (begin) finish({*begin, text.size()});
    unmark(query);
    return found;
}

std::string Searcher::corrected(const std::vector<QueryWord>& query) const {
    std::string text;
    bool mended = false;
    for (const auto& word : query) {
        text.append(text.empty() ? "" : " ");
        const bool misspelled = !word.known && !word.stop && !word.meanings.empty() &&
                                (word.meanings.front().match == Match::slip ||
                                 word.meanings.front().match == Match::sound);
        if (misspelled) {
            text.append(index_.written(word.meanings.front().word));
            mended = true;
        } else if (!word.known && !word.stop && word.meanings.empty()) {
            return {};
        } else {
            text.append(word.typed);
        }
    }
    return mended ? text : std::string();
}

}  // namespace storeside::search
