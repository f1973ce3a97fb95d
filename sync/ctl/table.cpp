#include "sync/ctl/table.hpp"

#include <algorithm>

namespace storeside::ctl {
namespace {

bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xc0U) != 0x80U; }

std::size_t width(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, begins_character));
}

}  // namespace

std::string table(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i != row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
    }
    std::string out;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i != row.size(); ++i) {
            line += row[i];
            line.append(widths[i] - width(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + '\n';
    }
    return out;
}

std::string harmless(const std::string& text) {
    std::string out;
    for (std::size_t i = 0; i != text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 != text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
        // U+0080 to U+009F are control characters too: C2 80 to C2 9F.
        if (byte == 0xc2U && next >= 0x80U && next < 0xa0U) {
            out += ' ';
            ++i;
        } else {
            out += (byte < 0x20U && byte != '\n') || byte == 0x7fU ? ' ' : text[i];
        }
    }
    return out;
}

std::string shortened(const std::string& text, std::size_t limit) {
    const auto line = harmless(text.substr(0, text.find('\n')));
    std::size_t characters = 0;
    for (std::size_t i = 0; i != line.size(); ++i) {
        if (begins_character(line[i]) && ++characters > limit) return line.substr(0, i) + "…";
    }
    return line.size() < text.size() && line.size() == text.find('\n') ? line + "…" : line;
}

std::string when(Time time) {
    if (to_micros(time) == 0) return "never";
    auto text = to_rfc3339(time).substr(0, 16);
    text[10] = ' ';
    return text;  // UTC
}

}  // namespace storeside::ctl
