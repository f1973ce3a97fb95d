#include "firmware/search/writer.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <unordered_map>
#include <utility>

#include "firmware/search/assembly.hpp"
#include "firmware/search/fold.hpp"
#include "firmware/search/format.hpp"
#include "firmware/search/sound.hpp"

namespace storeside::search {
namespace {

constexpr std::size_t kMostPhraseWords = 4;

// Numbers for strings, in the order in which they come.
class Numbers {
public:
    std::uint32_t of(const std::string& text) {
        const auto [at, is_new] = numbers_.try_emplace(text, static_cast<std::uint32_t>(texts_.size()));
        if (is_new) texts_.push_back(&at->first);
        return at->second;
    }
    const std::uint32_t* find(const std::string& text) const {
        const auto at = numbers_.find(text);
        return at == numbers_.end() ? nullptr : &at->second;
    }
    std::size_t size() const { return texts_.size(); }
    const std::string& text(std::uint32_t number) const { return *texts_[number]; }

    // The numbers in the order of their texts; `places` becomes where each has gone.
    std::vector<std::uint32_t> sorted(std::vector<std::uint32_t>& places) const {
        std::vector<std::uint32_t> order(size());
        for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
        std::ranges::sort(order, {},
                          [&](std::uint32_t number) -> const std::string& { return text(number); });
        places.resize(size());
        for (std::uint32_t i = 0; i < order.size(); ++i) places[order[i]] = i;
        return order;
    }

private:
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<const std::string*> texts_;
};

// Calls with each sentence: what stands between line ends, and full stops with a space behind them.
template <class Visit>
void each_sentence(std::string_view text, Visit visit) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool ends = c == '\n' || ((c == '.' || c == '?' || c == '!' || c == ';') &&
                                        (i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n'));
        if (!ends) continue;
        visit(text.substr(begin, i - begin));
        begin = i + 1;
    }
    if (begin < text.size()) visit(text.substr(begin));
}

class Builder {
public:
    Builder(std::string_view language) : language_(language), analyzer_(language) {}

    void add(const Document& document) {
        Text text{document.row, {}, {}};
        add_field(document.name, kNameWeight, text);
        text.words.push_back(kNamesEnd);
        add_field(document.body, 1, text);
        texts_.push_back(std::move(text));
    }

    std::string finish(std::span<const SynonymGroup> own) {
        synonyms_ = common_synonyms(language_);
        synonyms_.insert(synonyms_.end(), own.begin(), own.end());
        add_synonyms();
        stem_order_ = stems_.sorted(stem_places_);
        add_sounds();
        word_order_ = words_.sorted(word_places_);
        Parts parts;
        for (const auto stem : stem_order_) parts.terms.push_back(stems_.text(stem));
        add_documents(parts);
        add_words(parts);
        const auto phrases = meanings();
        for (const auto& [phrase, terms] : phrases) parts.phrases.push_back({phrase, terms});
        return assemble(std::move(parts), std::numeric_limits<std::size_t>::max()).value();
    }

private:
    struct Text {
        std::uint32_t row = 0;
        std::vector<std::uint32_t> words;  // as in Section::texts, by the numbers of words_
        std::vector<std::pair<std::uint32_t, float>> counts;  // of stems, each once, weighted
    };
    // A token in numbers: its word, and its own stems, without those of others that are spelled alike when
    // their accents are gone.
    struct Known {
        std::uint32_t word = 0;
        std::uint32_t times = 0;
        std::vector<std::uint32_t> stems;
    };

    Known& known(const Token& token) {
        const auto [at, is_new] = known_.try_emplace(&token);
        if (!is_new) return at->second;
        Known& made = at->second;
        made.word = words_.of(token.word);
        if (made.word == stems_of_.size()) stems_of_.emplace_back();
        for (const auto& stem : token.stems) {
            made.stems.push_back(stems_.of(stem));
            auto& all = stems_of_[made.word];
            if (!std::ranges::count(all, made.stems.back())) all.push_back(made.stems.back());
        }
        return made;
    }

    void add_field(std::string_view field, float weight, Text& text) {
        each_sentence(field, [&](std::string_view sentence) {
            const auto before = text.words.size();
            for (const Token* token : analyzer_.words(sentence, sentence.size())) {
                Known& word = known(*token);
                ++word.times;
                text.words.push_back(word.word + kFirstWord);
                for (const auto stem : word.stems) text.counts.emplace_back(stem, weight);
            }
            if (text.words.size() != before) text.words.push_back(kSentenceEnds);
        });
    }

    bool is_answered(const SynonymGroup& group) {
        return std::ranges::any_of(group, [&](const auto& synonym) {
            const auto tokens = analyzer_.words(synonym, 2);
            return tokens.size() == 1 && std::ranges::any_of(tokens.front()->stems, [&](const auto& stem) {
                       return stems_.find(stem) != nullptr;
                   });
        });
    }

    // Words that no document has are mistyped, too: those of synonyms stand in the index without stems.
    void add_synonyms() {
        std::erase_if(synonyms_, [&](const SynonymGroup& group) { return !is_answered(group); });
        for (const auto& group : synonyms_) {
            for (const auto& synonym : group) {
                const auto tokens = analyzer_.words(synonym, 2);
                if (tokens.size() != 1 || known_.contains(tokens.front())) continue;
                auto& word = known_[tokens.front()];
                word.word = words_.of(tokens.front()->word);
                if (word.word == stems_of_.size()) stems_of_.emplace_back();
            }
        }
    }

    // Words of another script are found by their sound, too: as words of their own with the same stems.
    void add_sounds() {
        const auto written = static_cast<std::uint32_t>(words_.size());
        for (std::uint32_t word = 0; word < written; ++word) {
            const auto key = sound_key(words_.text(word), language_);
            if (key.empty() || key == words_.text(word)) continue;
            const auto sound = words_.of(key);
            if (sound == stems_of_.size()) stems_of_.emplace_back();
            if (sound == sounds_of_.size() + written) sounds_of_.push_back(word);
            for (const auto stem : std::vector(stems_of_[word]))
                if (!std::ranges::count(stems_of_[sound], stem)) stems_of_[sound].push_back(stem);
        }
    }

    void add_documents(Parts& parts) {
        for (auto& text : texts_) {
            for (auto& word : text.words)
                if (word >= kFirstWord) word = word_places_[word - kFirstWord] + kFirstWord;
            parts.documents.push_back({text.row, std::move(text.words), {}});
        }
        const auto norms = search::norms(parts.documents);
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            auto& counts = texts_[i].counts;
            for (auto& count : counts) count.first = stem_places_[count.first];
            std::ranges::sort(counts, {}, &std::pair<std::uint32_t, float>::first);
            for (std::size_t c = 0; c < counts.size();) {
                float count = 0;
                const auto term = counts[c].first;
                for (; c < counts.size() && counts[c].first == term; ++c) count += counts[c].second;
                parts.documents[i].postings.push_back({term, impact(count, norms[i])});
            }
            counts = {};
        }
    }

    // Of each word of the texts: the spelling that most of them have, of two as frequent the first by its
    // bytes.
    std::vector<std::string_view> spellings() const {
        std::vector<std::pair<std::uint32_t, std::string_view>> best(words_.size());
        for (const auto& [token, known] : known_) {
            auto& [times, written] = best[known.word];
            if (written.empty() || known.times > times ||
                (known.times == times && token->written < written)) {
                times = known.times;
                written = token->written;
            }
        }
        std::vector<std::string_view> written;
        for (const auto& spelling : best) written.push_back(spelling.second);
        const auto first_sound = written.size() - sounds_of_.size();
        for (std::size_t i = 0; i < sounds_of_.size(); ++i) written[first_sound + i] = written[sounds_of_[i]];
        return written;
    }

    void add_words(Parts& parts) {
        const auto written = spellings();
        for (const auto word : word_order_) {
            parts.words.push_back({words_.text(word), written[word], {}});
            for (const auto stem : stems_of_[word]) parts.words.back().stems.push_back(stem_places_[stem]);
        }
    }

    // Only what the documents can answer is kept: a phrase leads to the stems of the others of its group.
    std::map<std::string, std::vector<std::uint32_t>> meanings() {
        std::map<std::string, std::vector<std::uint32_t>> all;
        for (const auto& group : synonyms_) add_group(group, all);
        for (auto& [phrase, terms] : all) {
            std::ranges::sort(terms);
            terms.erase(std::ranges::unique(terms).begin(), terms.end());
        }
        return all;
    }

    void add_group(const SynonymGroup& group, std::map<std::string, std::vector<std::uint32_t>>& meanings) {
        for (const auto& from : group) {
            // Typed with its accents, and without.
            std::string phrase, bare;
            for (const Token* token : analyzer_.words(from, kMostPhraseWords)) {
                phrase.append(phrase.empty() ? "" : " ").append(token->stems.front());
                bare.append(bare.empty() ? "" : " ").append(token->stems.back());
            }
            std::vector<std::uint32_t> terms;
            for (const auto& to : group) {
                if (&to == &from) continue;
                const auto others = analyzer_.words(to, 2);
                if (others.size() != 1) continue;  // a phrase is asked for, but not looked for
                for (const auto& stem : others.front()->stems)
                    if (const auto* number = stems_.find(stem)) terms.push_back(stem_places_[*number]);
            }
            if (phrase.empty() || terms.empty()) continue;
            for (const auto& key : {phrase, bare}) {
                auto& all = meanings[key];
                all.insert(all.end(), terms.begin(), terms.end());
            }
        }
    }

    std::string language_;
    Analyzer analyzer_;
    std::unordered_map<const Token*, Known> known_;
    Numbers words_, stems_;
    std::vector<std::vector<std::uint32_t>> stems_of_;  // each word's
    std::vector<std::uint32_t> sounds_of_;  // the words that the last ones of words_ are the sounds of
    std::vector<SynonymGroup> synonyms_;
    std::vector<Text> texts_;
    std::vector<std::uint32_t> stem_order_, stem_places_, word_order_, word_places_;
};

}  // namespace

std::string build_index(std::span<const Document> documents, std::string_view language,
                        std::span<const SynonymGroup> own_synonyms) {
    Builder builder(language);
    for (const auto& document : documents) builder.add(document);
    return builder.finish(own_synonyms);
}

}  // namespace storeside::search
