#include "ui/frame/atlas.hpp"

#include <fmt/format.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_SIZES_H

#include <algorithm>
#include <cmath>
#include <deque>
#include <filesystem>
#include <map>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "firmware/base/log.hpp"

namespace storeside::frame {
namespace {

constexpr std::uintmax_t kLargestFont = 32U << 20U;
constexpr int kFirstSide = 1024;
constexpr int kLongestSide = 4096;  // of a texture that every OpenGL 3.3 has
constexpr int kWhite = 3;           // pixels of a side

// A shadow's corner and blur do not depend on what it lies under, so one picture serves all.
constexpr float kShadowRadius = 24;
constexpr float kShadowBlur = 24;

// FreeType scales ascender to descender to the size it is given; type sizes are ems. Noto Sans: 1.362 em.
constexpr float kNotoHeight = 1.362F;

constexpr int kLargestCorner = 128;

constexpr char32_t kBox = 0xFFFD;

struct CloseLibrary {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct CloseFace {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
using Library = std::unique_ptr<FT_LibraryRec_, CloseLibrary>;
using Face = std::unique_ptr<FT_FaceRec_, CloseFace>;

Result<Face> open_face(FT_Library library, const std::string& path, FT_Long index = 0) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error) return failure(Errc::not_found, fmt::format("font {}: {}", path, error.message()));
    if (size > kLargestFont)
        return failure(Errc::invalid_input, fmt::format("font {}: larger than 32 MB", path));
    FT_Face face = nullptr;  // reads of the file what it needs, when it needs it
    if (FT_New_Face(library, path.c_str(), index, &face) != 0 || !FT_IS_SCALABLE(face))
        return failure(Errc::invalid_input, fmt::format("font {}: not a font", path));
    return Face(face);
}

// The first font below `folder` that has Latin letters.
Result<Face> any_face(FT_Library library, const std::string& folder) {
    constexpr int kMostFiles = 2000;
    int files = 0;
    std::error_code error;
    for (std::filesystem::recursive_directory_iterator file(folder, error), end; !error && file != end;
         file.increment(error)) {
        if (++files > kMostFiles) break;
        const auto extension = file->path().extension();
        if (extension != ".ttf" && extension != ".otf" && extension != ".ttc") continue;
        auto face = open_face(library, file->path().string());
        if (face && FT_Get_Char_Index(face->get(), U'a') != 0) return face;
    }
    return failure(Errc::not_found, fmt::format("no font with Latin letters below {}", folder));
}

// The font's place in Debian's collection of CJK fonts; nothing for a language without such characters.
std::optional<FT_Long> wide_face(std::string_view language) {
    if (language.starts_with("ja")) return 0;
    if (language.starts_with("ko")) return 1;
    if (!language.starts_with("zh")) return std::nullopt;
    for (const std::string_view traditional : {"hant", "tw", "hk"})
        if (language.contains(traditional)) return 3;
    return 2;
}

// The font of letters that the text fonts lack, opened when the first one is asked for.
class WideFont {
public:
    WideFont(FT_Library library, std::string path) : library_(library), path_(std::move(path)) {}

    // nullptr when there is none.
    FT_Face face() {
        if (!std::exchange(tried_, true)) {
            if (auto opened = open_face(library_, path_, index_))
                face_ = std::move(*opened);
            else
                log_error("fonts", opened.error());
        }
        return face_.get();
    }
    // Its sizes must be gone.
    void choose(FT_Long index) {
        index_ = index;
        face_.reset();
        tried_ = false;
    }
    FT_Long chosen() const { return index_; }

private:
    FT_Library library_;
    std::string path_;
    FT_Long index_ = 2;
    Face face_;
    bool tried_ = false;
};

// Coverage of a rounded square after a blur, by the distance to its edge.
std::uint8_t shadow_coverage(float x, float y, float size, float radius, float blur) {
    const float half = size / 2 - blur;
    const float dx = std::max(std::abs(x - size / 2) - (half - radius), 0.0F);
    const float dy = std::max(std::abs(y - size / 2) - (half - radius), 0.0F);
    const float inside = radius - std::sqrt(dx * dx + dy * dy);  // positive within the square
    const float t = std::clamp((inside + blur) / (2 * blur), 0.0F, 1.0F);
    return static_cast<std::uint8_t>(std::lround(255 * t * t * (3 - 2 * t)));
}

// Coverage of a pixel of the top left quarter of a disc.
std::uint8_t corner_coverage(int x, int y, int radius) {
    const float r = static_cast<float>(radius);
    const float distance = std::hypot(r - static_cast<float>(x) - 0.5F, r - static_cast<float>(y) - 0.5F);
    return static_cast<std::uint8_t>(std::lround(255 * std::clamp(r - distance + 0.5F, 0.0F, 1.0F)));
}

// Shelves from the top down; what is about as high stands on the same one.
class Shelves {
public:
    Shelves(int width, int height) : width_(width), height_(height) {}

    // The top left corner of a free place; nothing when there is none.
    std::optional<std::pair<int, int>> place(int w, int h) {
        w += 1;  // a pixel of air to the right and below, for filtering
        h += 1;
        if (w > width_) return std::nullopt;
        for (Shelf& shelf : shelves_) {
            if (shelf.h < h || shelf.h > h + h / 4 + 2 || shelf.x + w > width_) continue;
            return std::pair{std::exchange(shelf.x, shelf.x + w), shelf.y};
        }
        if (end_ + h > height_) return std::nullopt;
        shelves_.push_back({end_, h, w});
        return std::pair{0, std::exchange(end_, end_ + h)};
    }

private:
    struct Shelf {
        int y, h, x;  // x: where its free part begins
    };
    std::vector<Shelf> shelves_;
    int width_, height_;
    int end_ = 0;
};

// What a glyph's or the shadow's coverage is copied into.
struct Canvas {
    Canvas(int width_, int height_, int generation_)
        : width(width_),
          height(height_),
          generation(generation_),
          pixels(static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_)),
          shelves(width_, height_) {}

    float u(int x) const { return static_cast<float>(x) / static_cast<float>(width); }
    float v(int y) const { return static_cast<float>(y) / static_cast<float>(height); }

    // Nothing when it is full.
    std::optional<Atlas::Patch> place(int w, int h) {
        const auto corner = shelves.place(w, h);
        is_full = is_full || !corner;
        if (!corner) return std::nullopt;
        patches.push_back({corner->first, corner->second, w, h});
        return patches.back();
    }
    std::uint8_t* row(const Atlas::Patch& patch, int y) {
        return pixels.data() + static_cast<std::ptrdiff_t>(patch.y + y) * width + patch.x;
    }

    int width, height, generation;
    std::vector<std::uint8_t> pixels;
    Shelves shelves;
    std::vector<Atlas::Patch> patches;
    bool is_full = false;
};

}  // namespace

class Font {
public:
    // `pixels` from ascender to descender. The face, the canvas and the font for what the face lacks outlive
    // it.
    Font(FT_Face face, float pixels, Canvas& canvas, WideFont& wide)
        : face_(face), canvas_(canvas), wide_(wide), height_(pixels) {
        FT_New_Size(face, &size_);
        FT_Activate_Size(size_);
        FT_Size_RequestRec request{FT_SIZE_REQUEST_TYPE_REAL_DIM, 0, static_cast<FT_Long>(pixels * 64), 0, 0};
        FT_Request_Size(face, &request);
        ascent_ = std::ceil(static_cast<float>(size_->metrics.ascender) / 64);
        em_ = pixels * static_cast<float>(face->units_per_EM) /
              static_cast<float>(face->ascender - face->descender);
    }
    ~Font() {
        FT_Done_Size(size_);
        if (wide_size_ != nullptr) FT_Done_Size(wide_size_);
    }
    Font(const Font&) = delete;
    Font& operator=(const Font&) = delete;

    float height() const { return height_; }

    const Glyph& glyph(char32_t code_point) const {
        if (code_point < near_.size()) {
            const Glyph*& found = near_[code_point];
            if (found == nullptr) found = &made(code_point);
            return *found;
        }
        const auto [found, is_new] = far_.try_emplace(code_point, nullptr);
        if (is_new) found->second = &made(code_point);
        return *found->second;
    }

private:
    const Glyph& made(char32_t code_point) const {
        const FT_UInt index = FT_Get_Char_Index(face_, code_point);
        if (index != 0 || code_point == kBox) return glyphs_.emplace_back(drawn(face_, size_, index));
        const FT_Face wide = wide_.face();
        const FT_UInt wide_index = wide == nullptr ? 0 : FT_Get_Char_Index(wide, code_point);
        if (wide_index == 0) return glyph(kBox);
        if (wide_size_ == nullptr) {
            FT_New_Size(wide, &wide_size_);
            FT_Activate_Size(wide_size_);
            FT_Size_RequestRec request{FT_SIZE_REQUEST_TYPE_NOMINAL, 0, static_cast<FT_Long>(em_ * 64), 0, 0};
            FT_Request_Size(wide, &request);
        }
        return glyphs_.emplace_back(drawn(wide, wide_size_, wide_index));
    }

    Glyph drawn(FT_Face face, FT_Size size, FT_UInt index) const {
        Glyph glyph;
        // The font's own advance: a hinted one is a whole pixel, which tracks small text out by some percent.
        // The pen keeps fractions, each glyph stands on a whole pixel.
        if (FT_Load_Glyph(face, index, FT_LOAD_NO_SCALE) == 0)
            glyph.advance =
                static_cast<float>(face->glyph->advance.x) * em_ / static_cast<float>(face->units_per_EM);
        FT_Activate_Size(size);
        if (FT_Load_Glyph(face, index, FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT) != 0) return glyph;
        if (FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0) return glyph;
        const FT_Bitmap& bitmap = face->glyph->bitmap;
        const auto w = static_cast<int>(bitmap.width), h = static_cast<int>(bitmap.rows);
        if (w == 0 || h == 0) return glyph;
        const auto patch = canvas_.place(w, h);
        if (!patch) return glyph;
        for (int y = 0; y < h; ++y)
            std::copy_n(bitmap.buffer + static_cast<std::ptrdiff_t>(y) * bitmap.pitch, w,
                        canvas_.row(*patch, y));
        glyph.visible = true;
        glyph.x0 = static_cast<float>(face->glyph->bitmap_left);
        glyph.y0 = ascent_ - static_cast<float>(face->glyph->bitmap_top);
        glyph.x1 = glyph.x0 + static_cast<float>(w);
        glyph.y1 = glyph.y0 + static_cast<float>(h);
        glyph.u0 = canvas_.u(patch->x);
        glyph.v0 = canvas_.v(patch->y);
        glyph.u1 = canvas_.u(patch->x + w);
        glyph.v1 = canvas_.v(patch->y + h);
        return glyph;
    }

    FT_Face face_;
    FT_Size size_ = nullptr;
    Canvas& canvas_;
    WideFont& wide_;
    mutable FT_Size wide_size_ = nullptr;
    float height_, ascent_ = 0, em_ = 0;
    // A cache: who asks for a glyph need not know whether somebody asked before.
    mutable std::array<const Glyph*, 0x530> near_{};  // Latin, Greek, Cyrillic
    mutable std::unordered_map<char32_t, const Glyph*> far_;
    mutable std::deque<Glyph> glyphs_;
};

struct Atlas::Impl {
    void start(int width, int height) {
        icons.clear();
        text.clear();
        if (wanted_wide) wide->choose(*wanted_wide);
        wanted_wide.reset();
        corners.clear();
        canvas = std::make_unique<Canvas>(width, height, canvas ? canvas->generation + 1 : 1);
        for (const bool strong : {false, true})
            for (const auto type : {theme::Type::caption, theme::Type::body, theme::Type::heading,
                                    theme::Type::title, theme::Type::display})
                text.emplace_back(strong ? bold.get() : regular.get(),
                                  std::round(theme.text_px(type) * kNotoHeight), *canvas, *wide);
        for (const float dp : {40.0F, 56.0F})
            if (symbols) icons.emplace_back(symbols.get(), theme.px(dp), *canvas, *wide);
        draw_white();
        draw_shadow();
    }

    void draw_white() {
        const auto patch = canvas->place(kWhite, kWhite);
        if (!patch) return;
        for (int y = 0; y < kWhite; ++y) std::fill_n(canvas->row(*patch, y), kWhite, std::uint8_t{255});
        constexpr float kMiddle = kWhite / 2.0F;
        white = {(static_cast<float>(patch->x) + kMiddle) / static_cast<float>(canvas->width),
                 (static_cast<float>(patch->y) + kMiddle) / static_cast<float>(canvas->height)};
    }

    std::optional<Corner> corner(int radius) {
        if (const auto found = corners.find(radius); found != corners.end()) return found->second;
        if (radius < 1 || radius > kLargestCorner) return std::nullopt;
        const auto patch = canvas->place(radius, radius);
        if (!patch) return std::nullopt;
        for (int y = 0; y < radius; ++y)
            for (int x = 0; x < radius; ++x) canvas->row(*patch, y)[x] = corner_coverage(x, y, radius);
        const Corner made{canvas->u(patch->x), canvas->v(patch->y), canvas->u(patch->x + radius),
                          canvas->v(patch->y + radius)};
        return corners.emplace(radius, made).first->second;
    }

    void draw_shadow() {
        const float blur = theme.px(kShadowBlur);
        const float corner = blur + std::max(blur, theme.px(kShadowRadius));
        const int side = static_cast<int>(2 * corner) + 2;
        const auto patch = canvas->place(side, side);
        if (!patch) return;
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                canvas->row(*patch, y)[x] =
                    shadow_coverage(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F,
                                    static_cast<float>(side), theme.px(kShadowRadius), blur);
        shadow = {canvas->u(patch->x),        canvas->v(patch->y),      canvas->u(patch->x + side),
                  canvas->v(patch->y + side), static_cast<float>(side), corner};
    }

    theme::Theme theme;
    Library library;
    Face regular, bold, symbols;
    std::unique_ptr<WideFont> wide;
    std::unique_ptr<Canvas> canvas;
    std::deque<Font> text;          // by type, regular then strong
    std::deque<Font> icons;         // by size
    std::map<int, Corner> corners;  // by radius
    Spot white;
    Shadow shadow;
    std::optional<FT_Long> wanted_wide;
    bool is_restyled = false;
};

Atlas::Atlas(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Atlas::Atlas(Atlas&&) noexcept = default;
Atlas& Atlas::operator=(Atlas&&) noexcept = default;
Atlas::~Atlas() = default;

Result<Atlas> Atlas::open(const FontFiles& files, const theme::Theme& theme) {
    auto impl = std::make_unique<Impl>();
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) return failure(Errc::internal, "FreeType does not start");
    impl->library.reset(library);
    const auto open_or_log = [library](const std::string& path) {
        auto face = open_face(library, path);
        if (!face) log_error("fonts", face.error());
        return face ? std::move(*face) : Face();
    };
    impl->regular = open_or_log(files.regular);
    impl->bold = open_or_log(files.bold);
    impl->symbols = open_or_log(files.icons);
    // Two weights or none: what is there stands for what is not.
    for (auto [missing, other] :
         {std::pair{&impl->regular, &impl->bold}, std::pair{&impl->bold, &impl->regular}}) {
        if (*missing || !*other) continue;
        FT_Reference_Face(other->get());
        missing->reset(other->get());
    }
    if (!impl->regular) {
        ASSIGN_OR_RETURN(impl->regular, any_face(library, files.folder));
        FT_Reference_Face(impl->regular.get());
        impl->bold.reset(impl->regular.get());
    }
    impl->wide = std::make_unique<WideFont>(library, files.wide);
    impl->theme = theme;
    impl->start(kFirstSide, kFirstSide);
    return Atlas(std::move(impl));
}

const Font& Atlas::font(theme::Type type, bool strong) const {
    const bool large = type >= theme::Type::title;  // has one weight only
    return impl_->text[static_cast<std::size_t>(type) + (strong || large ? 5 : 0)];
}

const Glyph* Atlas::icon(char16_t code_point, IconSize size) const {
    if (impl_->icons.empty()) return nullptr;
    const Glyph& glyph = impl_->icons[static_cast<std::size_t>(size)].glyph(code_point);
    return glyph.visible ? &glyph : nullptr;
}

float Atlas::height(const Font& font) { return font.height(); }

const Glyph* Atlas::glyph(const Font& font, char32_t code_point) {
    const bool shapeless =
        code_point < 0x20 || code_point == 0xAD || (code_point >= 0x200B && code_point <= 0x200F) ||
        (code_point >= 0x2028 && code_point <= 0x202E) || (code_point >= 0x2060 && code_point <= 0x206F) ||
        (code_point >= 0xFE00 && code_point <= 0xFE0F) || code_point == 0xFEFF;
    return shapeless ? nullptr : &font.glyph(code_point);
}

float Atlas::advance(const Font& font, char32_t code_point) {
    const Glyph* found = glyph(font, code_point);
    return found == nullptr ? 0 : found->advance;
}

void Atlas::restyle(const theme::Theme& theme) {
    impl_->theme = theme;
    impl_->is_restyled = true;
}

void Atlas::set_language(std::string_view language) {
    const auto wanted = wide_face(language);
    if (!wanted || *wanted == impl_->wide->chosen()) return;
    impl_->wanted_wide = *wanted;
    impl_->is_restyled = true;
}

void Atlas::begin_pass() {
    if (!is_stale()) return;
    int width = impl_->canvas->width, height = impl_->canvas->height;
    // At the largest it starts over: what is on the screen now still fits.
    if (impl_->canvas->is_full)
        (height > width ? width : height) = std::min(2 * std::min(width, height), kLongestSide);
    impl_->is_restyled = false;
    impl_->start(width, height);
}

bool Atlas::is_stale() const { return impl_->canvas->is_full || impl_->is_restyled; }

Atlas::Texture Atlas::texture() const {
    const Canvas& canvas = *impl_->canvas;
    return {canvas.pixels, canvas.width, canvas.height, canvas.generation, canvas.patches};
}

Atlas::Spot Atlas::white() const { return impl_->white; }
std::optional<Atlas::Corner> Atlas::corner(int radius) const { return impl_->corner(radius); }
const Atlas::Shadow& Atlas::shadow() const { return impl_->shadow; }

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
