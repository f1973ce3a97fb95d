#include "sync/hub_store/contact_match.hpp"

#include <algorithm>

namespace storeside::hub_store {
namespace {

constexpr std::size_t kFewestDigits = 7;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// Bytes of UTF-8 beyond ASCII belong to letters of other alphabets.
bool in_address(char c) {
    return is_letter(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80U ||
           std::string_view("!#$%&'*+-/=?^_`{|}~.").contains(c);
}
bool between_digits(char c) { return std::string_view(" \t()-./").contains(c); }

std::string lower(std::string_view text) {
    std::string out(text);
    for (auto& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::string significant(std::string_view digits) {
    while (digits.starts_with('0')) digits.remove_prefix(1);
    return digits.size() < kFewestDigits ? std::string() : std::string(digits);
}

}  // namespace

std::string normalise_email(std::string_view email) {
    const auto first = email.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos) return {};
    email = email.substr(first, email.find_last_not_of(" \t\r\n") - first + 1);
    const auto at = email.find('@');
    if (at == 0 || at == std::string_view::npos || at + 1 == email.size()) return {};
    if (!std::ranges::all_of(email.substr(0, at), in_address) ||
        !std::ranges::all_of(email.substr(at + 1), in_address))
        return {};
    return lower(email);
}

std::string normalise_phone(std::string_view phone) {
    std::string digits;
    for (const char c : phone) {
        if (is_digit(c)) {
            digits += c;
        } else if (!between_digits(c) && !(c == '+' && digits.empty())) {
            return {};
        }
    }
    return significant(digits);
}

bool mentions_email(std::string_view text, std::string_view email) {
    if (email.empty()) return false;
    const auto small = lower(text);
    for (auto at = small.find(email); at != std::string::npos; at = small.find(email, at + 1)) {
        const auto end = at + email.size();
        // "anna@x.org" is neither in "joanna@x.org" nor in "anna@x.org.example"; a full stop may end a
        // sentence.
        const bool begins = at == 0 || !in_address(small[at - 1]);
        const bool dot_only = end < small.size() && small[end] == '.' &&
                              (end + 1 == small.size() || !in_address(small[end + 1]));
        if (begins && (end == small.size() || !in_address(small[end]) || dot_only)) return true;
    }
    return false;
}

bool mentions_phone(std::string_view text, std::string_view phone) {
    if (phone.empty()) return false;
    std::string digits;
    const auto is_it = [&] {
        const auto written = significant(digits);
        return !written.empty() && (written.ends_with(phone) || phone.ends_with(written));
    };
    for (const char c : text) {
        if (is_digit(c)) {
            digits += c;
        } else if (c == '+' || !between_digits(c)) {
            if (is_it()) return true;
            digits.clear();
        }
    }
    return is_it();
}

}  // namespace storeside::hub_store
