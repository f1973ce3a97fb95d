// Talking and waiting: the code, bubbles, typing dots, the timeline.
#include <cmath>

#include "ui/frame/state.hpp"

namespace storeside::frame {

using theme::Type;

void Frame::code(std::string_view code, std::string_view awaited) {
    State& s = *state_;
    const float padding = s.px(s.theme.space.card_padding);
    const float ring = awaited.empty() ? 0 : s.px(2 * kRing);
    const float beside = awaited.empty() ? 0 : ring + s.px(40);
    const Rich rich(code);
    const Wrapped words =
        s.wrap_whole(rich, {Type::display, true, false}, std::max(1.0F, s.width() - 2 * padding - beside));
    const Rect rect = s.place(Block::card, std::max(words.height(), ring) + 2 * padding);
    s.raised(rect, s.px(s.theme.radius.card), false);
    if (!awaited.empty()) s.breathing_ring(awaited, {rect.x + padding + ring / 2, rect.centre().y});
    s.painter.text(words, {rect.x + padding + beside, rect.centre().y - words.height() / 2}, s.colour().text);
    // Heard letter by letter.
    std::string said;
    for (const char c : code) said += c == '-' ? std::string(", ") : std::string(1, c) + " ";
    s.tell(said, rect);
}

void Frame::bubble(bool mine, std::string_view text, std::string_view caption) {
    State& s = *state_;
    const float padding_x = s.px(28);
    const float padding_y = s.px(20);
    const float most = std::floor(s.width() * 0.75F);
    const Rich rich(text);
    const Rich below(caption);
    const Wrapped words = s.wrap(rich, {Type::body, false, false}, most - 2 * padding_x);
    const Wrapped caption_words = s.wrap(below, {Type::caption, false, false}, most);
    const float w = std::ceil(words.width) + 2 * padding_x;
    const float h = words.height() + 2 * padding_y;
    const float under = caption.empty() ? 0 : caption_words.height() + s.px(6);
    const Rect rect = s.place(Block::bubble, h + under);
    const Rect ground{mine ? rect.right() - w : rect.x, rect.y, w, h};
    const float radius = std::min(s.px(28), h / 2);
    if (mine) {
        s.painter.fill(ground, s.colour().accent, radius);
    } else {
        s.raised(ground, radius, false);
    }
    s.painter.text(words, {ground.x + padding_x, ground.y + padding_y},
                   mine ? s.colour().on_accent : s.colour().text);
    s.tell(caption.empty() ? std::string(text) : std::string(caption) + ": " + std::string(text), rect,
           !mine);
    // Scrolled away but for its caption, it would look like a word of something else.
    const float seen_from = s.clips.empty() ? 0 : s.clips.back().y;
    if (caption.empty() || ground.bottom() < seen_from + padding_y) return;
    const float x = mine ? ground.right() - caption_words.width - s.px(8) : ground.x + s.px(8);
    s.painter.text(caption_words, {x, ground.bottom() + s.px(6)}, s.muted());
}

void Frame::typing() {
    State& s = *state_;
    const float h = s.px(72);
    const Rect rect = s.place(Block::bubble, h);
    s.raised({rect.x, rect.y, s.px(136), h}, h / 2, false);
    constexpr int kDots = 3;
    int bright = kDots;  // all alike when motion is reduced
    if (!s.theme.motion.reduced) {
        using namespace std::chrono_literals;
        bright = static_cast<int>(s.now / 400ms % kDots);
        s.animate(400ms - std::chrono::duration_cast<std::chrono::milliseconds>(s.now % 400ms));
    }
    for (int i = 0; i < kDots; ++i) {
        const Point at{rect.x + s.px(40) + static_cast<float>(i) * s.px(28), rect.centre().y};
        s.painter.disc(at, s.px(8),
                       i == bright ? s.colour().text : theme::faded(s.colour().text_muted, 0.5F));
    }
}

void Frame::timeline(std::span<const Milestone> milestones) {
    State& s = *state_;
    const float room = s.px(40 + 32);
    const float radius = s.px(20);
    for (std::size_t i = 0; i < milestones.size(); ++i) {
        const Milestone& one = milestones[i];
        const bool now = one.when == Milestone::When::now;
        const bool later = one.when == Milestone::When::later;
        const bool last = i + 1 == milestones.size();
        const Rich label(one.label);
        const Rich caption(one.caption);
        const Wrapped label_words = s.wrap(label, {Type::body, now, false}, s.width() - room);
        const Wrapped caption_words = s.wrap(caption, {Type::caption, false, false}, s.width() - room);
        const float words = label_words.height() + (one.caption.empty() ? 0 : caption_words.height());
        const Rect rect = s.place(Block::milestone, words + s.px(last ? 0 : 36));
        const Point dot{rect.x + s.px(28), rect.y + label_words.line_height / 2};
        if (!last) {
            const Colour rail = one.when == Milestone::When::done ? s.colour().positive : s.colour().outline;
            const float from = dot.y + radius + s.px(8);
            // To just above the next one's mark.
            const float to = rect.bottom() + s.theme.line_px(Type::body) / 2 - radius - s.px(8);
            s.painter.fill({dot.x - s.px(2), from, s.px(4), to - from}, rail, s.px(2));
        }
        if (now) {
            s.painter.disc(dot, s.px(14), s.colour().accent);
            s.painter.circle(dot, s.px(24), s.colour().accent, s.px(4));
        } else if (later) {
            s.painter.circle(dot, radius - s.px(4), s.colour().text_muted, s.px(3));
        } else {
            s.painter.disc(dot, radius, s.colour().positive);
            // A tick: the state is not told by colour alone.
            s.painter.line({dot.x - s.px(9), dot.y + s.px(1)}, {dot.x - s.px(3), dot.y + s.px(7)},
                           s.colour().surface_raised, s.px(4));
            s.painter.line({dot.x - s.px(3), dot.y + s.px(7)}, {dot.x + s.px(9), dot.y - s.px(6)},
                           s.colour().surface_raised, s.px(4));
        }
        s.painter.text(label_words, {rect.x + room, rect.y}, later ? s.muted() : s.ink());
        s.tell(one.caption.empty() ? one.label : one.label + ", " + one.caption, rect);
        if (!one.caption.empty()) {
            s.painter.text(caption_words, {rect.x + room, rect.y + label_words.height()}, s.muted());
        }
    }
}

}  // namespace storeside::frame
