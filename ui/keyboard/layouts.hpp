// Which letters stand where, per language: on the keys, behind them, and on the keypad's digits.
#pragma once
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace storeside::keyboard {

// One row of keys, each a UTF-8 character.
using Row = std::vector<std::string>;

struct Layout {
    std::string_view language;
    std::array<Row, 3> lower, upper;
    std::string_view sample;  // "ABC", "АБВ": which letters these are
    std::string_view small_sample;

    bool latin() const { return sample == "ABC"; }
};

// The layout of `language`; English for one we do not have.
const Layout& layout_of(std::string_view language);

// The layout of addresses in `language`: no letters but a to z, and those where its own layout has them.
std::string_view plain_letters(std::string_view language);

// The keys of the layer with digits and signs.
const std::array<Row, 3>& signs();

// The same for e-mail addresses (RFC 5322): without the four that are always in sight.
const std::array<Row, 3>& email_signs();

// A letter and those behind it, é behind e: its key offers them while it is held.
struct Accents {
    std::string letter;
    Row behind;
};
// All letters that have some.
std::span<const Accents> accents();

// What the key `digit` (0 to 9) of a keypad types, tap after tap, the digit itself last: "a", "b", "c", "2".
// Lower case; 0 begins with a space, 1 with signs. English for a language we do not have.
std::span<const std::string> multi_tap(std::string_view language, int digit);

// Keys that type nothing themselves but change the vowel that follows.
inline constexpr std::string_view kTonos = "\u0384";      // ΄
inline constexpr std::string_view kDialytika = "\u00A8";  // ¨

enum Dead : std::int64_t { kNone = 0, kWithTonos = 1, kWithDialytika = 2, kWithBoth = 3 };

// "ά" for "α" with the tonos; the letter itself when there is no such character.
std::string accented(std::string_view letter, std::int64_t dead);

}  // namespace storeside::keyboard
