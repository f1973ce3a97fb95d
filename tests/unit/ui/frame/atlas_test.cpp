#include "ui/frame/atlas.hpp"

#include <gtest/gtest.h>

#include "ui/theme/theme.hpp"

namespace storeside::frame {
namespace {

class AtlasTest : public testing::Test {
protected:
    AtlasTest() { atlas_.begin_pass(); }

    const Glyph& letter(char32_t code_point) {
        return *Atlas::glyph(atlas_.font(theme::Type::display, true), code_point);
    }
    // Larger letters than a screen has, until there is no room.
    void fill_up() {
        for (char32_t code_point = 0x21; code_point < 0x500 && !atlas_.is_stale(); ++code_point)
            for (const auto type : {theme::Type::title, theme::Type::display})
                (void)Atlas::glyph(atlas_.font(type, true), code_point);
    }

    Atlas atlas_ = *Atlas::open({}, theme::make_theme(0x0B6B4F, false, theme::TextSize::largest));
};

TEST_F(AtlasTest, DrawsAGlyphWhenItIsFirstAskedForAndOnlyThen) {
    const auto before = atlas_.texture().patches.size();
    const Glyph& once = letter(U'A');
    EXPECT_EQ(atlas_.texture().patches.size(), before + 1);
    EXPECT_EQ(&letter(U'A'), &once);
    EXPECT_EQ(atlas_.texture().patches.size(), before + 1);
}

TEST_F(AtlasTest, AFullOneIsLargerInTheNextPassAndHoldsWhatDidNotFit) {
    fill_up();
    ASSERT_TRUE(atlas_.is_stale());
    const auto full = atlas_.texture();
    const int generation = full.generation;
    const auto pixels = full.pixels.size();
    atlas_.begin_pass();
    EXPECT_FALSE(atlas_.is_stale());
    EXPECT_NE(atlas_.texture().generation, generation);
    EXPECT_EQ(atlas_.texture().pixels.size(), 2 * pixels);
    EXPECT_TRUE(letter(U'A').visible);
}

TEST_F(AtlasTest, NeverGrowsBeyondWhatOpenGlHas) {
    for (int pass = 0; pass < 12; ++pass) {
        for (int radius = 1; radius <= 128; ++radius) (void)atlas_.corner(radius);
        for (int i = 0; i < 40 && !atlas_.is_stale(); ++i) fill_up();
        atlas_.begin_pass();
        EXPECT_LE(atlas_.texture().width, 4096);
        EXPECT_LE(atlas_.texture().height, 4096);
    }
}

TEST_F(AtlasTest, OtherSizesComeWithTheNextPass) {
    const float large = Atlas::height(atlas_.font(theme::Type::body, false));
    atlas_.restyle(theme::make_theme(0x0B6B4F));
    EXPECT_TRUE(atlas_.is_stale());
    EXPECT_EQ(Atlas::height(atlas_.font(theme::Type::body, false)), large)
        << "a pass under way keeps its own";
    atlas_.begin_pass();
    EXPECT_LT(Atlas::height(atlas_.font(theme::Type::body, false)), large);
}

TEST_F(AtlasTest, ACornerIsAQuarterOfADisc) {
    const auto corner = atlas_.corner(24);
    ASSERT_TRUE(corner);
    const auto texture = atlas_.texture();
    const auto at = [&](int x, int y) {
        const auto left = static_cast<int>(corner->u0 * static_cast<float>(texture.width));
        const auto top = static_cast<int>(corner->v0 * static_cast<float>(texture.height));
        return texture.pixels[static_cast<std::size_t>((top + y) * texture.width + left + x)];
    };
    EXPECT_EQ(at(0, 0), 0);
    EXPECT_EQ(at(23, 23), 255);
    EXPECT_EQ(at(3, 15), at(15, 3));
    EXPECT_FALSE(atlas_.corner(1000)) << "what is larger is drawn otherwise";
}

}  // namespace
}  // namespace storeside::frame
