#include "firmware/kiosk/scanned_code.hpp"

#include <algorithm>
#include <charconv>

namespace storeside::kiosk {
namespace {

constexpr std::size_t kLongestNumber = 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool may_stand_in_a_number(char c) {
    constexpr std::string_view marks = " -_./#";
    return is_digit(c) || (lower(c) >= 'a' && lower(c) <= 'z') || marks.find(c) != std::string_view::npos;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

bool starts_with_word(std::string_view text, std::string_view word) {
    return text.size() >= word.size() && std::ranges::equal(text.substr(0, word.size()), word, {}, lower);
}

// "%23" is "#": shops put their numbers into addresses as they print them.
std::optional<std::string> without_percents(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        if (text.front() != '%') {
            out += text.front();
            text.remove_prefix(1);
            continue;
        }
        unsigned char byte = 0;
        const char* end = text.data() + std::min<std::size_t>(text.size(), 3);
        if (const auto read = std::from_chars(text.data() + 1, end, byte, 16);
            text.size() < 3 || read.ptr != end || read.ec != std::errc())
            return std::nullopt;
        out += static_cast<char>(byte);
        text.remove_prefix(3);
    }
    return out;
}

// Of an address without its scheme: "shop.example/orders/17/?x=1#top" gives "17".
std::optional<std::string> last_of_path(std::string_view address) {
    address = address.substr(0, address.find_first_of("?#"));
    while (address.ends_with('/')) address.remove_suffix(1);
    const auto slash = address.rfind('/');
    if (slash == std::string_view::npos) return std::nullopt;
    return without_percents(address.substr(slash + 1));
}

}  // namespace

std::optional<std::string> order_number_in(std::string_view code) {
    code = trimmed(code);
    std::optional<std::string> number(code);
    for (const std::string_view scheme : {"https://", "http://"})
        if (starts_with_word(code, scheme)) number = last_of_path(code.substr(scheme.size()));
    if (!number || number->size() > kLongestNumber) return std::nullopt;
    if (!std::ranges::all_of(*number, may_stand_in_a_number)) return std::nullopt;
    if (std::ranges::none_of(*number, is_digit)) return std::nullopt;
    return number;
}

}  // namespace storeside::kiosk
