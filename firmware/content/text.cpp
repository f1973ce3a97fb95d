#include "firmware/content/text.hpp"

#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>

namespace storeside::content {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

bool is_clean_text(std::string_view text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    for (std::size_t i = 0; i < text.size();) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, text.size(), c);
        if (c < 0 || (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c < 0xa0)) return false;
    }
    return true;
}

std::string repaired(std::string_view text) {
    std::string valid;
    const icu::StringPiece bytes(text.data(),
                                 static_cast<std::int32_t>(std::min<std::size_t>(text.size(), 1 << 30)));
    return icu::UnicodeString::fromUTF8(bytes).toUTF8String(valid);
}

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xc0) != 0x80; }));
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= 64 && text.front() != '-' &&
           std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

bool is_picture_file(std::string_view text) {
    const auto allowed = [](char c) {
        return is_lower(c) || is_upper(c) || is_digit(c) || c == '-' || c == '_' || c == '.' || c == '/';
    };
    return text.size() <= 200 && text.starts_with("media/") && std::ranges::all_of(text, allowed) &&
           text.find("..") == text.npos && text.find("//") == text.npos &&
           (text.ends_with(".png") || text.ends_with(".jpg") || text.ends_with(".jpeg"));
}

bool is_language(std::string_view text) {
    const auto dash = std::min(text.find('-'), text.size());
    const auto region = text.substr(std::min(dash + 1, text.size()));
    return (dash == 2 || dash == 3) && std::ranges::all_of(text.substr(0, dash), is_lower) &&
           (dash == text.size() || (region.size() == 2 && std::ranges::all_of(region, is_upper)));
}

}  // namespace storeside::content
