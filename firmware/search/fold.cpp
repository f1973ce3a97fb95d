#include "firmware/search/fold.hpp"

#include <libstemmer.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <type_traits>
#include <utility>

namespace storeside::search {
namespace {

using icu::UnicodeString;

constexpr std::size_t kLongestWord = 40;
constexpr std::size_t kMostBytes = 64 << 20;

bool has_dotless_i(std::string_view language) {
    return base_language(language) == "tr" || base_language(language) == "az";
}

bool is_mark(UChar32 c) {
    const auto type = u_charType(c);
    return type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK;
}

UnicodeString normalized(const UnicodeString& text, const icu::Normalizer2* (*form)(UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* normalizer = form(status);
    if (U_FAILURE(status)) return text;  // only when ICU's own data is missing
    auto result = normalizer->normalize(text, status);
    return U_FAILURE(status) ? text : result;
}

// Lower case with its accents: what the stemmers were written for.
UnicodeString lowered(std::string_view text, std::string_view language) {
    const icu::StringPiece bytes(text.data(), static_cast<std::int32_t>(std::min(text.size(), kMostBytes)));
    auto result = normalized(UnicodeString::fromUTF8(bytes), icu::Normalizer2::getNFKCInstance);
    result.foldCase(has_dotless_i(language) ? U_FOLD_CASE_EXCLUDE_SPECIAL_I : U_FOLD_CASE_DEFAULT);
    return normalized(result, icu::Normalizer2::getNFKCInstance);
}

// Letters with a stroke, or without a dot, that Unicode doesn't take apart.
UChar32 plain(UChar32 c) {
    switch (c) {
        case U'đ':
            return U'd';
        case U'ı':
            return U'i';
        case U'ł':
            return U'l';
        case U'ø':
            return U'o';
        case U'ς':
            return U'σ';
        default:
            return c;
    }
}

UnicodeString stripped(const UnicodeString& text) {
    constexpr UChar32 kBreve = 0x306;
    const auto apart = normalized(text, icu::Normalizer2::getNFKDInstance);
    UnicodeString result;
    UChar32 before = 0;
    for (std::int32_t i = 0; i < apart.length(); i = apart.moveIndex32(i, 1)) {
        const UChar32 c = apart.char32At(i);
        // To a Russian "й" is a letter of its own, not an "и" with a mark.
        if (!is_mark(c) || (c == kBreve && before == U'и')) result.append(plain(c));
        before = c;
    }
    return normalized(result, icu::Normalizer2::getNFCInstance);
}

std::string utf8(const UnicodeString& text) {
    std::string bytes;
    return text.toUTF8String(bytes);
}

// What stands between the parts of one word: "10.5" and "10,5" are a number, "WD-40" is a name as "WD40" is.
enum class Between { ends, point, nothing };

// `word` is what was read of it so far, `next` what follows `c`.
template <class Word>
Between between(const Word& word, std::size_t length, UChar32 c, UChar32 next) {
    constexpr std::size_t kLongestName = 3;  // letters: "24-hour" and "on-site" are two words
    const auto letter = [&](std::size_t i) {
        if constexpr (std::is_same_v<Word, UnicodeString>)
            return static_cast<UChar32>(word.charAt(static_cast<std::int32_t>(i)));
        else
            return static_cast<UChar32>(word[i]);
    };
    const auto last = letter(length - 1);
    if ((c == U'.' || c == U',') && u_isdigit(last) && u_isdigit(next)) return Between::point;
    if (c != U'-' || !u_isdigit(next) || length > kLongestName) return Between::ends;
    for (std::size_t i = 0; i < length; ++i)
        if (u_isdigit(letter(i))) return Between::ends;
    return Between::nothing;
}

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

}  // namespace

std::string_view base_language(std::string_view language) { return language.substr(0, language.find('-')); }

std::string fold(std::string_view text, std::string_view language) {
    return utf8(stripped(lowered(text, language)));
}

bool share_a_stem(const Token& a, const Token& b) {
    return std::ranges::any_of(a.stems,
                               [&](const auto& stem) { return std::ranges::count(b.stems, stem) > 0; });
}

class Analyzer::Stemmer {
public:
    explicit Stemmer(std::string_view language) {
        // Snowball has no Croatian; its Serbian reads Latin script and Croatian spellings too.
        static constexpr std::array<std::pair<std::string_view, const char*>, 14> kAlgorithms = {{
            {"da", "danish"},
            {"de", "german"},
            {"el", "greek"},
            {"en", "english"},
            {"es", "spanish"},
            {"fi", "finnish"},
            {"fr", "french"},
            {"hr", "serbian"},
            {"it", "italian"},
            {"nl", "dutch"},
            {"pt", "portuguese"},
            {"ru", "russian"},
            {"sr", "serbian"},
            {"tr", "turkish"},
        }};
        for (const auto& [code, algorithm] : kAlgorithms)
            if (code == language) stemmer_.reset(sb_stemmer_new(algorithm, "UTF_8"));
    }

    std::string stem(const std::string& word) {
        if (!stemmer_) return word;
        const auto* found = sb_stemmer_stem(stemmer_.get(), reinterpret_cast<const sb_symbol*>(word.data()),
                                            static_cast<int>(word.size()));
        const int length = found ? sb_stemmer_length(stemmer_.get()) : 0;
        return length == 0
                   ? word
                   : std::string(reinterpret_cast<const char*>(found), static_cast<std::size_t>(length));
    }

private:
    struct Delete {
        void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
    };
    std::unique_ptr<sb_stemmer, Delete> stemmer_;
};

Analyzer::Analyzer(std::string_view language)
    : language_(base_language(language)), stemmer_(std::make_unique<Stemmer>(language_)) {}
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;
Analyzer::~Analyzer() = default;

const Token* Analyzer::token(const std::string& lowered) {
    const auto [at, is_new] = known_.try_emplace(lowered);
    if (!is_new) return &at->second;
    const auto bare = [](const std::string& word) {
        return is_ascii(word) ? word : utf8(stripped(UnicodeString::fromUTF8(word)));
    };
    Token& token = at->second;
    const auto add = [&](std::string stem) {
        if (!stem.empty() && !std::ranges::count(token.stems, stem)) token.stems.push_back(std::move(stem));
    };
    token.written = lowered;
    token.word = bare(lowered);
    // Without its accents Turkish loses the vowel harmony that its stemmer goes by, but that is how many type
    // it.
    add(bare(stemmer_->stem(lowered)));
    add(bare(stemmer_->stem(token.word)));
    // Its stemmer takes more from "ürün" than from "ürünler": they meet in the whole word.
    if (language_ == "tr") add(token.word);
    // Where the key is missing, Croatian "đ" is typed as "d" or "dj".
    if (language_ == "hr" && lowered.contains("đ")) {
        auto spelled = UnicodeString::fromUTF8(lowered);
        spelled.findAndReplace(u"đ", u"dj");
        add(bare(stemmer_->stem(bare(utf8(spelled)))));
    }
    return &token;
}

std::vector<const Token*> Analyzer::words(std::string_view text, std::size_t limit) {
    // English writes "don't" and types "dont"; elsewhere an apostrophe ends a word: "Bramble'ın", "l'ordine".
    const bool joins = language_ == "en";
    std::vector<const Token*> found;
    const auto finish = [&](const std::string& word) {
        const Token* made = token(word);
        if (!made->word.empty() && !made->stems.empty()) found.push_back(made);
    };
    // ICU takes its time, and most words of many languages don't need it.
    if (is_ascii(text) && !has_dotless_i(language_)) {
        std::string word;
        for (std::size_t i = 0; i < text.size() && found.size() < limit; ++i) {
            const char c = text[i];
            const bool capital = c >= 'A' && c <= 'Z';
            if (capital || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                if (word.size() < kLongestWord) word += static_cast<char>(capital ? c - 'A' + 'a' : c);
            } else if (!word.empty() && !(joins && c == '\'')) {
                switch (between(word, word.size(), c, i + 1 < text.size() ? text[i + 1] : 0)) {
                    case Between::ends:
                        finish(word);
                        word.clear();
                        break;
                    case Between::point:
                        word += '.';
                        break;
                    case Between::nothing:
                        break;
                }
            }
        }
        if (!word.empty() && found.size() < limit) finish(word);
        return found;
    }
    const auto all = lowered(text, language_);
    UnicodeString word;
    for (std::int32_t i = 0; i < all.length() && found.size() < limit; i = all.moveIndex32(i, 1)) {
        const UChar32 c = all.char32At(i);
        if (u_isalnum(c) || is_mark(c)) {
            if (word.length() < static_cast<std::int32_t>(kLongestWord)) word.append(c);
        } else if (!word.isEmpty() && !(joins && (c == U'\'' || c == U'’'))) {
            const auto next = all.moveIndex32(i, 1);
            switch (between(word, static_cast<std::size_t>(word.length()), c,
                            next < all.length() ? all.char32At(next) : 0)) {
                case Between::ends:
                    finish(utf8(word));
                    word.remove();
                    break;
                case Between::point:
                    word.append(UChar32{U'.'});
                    break;
                case Between::nothing:
                    break;
            }
        }
    }
    if (!word.isEmpty() && found.size() < limit) finish(utf8(word));
    return found;
}

std::vector<Token> tokens(std::string_view text, std::string_view language, std::size_t limit) {
    Analyzer analyzer(language);
    std::vector<Token> found;
    for (const Token* token : analyzer.words(text, limit)) found.push_back(*token);
    return found;
}

}  // namespace storeside::search
