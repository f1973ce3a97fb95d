// What text, ids and language codes may look like in a pack, for those who write one and those who read one.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace storeside::content {

// Valid UTF-8 without control characters, but for line feed and tab.
bool is_clean_text(std::string_view text);

// Bytes that are not UTF-8 become U+FFFD.
std::string repaired(std::string_view text);

// Code points of valid UTF-8.
std::size_t characters(std::string_view text);

// 1 to 64 of a-z, 0-9 and "-", not beginning with "-".
bool is_id(std::string_view text);

// "media/plan.png": a PNG or JPEG in the pack's media folder, of a-z, A-Z, 0-9, "-", "_", "." and "/".
bool is_picture_file(std::string_view text);

// "en", "fil", "pt-BR".
bool is_language(std::string_view text);

}  // namespace storeside::content
