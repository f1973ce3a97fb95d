// What is behind Frame: the pass being drawn, where the next thing goes, and what is kept between passes.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "ui/frame/atlas.hpp"
#include "ui/frame/frame.hpp"
#include "ui/frame/gestures.hpp"
#include "ui/frame/node.hpp"
#include "ui/frame/painter.hpp"
#include "ui/frame/pictures.hpp"
#include "ui/frame/wrapping.hpp"

namespace storeside::frame {

constexpr float kRing = 88;  // dp from its middle to its edge

// What a thing is decides the gap to the one above it.
enum class Block {
    headline,
    heading,
    text,
    bullet,
    caption,
    card,
    row,
    button,
    chip,
    field,
    bubble,
    milestone,
    gap
};

struct Column {
    Rect rect;  // the place given to it
    float y = 0;
    std::optional<Block> last;
    // In a grid:
    std::string grid;
    int cells = 0;  // per row; 0 for no grid
    int cell = 0;
    float row_top = 0, row_height = 0;
    // The right end of the last chip:
    float chip_end = 0;

    float width(float gap) const {
        return cells == 0
                   ? rect.w
                   : std::floor((rect.w - gap * static_cast<float>(cells - 1)) / static_cast<float>(cells));
    }
};

// What a screen reader says of a target beside its label.
struct Said {
    std::string more = {};
    std::optional<bool> chosen = {};
    bool typing = false;
    bool masked = false;
    bool personal = false;
};

// Where the keypad or a finger that explores is.
struct Focus {
    std::string id;
    std::size_t index = 0;  // among the nodes, for when the id is gone
    bool shown = false;
    std::string typed_in;  // the field that is typed in, in the last pass
};

struct Touchable {
    bool tapped = false;
    bool pressed = false;
};

struct State {
    State(Size size_, const theme::Theme& theme_, Atlas atlas_)
        : size(size_), theme(theme_), atlas(std::move(atlas_)) {}

    // Pixels and colours
    float px(float dp) const { return theme.px(dp); }
    const theme::Palette& colour() const { return theme.colour; }
    Colour ink() const { return on_accent ? colour().on_accent : colour().text; }
    Colour muted() const { return on_accent ? colour().on_accent : colour().text_muted; }
    Colour tone(Tone tone) const;
    Colour ground() const { return on_accent ? colour().accent : colour().surface; }

    // Layout
    Column& column() { return columns.back(); }
    float gap() const { return px(theme.space.gap); }
    float width() { return column().width(gap()); }  // of the next thing
    Rect place(Block block, float height);
    Rect place_left() const;
    // In reach mode: the part of the screen that can be reached, and the place of a page's first words above
    // it.
    Rect reachable() const;
    void begin_upper();
    float upper_top() const;
    std::optional<Rect> place_above(Block block, float height);
    void end_upper();
    // How high the thing `id` was in the last pass; 0 at first.
    float measured(const std::string& id) const;
    void measure(const std::string& id, float height);

    // Text
    Wrapped wrap(const Rich& text, TextStyle style, float width) {
        return frame::wrap(text, style, width, atlas, theme);
    }
    Wrapped wrap_whole(const Rich& text, TextStyle style, float width) {
        return frame::wrap_whole(text, style, width, atlas, theme);
    }
    // Wraps to the column's width, places and draws.
    void words(std::string_view text, TextStyle style, Block block, Colour colour);

    // Shapes
    void icon(std::string_view name, IconSize icon_size, Point centre, Colour colour);
    void raised(const Rect& rect, float radius, bool pressed);  // a card's ground
    void picture(const Picture& picture, const Rect& rect, float radius);
    void breathing_ring(std::string_view name, Point centre);

    // Touching
    Touchable touchable(std::string_view id, std::string_view label, Role role, const Rect& rect,
                        bool enabled = true, Said said = {});

    // The accessibility tree
    void list(std::string_view id, std::string_view label, Role role, const Rect& rect, bool enabled,
              Said said);
    void tell(std::string_view words, const Rect& rect, bool at_once = false);
    void move_focus(Arrow arrow);
    void focus_at(Point point);
    void activate();      // what has the focus
    void settle_focus();  // after a pass: it may be on something that is gone
    void draw_focus();

    void animate(Duration in);

    Size size;
    theme::Theme theme;
    Atlas atlas;
    Painter painter;
    Pictures pictures;
    Gestures gestures;

    // The pass
    Duration now{};
    std::vector<Column> columns;
    std::vector<Rect> clips;
    std::vector<Target> targets;
    std::vector<Node> nodes;
    std::string region;  // the scrolling region that is being drawn
    int section = 0;
    bool personal = false, live = false;
    std::string modal;  // the overlay over the page; "" for none
    Gestures::Taken taken;
    bool stirred = false;
    std::string tapped;  // as it was taken, whoever has answered it by now
    std::vector<Frame::Draw> popups;
    bool on_accent = false;
    bool words_above = false;  // in reach mode: the page's first words stand above the reachable part
    bool unsettled = false;
    std::optional<Duration> next_frame;

    // Kept between passes
    std::vector<Target> shown;  // targets of the last complete pass
    std::vector<Node> shown_nodes;
    std::string shown_modal;
    Focus focus;
    bool reader = false;
    float reach = 1;              // the lowest part of the screen that can be reached
    std::optional<Column> upper;  // in reach mode: where a page's first words stand, out of reach
    std::map<std::string, float> heights;
    std::map<std::string, std::int64_t, std::less<>> numbers;
    std::string page;
    Duration page_since{};
    Frame::Enter page_enter = Frame::Enter::fade;
    bool corner_told = false;
};

}  // namespace storeside::frame
