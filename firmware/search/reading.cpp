#include "firmware/search/reading.hpp"

#include <algorithm>
#include <bit>

#include "firmware/search/format.hpp"

namespace storeside::search {
namespace {

constexpr float kCalled = 0.5F;                // the certainty that says a document is called by a word
constexpr float kAsGood = 0.8F;                // the weight of what is as good as the word itself
constexpr std::size_t kMostWordsRead = 2'000;  // of a document
constexpr std::size_t kStemsAMatch = 8;        // that it takes as long as
constexpr float kShortest = 0.1F;              // a norm: a hostile one may be nothing, or no number

}  // namespace

float damp(const QueryWord& word, const Weights& weights) { return word.stop ? weights.stop_word : 1; }

float Reading::rarity(std::size_t i) const { return query_[i].rarity * damp(query_[i], weights_); }

void Reading::see(Word word) {
    here_.bits = 0;
    bool meant = false;
    const Array stems = index_.stems(word);
    for (std::uint32_t s = 0; s < stems.size(); ++s) {
        const Term term = stems[s];
        stems_left_ -= std::min<std::size_t>(stems_left_, 1);
        if (term >= asked_.size()) continue;
        for (std::uint32_t bits = asked_[term]; bits != 0; bits &= bits - 1) {
            const auto i = static_cast<std::size_t>(std::countr_zero(bits));
            stems_left_ -= std::min(stems_left_, kStemsAMatch);
            const auto meaning = std::ranges::find(query_[i].meanings, term, &Meaning::term);
            float& weight = here_.weights[i];
            weight = (here_.bits >> i & 1U) ? std::max(weight, meaning->weight) : meaning->weight;
            here_.bits |= 1U << i;
            held_[i] = std::max(held_[i], meaning->certainty);
            if (names_ && meaning->certainty >= kCalled) judged_.named |= 1U << i;
            if (weight < kAsGood) continue;
            sentence_ |= 1U << i;
            meant = true;
        }
    }
    nothing_else_ = nothing_else_ && meant;
    const float field = names_ ? kNameWeight : 1;
    for (std::size_t i = 0; i + 1 < query_.size(); ++i)
        if ((before_.bits >> i & 1U) && (here_.bits >> (i + 1) & 1U))
            beside_[i] += field * before_.weights[i] * here_.weights[i + 1];
    before_ = here_;
}

void Reading::end_sentence() {
    const auto all = query_.size() >= kMostQueryWords ? ~0U : (1U << query_.size()) - 1;
    if (names_ && nothing_else_ && sentence_ == all && all != 0) {
        judged_.whole = 0;
        for (std::size_t i = 0; i < query_.size(); ++i) judged_.whole += weights_.whole * rarity(i);
    }
    before_.bits = 0;
    sentence_ = 0;
    nothing_else_ = true;
}

Judged Reading::read(Place document) {
    judged_ = {};
    names_ = true;
    held_ = beside_ = {};
    before_.bits = sentence_ = 0;
    nothing_else_ = true;
    std::size_t words = 0, read = 0;
    index_.each_in_text(document, [&](std::uint32_t number) {
        if (number >= kFirstWord && number - kFirstWord < index_.words()) {
            see(number - kFirstWord);
            ++words;
        } else {
            end_sentence();
            if (number == kNamesEnd) names_ = false;
        }
        // An honest sentence has a word.
        return words < kMostWordsRead && ++read < 2 * kMostWordsRead && stems_left_ > 0;
    });
    const bool only_asks = std::ranges::all_of(query_, &QueryWord::stop);
    const float norm = std::max(kShortest, index_.norm(document));
    float asked = 0;
    for (std::size_t i = 0; i < query_.size(); ++i) {
        if (!query_[i].stop || only_asks) {
            asked += query_[i].rarity;
            judged_.coverage += query_[i].rarity * held_[i];
        }
        if (beside_[i] > 0)
            judged_.neighbours += weights_.neighbours * (rarity(i) + rarity(i + 1)) / 2 * beside_[i] /
                                  (beside_[i] + kSaturation * norm);
    }
    judged_.coverage = asked > 0 ? judged_.coverage / asked : 0;
    return judged_;
}

}  // namespace storeside::search
