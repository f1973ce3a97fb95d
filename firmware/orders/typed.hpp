// What people type, letter by letter: the parts that matching and the canonical forms are made of.
#pragma once
#include <optional>
#include <string_view>

#include "firmware/base/secret.hpp"

namespace storeside::orders {

inline constexpr std::size_t kShortestPhone = 7;     // digits, without leading zeros
inline constexpr std::size_t kShortestPostcode = 3;  // letters and digits

// The next character of UTF-8; a broken byte stands for itself.
char32_t next(std::string_view& text);

// The ASCII character a shopper meant, in upper case; nothing for what has none.
std::optional<char> ascii_of(char32_t point);

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return c >= 'A' && c <= 'Z'; }

// Without the "(0)" that some write between country code and number.
Secret phone_digits(std::string_view typed);

// Empty when there is no '@' in it.
Secret normalised_email(std::string_view typed);

// Without the 00 of an international call or the trunk 0 of a national one.
std::string_view without_zeros(std::string_view digits);

}  // namespace storeside::orders
