// The screen's own keyboard: letters of five languages, numbers, and a PIN pad.
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
    email,    // Latin letters, @ . - _ and .com, whatever the language
    digits,   // digits, - and letters one key away: order numbers, telephone numbers
    pin,      // a pad of digits
};

struct Keyboard {
    std::string_view id;
    Kind kind = Kind::letters;
    std::string_view language = "en";             // en, el, ru, hr, tr; another is typed as en
    std::span<const std::string> languages = {};  // more than one: a key goes through them
    std::string_view submit = {};                 // word on the submit key; "" for "Done"
};

// Pins the keyboard to the bottom of the place that is left, and answers the key typed on it or on a real
// one. Shift, digits, language and a dead accent live in `frame` until Frame::forget().
std::optional<Key> draw(frame::Frame& frame, const text::Texts& texts, const Keyboard& keyboard);

}  // namespace storeside::keyboard
