#include "ui/frame/wrapping.hpp"

#include <algorithm>
#include <cctype>

namespace storeside::frame {
namespace {

struct Piece {  // of a word, within one span
    std::string_view text;
    std::size_t span;
    bool strong;
    float width;
};

float measure(std::string_view text, const Font& font) {
    float width = 0;
    while (!text.empty()) width += Atlas::advance(font, take_code_point(text));
    return width;
}

std::size_t length(std::string_view text) {
    std::size_t count = 0;
    for (; !text.empty(); ++count) take_code_point(text);
    return count;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
// "30", "(30", "2–3"
bool is_number(std::string_view text) {
    if (text.starts_with('(')) text.remove_prefix(1);
    return !text.empty() && is_digit(text.front()) && is_digit(text.back());
}

bool is_unit(std::string_view text) {
    constexpr std::string_view kUnits[] = {"€",  "$",  "£",  "%",  "°C", "mm", "cm",  "m",   "km",      "g",
                                           "kg", "ml", "l",  "V",  "W",  "Ah", "min", "мм",  "см",      "м",
                                           "км", "г",  "кг", "мл", "л",  "В",  "Вт",  "мин", "numaralı"};
    while (!text.empty() && std::string_view(".,;:!?)").contains(text.back())) text.remove_suffix(1);
    text = text.substr(0, text.find("’"));  // Turkish: "5 mm’den"
    return std::ranges::find(kUnits, text) != std::end(kUnits);
}

// "8. koridor", "25. prosinca": an ordinal, not the end of a sentence.
bool is_ordinal_of(std::string_view number, std::string_view noun) {
    const auto digits = number.find_first_not_of("0123456789");
    const bool upper = noun.front() >= 'A' && noun.front() <= 'Z';
    return digits >= 1 && digits <= 2 && number.substr(digits) == "." && !upper;
}

bool is_dash(std::string_view text) { return text == "—" || text == "–"; }

bool is_one_letter(std::string_view text) {
    return length(text) == 1 && (std::isalpha(static_cast<unsigned char>(text[0])) != 0 || text.size() > 1);
}

// "desk 2", "(desk 14),", "aisle 8": the name of a place. Whether an amount of what follows it is meant
// instead, only a reader knows: "within 14 days" stays together, too, and does no harm.
bool is_name_number(std::string_view text, std::string_view next) {
    const auto end = std::min(text.find_first_not_of("0123456789"), text.size());
    if (end == 0 || end > 2) return false;
    if (end == text.size()) return !is_unit(next);
    const bool closes = text.find_first_not_of(".,;:!?)", end) == std::string_view::npos;
    return closes && (next.empty() || !is_ordinal_of(text, next));
}

// No line ends between the first two of these three: after a word of one letter, between a number and the
// word it belongs to, before a dash, beside a times sign.
bool belong_together(std::string_view before, std::string_view after, std::string_view next) {
    if (is_dash(after) || after == "×" || before == "×" || is_name_number(after, next)) return true;
    if (is_number(before) || is_ordinal_of(before, after)) return true;
    return is_one_letter(before) && !is_dash(before);
}

// Up to the next space.
std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" \n\t")); }

class Wrapper {
public:
    Wrapper(const Rich& text, TextStyle style, float width, const Atlas& atlas)
        : style_(style), width_(width), atlas_(atlas) {
        lines_.emplace_back();
        for (std::size_t span = 0; span < text.spans.size(); ++span) add(text.spans[span], span);
        end_word();
    }

    std::vector<Line> take() { return std::move(lines_); }
    bool broke_a_word() const { return broke_a_word_; }

private:
    const Font& font(bool strong) const { return atlas_.font(style_.type, strong); }

    void add(const Span& span, std::size_t index) {
        const bool strong = style_.strong || span.strong;
        std::string_view rest = span.text;
        while (!rest.empty()) {
            const std::size_t end = rest.find_first_of(" \n\t");
            if (end != 0) add_piece(rest.substr(0, end), index, strong);
            if (end == std::string_view::npos) return;
            if (keeps(rest, end, strong)) {
                add_piece(rest.substr(end, 1), index, strong);
                rest.remove_prefix(end + 1);
                continue;
            }
            end_word();
            if (rest[end] == '\n') {
                lines_.emplace_back();
                space_ = {};
            } else if (space_.empty()) {
                space_ = rest.substr(end, 1);
                space_width_ = Atlas::advance(font(strong), U' ');
                space_span_ = index;
                space_strong_ = strong;
            }
            rest.remove_prefix(end + 1);
        }
    }

    // Whether the space at `end` of `rest` is no place to end a line. Where lines are short any space is one.
    bool keeps(std::string_view rest, std::size_t end, bool strong) const {
        if (rest[end] != ' ' || end == 0) return false;
        const auto after = first_word(rest.substr(end + 1));
        if (after.empty()) return false;
        const auto beyond = rest.substr(end + 1 + after.size());
        const auto next = beyond.starts_with(' ') ? first_word(beyond.substr(1)) : std::string_view();
        if (!belong_together(rest.substr(0, end), after, next)) return false;
        return word_width_ + measure(rest.substr(end, 1 + after.size()), font(strong)) <= width_ / 2;
    }

    void add_piece(std::string_view text, std::size_t span, bool strong) {
        const float width = measure(text, font(strong));
        word_.push_back({text, span, strong, width});
        word_width_ += width;
    }

    void end_word() {
        if (word_.empty()) return;
        Line* line = &lines_.back();
        const bool first = line->runs.empty();
        if (!first && line->width + space_width_ + word_width_ > width_) {
            line = &lines_.emplace_back();
        } else if (!first && !space_.empty()) {
            append(*line, {space_, space_span_, space_strong_, space_width_});
        }
        for (const Piece& piece : word_) {
            if (line->width + piece.width <= width_) {
                append(*line, piece);
            } else {
                line = break_up(line, piece);
            }
        }
        word_.clear();
        word_width_ = 0;
        space_ = {};
    }

    // A piece that is wider than a whole line goes on wherever the line ends.
    Line* break_up(Line* line, const Piece& piece) {
        broke_a_word_ = true;
        std::string_view rest = piece.text;
        const char* start = rest.data();
        float width = 0;
        while (!rest.empty()) {
            const char* here = rest.data();
            const float advance = Atlas::advance(font(piece.strong), take_code_point(rest));
            if (line->width + width + advance > width_ && here != start) {
                append(*line,
                       {{start, static_cast<std::size_t>(here - start)}, piece.span, piece.strong, width});
                line = &lines_.emplace_back();
                start = here;
                width = 0;
            }
            width += advance;
        }
        append(*line,
               {{start, static_cast<std::size_t>(rest.data() - start)}, piece.span, piece.strong, width});
        return line;
    }

    static void append(Line& line, const Piece& piece) {
        if (!line.runs.empty()) {
            Run& last = line.runs.back();
            const bool follows = last.text.data() + last.text.size() == piece.text.data();
            if (follows && last.span == piece.span && last.strong == piece.strong) {
                last.text = {last.text.data(), last.text.size() + piece.text.size()};
                last.width += piece.width;
                line.width += piece.width;
                return;
            }
        }
        line.runs.push_back({piece.text, piece.span, piece.strong, line.width, piece.width});
        line.width += piece.width;
    }

    TextStyle style_;
    float width_;
    const Atlas& atlas_;
    bool broke_a_word_ = false;
    std::vector<Line> lines_;
    std::vector<Piece> word_;
    float word_width_ = 0;
    std::string_view space_;
    float space_width_ = 0;
    std::size_t space_span_ = 0;
    bool space_strong_ = false;
};

// Whether that many lines are enough at this width, with every word whole.
bool fits(const Rich& text, TextStyle style, float width, std::size_t lines, const Atlas& atlas) {
    Wrapper wrapper(text, style, width, atlas);
    return wrapper.take().size() <= lines && !wrapper.broke_a_word();
}

// The narrowest width at which `lines` lines are enough.
float balanced_width(const Rich& text, TextStyle style, float width, std::size_t lines, const Atlas& atlas) {
    float narrow = width / 2;
    float wide = width;
    while (wide - narrow > 8) {
        const float middle = (narrow + wide) / 2;
        (fits(text, style, middle, lines, atlas) ? wide : narrow) = middle;
    }
    return wide;
}

bool leaves_one_word(const std::vector<Line>& lines, float width) {
    if (lines.size() < 2 || lines.back().width > width / 3) return false;
    for (const Run& run : lines.back().runs) {
        if (run.text.find(' ') != std::string_view::npos) return false;
    }
    return true;
}

}  // namespace

Wrapped wrap(const Rich& text, TextStyle style, float width, const Atlas& atlas, const theme::Theme& theme) {
    Wrapped result;
    result.style = style;
    result.line_height = theme.line_px(style.type);
    Wrapper wrapper(text, style, width, atlas);
    result.lines = wrapper.take();
    result.broken = wrapper.broke_a_word();
    if (style.balanced && result.lines.size() > 1) {
        const float even = balanced_width(text, style, width, result.lines.size(), atlas);
        result.lines = Wrapper(text, style, even, atlas).take();
    } else if (leaves_one_word(result.lines, width)) {
        for (const float part : {0.95F, 0.9F, 0.85F}) {
            auto narrower = Wrapper(text, style, width * part, atlas).take();
            if (narrower.size() > result.lines.size()) break;
            if (leaves_one_word(narrower, width)) continue;
            result.lines = std::move(narrower);
            break;
        }
    }
    for (const Line& line : result.lines) result.width = std::max(result.width, line.width);
    return result;
}

Wrapped wrap_whole(const Rich& text, TextStyle style, float width, const Atlas& atlas,
                   const theme::Theme& theme) {
    Wrapped words = wrap(text, style, width, atlas, theme);
    while (words.broken && style.type != theme::Type::caption) {
        style.type = static_cast<theme::Type>(static_cast<int>(style.type) - 1);
        words = wrap(text, style, width, atlas, theme);
    }
    return words;
}

float text_width(std::string_view text, TextStyle style, const Atlas& atlas) {
    return measure(text, atlas.font(style.type, style.strong));
}

}  // namespace storeside::frame
