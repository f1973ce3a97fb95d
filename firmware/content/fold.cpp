#include "firmware/content/fold.hpp"

#include <libstemmer.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <utility>

namespace storeside::content {
namespace {

using icu::UnicodeString;

constexpr int kLongestWord = 40;
constexpr std::size_t kMostBytes = 64 << 20;

std::string_view base(std::string_view language) { return language.substr(0, language.find('-')); }

bool has_dotless_i(std::string_view language) { return base(language) == "tr" || base(language) == "az"; }

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

class Stemmer {
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
            if (code == base(language)) stemmer_.reset(sb_stemmer_new(algorithm, "UTF_8"));
    }

    UnicodeString stem(const UnicodeString& word) {
        if (!stemmer_) return word;
        const std::string bytes = utf8(word);
        const auto* found = sb_stemmer_stem(stemmer_.get(), reinterpret_cast<const sb_symbol*>(bytes.data()),
                                            static_cast<int>(bytes.size()));
        if (!found) return word;
        const icu::StringPiece stem(reinterpret_cast<const char*>(found), sb_stemmer_length(stemmer_.get()));
        return stem.empty() ? word : UnicodeString::fromUTF8(stem);
    }

private:
    struct Delete {
        void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
    };
    std::unique_ptr<sb_stemmer, Delete> stemmer_;
};

class Words {
public:
    explicit Words(std::string_view language) : language_(base(language)), stemmer_(language) {}

    Token token(const UnicodeString& word) {
        const auto bare = stripped(word);
        Token token{utf8(bare), {}};
        add(token, bare);
        // Without its accents Turkish loses the vowel harmony that its stemmer goes by, but that is how many
        // type it.
        add(token, stripped(stemmer_.stem(word)));
        add(token, stripped(stemmer_.stem(bare)));
        // Where the key is missing, Croatian "đ" is typed as "d" or "dj".
        if (language_ == "hr" && word.indexOf(UChar32{U'đ'}) >= 0) {
            auto spelled = word;
            spelled.findAndReplace(u"đ", u"dj");
            add(token, stripped(spelled));
            add(token, stripped(stemmer_.stem(stripped(spelled))));
        }
        return token;
    }

private:
    static void add(Token& token, const UnicodeString& form) {
        auto bytes = utf8(form);
        if (!bytes.empty() && !std::ranges::count(token.forms, bytes))
            token.forms.push_back(std::move(bytes));
    }

    std::string_view language_;
    Stemmer stemmer_;
};

}  // namespace

std::string fold(std::string_view text, std::string_view language) {
    return utf8(stripped(lowered(text, language)));
}

std::vector<Token> tokens(std::string_view text, std::string_view language, std::size_t limit) {
    const auto all = lowered(text, language);
    // English writes "don't" and types "dont"; elsewhere an apostrophe ends a word: "Bramble'ın", "l'ordine".
    const bool joins = base(language) == "en";
    Words words(language);
    std::vector<Token> found;
    UnicodeString word;
    const auto finish = [&] {
        if (auto token = words.token(word); !token.forms.empty()) found.push_back(std::move(token));
        word.remove();
    };
    for (std::int32_t i = 0; i < all.length() && found.size() < limit; i = all.moveIndex32(i, 1)) {
        const UChar32 c = all.char32At(i);
        if (u_isalnum(c) || is_mark(c)) {
            if (word.length() < kLongestWord) word.append(c);
        } else if (!word.isEmpty() && !(joins && (c == U'\'' || c == U'’'))) {
            finish();
        }
    }
    if (!word.isEmpty() && found.size() < limit) finish();
    return found;
}

}  // namespace storeside::content
