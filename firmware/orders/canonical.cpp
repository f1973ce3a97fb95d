#include "firmware/orders/canonical.hpp"

#include <algorithm>

#include "firmware/orders/typed.hpp"

namespace storeside::orders {
namespace {

// Of a phone that is written with or without country code and trunk 0, so much is always there.
constexpr std::size_t kPhoneDigits = kShortestPhone;

Secret tagged(std::string_view tag, std::string_view text) {
    Secret all(tag);
    return all.append(text) ? all : Secret();
}

// In lower case, as addresses are written; letters of other scripts stay as they are.
Secret canonical_email(std::string_view email) {
    const auto normal = normalised_email(email);
    if (normal.empty()) return {};
    Secret lower("e:");
    for (const char c : normal.view()) {
        const char small = is_letter(c) ? static_cast<char>(c - 'A' + 'a') : c;
        if (!lower.append({&small, 1})) return {};
    }
    return lower;
}

Secret canonical_phone(std::string_view phone) {
    const auto all = phone_digits(phone);
    const auto digits = without_zeros(all.view());
    if (digits.size() < kShortestPhone) return {};
    return tagged("p:", digits.substr(digits.size() - kPhoneDigits));
}

}  // namespace

Secret canonical_number(std::string_view number) {
    const auto whole = normalised_number(number);
    const auto from = std::ranges::find_if(whole.view(), [](char c) { return is_digit(c) && c != '0'; });
    if (from != whole.view().end()) return Secret(std::string_view(from, whole.view().end()));
    return whole.view().find('0') == std::string_view::npos ? whole : Secret("0");
}

Secret canonical_factor(std::string_view factor) {
    if (auto email = canonical_email(factor); !email.empty()) return email;
    if (auto phone = canonical_phone(factor); !phone.empty()) return phone;
    const auto postcode = normalised_number(factor);
    return postcode.size() < kShortestPostcode ? Secret() : tagged("z:", postcode.view());
}

std::vector<Secret> canonical_factors(const Buyer& buyer) {
    std::vector<Secret> factors;
    const auto add = [&](Secret factor) {
        if (!factor.empty() && std::ranges::find(factors, factor) == factors.end())
            factors.push_back(std::move(factor));
    };
    add(canonical_email(buyer.email));
    add(canonical_phone(buyer.phone));
    add(canonical_factor(buyer.postcode));
    return factors;
}

}  // namespace storeside::orders
