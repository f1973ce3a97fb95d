#include "ui/frame/rich.hpp"

#include "ui/frame/atlas.hpp"

namespace storeside::frame {
namespace {

// Lower case of Latin, Greek and Cyrillic letters without their tables: enough to mark a word, not to search.
char32_t lower(char32_t c) {
    if ((c >= U'A' && c <= U'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7)) return c + 0x20;
    if (c == 0x130) return U'i';
    if (c >= 0x100 && c <= 0x137) return c | 1U;
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c + (c & 1U);
    if (c >= 0x14A && c <= 0x177) return c | 1U;
    if (c >= 0x391 && c <= 0x3AB) return c + 0x20;
    if (c >= 0x410 && c <= 0x42F) return c + 0x20;
    if (c >= 0x400 && c <= 0x40F) return c + 0x50;
    switch (c) {
        case 0x386:
            return 0x3AC;
        case 0x388:
            return 0x3AD;
        case 0x389:
            return 0x3AE;
        case 0x38A:
            return 0x3AF;
        case 0x38C:
            return 0x3CC;
        case 0x38E:
            return 0x3CD;
        case 0x38F:
            return 0x3CE;
        default:
            return c;
    }
}

bool begins_with(std::string_view word, std::string_view prefix) {
    while (!prefix.empty()) {
        if (word.empty() || lower(take_code_point(word)) != lower(take_code_point(prefix))) return false;
    }
    return true;
}

}  // namespace

std::string Rich::plain() const {
    std::string text;
    for (const Span& span : spans) text += span.text;
    return text;
}

Rich with_strong(std::string_view text, std::span<const std::string> words) {
    constexpr std::string_view kBetweenWords = " \n\t.,;:!?()\"/";
    std::vector<Span> spans;
    const auto add = [&spans](std::string_view part, bool strong) {
        if (part.empty()) return;
        if (!spans.empty() && spans.back().strong == strong) {
            spans.back().text += part;
        } else {
            spans.push_back({std::string(part), strong, {}});
        }
    };
    while (!text.empty()) {
        const std::size_t start = std::min(text.find_first_not_of(kBetweenWords), text.size());
        add(text.substr(0, start), false);
        text.remove_prefix(start);
        const std::string_view word = text.substr(0, text.find_first_of(kBetweenWords));
        bool strong = false;
        for (const std::string& wanted : words)
            strong = strong || (!wanted.empty() && begins_with(word, wanted));
        add(word, strong);
        text.remove_prefix(word.size());
    }
    return {std::move(spans)};
}

}  // namespace storeside::frame
