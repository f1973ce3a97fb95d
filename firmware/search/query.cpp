#include "firmware/search/query.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>
#include <unordered_map>

#include "firmware/search/sound.hpp"
#include "firmware/search/spelling.hpp"
#include "firmware/search/stop_words.hpp"

namespace storeside::search {
namespace {

// How sure it is that this was meant, beside its weight. Short words are near many others, few people miss
// the first letter, and words that only look alike are mostly others.
constexpr std::size_t kShort = 6;  // letters
constexpr float kOfAShortWord = 0.5F;
constexpr float kOfAnotherBeginning = 0.5F;
constexpr float kOfGrams = 0.3F;

constexpr std::size_t kMostTerms = 48;        // that a word means
constexpr std::size_t kMostBeginnings = 512;  // words of the index that are looked at
constexpr std::size_t kFewestLettersAlike = 4;
constexpr std::size_t kMostPhraseWords = 4;
constexpr std::size_t kMostGramWords = 20'000;  // a hostile index says that all words have all grams
// For a whole query, in some twenty nanoseconds: many times what thirty-two mistyped words take in a pack of
// ten thousand documents, and a few milliseconds where an index is made to waste them.
constexpr std::size_t kMostEffort = 300'000;
constexpr std::size_t kEffortToCompare = 20;  // two words
constexpr std::size_t kEffortToRead = 50;     // a word of the index: it goes through the analyzer

float certainty_of_slip(std::u32string_view typed, std::u32string_view meant) {
    return (typed.size() < kShort ? kOfAShortWord : 1) *
           (!typed.starts_with(meant.substr(0, 1)) ? kOfAnotherBeginning : 1);
}

bool has_digit(std::string_view word) {
    return std::ranges::any_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

// All that one word of a query may mean.
class Reader {
public:
    Reader(const Index& index, Analyzer& analyzer, std::string_view language, const Weights& weights)
        : index_(index), analyzer_(analyzer), language_(language), weights_(weights) {}

    // The next word; what it may mean is gathered until finish().
    QueryWord read(const Token& token, bool unfinished) {
        meanings_.clear();
        QueryWord word{.typed = token.word, .stop = only_asks(token), .written = token.written};
        word.known = add_word(token, 1, Match::word);
        if (!word.stop) {
            const auto letters = code_points(token.word);
            std::vector<std::string> spellings = {token.word};
            if (weights_.sound > 0 && !word.known)
                for (auto& other : add_sounds(token)) spellings.push_back(std::move(other));
            if (weights_.one_slip > 0 && !has_digit(token.word))
                for (const auto& spelling : spellings) add_slips(spelling, word.known);
            if (weights_.beginning > 0 && unfinished) word.begins = add_beginnings(spellings);
            if (weights_.grams > 0 && meanings_.empty() && !has_digit(token.word)) add_alike(letters);
        }
        return word;
    }

    // The word and its synonyms are all together now.
    void finish(QueryWord& word) {
        for (const auto& meaning : meanings_) word.meanings.push_back(meaning.second);
        for (const auto& meaning : word.meanings)
            if (meaning.match == Match::beginning)
                word.rarity_begun =
                    std::min(word.rarity_begun, rarity(index_, index_.frequency(meaning.term)));
        float exact = 0, any = 0;
        for (const auto& meaning : word.meanings) {
            const float here = rarity_of(index_, word, meaning);
            any = std::max(any, here);
            if (meaning.match == Match::word) exact = std::max(exact, here);
        }
        word.rarity = exact > 0 ? exact : any > 0 ? any : rarity(index_, 0);
        // Of beginnings as good as each other, those that most documents have.
        std::ranges::sort(word.meanings, {}, [&](const Meaning& meaning) {
            return std::tuple(-meaning.weight, -static_cast<float>(index_.frequency(meaning.term)),
                              meaning.term);
        });
        if (word.meanings.size() > kMostTerms) word.meanings.resize(kMostTerms);
    }

    // What stands for a phrase, or for a word that is meant for so much.
    void add_meanings(const Array& terms, float weight = 1) {
        for (std::uint32_t i = 0; i < terms.size(); ++i)
            add({terms[i], weights_.synonym * weight, weights_.synonym * weight, Match::synonym, kNoWord});
    }

private:
    // Whether there is as much left.
    bool spend(std::size_t effort) {
        effort_ -= std::min(effort, effort_);
        return effort_ > 0;
    }

    void add(const Meaning& meaning) {
        if (meaning.term >= index_.terms()) return;
        const auto [at, is_new] = meanings_.try_emplace(meaning.term, meaning);
        if (!is_new && meaning.weight > at->second.weight) at->second = meaning;
    }

    bool only_asks(const Token& token) const {
        return is_stop_word(token.word, language_) || std::ranges::any_of(token.stems, [&](const auto& stem) {
                   return is_stop_word(stem, language_);  // "needed"
               });
    }

    void add_stems(Word word, float weight, float certainty, Match match) {
        const Array stems = index_.stems(word);
        for (std::uint32_t i = 0; i < stems.size(); ++i) add({stems[i], weight, certainty, match, word});
    }

    // The word of the index, and what it stands for.
    void add_another(Word word, float weight, float certainty, Match match) {
        add_stems(word, weight, certainty, match);
        if (!spend(index_.stems(word).size()) || weights_.synonym == 0 || !spend(kEffortToRead)) return;
        for (const Token* token : analyzer_.words(index_.written(word), 1)) {
            for (const auto& stem : token->stems) {
                const Array meanings = index_.meanings(stem);
                add_meanings(meanings, weight);
                spend(meanings.size());
            }
        }
    }

    // The word as it stands in the index, else another with one of its stems. Whether there is one.
    bool add_word(const Token& token, float weight, Match match) {
        const auto before = meanings_.size();
        if (const auto word = index_.word(token.word)) add_stems(*word, weight, weight, match);
        for (const auto& stem : token.stems)
            if (const auto term = index_.term(stem))
                add({*term, weight, weight, match, index_.word(stem).value_or(kNoWord)});
        return meanings_.size() != before;
    }

    // What was typed, if it was typed in other letters; whatever of these stands in the index is added.
    std::vector<std::string> add_sounds(const Token& token) {
        std::vector<std::string> others;
        if (auto key = sound_key(token.word, language_); !key.empty()) {
            if (const auto word = index_.word(key))
                add_another(*word, weights_.sound, weights_.sound, Match::sound);
            if (key != token.word) others.push_back(std::move(key));
        }
        for (const auto& other : on_other_layouts(token.word, language_)) {
            const auto tokens = analyzer_.words(other, 1);
            if (tokens.size() == 1) add_word(*tokens.front(), weights_.sound, Match::sound);
            others.push_back(other);
        }
        return others;
    }

    void add_slips(const std::string& spelling, bool known) {
        const auto letters = code_points(spelling);
        const int most = slips_allowed(letters.size());
        if (most == 0) return;
        const float factor = known ? weights_.known_word : 1;
        for (const auto& left : deletes(letters, most)) {
            index_.each_near(left, [&](Word word) {
                if (!spend(1)) return false;
                if (meet(word) > 1) return true;  // by another delete
                if (!spend(kEffortToCompare)) return false;
                const auto other = code_points(index_.text(word));
                const int slips = distance(letters, other, most);
                if (slips == 0 || slips > most) return true;
                const float weight = (slips == 1 ? weights_.one_slip : weights_.two_slips) * factor;
                add_another(word, weight, weight * certainty_of_slip(letters, other), Match::slip);
                return true;
            });
        }
        part_from_all();
    }

    // Whether there are any that begin with the letters that were typed.
    bool add_beginnings(const std::vector<std::string>& spellings) {
        bool any = false;
        for (const auto& spelling : spellings) {
            const auto [first, last] = index_.words_from(spelling);
            const auto end = std::min<std::size_t>(last, first + kMostBeginnings);
            for (Word word = first; word < end && spend(1 + index_.stems(word).size()); ++word) {
                if (index_.text(word).size() <= spelling.size()) continue;
                add_stems(word, weights_.beginning, weights_.beginning, Match::beginning);
                any = any || &spelling == &spellings.front();
            }
        }
        return any;
    }

    void add_alike(const std::u32string& letters) {
        if (letters.size() < kFewestLettersAlike) return;
        const auto mine = grams(letters);
        std::size_t seen = 0;
        for (const auto& gram : mine) {
            const Array words = index_.words_with_gram(gram);
            for (std::uint32_t i = 0; i < words.size() && ++seen < kMostGramWords; ++i) meet(words[i]);
        }
        for (const Word word : met_) {
            const std::size_t shared = times_met_[word];
            // As many grams as letters, but for repeated ones; at least those that are shared.
            const auto alike = [&](std::size_t theirs) {
                return 2 * static_cast<float>(shared) / static_cast<float>(mine.size() + theirs);
            };
            if (alike(shared) < weights_.least_alike || !spend(kEffortToCompare)) continue;
            const float part = alike(code_points(index_.text(word)).size());
            const float weight = weights_.grams * std::min(part, 1.0F);
            if (part >= weights_.least_alike && spend(index_.stems(word).size()))
                add_stems(word, weight, weight * kOfGrams, Match::grams);
        }
        part_from_all();
    }

    // How often the word has been met since part_from_all(). A table of all words is filled much faster than
    // a map: long words share grams with thousands.
    std::size_t meet(Word word) {
        if (word >= index_.words()) return 0;
        times_met_.resize(index_.words());
        if (times_met_[word] == 0) met_.push_back(word);
        if (times_met_[word] < 0xFF) ++times_met_[word];
        return times_met_[word];
    }

    void part_from_all() {
        for (const Word word : met_) times_met_[word] = 0;
        met_.clear();
    }

    const Index& index_;
    Analyzer& analyzer_;
    std::string_view language_;
    const Weights& weights_;
    std::unordered_map<Term, Meaning> meanings_;
    std::size_t effort_ = kMostEffort;  // that is left
    std::vector<std::uint8_t> times_met_;
    std::vector<Word> met_;
};

// What phrases that begin with the word at `from` stand for.
std::vector<Array> phrases_at(const Index& index, const std::vector<Token>& tokens, std::size_t from) {
    std::vector<Array> found;
    std::string written, bare;
    for (std::size_t i = from; i < tokens.size() && i < from + kMostPhraseWords; ++i) {
        written.append(i == from ? "" : " ").append(tokens[i].stems.front());
        bare.append(i == from ? "" : " ").append(tokens[i].stems.back());
        // A word that only asks has no synonyms of its own, but phrases begin with it: "not working".
        const Array meanings = index.meanings(written);
        found.push_back(meanings.size() > 0 ? meanings : index.meanings(bare));
    }
    return found;
}

// What was typed, or what the same keys write on the language's own layout, if that cuts it into other words
// of which more are known. (Where it is cut alike, each word is looked at by itself.)
std::string as_meant(const Index& index, Analyzer& analyzer, std::string_view language,
                     std::string_view typed) {
    auto other = on_own_layout(typed, language);
    if (other.empty()) return std::string(typed);
    const auto as_typed = analyzer.words(typed, kMostQueryWords);
    const auto as_keyed = analyzer.words(other, kMostQueryWords);
    const auto known = [&](const std::vector<const Token*>& words) {
        return std::ranges::count_if(words,
                                     [&](const Token* token) { return index.word(token->word).has_value(); });
    };
    const bool better = as_typed.size() != as_keyed.size() && known(as_keyed) > known(as_typed);
    return better ? std::move(other) : std::string(typed);
}

}  // namespace

std::string_view name(Match match) {
    switch (match) {
        case Match::word:
            return "word";
        case Match::sound:
            return "sound";
        case Match::slip:
            return "slip";
        case Match::beginning:
            return "beginning";
        case Match::synonym:
            return "synonym";
        case Match::grams:
            return "grams";
    }
    return "";
}

float rarity(const Index& index, std::uint32_t frequency) {
    const auto all = static_cast<float>(index.documents());
    const auto some = static_cast<float>(frequency);
    return std::log(1 + (all - some + 0.5F) / (some + 0.5F));
}

float rarity_of(const Index& index, const QueryWord& word, const Meaning& meaning) {
    const float here = rarity(index, index.frequency(meaning.term));
    return meaning.match == Match::beginning ? std::min(here, word.rarity_begun) : here;
}

std::vector<QueryWord> read_query(const Index& index, Analyzer& analyzer, std::string_view language,
                                  std::string_view words, const Weights& weights) {
    constexpr std::size_t kMostRemembered = 10'000;
    if (analyzer.known() > kMostRemembered) analyzer.forget();
    words = words.substr(0, kLongestQuery);
    const auto meant = weights.sound > 0 ? as_meant(index, analyzer, language, words) : std::string(words);
    std::vector<Token> tokens;
    for (const Token* token : analyzer.words(meant, kMostQueryWords + 1)) tokens.push_back(*token);
    const bool all = tokens.size() <= kMostQueryWords;
    if (!all) tokens.pop_back();
    const bool unfinished = all && !words.empty() && words.back() != ' ';
    std::vector<QueryWord> query;
    Reader reader(index, analyzer, language, weights);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        auto word = reader.read(tokens[i], unfinished && i + 1 == tokens.size());
        if (weights.synonym > 0) {
            const auto phrases = phrases_at(index, tokens, i);
            for (std::size_t length = 1; length <= phrases.size(); ++length) {
                if (phrases[length - 1].size() == 0 || (length == 1 && word.stop)) continue;
                reader.add_meanings(phrases[length - 1]);
                word.stop = false;
            }
        }
        reader.finish(word);
        query.push_back(std::move(word));
    }
    return query;
}

}  // namespace storeside::search
