// Shapes, text and icons into one draw list: colours and pixels, no layout.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "ui/frame/atlas.hpp"
#include "ui/frame/geometry.hpp"
#include "ui/frame/wrapping.hpp"
#include "ui/theme/theme.hpp"

struct ImDrawList;
struct ImDrawListSharedData;

namespace storeside::frame {

using theme::Colour;

class Painter {
public:
    // Texture numbers in the draw list: 1 is the atlas, what is above is Pictures'.
    static constexpr std::uintptr_t kAtlasTexture = 1;

    Painter();
    ~Painter();

    // Forgets what was drawn. `atlas` must live until the next begin().
    void begin(Size size, Colour background, const Atlas& atlas, const theme::Theme& theme);
    void end();

    void fill(const Rect& rect, Colour colour, float radius = 0);
    void stroke(const Rect& rect, Colour colour, float thickness, float radius = 0);
    void shadow(const Rect& rect);  // soft, below it
    void disc(Point centre, float radius, Colour colour);
    void circle(Point centre, float radius, Colour colour, float thickness);
    // Clockwise from the top; `from` and `to` in turns.
    void arc(Point centre, float radius, float from, float to, Colour colour, float thickness);
    void curve(Point from, Point bend, Point to, Colour colour, float thickness);
    void line(Point from, Point to, Colour colour, float thickness);
    void fade_edge(const Rect& rect, Colour colour,
                   bool upwards);  // opaque at the bottom (or top) to nothing
    void picture(std::uintptr_t texture, const Rect& rect, float u0, float v0, float u1, float v1,
                 float radius);

    enum class Align { left, centre };
    // Top left of the text's box; each line of it is remembered in words().
    void text(const Wrapped& text, Point at, Colour colour, float box_width = 0, Align align = Align::left);
    void glyph(const Glyph& glyph, Point centre, Colour colour);  // centred

    void push_clip(const Rect& rect);
    void push_whole_clip();  // as if nothing clipped
    void pop_clip();

    // What is drawn from now on is this opaque and moved by this much.
    void set_veil(float opacity, float dx);
    float opacity() const { return opacity_; }
    float offset() const { return dx_; }

    // A thing that is pressed shrinks a little: mark() before drawing it, shrink() after.
    int mark() const;
    void shrink(int mark, Point centre, float scale);

    Colour background() const { return background_; }
    void set_background(Colour colour) { background_ = colour; }
    const std::vector<std::string>& words() const { return words_; }
    ImDrawList& list() const { return *list_; }
    Size size() const { return size_; }
    void forget();

private:
    std::uint32_t packed(Colour colour) const;
    // False when the atlas has no such corner.
    bool fill_rounded(const Rect& rect, std::uint32_t colour, float radius);

    std::unique_ptr<ImDrawListSharedData> shared_;
    std::unique_ptr<ImDrawList> list_;
    const Atlas* atlas_ = nullptr;
    const theme::Theme* theme_ = nullptr;
    Size size_;
    Colour background_;
    float opacity_ = 1;
    float dx_ = 0;
    bool forgets_ = false;
    std::vector<std::string> words_;
    struct Vertices {
        int begin, end;
    };
    std::vector<Vertices> letters_;  // of words and icons, in order
};

}  // namespace storeside::frame
