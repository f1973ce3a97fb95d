#include "ui/keyboard/accent_strip.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>

#include "ui/keyboard/layouts.hpp"

namespace storeside::keyboard {
namespace {

using namespace std::chrono_literals;
using frame::Key;
using frame::Rect;

constexpr auto kHold = 400ms;
constexpr float kPadding = 4;     // dp beside the accents
constexpr float kNarrowest = 88;  // dp of one accent

}  // namespace

AccentStrip::AccentStrip(frame::Frame& frame, std::string_view id) : frame_(frame), id_(id) { settle(); }

void AccentStrip::settle() {
    std::int64_t& open = remembered("open");    // 1 and more: the place in the table of accents
    std::int64_t& typed = remembered("typed");  // the letter itself was
    if (open == 0) return;
    const Accents& offered = accents()[static_cast<std::size_t>(open - 1)];
    const std::string_view tapped = frame_.tapped();
    if (tapped.empty()) {
        // Lifted where nothing is: the finger that opened the strip slid off, or another one came for
        // nothing.
        std::int64_t& touched = remembered("touched");
        if (!frame_.is_touched() && touched != 0) open = 0;
        touched = frame_.is_touched() ? 1 : 0;
        return;
    }
    remembered("touched") = 0;
    for (const std::string& accent : offered.behind) {
        if (tapped == id(accent)) chosen_ = Key{typed == 0 ? Key::Kind::text : Key::Kind::replace, accent};
    }
    const bool let_go = typed == 0 && tapped == id_ + "/" + offered.letter;
    typed = let_go ? 1 : 0;
    if (!let_go) open = 0;
}

void AccentStrip::offer(std::string_view letter, std::string_view key_id, const Rect& key) {
    const auto table = accents();
    const auto found = std::ranges::find(table, letter, &Accents::letter);
    if (found == table.end() || remembered("open") != 0 || !frame_.held(key_id, kHold)) return;
    remembered("open") = found - table.begin() + 1;
    remembered("typed") = 0;
    remembered("touched") = 1;
    remembered("x") = std::lround(key.x);
    remembered("y") = std::lround(key.y);
    remembered("w") = std::lround(key.w);
    remembered("h") = std::lround(key.h);
    frame_.slide_over(id(""));
}

void AccentStrip::draw() {
    const std::int64_t open = remembered("open");
    if (open == 0) return;
    const Row& behind = accents()[static_cast<std::size_t>(open - 1)].behind;
    const auto number = [&](std::string_view what) { return static_cast<float>(remembered(what)); };
    const float padding = frame_.theme().px(kPadding);
    const float w = std::max(number("w"), frame_.theme().px(kNarrowest));
    const float h = number("h");
    const float whole = w * static_cast<float>(behind.size()) + 2 * padding;
    const float middle = number("x") + number("w") / 2;
    const float x =
        std::clamp(middle - whole / 2, padding, std::max(padding, frame_.size().w - whole - padding));
    const Rect strip{std::round(x), std::max(0.0F, number("y") - h), whole, h};
    frame_.popup(strip, [this_frame = &frame_, prefix = id(""), &behind, strip, w, h, padding] {
        float left = strip.x + padding;
        for (const std::string& accent : behind) {
            const std::string key = prefix + accent;
            // Whether it was touched, the next pass's strip is told.
            (void)this_frame->key({.id = key, .label = accent, .shown = accent, .icon = {}},
                                  {left, strip.y, w, h});
            left += w;
        }
    });
}

}  // namespace storeside::keyboard
