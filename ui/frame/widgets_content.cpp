// What articles and guides are made of besides words: figures, strips of pictures, callouts.
#include <cmath>

#include "ui/frame/state.hpp"

namespace storeside::frame {
namespace {

using theme::Type;

constexpr float kTallestFigure = 560;       // dp, in portrait
constexpr float kTallestInLandscape = 400;  // dp: words are to be seen below it
constexpr float kLowestFigure = 120;        // dp
constexpr float kStillClear = 240;          // dp; what a figure is made lower to, so that it is seen whole
constexpr float kUnknownRatio = 16.0F / 9;  // of what can't be decoded
constexpr float kStripRatio = 4.0F / 3;

float ratio_of(State& s, const Picture& picture) {
    const auto& entry = s.pictures.get(picture.key, picture.bytes);
    return entry.shows() ? static_cast<float>(entry.decoded.width) / static_cast<float>(entry.decoded.height)
                         : kUnknownRatio;
}

// In pixels. In landscape it is lower where it and the words beneath it can so be seen without scrolling.
float tallest(State& s, bool portrait, float beneath) {
    const float usual = s.px(portrait ? kTallestFigure : kTallestInLandscape);
    if (portrait || s.region.empty()) return usual;
    const ScrollArea& area = s.gestures.area(s.region);
    const float above = s.px(24);  // as place() will leave
    const float offset = std::round(std::min(area.offset, area.furthest));
    const float room = area.view.bottom() - (s.column().y + offset) - above - beneath;
    return room >= s.px(kStillClear) ? std::min(usual, std::floor(room)) : usual;
}

// A picture with its number in the corner, and its words beneath.
void numbered_picture(State& s, const Picture& picture, std::size_t number, const Rect& cell) {
    const Rect shown{cell.x, cell.y, cell.w, std::round(cell.w / kStripRatio)};
    s.picture(picture, shown, s.px(s.theme.radius.card));
    const float radius = s.px(26);
    const Point centre{shown.x + s.px(14) + radius, shown.y + s.px(14) + radius};
    s.painter.disc(centre, radius, s.colour().text);
    const Rich figure(std::to_string(number));
    const Wrapped words = s.wrap(figure, {Type::caption, true, true}, 2 * radius);
    s.painter.text(words, {centre.x - radius, centre.y - words.height() / 2}, s.colour().surface_raised,
                   2 * radius, Painter::Align::centre);
}

}  // namespace

void Frame::figure(const Picture& picture, std::string_view caption) {
    State& s = *state_;
    const float ratio = ratio_of(s, picture);
    const Rich words(caption);
    const float above_caption = 12;
    const float beneath =
        caption.empty() ? 0 : s.px(above_caption) + s.wrap(words, {Type::caption}, s.width()).height();
    const float height =
        std::clamp(std::round(s.width() / ratio), s.px(kLowestFigure), tallest(s, portrait(), beneath));
    Rect rect = s.place(Block::card, height);
    rect.w = std::min(rect.w, std::round(height * ratio));
    s.picture(picture, rect, s.px(s.theme.radius.card));
    s.tell(picture.words, rect);
    if (caption.empty()) return;
    space(above_caption);  // it belongs to the picture, not to what follows
    this->caption(caption);
}

void Frame::strip(std::string_view id, std::span<const Picture> pictures) {
    State& s = *state_;
    const int count = static_cast<int>(pictures.size());
    const int across = count == 4 && portrait() ? 2 : count;
    std::size_t number = 0;
    grid(id, across, across, [&] {
        for (const Picture& picture : pictures) {
            const float w = s.width();
            const Rich rich(picture.words);
            const Wrapped words = s.wrap(rich, {Type::caption, false, false}, w);
            const float above = std::round(w / kStripRatio) + s.px(16);
            const Rect cell = s.place(Block::card, above + words.height());
            numbered_picture(s, picture, ++number, cell);
            s.painter.text(words, {cell.x, cell.y + above}, s.ink());
            s.tell(std::to_string(number) + ". " + std::string(picture.words), cell);
        }
    });
}

void Frame::callout(std::string_view id, std::string_view icon, Tone tone, std::string_view word,
                    const Draw& draw) {
    State& s = *state_;
    const std::string key = std::string(id) + "/callout";
    const float padding = s.px(s.theme.space.card_padding);
    const float radius = s.px(s.theme.radius.card);
    const Colour colour = tone == Tone::neutral ? s.colour().text_muted : s.tone(tone);
    const Rect rect = s.place(Block::card, s.measured(key));
    if (s.theme.high_contrast) {
        s.painter.stroke(rect, s.colour().outline, s.px(2), radius);
    } else {
        s.painter.fill(rect, theme::mix(s.colour().surface, colour, 0.10F), radius);
    }
    const float icon_room = s.px(40 + 16);
    const Rect inside = rect.inset(padding);
    const Rich title(word);
    const Wrapped words = s.wrap(title, {Type::body, true, true}, std::max(1.0F, inside.w - icon_room));
    s.icon(icon, IconSize::small, {inside.x + s.px(20), inside.y + words.line_height / 2}, colour);
    s.painter.text(words, {inside.x + icon_room, inside.y}, colour);
    s.tell(word, inside);
    const float top = inside.y + words.height() + s.px(12);
    s.columns.push_back(Column{.rect = {inside.x, top, inside.w, inside.h}, .y = top});
    draw();
    const float height = s.columns.back().y - rect.y + padding;
    s.columns.pop_back();
    s.measure(key, height);
}

void Frame::fact(std::string_view label, std::string_view value, bool strong) {
    State& s = *state_;
    const float gap = s.gap();
    const float left = std::floor((s.width() - gap) * 0.58F);
    const float right = s.width() - gap - left;
    const TextStyle style{Type::body, strong, false};
    const Rich what(label);
    const Rich so(value);
    const Wrapped labels = s.wrap(what, style, std::max(1.0F, left));
    const Wrapped values = s.wrap(so, style, std::max(1.0F, right));
    const bool first = s.column().last != Block::row;
    const float padding = s.px(16);
    const Rect rect = s.place(Block::row, std::max(labels.height(), values.height()) + 2 * padding);
    if (!first) s.painter.fill({rect.x, rect.y, rect.w, std::max(1.0F, s.px(1.5F))}, s.colour().outline);
    s.painter.text(labels, {rect.x, rect.y + padding}, s.ink());
    s.painter.text(values, {rect.x + left + gap, rect.y + padding}, s.ink());
    s.tell(std::string(label) + ": " + std::string(value), rect);
}

void Frame::indented(float dp, const Draw& draw) {
    State& s = *state_;
    const Column outer = s.column();
    Column inner = outer;
    inner.rect.x += s.px(dp);
    inner.rect.w = std::max(1.0F, inner.rect.w - s.px(dp));
    s.columns.push_back(inner);
    draw();
    const Column drawn = s.columns.back();
    s.columns.pop_back();
    s.column().y = drawn.y;
    s.column().last = drawn.last;
}

}  // namespace storeside::frame
