// Bytes as text: two lower-case hexadecimal digits each.
#pragma once
#include <string>
#include <string_view>

namespace storeside {

inline std::string to_hex(std::string_view bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string digits;
    digits.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        digits += kDigits[byte >> 4U];
        digits += kDigits[byte & 15U];
    }
    return digits;
}

inline std::string to_hex(const unsigned char* bytes, std::size_t size) {
    return to_hex({reinterpret_cast<const char*>(bytes), size});
}

}  // namespace storeside
