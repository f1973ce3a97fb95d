#include "firmware/orders/typed.hpp"

#include <algorithm>
#include <array>

#include "firmware/orders/matching.hpp"

namespace storeside::orders {
namespace {

struct Lookalike {
    char32_t from;
    char to;
};

// Letters a shopper finds on a Greek or Russian keyboard where the receipt has a Latin one.
constexpr auto kLookalikes = std::to_array<Lookalike>({
    {U'Α', 'A'}, {U'Β', 'B'}, {U'Ε', 'E'}, {U'Ζ', 'Z'}, {U'Η', 'H'}, {U'Ι', 'I'}, {U'Κ', 'K'}, {U'Μ', 'M'},
    {U'Ν', 'N'}, {U'Ο', 'O'}, {U'Ρ', 'P'}, {U'Τ', 'T'}, {U'Υ', 'Y'}, {U'Χ', 'X'}, {U'α', 'A'}, {U'β', 'B'},
    {U'ε', 'E'}, {U'ζ', 'Z'}, {U'η', 'H'}, {U'ι', 'I'}, {U'κ', 'K'}, {U'μ', 'M'}, {U'ν', 'N'}, {U'ο', 'O'},
    {U'ρ', 'P'}, {U'τ', 'T'}, {U'υ', 'Y'}, {U'χ', 'X'}, {U'А', 'A'}, {U'В', 'B'}, {U'Е', 'E'}, {U'К', 'K'},
    {U'М', 'M'}, {U'Н', 'H'}, {U'О', 'O'}, {U'Р', 'P'}, {U'С', 'C'}, {U'Т', 'T'}, {U'У', 'Y'}, {U'Х', 'X'},
    {U'а', 'A'}, {U'в', 'B'}, {U'е', 'E'}, {U'к', 'K'}, {U'м', 'M'}, {U'н', 'H'}, {U'о', 'O'}, {U'р', 'P'},
    {U'с', 'C'}, {U'т', 'T'}, {U'у', 'Y'}, {U'х', 'X'},
});

void add(Secret& secret, char c) { static_cast<void>(secret.append({&c, 1})); }

}  // namespace

char32_t next(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t size = lead < 0xc0 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (size == 1 || size > text.size()) {
        text.remove_prefix(1);
        return lead;
    }
    char32_t point = lead & (0xffU >> (size + 1));
    for (std::size_t i = 1; i < size; ++i)
        point = (point << 6) | (static_cast<unsigned char>(text[i]) & 0x3fU);
    text.remove_prefix(size);
    return point;
}

std::optional<char> ascii_of(char32_t point) {
    if (point >= U'！' && point <= U'～') point -= U'！' - U'!';  // full-width forms
    if (point >= 'a' && point <= 'z') point -= 'a' - 'A';
    if (point < 0x80) return static_cast<char>(point);
    for (const auto& [from, to] : kLookalikes)
        if (from == point) return to;
    return std::nullopt;
}

Secret phone_digits(std::string_view typed) {
    Secret digits;
    while (!typed.empty()) {
        if (typed.starts_with("(0)")) typed.remove_prefix(3);
        if (typed.empty()) break;
        if (const auto c = ascii_of(next(typed)); c && is_digit(*c)) add(digits, *c);
    }
    return digits;
}

Secret normalised_email(std::string_view typed) {
    Secret email;
    while (!typed.empty()) {
        const auto before = typed;
        const auto point = next(typed);
        if (point <= ' ' || point == U'\u3000' || point == U'\u00a0') continue;
        const bool keeps_its_script = point >= 0x80 && !(point >= U'！' && point <= U'～');
        if (keeps_its_script)
            static_cast<void>(email.append(before.substr(0, before.size() - typed.size())));
        else
            add(email, *ascii_of(point));
    }
    return email.view().find('@') == std::string_view::npos ? Secret() : email;
}

std::string_view without_zeros(std::string_view digits) {
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    return digits;
}

Secret normalised_number(std::string_view typed) {
    Secret number;
    while (!typed.empty()) {
        const auto c = ascii_of(next(typed));
        if (c && (is_digit(*c) || is_letter(*c))) add(number, *c == 'O' ? '0' : *c);
    }
    return number;
}

}  // namespace storeside::orders
