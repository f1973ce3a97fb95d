// Breaks rich text into lines of whole words that fit a width, measured with the font that draws them.
#pragma once
#include <cstddef>
#include <string_view>
#include <vector>

#include "ui/frame/atlas.hpp"
#include "ui/frame/rich.hpp"

namespace storeside::frame {

struct TextStyle {
    theme::Type type = theme::Type::body;
    bool strong = false;
    // Lines of about equal length, for titles and labels; otherwise lines are filled, but leave no single
    // word alone on the last.
    bool balanced = false;
};

struct Run {
    std::string_view text;  // into the Rich that was wrapped
    std::size_t span = 0;
    bool strong = false;
    float x = 0, width = 0;  // from the left edge of the text
};

struct Line {
    std::vector<Run> runs;
    float width = 0;
};

struct Wrapped {
    std::vector<Line> lines;
    TextStyle style;
    float line_height = 0;
    float width = 0;      // of the longest line
    bool broken = false;  // a word was wider than a line

    float height() const { return line_height * static_cast<float>(lines.size()); }
};

// The views in the result are into `text`, which must outlive it. A word wider than `width` is broken; '\n'
// breaks.
Wrapped wrap(const Rich& text, TextStyle style, float width, const Atlas& atlas, const theme::Theme& theme);

// As wrap, in the largest type up to `style`'s in which every word is whole; in the smallest when none is.
Wrapped wrap_whole(const Rich& text, TextStyle style, float width, const Atlas& atlas,
                   const theme::Theme& theme);

float text_width(std::string_view text, TextStyle style, const Atlas& atlas);

}  // namespace storeside::frame
