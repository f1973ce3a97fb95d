#include "firmware/device/speakable.hpp"

namespace storeside::device {
namespace {

// Bytes of the character that `text` begins with; 0 when it begins with none.
std::size_t character(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const std::size_t size = byte(0) < 0x80   ? 1
                             : byte(0) < 0xc2 ? 0
                             : byte(0) < 0xe0 ? 2
                             : byte(0) < 0xf0 ? 3
                             : byte(0) < 0xf5 ? 4
                                              : 0;
    if (size == 0 || size > text.size()) return 0;
    for (std::size_t i = 1; i < size; ++i)
        if ((byte(i) & 0xc0U) != 0x80U) return 0;
    if (size < 3) return size;
    const bool overlong = (byte(0) == 0xe0 && byte(1) < 0xa0) || (byte(0) == 0xf0 && byte(1) < 0x90);
    const bool surrogate = byte(0) == 0xed && byte(1) >= 0xa0;
    const bool too_large = byte(0) == 0xf4 && byte(1) >= 0x90;
    return overlong || surrogate || too_large ? 0 : size;
}

bool is_control(std::string_view character) {
    const auto first = static_cast<unsigned char>(character[0]);
    const bool c1 = first == 0xc2 && static_cast<unsigned char>(character[1]) < 0xa0;
    return first < 0x20 || first == 0x7f || c1;
}

}  // namespace

std::string speakable(std::string_view text) {
    std::string out;
    // Never grows, so that no copy of the words is left behind.
    out.reserve(kLongestUtterance);
    while (!text.empty()) {
        const std::size_t size = character(text);
        if (size == 0) {
            text.remove_prefix(1);
            continue;
        }
        const std::string_view next = text.substr(0, size);
        const bool opens_phonemes = next == "[" && out.ends_with('[');
        if (out.size() + size + (opens_phonemes ? 1 : 0) > kLongestUtterance) break;
        if (opens_phonemes) out += ' ';
        if (is_control(next))
            out += ' ';
        else
            out += next;
        text.remove_prefix(size);
    }
    return out;
}

}  // namespace storeside::device
