// Which letters stand where, per language, and what a dead accent makes of a vowel.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace storeside::keyboard {

// One row of keys, each a UTF-8 character.
using Row = std::vector<std::string>;

struct Layout {
    std::string_view language;
    std::array<Row, 3> lower, upper;
};

// The layout of `language`; English for one we do not have.
const Layout& layout_of(std::string_view language);

// The keys of the layer with digits and signs.
const std::array<Row, 3>& signs();

// The same for e-mail addresses (RFC 5322): without the four that are always in sight.
const std::array<Row, 3>& email_signs();

// Keys that type nothing themselves but change the vowel that follows.
inline constexpr std::string_view kTonos = "\u0384";      // ΄
inline constexpr std::string_view kDialytika = "\u00A8";  // ¨

enum Dead : std::int64_t { kNone = 0, kWithTonos = 1, kWithDialytika = 2, kWithBoth = 3 };

// "ά" for "α" with the tonos; the letter itself when there is no such character.
std::string accented(std::string_view letter, std::int64_t dead);

}  // namespace storeside::keyboard
