// Words as search compares them: without case, accents and endings, so that what a shopper types meets what
// an author wrote.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace storeside::content {

// Compatibility forms resolved, case folded, marks stripped: "Ελληνικής" is "ελληνικησ", "Ёлка" is "елка"
// ("й" stays), "Đak" is "dak"; in Turkish "I" is the capital of "ı", and both meet "i". Any bytes will do;
// those that are not UTF-8 become U+FFFD.
std::string fold(std::string_view text, std::string_view language);

struct Token {
    std::string word;  // folded
    std::vector<std::string>
        forms;  // what the index holds for it: the word, then its stem and other spellings
};

// The first `limit` words of a text; a word is a run of letters and digits, and longer than 40 it is cut.
// Stems are Snowball's, for the languages it has; the words of others stay as they are.
std::vector<Token> tokens(std::string_view text, std::string_view language, std::size_t limit);

}  // namespace storeside::content
