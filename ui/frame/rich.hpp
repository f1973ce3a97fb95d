// Text with strong words and links in it.
#pragma once
#include <cstddef>
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

// Bytes of a text, from `begin` to before `end`.
struct Range {
    std::size_t begin = 0, end = 0;
};

// `text` with these parts of it strong; they are in order and don't overlap, and one that is not so, or lies
// outside, is left out.
Rich with_strong(std::string_view text, std::span<const Range> parts);

}  // namespace storeside::frame
