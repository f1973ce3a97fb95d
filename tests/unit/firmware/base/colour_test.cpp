#include "firmware/base/colour.hpp"

#include <gtest/gtest.h>

namespace storeside {
namespace {

TEST(Colour, ContrastIsThatOfTheStandard) {
    EXPECT_NEAR(contrast(rgb(0x000000), rgb(0xFFFFFF)), 21.0, 0.001);
    EXPECT_NEAR(contrast(rgb(0x777777), rgb(0xFFFFFF)), 4.48, 0.01);  // WCAG's own well known near miss
    EXPECT_NEAR(contrast(rgb(0x123456), rgb(0x123456)), 1.0, 0.001);
}

TEST(Colour, IsDarkenedNoMoreThanItTakes) {
    EXPECT_EQ(darkened_until_readable(rgb(0x0B6B4F), kOnAccent), rgb(0x0B6B4F));
    for (const auto value : {0xFFE600U, 0xFFFFFFU, 0x00FF00U, 0xFF8800U}) {
        const auto ratio = contrast(darkened_until_readable(rgb(value), kOnAccent), kOnAccent);
        EXPECT_GE(ratio, kReadable) << std::hex << value;
        EXPECT_LT(ratio, kReadable + 0.5) << std::hex << value;
    }
}

TEST(Colour, KeepsItsValue) { EXPECT_EQ(value_of(rgb(0x0B6B4F)), 0x0B6B4FU); }

TEST(Colour, AVeilLetsWordsReadEvenWhereThePhotoIsWhite) {
    for (const std::uint32_t accent : {0x0B6B4FU, 0x767676U, 0xB3261EU, 0x000000U}) {
        const Colour seen = mix(rgb(0xFFFFFF), photo_veil(rgb(accent)), kPhotoVeil);
        EXPECT_GE(contrast(seen, kOnAccent), kReadable) << accent;
    }
}

}  // namespace
}  // namespace storeside
