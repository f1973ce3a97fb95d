// Every glyph, icon and shadow of one theme in one texture, and how wide each glyph is.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <set>
#include <span>
#include <string_view>

#include "firmware/base/result.hpp"
#include "ui/frame/frame.hpp"

struct ImFont;
struct ImFontAtlas;
struct ImFontGlyph;

namespace storeside::frame {

enum class IconSize { small, large };  // 40 and 56 dp

class Atlas {
public:
    // Builds in 0.1 to 0.3 s, on the CPU. `icons` are code points of the icon font.
    static Result<Atlas> build(const FontFiles& files, const theme::Theme& theme,
                               const std::set<char16_t>& icons);
    Atlas(Atlas&&) noexcept;
    Atlas& operator=(Atlas&&) noexcept;
    ~Atlas();

    const ImFont& font(theme::Type type, bool strong) const;
    // nullptr for an icon that was not asked for.
    const ImFontGlyph* icon(char16_t code_point, IconSize size) const;

    // How far a glyph moves the pen, in pixels and their fractions.
    static float advance(const ImFont& font, char32_t code_point);
    // nullptr for what has no shape (spaces, controls, joiners); a box for what no font has.
    static const ImFontGlyph* glyph(const ImFont& font, char32_t code_point);

    // One byte of coverage per pixel.
    struct Texture {
        std::span<const std::uint8_t> pixels;
        int width = 0, height = 0;
    };
    Texture texture() const;

    // A soft shadow: the texture coordinates of a square of `size` pixels, to be drawn in nine parts whose
    // corners are `corner` pixels.
    struct Shadow {
        float u0 = 0, v0 = 0, u1 = 0, v1 = 0, size = 0, corner = 0;
    };
    const Shadow& shadow() const { return shadow_; }

    ImFontAtlas& imgui() const { return *atlas_; }

private:
    struct Delete {
        void operator()(ImFontAtlas* atlas) const;
    };
    Atlas();

    std::unique_ptr<ImFontAtlas, Delete> atlas_;
    std::array<ImFont*, 10> text_{};  // by type, regular then strong
    std::array<ImFont*, 2> icons_{};
    Shadow shadow_;
};

// The code point of a Material Design Icon ("package-variant"); a question mark in a circle for a name it
// lacks.
char16_t icon_code_point(std::string_view name);

// One code point from the front of `text`, which is shortened by it; U+FFFD for what is no UTF-8. `text` is
// not empty.
char32_t take_code_point(std::string_view& text);

}  // namespace storeside::frame
