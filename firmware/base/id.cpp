#include "firmware/base/id.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <span>

namespace storeside {
namespace {

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

constexpr bool dash_before(std::size_t byte) { return byte == 4 || byte == 6 || byte == 8 || byte == 10; }

}  // namespace

Id make_id(Time now, Random& random) {
    Id id;
    random.fill(std::span(id.bytes).subspan(6));
    const auto millis = static_cast<std::uint64_t>(to_micros(now) / 1000);
    for (std::size_t i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::byte>(millis >> (40 - 8 * i));
    id.bytes[6] = (id.bytes[6] & std::byte{0x0f}) | std::byte{0x70};
    id.bytes[8] = (id.bytes[8] & std::byte{0x3f}) | std::byte{0x80};
    return id;
}

std::string to_string(const Id& id) {
    std::string text;
    text.reserve(36);
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        if (dash_before(i)) text += '-';
        fmt::format_to(std::back_inserter(text), "{:02x}", std::to_integer<unsigned>(id.bytes[i]));
    }
    return text;
}

Result<Id> parse_id(std::string_view text) {
    const auto bad = [&] {
        return failure(Errc::invalid_input, fmt::format("'{}' is no UUID", text.substr(0, 40)));
    };
    if (text.size() != 36) return bad();
    Id id;
    std::size_t at = 0;
    for (std::size_t i = 0; i < id.bytes.size(); ++i) {
        if (dash_before(i) && text[at++] != '-') return bad();
        const int high = hex_digit(text[at]), low = hex_digit(text[at + 1]);
        if (high < 0 || low < 0) return bad();
        id.bytes[i] = static_cast<std::byte>(high * 16 + low);
        at += 2;
    }
    return id;
}

std::string short_code(const Id& id) {
    constexpr std::string_view alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::uint32_t bits = 0;
    for (std::size_t i = 12; i < 16; ++i) bits = bits << 8 | std::to_integer<std::uint32_t>(id.bytes[i]);
    std::string code;
    for (int shift = 25; shift >= 0; shift -= 5) {
        if (code.size() == 3) code += '-';
        code += alphabet[bits >> shift & 31];
    }
    return code;
}

}  // namespace storeside
