// Text with strong words and links in it.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace storeside::frame {

struct Span {
    std::string text;
    bool strong = false;
    std::string link;  // what paragraph() answers when this span is touched; "" for no link
};

// Anything that takes Rich also takes plain text.
struct Rich {
    Rich() = default;
    Rich(std::string text) {  // NOLINT(google-explicit-constructor): plain text is rich text
        if (!text.empty()) spans.push_back({std::move(text), false, {}});
    }
    Rich(std::string_view text) : Rich(std::string(text)) {}    // NOLINT(google-explicit-constructor)
    Rich(const char* text) : Rich(std::string(text)) {}         // NOLINT(google-explicit-constructor)
    Rich(std::vector<Span> parts) : spans(std::move(parts)) {}  // NOLINT(google-explicit-constructor)

    bool empty() const { return spans.empty(); }
    std::string plain() const;

    std::vector<Span> spans;
};

// `text` with every word that begins with one of `words` strong. Case is ignored in Latin, Greek and
// Cyrillic.
Rich with_strong(std::string_view text, std::span<const std::string> words);

}  // namespace storeside::frame
