#include "ui/frame/atlas.hpp"

#include <fmt/format.h>
#include <ft2build.h>
#include <imgui.h>
#include <imgui_freetype.h>
#include FT_FREETYPE_H

#include <cmath>
#include <cstring>

#include "firmware/base/file.hpp"

namespace storeside::frame {
namespace {

constexpr std::size_t kLargestFont = 16U << 20U;

// Latin, Greek, Cyrillic, punctuation, currencies, letter-like signs, fractions, some mathematics, the box.
constexpr ImWchar kText[] = {0x0020, 0x007E, 0x00A0, 0x024F, 0x02B9, 0x02DD, 0x0300, 0x0345,
                             0x0370, 0x03FF, 0x0400, 0x04FF, 0x2010, 0x2027, 0x202F, 0x205E,
                             0x2070, 0x2094, 0x20A0, 0x20BF, 0x2100, 0x2122, 0x2150, 0x215E,
                             0x2212, 0x2212, 0x2248, 0x2265, 0xFFFD, 0xFFFD, 0};

// A shadow's corner and blur do not depend on what it lies under, so one picture serves all.
constexpr float kShadowRadius = 24;
constexpr float kShadowBlur = 24;

struct Face {
    theme::Type type;
    bool strong;
};
constexpr Face kFaces[] = {{theme::Type::caption, false}, {theme::Type::body, false},
                           {theme::Type::heading, false}, {theme::Type::caption, true},
                           {theme::Type::body, true},     {theme::Type::heading, true},
                           {theme::Type::title, true},    {theme::Type::display, true}};

std::size_t slot(theme::Type type, bool strong) { return static_cast<std::size_t>(type) + (strong ? 5 : 0); }

Result<std::string> read_font(const std::string& path) {
    auto bytes = read_file(path, kLargestFont);
    if (!bytes) return failure(std::move(bytes.error()), "font " + path);
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    if (FT_Init_FreeType(&library) != 0) return failure(Errc::internal, "FreeType does not start");
    const bool readable = FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(bytes->data()),
                                             static_cast<FT_Long>(bytes->size()), 0, &face) == 0;
    if (readable) FT_Done_Face(face);
    FT_Done_FreeType(library);
    if (!readable) return failure(Errc::invalid_input, fmt::format("font {}: not a font", path));
    return bytes;
}

ImFont* add_font(ImFontAtlas& atlas, std::string& bytes, float pixels, const ImWchar* ranges) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;  // alive until Build() is done
    config.OversampleH = 1;
    config.OversampleV = 1;
    config.PixelSnapH = true;
    config.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    return atlas.AddFontFromMemoryTTF(bytes.data(), static_cast<int>(bytes.size()), pixels, &config, ranges);
}

// ImGui rounds every advance up to a whole pixel, which tracks small text out by some percent. The font's own
// advances are put back; text is drawn glyph by glyph on whole pixels from a pen that keeps fractions.
void restore_advances(ImFont& font, const std::string& bytes, float pixels) {
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    if (FT_Init_FreeType(&library) != 0) return;
    if (FT_New_Memory_Face(library, reinterpret_cast<const FT_Byte*>(bytes.data()),
                           static_cast<FT_Long>(bytes.size()), 0, &face) == 0) {
        // ImGui asks FreeType for a height of `pixels` from ascender to descender, not for an em of that
        // many.
        const float em = pixels * static_cast<float>(face->units_per_EM) /
                         static_cast<float>(face->ascender - face->descender);
        for (ImFontGlyph& glyph : font.Glyphs) {
            const FT_UInt index = FT_Get_Char_Index(face, glyph.Codepoint);
            if (FT_Load_Glyph(face, index, FT_LOAD_NO_SCALE) != 0) continue;
            glyph.AdvanceX =
                static_cast<float>(face->glyph->advance.x) * em / static_cast<float>(face->units_per_EM);
        }
        FT_Done_Face(face);
    }
    FT_Done_FreeType(library);
}

// Coverage of a rounded square after a blur, by the distance to its edge.
std::uint8_t shadow_coverage(float x, float y, float size, float radius, float blur) {
    const float half = size / 2 - blur;
    const float dx = std::max(std::abs(x - size / 2) - (half - radius), 0.0F);
    const float dy = std::max(std::abs(y - size / 2) - (half - radius), 0.0F);
    const float inside = radius - std::sqrt(dx * dx + dy * dy);  // positive within the square
    const float t = std::clamp((inside + blur) / (2 * blur), 0.0F, 1.0F);
    return static_cast<std::uint8_t>(std::lround(255 * t * t * (3 - 2 * t)));
}

}  // namespace

void Atlas::Delete::operator()(ImFontAtlas* atlas) const { IM_DELETE(atlas); }

Atlas::Atlas() : atlas_(IM_NEW(ImFontAtlas)()) {}
Atlas::Atlas(Atlas&&) noexcept = default;
Atlas& Atlas::operator=(Atlas&&) noexcept = default;
Atlas::~Atlas() = default;

Result<Atlas> Atlas::build(const FontFiles& files, const theme::Theme& theme,
                           const std::set<char16_t>& icons) {
    auto regular = read_font(files.regular);
    if (!regular) return std::unexpected(std::move(regular.error()));
    auto bold = read_font(files.bold);
    if (!bold) return std::unexpected(std::move(bold.error()));
    auto symbols = read_font(files.icons);
    if (!symbols) return std::unexpected(std::move(symbols.error()));

    Atlas result;
    ImFontAtlas& atlas = *result.atlas_;
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.TexDesiredWidth = theme.text_scale * theme.pixels_per_dp > 1.1F ? 4096 : 2048;

    // ImGui scales ascender to descender to the size it is given; type sizes are ems. Noto Sans: 1.362 em.
    constexpr float kNotoHeight = 1.362F;
    for (const Face& face : kFaces) {
        const float pixels = std::round(theme.text_px(face.type) * kNotoHeight);
        result.text_[slot(face.type, face.strong)] =
            add_font(atlas, face.strong ? *bold : *regular, pixels, kText);
    }
    for (auto& font : result.text_) {  // the sizes that have one weight only
        const auto index = static_cast<std::size_t>(&font - result.text_.data());
        if (font == nullptr) font = result.text_[index < 5 ? index + 5 : index - 5];
    }
    std::vector<ImWchar> icon_ranges;
    for (const char16_t code_point : icons) icon_ranges.insert(icon_ranges.end(), 2, code_point);
    icon_ranges.push_back(0);
    result.icons_[0] = add_font(atlas, *symbols, theme.px(40), icon_ranges.data());
    result.icons_[1] = add_font(atlas, *symbols, theme.px(56), icon_ranges.data());

    const float blur = theme.px(kShadowBlur);
    const float corner = blur + std::max(blur, theme.px(kShadowRadius));
    const int side = static_cast<int>(2 * corner) + 2;
    const int shadow = atlas.AddCustomRectRegular(side, side);

    if (!atlas.Build()) return failure(Errc::internal, "the fonts do not fit into a texture");
    for (const Face& face : kFaces) {
        restore_advances(*result.text_[slot(face.type, face.strong)], face.strong ? *bold : *regular,
                         std::round(theme.text_px(face.type) * kNotoHeight));
    }

    const ImFontAtlasCustomRect& place = *atlas.GetCustomRectByIndex(shadow);
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            atlas.TexPixelsAlpha8[(place.Y + y) * atlas.TexWidth + place.X + x] =
                shadow_coverage(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F,
                                static_cast<float>(side), theme.px(kShadowRadius), blur);
        }
    }
    const auto u = [&](int x) { return static_cast<float>(x) / static_cast<float>(atlas.TexWidth); };
    const auto v = [&](int y) { return static_cast<float>(y) / static_cast<float>(atlas.TexHeight); };
    result.shadow_ = {u(place.X), v(place.Y), u(place.X + side), v(place.Y + side), static_cast<float>(side),
                      corner};
    return result;
}

const ImFont& Atlas::font(theme::Type type, bool strong) const { return *text_[slot(type, strong)]; }

const ImFontGlyph* Atlas::icon(char16_t code_point, IconSize size) const {
    return icons_[static_cast<std::size_t>(size)]->FindGlyphNoFallback(code_point);
}

const ImFontGlyph* Atlas::glyph(const ImFont& font, char32_t code_point) {
    const bool shapeless =
        code_point < 0x20 || code_point == 0xAD || (code_point >= 0x200B && code_point <= 0x200F) ||
        (code_point >= 0x2028 && code_point <= 0x202E) || (code_point >= 0x2060 && code_point <= 0x206F) ||
        (code_point >= 0xFE00 && code_point <= 0xFE0F) || code_point == 0xFEFF;
    if (shapeless) return nullptr;
    if (code_point > 0xFFFF) return font.FallbackGlyph;
    return font.FindGlyph(static_cast<ImWchar>(code_point));
}

float Atlas::advance(const ImFont& font, char32_t code_point) {
    const ImFontGlyph* found = glyph(font, code_point);
    return found == nullptr ? 0 : found->AdvanceX;
}

Atlas::Texture Atlas::texture() const {
    const auto size =
        static_cast<std::size_t>(atlas_->TexWidth) * static_cast<std::size_t>(atlas_->TexHeight);
    return {{atlas_->TexPixelsAlpha8, size}, atlas_->TexWidth, atlas_->TexHeight};
}

char32_t take_code_point(std::string_view& text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(0);
    const std::size_t length = first < 0x80                    ? 1
                               : first >= 0xC2 && first < 0xE0 ? 2
                               : first >= 0xE0 && first < 0xF0 ? 3
                               : first >= 0xF0 && first < 0xF5 ? 4
                                                               : 0;
    constexpr char32_t kReplacement = 0xFFFD;
    if (length == 0 || length > text.size()) {
        text.remove_prefix(1);
        return kReplacement;
    }
    char32_t value = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) {
            text.remove_prefix(i);
            return kReplacement;
        }
        value = value << 6U | (byte(i) & 0x3FU);
    }
    text.remove_prefix(length);
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    const bool surrogate = value >= 0xD800 && value < 0xE000;
    return overlong || surrogate || value > 0x10FFFF ? kReplacement : value;
}

}  // namespace storeside::frame
