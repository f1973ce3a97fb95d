#include "ui/frame/bottom_bar.hpp"

#include <array>
#include <cmath>
#include <numeric>

namespace storeside::frame {
namespace {

using theme::Type;

constexpr std::size_t kButtons = 5;
constexpr float kIcon = 40, kGap = 12, kPadding = 16, kUnderIcon = 4;
constexpr float kEdge = 32;  // more air at both ends of the bar, where there is room

struct Button {
    std::string_view id, icon, label;
    ChromeTouch what;
    float share;  // of the bar's width, while every label has room in it
    bool strong = false;
    bool there = true;                         // its place is kept when it is not
    std::span<const std::string> others = {};  // what it says on other screens
};

using Buttons = std::array<Button, kButtons>;

// The bar as it is on every screen of a language: it must not move when a label changes.
struct Layout {
    bool beside = false;  // the icons, not below them
    std::array<float, kButtons> widths{};
    float edge = 0;   // of the first and the last: air that is not between two buttons
    float words = 0;  // height of the label with the most lines
};

TextStyle style_of(const Button& button, bool beside) {
    return {beside ? Type::body : Type::caption, button.strong, true};
}

float around_words(State& s, bool beside) { return 2 * s.px(kPadding) + (beside ? s.px(kIcon + kGap) : 0); }

template <typename Measure>
float widest(const Button& button, const Measure& measure) {
    float width = measure(button.label);
    for (const std::string& other : button.others) width = std::max(width, measure(other));
    return width;
}

float one_line(State& s, const Button& button, bool beside) {
    return widest(button, [&](std::string_view label) {
        return std::ceil(text_width(label, style_of(button, beside), s.atlas)) + 1 + around_words(s, beside);
    });
}

float longest_word(State& s, const Button& button) {
    return widest(button, [&](std::string_view label) {
        float longest = 0;
        while (!label.empty()) {
            const std::size_t end = std::min(label.find(' '), label.size());
            longest = std::max(longest, text_width(label.substr(0, end), style_of(button, false), s.atlas));
            label.remove_prefix(std::min(end + 1, label.size()));
        }
        return std::ceil(longest) + 1 + around_words(s, false);
    });
}

using Widths = std::array<float, kButtons>;

float sum(const Widths& widths) { return std::accumulate(widths.begin(), widths.end(), 0.0F); }

Widths usual_widths(State& s, const Buttons& buttons) {
    Widths widths{};
    for (std::size_t i = 0; i < kButtons; ++i) widths[i] = std::floor(s.size.w * buttons[i].share);
    return widths;
}

Widths one_line_widths(State& s, const Buttons& buttons, bool beside) {
    Widths widths{};
    for (std::size_t i = 0; i < kButtons; ++i) widths[i] = one_line(s, buttons[i], beside);
    return widths;
}

struct Spread {
    Widths widths{};
    float edge = 0;
};

// Each label on one line: in its usual share, else with what is left over shared evenly if `may_move`.
std::optional<Spread> on_one_line(State& s, const Buttons& buttons, bool beside, bool may_move) {
    const Widths usual = usual_widths(s, buttons);
    for (const float edge : {s.px(kEdge), 0.0F}) {
        Widths widths = one_line_widths(s, buttons, beside);
        widths.front() += edge;
        widths.back() += edge;
        if (std::ranges::equal(widths, usual, std::less_equal())) return Spread{usual, 0};
        const float spare = s.size.w - sum(widths);
        if (!may_move || spare < 0) continue;
        for (float& width : widths) width += spare / kButtons;
        return Spread{widths, edge};
    }
    return std::nullopt;
}

// Every word is whole, and the long labels get the rest.
Widths on_more_lines(State& s, const Buttons& buttons) {
    const Widths line = one_line_widths(s, buttons, false);
    Widths widths{};
    for (std::size_t i = 0; i < kButtons; ++i) widths[i] = longest_word(s, buttons[i]);
    const float whole = sum(widths);
    if (whole > s.size.w) return usual_widths(s, buttons);
    const float part = (s.size.w - whole) / (sum(line) - whole);
    for (std::size_t i = 0; i < kButtons; ++i) widths[i] += (line[i] - widths[i]) * part;
    return widths;
}

Wrapped words_of(State& s, const Rich& label, const Button& button, float width, bool beside) {
    return s.wrap(label, style_of(button, beside), std::max(1.0F, width - around_words(s, beside)));
}

Layout lay_out(State& s, const Buttons& buttons) {
    Layout layout;
    const auto beside = on_one_line(s, buttons, true, s.size.w > s.size.h);
    const auto below = on_one_line(s, buttons, false, true);
    layout.beside = beside.has_value();
    const Spread spread = beside ? *beside : below ? *below : Spread{on_more_lines(s, buttons), 0};
    layout.widths = spread.widths;
    layout.edge = spread.edge;
    for (std::size_t i = 0; i < kButtons; ++i) {
        layout.words =
            std::max(layout.words, widest(buttons[i], [&](std::string_view label) {
                         const Rich rich(label);
                         return words_of(s, rich, buttons[i], layout.widths[i], layout.beside).height();
                     }));
    }
    return layout;
}

// `content`: the part of `rect` that its icon and label stand in the middle of.
bool draw(State& s, const Button& button, const Layout& layout, const Wrapped& words, const Rect& rect,
          const Rect& content) {
    const Touchable touch = s.touchable(button.id, button.label, Role::button, rect);
    const int mark = s.painter.mark();
    if (touch.pressed) {
        s.painter.fill(rect.inset(s.px(8)), theme::mix(s.ground(), s.ink(), 0.08F),
                       s.px(s.theme.radius.button));
    }
    const float icon = s.px(kIcon);
    if (layout.beside) {
        const float left = content.x + (content.w - icon - s.px(kGap) - words.width) / 2;
        s.icon(button.icon, IconSize::small, {left + icon / 2, rect.centre().y}, s.ink());
        s.painter.text(words, {left + icon + s.px(kGap), rect.centre().y - words.height() / 2}, s.ink());
    } else {
        // All icons stand on one line, all labels begin on the next.
        const float top = rect.y + (rect.h - icon - s.px(kUnderIcon) - layout.words) / 2;
        s.icon(button.icon, IconSize::small, {content.centre().x, top + icon / 2}, s.ink());
        s.painter.text(words, {content.x, top + icon + s.px(kUnderIcon)}, s.ink(), content.w,
                       Painter::Align::centre);
    }
    if (touch.pressed) s.painter.shrink(mark, rect.centre(), 0.98F);
    return touch.tapped;
}

void ground(State& s, const Rect& bar) {
    if (s.theme.high_contrast) {
        s.painter.line({0, bar.y}, {bar.right(), bar.y}, s.colour().outline, s.px(2));
    } else {
        s.painter.shadow({bar.x, bar.y - s.px(8), bar.w, bar.h});
        s.painter.fill(bar, s.colour().surface_raised);
    }
}

}  // namespace

std::optional<ChromeTouch> bottom_bar(State& s, const Chrome& chrome, float& top) {
    const Buttons buttons = {{
        {"back", "arrow-left", chrome.back, ChromeTouch::back, 0.17F, false, chrome.can_go_back},
        {"home", "home", chrome.home, ChromeTouch::home, 0.18F},
        {"language", "translate", chrome.language, ChromeTouch::language, 0.20F},
        {"accessibility", "human", chrome.accessibility, ChromeTouch::accessibility, 0.20F},
        {"call", "human-greeting", chrome.call, ChromeTouch::call, 0.25F, true, true, chrome.other_calls},
    }};
    const Layout layout = lay_out(s, buttons);
    const float height = std::ceil(std::max(
        s.px(s.theme.height.bottom_bar),
        layout.words + s.px(layout.beside ? 2.5F * kPadding : kIcon + kUnderIcon + 1.75F * kPadding)));
    const Rect bar{0, s.size.h - height, s.size.w, height};
    top = bar.y;
    ground(s, bar);
    std::optional<ChromeTouch> touched;
    float x = 0;
    for (std::size_t i = 0; i < kButtons; ++i) {
        const float right = i + 1 == kButtons ? bar.w : std::round(x + layout.widths[i]);
        const Rect rect{x, bar.y, right - x, bar.h};
        x = right;
        if (buttons[i].label.empty() || !buttons[i].there) continue;
        const Rich label(buttons[i].label);
        const float before = i == 0 ? layout.edge : 0;
        const float after = i + 1 == kButtons ? layout.edge : 0;
        const Rect content{rect.x + before, rect.y, rect.w - before - after, rect.h};
        const Wrapped words = words_of(s, label, buttons[i], content.w, layout.beside);
        if (draw(s, buttons[i], layout, words, rect, content)) touched = buttons[i].what;
    }
    return touched;
}

}  // namespace storeside::frame
