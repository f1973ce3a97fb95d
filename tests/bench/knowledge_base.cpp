#include "tests/bench/knowledge_base.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <random>
#include <set>
#include <span>
#include <string_view>

namespace storeside::bench {
namespace {

constexpr double kStemsOfHundredThousand = 30'000;
constexpr std::size_t kSubject = 8;  // stems an article keeps returning to
constexpr std::size_t kLongestLead = 15;
constexpr double kCodes = 0.007;  // of all words: names of models, numbers of errors
constexpr auto kMakes = std::to_array<std::string_view>({"", "e", "kx", "st", "mod"});

// What English texts are held together with, the most frequent first.
constexpr std::array<std::string_view, 64> kStopWords = {
    "the",   "to",    "of",   "and",  "a",     "in",   "you",   "is",    "for",   "it",    "your",
    "on",    "with",  "that", "be",   "i",     "can",  "are",   "or",    "if",    "my",    "this",
    "do",    "at",    "we",   "not",  "from",  "have", "how",   "by",    "will",  "as",    "an",
    "what",  "when",  "it's", "our",  "which", "was",  "there", "where", "does",  "after", "no",
    "don't", "their", "has",  "more", "them",  "all",  "me",    "then",  "why",   "about", "these",
    "any",   "up",    "but",  "out",  "so",    "been", "only",  "into",  "before"};

constexpr auto kOnsets = std::to_array<std::string_view>(
    {"b",  "c",  "d",  "f",  "g",  "h",  "j",  "l",  "m",  "n",  "p",  "r",  "s",  "t",
     "v",  "w",  "br", "ch", "cl", "cr", "dr", "fl", "gr", "pl", "pr", "qu", "sc", "sh",
     "sl", "sp", "st", "th", "tr", "b",  "c",  "d",  "m",  "p",  "r",  "s",  "t",  ""});
constexpr auto kVowels = std::to_array<std::string_view>(
    {"a", "e", "i", "o", "u", "a", "e", "i", "o", "e", "ai", "ea", "ee", "oa", "oo", "ou"});
constexpr auto kMiddles = std::to_array<std::string_view>({"", "", "", "", "n", "r", "l", "s", "m", "c"});
// The last letters of a stem are consonants, so that any ending fits.
constexpr auto kCodas = std::to_array<std::string_view>(
    {"n", "r", "l", "t", "d", "m", "p", "k", "ck", "nd", "nt", "rt", "rd", "st", "sh", "ct", "lt", "mp"});
// Nouns (a third of all), verbs, their nouns, adjectives, Latin: the endings of each, as often as they stand
// here.
constexpr auto kKinds = std::to_array<std::array<std::string_view, 10>>({
    {"", "", "", "", "", "", "s", "s", "s", "s"},
    {"", "", "", "", "", "", "s", "s", "s", "s"},
    {"", "", "", "", "", "s", "ed", "ed", "ing", "ing"},
    {"", "", "", "", "s", "ed", "ing", "er", "able", "ment"},
    {"", "", "", "", "", "", "", "ly", "ness", "er"},
    {"", "", "", "", "", "s", "s", "ation", "ations", "ational"},
});

// The standard's distributions differ from library to library.
class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(engine_() % limit); }
    bool chance(double of) { return real() < of; }
    double real() { return static_cast<double>(engine_() >> 11) * 0x1.0p-53; }
    std::size_t between(std::size_t least, std::size_t most) { return least + below(most - least + 1); }
    std::string_view any(std::span<const std::string_view> of) { return of[below(of.size())]; }

private:
    std::mt19937_64 engine_;
};

// Draws ranks: the more to the front the more often.
class Zipf {
public:
    explicit Zipf(std::size_t ranks) {
        constexpr double kMandelbrot = 2.7;
        double sum = 0;
        for (std::size_t i = 0; i < ranks; ++i)
            below_.push_back(sum += 1 / (static_cast<double>(i + 1) + kMandelbrot));
    }
    std::size_t draw(Dice& dice) const {
        const auto at = std::ranges::upper_bound(below_, dice.real() * below_.back());
        return std::min(static_cast<std::size_t>(at - below_.begin()), below_.size() - 1);
    }

private:
    std::vector<double> below_;
};

std::string make_stem(Dice& dice, std::size_t syllables) {
    std::string stem;
    for (std::size_t i = 0; i < syllables; ++i) {
        stem += dice.any(kOnsets);
        stem += dice.any(kVowels);
        stem += dice.any(i + 1 == syllables ? std::span<const std::string_view>(kCodas) : kMiddles);
    }
    return stem;
}

class Vocabulary {
public:
    Vocabulary(std::size_t stems, Dice& dice) {
        for (const auto word : kStopWords) known_.emplace(word);
        while (stems_.size() < stems) {
            // What is said often is short.
            const bool frequent = stems_.size() < 1000;
            const std::size_t syllables = frequent ? dice.between(1, 2) : dice.chance(0.2) ? 3 : 2;
            auto stem = make_stem(dice, syllables);
            if (stem.size() > 2 && known_.insert(stem).second) stems_.push_back(std::move(stem));
        }
    }

    std::size_t size() const { return stems_.size(); }

    std::string inflected(std::size_t stem, Dice& dice) const {
        const auto ending = dice.any(kKinds[stem % kKinds.size()]);
        const bool hisses = ending == "s" && stems_[stem].ends_with("sh");
        return stems_[stem] + (hisses ? "es" : std::string(ending));
    }

    std::string unknown(Dice& dice) const {
        for (;;)
            if (auto stem = make_stem(dice, 2); stem.size() > 3 && !known_.contains(stem)) return stem;
    }

private:
    std::vector<std::string> stems_;
    std::set<std::string, std::less<>> known_;
};

std::string joined(std::span<const std::string> words) {
    std::string all;
    for (const auto& word : words) all.append(all.empty() ? "" : " ").append(word);
    return all;
}

std::string sentence(std::span<const std::string> words, char end) {
    auto text = joined(words);
    if (!text.empty() && text[0] >= 'a') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return end ? text + end : text;
}

// One slip of a finger; the first letter is hit more surely than the others.
std::string mistyped(std::string word, Dice& dice) {
    static constexpr std::array<std::string_view, 26> kNeighbours = {
        "sqz", "vn", "xv", "sf", "wr", "dg", "fh", "gj", "uo", "hk", "jl", "k",  "n",
        "bm",  "ip", "o",  "wa", "et", "ad", "ry", "yi", "cb", "qe", "zc", "tu", "x"};
    const auto neighbour = [&](char of) {
        const auto near = kNeighbours[static_cast<std::size_t>(of - 'a')];
        return near[dice.below(near.size())];
    };
    const std::size_t at = dice.chance(0.1) ? 0 : dice.between(1, word.size() - 1);
    switch (dice.below(5)) {
        case 0:
            word[at] = neighbour(word[at]);
            break;
        case 1:
            word.erase(at, 1);
            break;
        case 2:
            word.insert(at, 1, word[at]);
            break;
        case 3:
            word.insert(at + 1, 1, neighbour(word[at]));
            break;
        default:
            // Two of the same letter exchanged would be no typo.
            if (at > 0 && word[at] != word[at - 1])
                std::swap(word[at], word[at - 1]);
            else
                word.erase(at, 1);
    }
    return word;
}

class Author {
public:
    Author(std::size_t articles, std::uint64_t seed)
        : dice_(seed),
          words_(static_cast<std::size_t>(
                     std::ceil(kStemsOfHundredThousand * std::sqrt(static_cast<double>(articles) / 1e5))),
                 dice_),
          stems_(words_.size()),
          stop_words_(kStopWords.size()) {}

    content::ArticleSource article(std::size_t number) {
        std::array<std::size_t, kSubject> subject;
        for (auto& stem : subject) stem = stems_.draw(dice_);
        content::ArticleSource source;
        auto& article = source.article;
        article.id = fmt::format("a{:06}", number);
        source.file = fmt::format("articles/{}/en.md", article.id);
        article.language = "en";
        article.category = "all";
        article.title = sentence(text(subject, dice_.between(5, 7), 0.3, 0.7), 0);
        for (int i = 0; i < 3; ++i)
            source.questions.push_back(sentence(text(subject, dice_.between(5, 10), 0.5, 0.4), '?'));
        const auto body = text(subject, dice_.between(45, 75), 0.45, 0.3);
        const std::span all(body);
        article.lead = sentence(all.first(kLongestLead), '.');
        article.body.push_back({.cells = {{{.text = sentence(all.subspan(kLongestLead), '.')}}}});
        subjects_.push_back(subject);
        return source;
    }

    // Of the articles written so far.
    Query query(const content::Source& source, bool with_typo, bool with_unknown) {
        const std::size_t number = dice_.below(source.articles.size());
        std::vector<std::string> words;
        std::vector<std::size_t> meant;  // those that are no stop words
        for (std::size_t i = dice_.between(2, 5); i > 0; --i) {
            const bool must = i == 1 && meant.empty();  // else nothing is asked
            if (!must && dice_.chance(0.2)) {
                words.emplace_back(kStopWords[stop_words_.draw(dice_)]);
                continue;
            }
            meant.push_back(words.size());
            words.push_back(dice_.chance(0.75) ? about(subjects_[number])
                                               : word_of(body_of(source.articles[number])));
        }
        Query query{.article = source.articles[number].article.id};
        if (with_unknown) {
            if (meant.size() == 1) words.emplace_back();  // one that is in the article stays
            words[meant.size() == 1 ? words.size() - 1 : meant.back()] = words_.unknown(dice_);
            query.has_unknown = true;
        }
        if (with_typo) {
            const auto at = meant.front();
            // A word of three letters with a typo could be anything.
            while (words[at].size() < 4 || !std::ranges::all_of(words[at], is_letter))
                words[at] = about(subjects_[number]);
            words[at] = mistyped(std::move(words[at]), dice_);
            query.mistyped = true;
        }
        query.words = joined(words);
        return query;
    }

private:
    using Subject = std::span<const std::size_t, kSubject>;

    static bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

    std::string about(Subject subject) { return words_.inflected(subject[dice_.below(kSubject)], dice_); }

    std::vector<std::string> text(Subject subject, std::size_t words, double stop_words, double on_subject) {
        std::vector<std::string> all(words);
        for (auto& word : all) {
            const double which = dice_.real();
            if (dice_.chance(kCodes)) {
                word = fmt::format("{}{}", dice_.any(kMakes), dice_.between(100, 9999));
                continue;
            }
            if (which < stop_words)
                word = kStopWords[stop_words_.draw(dice_)];
            else if (which < stop_words + on_subject)
                word = about(subject);
            else
                word = words_.inflected(stems_.draw(dice_), dice_);
        }
        return all;
    }

    // Any but the first and the last, which have a capital letter and a full stop, and stop words.
    std::string word_of(const std::string& text) {
        for (;;) {
            const auto from = text.find(' ', dice_.below(text.size() * 3 / 4)) + 1;
            auto word = text.substr(from, text.find(' ', from) - from);
            if (!word.ends_with('.') && !std::ranges::count(kStopWords, word)) return word;
        }
    }

    Dice dice_;
    Vocabulary words_;
    Zipf stems_, stop_words_;
    std::vector<std::array<std::size_t, kSubject>> subjects_;
};

}  // namespace

KnowledgeBase make_knowledge_base(std::size_t articles, std::size_t queries, std::uint64_t seed) {
    KnowledgeBase made;
    auto& source = made.source;
    source.name = "Made up";
    source.version = "1";
    source.languages = {"en"};
    source.greetings = {{"en", "Hello"}};
    source.categories = {{"all", "book", {{"en", "All"}}}};
    Author author(articles, seed);
    source.articles.reserve(articles);
    for (std::size_t i = 0; i < articles; ++i) source.articles.push_back(author.article(i));
    made.queries.reserve(queries);
    for (std::size_t i = 0; i < queries; ++i)
        made.queries.push_back(author.query(source, i % 3 == 0, i % 10 == 7));
    return made;
}

std::string body_of(const content::ArticleSource& article) {
    return article.article.body.front().cells.front().front().text;
}

}  // namespace storeside::bench
