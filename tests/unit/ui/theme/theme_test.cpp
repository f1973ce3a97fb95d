#include "ui/theme/theme.hpp"

#include <gtest/gtest.h>

namespace storeside::theme {
namespace {

TEST(Theme, KeepsABrandColourThatReads) { EXPECT_EQ(make_theme(0x0B6B4F).colour.accent, rgb(0x0B6B4F)); }

TEST(Theme, DarkensABrandColourUntilItReads) {
    for (const std::uint32_t brand : {0xFFE600U, 0xFFFFFFU, 0x00FF00U, 0xFF8800U, 0x66CCFFU}) {
        const Palette colour = make_theme(brand).colour;
        EXPECT_GE(contrast(colour.accent, colour.on_accent), kReadable) << std::hex << brand;
    }
}

TEST(Theme, EveryInkReadsOnEverySurface) {
    for (const bool high_contrast : {false, true}) {
        const Palette c = make_theme(0x0B6B4F, high_contrast).colour;
        for (const Colour surface : {c.surface, c.surface_raised, c.surface_sunken}) {
            for (const Colour ink :
                 {c.text, c.text_muted, c.accent, c.positive, c.warning, c.danger, c.focus}) {
                EXPECT_GE(contrast(ink, surface), kReadable);
            }
        }
    }
}

TEST(Theme, HighContrastIsBlackOnWhite) {
    const Palette c = make_theme(0x0B6B4F, true).colour;
    EXPECT_NEAR(contrast(c.text, c.surface), 21.0, 0.001);
    EXPECT_NEAR(contrast(c.accent, c.on_accent), 21.0, 0.001);
}

TEST(Theme, TextGrowsWithTheShoppersChoiceAndTheScreen) {
    EXPECT_EQ(make_theme(0, false, TextSize::normal).text_px(Type::body), 30);
    EXPECT_EQ(make_theme(0, false, TextSize::large).text_px(Type::title), 60);
    EXPECT_EQ(make_theme(0, false, TextSize::largest, 2).text_px(Type::body), 90);
    EXPECT_EQ(make_theme(0, false, TextSize::largest, 2).px(88),
              176);  // what is no text grows with the screen only
}

TEST(Theme, ScaleFollowsTheShortSide) {
    EXPECT_FLOAT_EQ(scale_for(1080, 1920), 1);
    EXPECT_FLOAT_EQ(scale_for(1920, 1080), 1);
    EXPECT_FLOAT_EQ(scale_for(2160, 3840), 2);
    EXPECT_FLOAT_EQ(scale_for(320, 200), 0.5F);
    EXPECT_FLOAT_EQ(scale_for(100000, 100000), 4);
}

// The smallest target is 88 dp.
TEST(Density, ATargetIsNeverUnder44CssPixelsHoweverFineTheScreen) {
    for (const int ppi : {92, 133, 160, 217, 320}) {
        const float scale = scale_for(1280, 800, {.pixels_per_inch = ppi});
        EXPECT_GE(std::round(88 * scale), std::floor(44.0F * static_cast<float>(ppi) / 96)) << ppi;
    }
    EXPECT_EQ(scale_for(1080, 1920), 1) << "not declared";
}

TEST(Reach, IsTheLowestFortyPercentOfAnUprightScreenAndAllOfOneOnItsSide) {
    EXPECT_FLOAT_EQ(low_reach(1080, 1920, {.bottom_mm = 900}), 0.4F);
    EXPECT_FLOAT_EQ(low_reach(1920, 1080, {.bottom_mm = 900}), 1);
}

// 508 407.8: no higher than 1220 mm. 1920 pixels at 92 to the inch are 530 mm.
TEST(Reach, IsNeverAbove1220Millimetres) {
    for (const int bottom : {900, 1000, 1100, 1150}) {
        const float part = low_reach(1080, 1920, {.pixels_per_inch = 92, .bottom_mm = bottom});
        EXPECT_LE(static_cast<float>(bottom) + part * 530, 1221) << bottom;
    }
}

}  // namespace
}  // namespace storeside::theme
