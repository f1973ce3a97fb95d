// Words: titles, paragraphs with links, bullets, tables, codes.
#include <cmath>

#include "ui/frame/state.hpp"

namespace storeside::frame {
namespace {

using theme::Type;

// Draws body text at the column's left plus `indent`; answers the link that was touched.
std::optional<std::string> linked_text(State& s, const Rich& text, Block block, float indent,
                                       const std::function<void(Point)>& mark = {}) {
    const float longest = s.theme.text_px(Type::body) * 36;
    const Wrapped lines = s.wrap(text, {Type::body, false, false}, std::min(s.width() - indent, longest));
    const Rect rect = s.place(block, lines.height());
    s.tell(text.plain(), rect);
    if (mark) mark({rect.x, rect.y + lines.line_height / 2});
    std::optional<std::string> touched;
    float y = rect.y;
    for (const Line& line : lines.lines) {
        for (const Run& run : line.runs) {
            const Span& span = text.spans[run.span];
            Wrapped one{{{{run}, line.width}}, lines.style, lines.line_height, run.width};
            one.lines[0].runs[0].x = 0;
            const Point at{rect.x + indent + run.x, y};
            s.painter.text(one, at, span.link.empty() ? s.ink() : s.colour().accent);
            if (span.link.empty() || run.text.find_first_not_of(' ') == std::string_view::npos) continue;
            const float underline = y + lines.line_height * 0.86F;
            s.painter.line({at.x, underline}, {at.x + run.width, underline}, s.colour().accent, s.px(2));
            const Touchable touch = s.touchable("link/" + span.link, span.text, Role::link,
                                                {at.x, y, run.width, lines.line_height});
            if (touch.tapped) touched = span.link;
        }
        y += lines.line_height;
    }
    return touched;
}

}  // namespace

void Frame::display(std::string_view text) {
    state_->words(text, {Type::display, true, true}, Block::headline, state_->ink());
}
void Frame::title(std::string_view text) {
    state_->words(text, {Type::title, true, true}, Block::headline, state_->ink());
}
void Frame::heading(std::string_view text) {
    state_->words(text, {Type::heading, true, true}, Block::heading, state_->ink());
}
void Frame::lead(std::string_view text) { state_->words(text, {Type::heading}, Block::text, state_->ink()); }
void Frame::quiet_text(std::string_view text) {
    state_->words(text, {Type::body, false, true}, Block::text, state_->muted());
}
void Frame::caption(std::string_view text) {
    state_->words(text, {Type::caption}, Block::caption, state_->muted());
}

std::optional<std::string> Frame::paragraph(const Rich& text) {
    return linked_text(*state_, text, Block::text, 0);
}

std::optional<std::string> Frame::bullet(const Rich& text) {
    State& s = *state_;
    return linked_text(s, text, Block::bullet, s.px(40), [&s](Point at) {
        s.painter.disc({at.x + s.px(12), at.y}, s.px(5), s.muted());
    });
}

std::optional<std::string> Frame::numbered(int number, const Rich& text) {
    State& s = *state_;
    const Rich figure(std::to_string(number) + ".");
    return linked_text(s, text, Block::bullet, s.px(48), [&](Point at) {
        const Wrapped words = s.wrap(figure, {Type::body, true, false}, s.px(64));
        s.painter.text(words, {at.x, at.y - words.line_height / 2}, s.ink());
    });
}

void Frame::table(std::span<const std::string> headings, std::span<const std::vector<std::string>> rows) {
    State& s = *state_;
    const std::size_t count = headings.size();
    if (count == 0) return;
    if (portrait() && count > 2) {
        for (const auto& cells : rows) {
            Rich card;
            for (std::size_t i = 0; i < std::min(count, cells.size()); ++i) {
                if (i > 0) card.spans.push_back({"\n" + headings[i] + ": ", false, {}});
                card.spans.push_back({cells[i], i == 0, {}});
            }
            const float padding = s.px(s.theme.space.card_padding);
            const Wrapped lines = s.wrap(card, {Type::body, false, false}, s.width() - 2 * padding);
            const Rect rect = s.place(Block::card, lines.height() + 2 * padding);
            s.raised(rect, s.px(s.theme.radius.card), false);
            s.painter.text(lines, {rect.x + padding, rect.y + padding}, s.ink());
            s.tell(card.plain(), rect);
        }
        return;
    }
    const float gap = s.gap();
    const float w = (s.width() - gap * static_cast<float>(count - 1)) / static_cast<float>(count);
    const auto line_of = [&](std::span<const std::string> cells, bool strong) {
        std::vector<Rich> texts(cells.begin(),
                                cells.begin() + static_cast<std::ptrdiff_t>(std::min(count, cells.size())));
        std::vector<Wrapped> wrapped;
        float height = 0;
        for (const Rich& text : texts) {
            wrapped.push_back(s.wrap(text, {Type::body, strong, false}, w));
            height = std::max(height, wrapped.back().height());
        }
        const float padding = s.px(14);
        const Rect rect = s.place(Block::row, height + 2 * padding);
        for (std::size_t i = 0; i < wrapped.size(); ++i) {
            s.painter.text(wrapped[i], {rect.x + static_cast<float>(i) * (w + gap), rect.y + padding},
                           s.ink());
        }
        s.painter.line({rect.x, rect.bottom() - 1}, {rect.right(), rect.bottom() - 1}, s.colour().outline,
                       s.px(1.5F));
        std::string spoken;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (i > 0) spoken += ", ";
            if (!strong && i > 0) spoken += headings[i] + ": ";
            spoken += texts[i].plain();
        }
        s.tell(spoken, rect);
    };
    line_of(headings, true);
    for (const auto& cells : rows) line_of(cells, false);
}

void Frame::band(std::string_view icon, std::string_view text, Tone tone) {
    State& s = *state_;
    const Colour ground = s.tone(tone);
    const Colour ink = s.colour().surface_raised;
    const Rich rich(text);
    const float indent = s.px(40 + 16);
    const Wrapped lines = s.wrap(rich, {Type::body, true, false}, s.width() - indent);
    const Rect inner{s.column().rect.x, 0, s.width(), std::ceil(lines.height() + s.px(48))};
    s.column().y = std::max(s.column().y, inner.bottom() + s.px(32));
    s.painter.fill({0, 0, s.size.w, inner.h}, ground);
    s.icon(icon, IconSize::small, {inner.x + s.px(20), inner.centre().y}, ink);
    s.painter.text(lines, {inner.x + indent, s.px(24)}, ink);
    s.tell(text, inner);
}

}  // namespace storeside::frame
