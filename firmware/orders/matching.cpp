#include "firmware/orders/matching.hpp"

#include <algorithm>
#include <cstdint>

#include "firmware/orders/typed.hpp"

namespace storeside::orders {
namespace {

constexpr std::size_t kLongestCountryCode = 3;

// Without the 8 that is dialled before a national number from Russia to Kazakhstan: 8 and ten digits.
std::string_view without_trunk_eight(std::string_view digits) {
    if (digits.size() == 11 && digits.front() == '8') digits.remove_prefix(1);
    return digits;
}

// One number may lead with a country code that the other lacks.
bool same_line(std::string_view a, std::string_view b) {
    auto shorter = without_zeros(a);
    auto longer = without_zeros(b);
    if (shorter.size() > longer.size()) std::swap(shorter, longer);
    if (shorter.size() < kShortestPhone) return false;
    auto country = longer.substr(0, longer.size() - shorter.size());
    if (country.ends_with('0')) country.remove_suffix(1);  // "+44 020 …"
    const bool same = equal_in_constant_time(shorter, longer.substr(longer.size() - shorter.size()));
    return same && country.size() <= kLongestCountryCode;
}

bool phones_match(std::string_view typed, std::string_view of_the_shop) {
    const auto a = phone_digits(typed);
    const auto b = phone_digits(of_the_shop);
    const bool as_they_are = same_line(a.view(), b.view());
    const bool typed_nationally = same_line(without_trunk_eight(a.view()), b.view());
    const bool stored_nationally = same_line(a.view(), without_trunk_eight(b.view()));
    return as_they_are || typed_nationally || stored_nationally;
}

}  // namespace

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    unsigned difference = a.size() == b.size() ? 0 : 1;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i)
        difference |=
            static_cast<unsigned>(static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]));
    return difference == 0;
}

bool number_matches(std::string_view typed, std::string_view of_the_shop) {
    const auto asked = normalised_number(typed);
    const auto whole = normalised_number(of_the_shop);
    if (asked.empty()) return false;
    if (std::any_of(asked.view().begin(), asked.view().end(), is_letter))
        return equal_in_constant_time(asked.view(), whole.view());
    // The shop's prefix as it is printed, so that the O of "ORD-17" is still a letter here.
    std::size_t prefix = 0;
    while (prefix < of_the_shop.size() && !is_digit(of_the_shop[prefix])) ++prefix;
    const auto bare = normalised_number(of_the_shop.substr(prefix));
    return equal_in_constant_time(asked.view(), bare.view());
}

std::vector<std::string> spellings(std::string_view typed) {
    // Long enough for any shop's number; what is longer is a mistake or an attack.
    constexpr std::size_t kLongest = 48;
    std::string as_typed, zeros;
    std::size_t digits_from = 0;
    bool in_digits = false;
    for (auto rest = typed; !rest.empty() && as_typed.size() <= kLongest;) {
        const auto c = ascii_of(next(rest));
        if (!c ||
            (!is_digit(*c) && !is_letter(*c) && std::string_view("-/._").find(*c) == std::string_view::npos))
            continue;
        as_typed += *c;
        // Before the first digit an O is a letter of the shop's prefix.
        if (is_digit(*c) && !in_digits) {
            in_digits = true;
            digits_from = zeros.size();
        }
        zeros += in_digits && *c == 'O' ? '0' : *c;
    }
    if (as_typed.size() > kLongest || normalised_number(as_typed).empty()) return {};

    std::vector<std::string> found;
    const auto add_spelling = [&](std::string spelling) {
        if (!normalised_number(spelling).empty() && std::ranges::find(found, spelling) == found.end())
            found.push_back(std::move(spelling));
    };
    const auto without_marks = [](std::string text) {
        std::erase_if(text, [](char c) { return !is_digit(c) && !is_letter(c); });
        return text;
    };
    add_spelling(zeros);
    add_spelling(without_marks(zeros));
    if (in_digits) add_spelling(zeros.substr(digits_from));
    add_spelling(as_typed);
    auto letters = as_typed;
    std::ranges::replace(letters, '0', 'O');
    // Only where letters and digits are mixed after the first digit can a typed 0 stand for an O.
    if (in_digits &&
        std::any_of(zeros.begin() + static_cast<std::ptrdiff_t>(digits_from), zeros.end(), is_letter))
        add_spelling(letters);
    return found;
}

bool parcel_matches(std::string_view typed, std::string_view of_the_carrier) {
    const auto asked = normalised_number(typed);
    return !asked.empty() && equal_in_constant_time(asked.view(), normalised_number(of_the_carrier).view());
}

bool factor_matches(std::string_view typed, const Buyer& buyer) {
    const auto email = normalised_email(typed);
    const bool by_email =
        !email.empty() && equal_in_constant_time(email.view(), normalised_email(buyer.email).view());
    const bool by_phone = phones_match(typed, buyer.phone);
    const auto postcode = normalised_number(typed);
    const bool by_postcode =
        postcode.size() >= kShortestPostcode &&
        equal_in_constant_time(postcode.view(), normalised_number(buyer.postcode).view());
    return by_email || by_phone || by_postcode;
}

}  // namespace storeside::orders
