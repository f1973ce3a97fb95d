#include "firmware/base/usb_ids.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace storeside {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_id(std::string_view word) {
    if (word.size() != 9 || word[4] != ':') return false;
    return std::ranges::all_of(
               word, [](char c) { return c == ':' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }) &&
           std::ranges::count(word, ':') == 1;
}

}  // namespace

Result<UsbIds> parse_usb_ids(std::string_view text) {
    constexpr std::string_view gaps = ", ";
    UsbIds ids;
    while (true) {
        text.remove_prefix(std::min(text.find_first_not_of(gaps), text.size()));
        if (text.empty()) return ids;
        std::string word(text.substr(0, text.find_first_of(gaps)));
        text.remove_prefix(word.size());
        std::ranges::transform(word, word.begin(), lower);
        if (!is_id(word))
            return failure(Errc::invalid_input,
                           fmt::format("'{}' is no USB id; lsusb shows them, e.g. 0d8c:0014", word));
        ids.insert(std::move(word));
    }
}

}  // namespace storeside
