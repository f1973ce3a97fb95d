#include "ui/frame/rich.hpp"

namespace storeside::frame {

std::string Rich::plain() const {
    std::string text;
    for (const Span& span : spans) text += span.text;
    return text;
}

Rich with_strong(std::string_view text, std::span<const Range> parts) {
    std::vector<Span> spans;
    const auto add = [&spans](std::string_view part, bool strong) {
        if (!part.empty()) spans.push_back({std::string(part), strong, {}});
    };
    std::size_t at = 0;
    for (const Range& part : parts) {
        if (part.begin < at || part.end <= part.begin || part.end > text.size()) continue;
        add(text.substr(at, part.begin - at), false);
        add(text.substr(part.begin, part.end - part.begin), true);
        at = part.end;
    }
    add(text.substr(at), false);
    return {std::move(spans)};
}

}  // namespace storeside::frame
