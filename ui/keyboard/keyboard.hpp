// The screen's own keyboard: letters of seven languages and the accents behind them, numbers, and a PIN pad.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/frame/frame.hpp"
#include "ui/text/texts.hpp"

namespace storeside::keyboard {

using frame::Key;

enum class Kind {
    letters,  // of `language`, with a key that changes to digits and back
    email,    // the letters a to z, @ . - _ and .com, whatever the language
    digits,   // digits, - and Latin letters one key away: order numbers, telephone numbers
    pin,      // a pad of digits
};

struct Keyboard {
    std::string_view id;
    Kind kind = Kind::letters;
    std::string_view language = "en";  // as layout_of() has them; another is typed as en
    // A key goes through these; none: `language`, and Latin letters where it has others.
    std::span<const std::string> languages = {};
    std::string_view submit = {};  // word on the submit key; "" for "Done"
    // At most three are offered above the keys; one touched is answered as Key::Kind::complete.
    std::span<const std::string> suggestions = {};
    bool submits_next = true;  // false: another thing on the screen is the one to do next, and stands out
    bool capital = false;      // the next letter begins a sentence; shift once makes it small
};

// What is typed after `text` begins a sentence.
bool begins_sentence(std::string_view text);

// Pins the keyboard to the bottom of the place that is left, and answers the key typed on it or on a real
// one. A letter that is held offers the accents behind it: slide onto one, or let go and touch one. Shift,
// digits, language, a dead accent and what is offered live in `frame` until Frame::forget().
std::optional<Key> draw(frame::Frame& frame, const text::Texts& texts, const Keyboard& keyboard);

}  // namespace storeside::keyboard
