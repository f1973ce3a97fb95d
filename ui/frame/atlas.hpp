// The glyphs, icons and the shadow of one theme in one texture, each drawn into it when it is first asked
// for.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "firmware/base/result.hpp"
#include "ui/frame/frame.hpp"

namespace storeside::frame {

enum class IconSize { small, large };  // 40 and 56 dp

struct Glyph {
    float x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // pixels, from the pen and the top of the font's box
    float u0 = 0, v0 = 0, u1 = 0, v1 = 0;  // where it is in the texture
    float advance = 0;                     // pixels and their fractions
    bool visible = false;
};

// One type size of the theme in one weight. Lives with its Atlas.
class Font;

class Atlas {
public:
    // Opens the fonts; nothing is drawn yet. One that is missing or no font is logged, and another stands for
    // it; not_found when there is none at all.
    static Result<Atlas> open(const FontFiles& files, const theme::Theme& theme);
    Atlas(Atlas&&) noexcept;
    Atlas& operator=(Atlas&&) noexcept;
    ~Atlas();

    const Font& font(theme::Type type, bool strong) const;
    // nullptr for what has no shape.
    const Glyph* icon(char16_t code_point, IconSize size) const;

    // Pixels from the top of the font's box (ascender) to its bottom (descender).
    static float height(const Font& font);
    // How far a glyph moves the pen, in pixels and their fractions.
    static float advance(const Font& font, char32_t code_point);
    // nullptr for what has no shape (spaces, controls, joiners); a box for what no font has. Good until
    // begin_pass().
    static const Glyph* glyph(const Font& font, char32_t code_point);

    // Other sizes, from the next begin_pass() on.
    void restyle(const theme::Theme& theme);
    // Likewise the forms of Chinese characters: "ja", "ko", "zh", "zh-hant" and their like.
    void set_language(std::string_view language);

    // Before anything of a pass is drawn: takes new sizes, makes room if there was too little.
    void begin_pass();
    // This pass lacks what found no room, or is of sizes that are to change: draw once more.
    bool is_stale() const;

    // One byte of coverage per pixel. The texture of one generation only gains patches.
    struct Patch {
        int x = 0, y = 0, w = 0, h = 0;
    };
    struct Texture {
        std::span<const std::uint8_t> pixels;
        int width = 0, height = 0;
        int generation = 0;
        std::span<const Patch> patches;  // in the order in which they were drawn
    };
    Texture texture() const;

    // The middle of some pixels that are fully covered.
    struct Spot {
        float u = 0, v = 0;
    };
    Spot white() const;

    // The top left quarter of a disc of this radius in whole pixels: the corner of a rounded rectangle.
    // nullopt for one that finds no room, or is larger than 128.
    struct Corner {
        float u0 = 0, v0 = 0, u1 = 0, v1 = 0;
    };
    std::optional<Corner> corner(int radius) const;

    // A soft shadow: the texture coordinates of a square of `size` pixels, to be drawn in nine parts whose
    // corners are `corner` pixels.
    struct Shadow {
        float u0 = 0, v0 = 0, u1 = 0, v1 = 0, size = 0, corner = 0;
    };
    const Shadow& shadow() const;

private:
    struct Impl;
    explicit Atlas(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

// The code point of a Material Design Icon ("package-variant"); a question mark in a circle for a name it
// lacks.
char16_t icon_code_point(std::string_view name);

// One code point from the front of `text`, which is shortened by it; U+FFFD for what is no UTF-8. `text` is
// not empty.
char32_t take_code_point(std::string_view& text);

}  // namespace storeside::frame
