// Words as search compares them: without case, accents and endings, so that what a shopper types meets what
// an author wrote.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace storeside::search {

// Compatibility forms resolved, case folded, marks stripped: "Ελληνικής" is "ελληνικησ", "Ёлка" is "елка"
// ("й" stays), "Đak" is "dak"; in Turkish "I" is the capital of "ı", and both meet "i". Any bytes will do;
// those that are not UTF-8 become U+FFFD.
std::string fold(std::string_view text, std::string_view language);

struct Token {
    std::string word;                // folded
    std::string written;             // in lower case, with its accents
    std::vector<std::string> stems;  // folded, never empty: of the word as written, and without its accents

    friend bool operator==(const Token&, const Token&) = default;
};

// Whether two words meet, in any of their stems.
bool share_a_stem(const Token& a, const Token& b);

// Splits texts of one language into words and remembers those that it has met. Stems are Snowball's, for the
// languages it has; the words of others stay as they are.
class Analyzer {
public:
    explicit Analyzer(std::string_view language);
    Analyzer(Analyzer&&) noexcept;
    Analyzer& operator=(Analyzer&&) noexcept;
    ~Analyzer();

    // The first `limit` words of a text; a word is a run of letters and digits, and longer than 40 it is cut.
    // "10,5" is one word, as "10.5", and so is "WD-40", as "WD40".
    // They live until forget().
    std::vector<const Token*> words(std::string_view text, std::size_t limit);

    // How many words it remembers, and the way back to none.
    std::size_t known() const { return known_.size(); }
    void forget() { known_.clear(); }

private:
    class Stemmer;

    const Token* token(const std::string& lowered);

    std::string language_;
    std::unique_ptr<Stemmer> stemmer_;
    std::unordered_map<std::string, Token> known_;  // by the word in lower case, with its accents
};

// The same for one text.
std::vector<Token> tokens(std::string_view text, std::string_view language, std::size_t limit);

// "pt" of "pt-BR".
std::string_view base_language(std::string_view language);

}  // namespace storeside::search
