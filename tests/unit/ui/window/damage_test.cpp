#include "ui/window/damage.hpp"

#include <gtest/gtest.h>
#include <imgui.h>

#include <cmath>
#include <limits>

#include "ui/frame/painter.hpp"

namespace storeside::window {
namespace {

using frame::Rect;

constexpr frame::Size kScreen{1080, 1920};
constexpr theme::Colour kRed = theme::rgb(0xC02020);
constexpr theme::Colour kBlue = theme::rgb(0x2020C0);

class DamageTest : public testing::Test {
protected:
    static void SetUpTestSuite() {
        theme_ = theme::make_theme(0x0B6B4F);
        atlas_ = std::make_unique<frame::Atlas>(*frame::Atlas::open({}, theme_));
    }
    static void TearDownTestSuite() { atlas_.reset(); }

    std::vector<Area> areas_after(const std::function<void(frame::Painter&)>& draw,
                                  Damage::Ground ground = {kScreen}) {
        painter_.begin(kScreen, {}, *atlas_, theme_);
        draw(painter_);
        painter_.end();
        const auto areas = damage_.find(painter_.list(), ground);
        return {areas.begin(), areas.end()};
    }

    static bool covers(const std::vector<Area>& areas, float x, float y) {
        return std::ranges::any_of(areas, [&](const Area& a) {
            return x >= static_cast<float>(a.x) && y >= static_cast<float>(a.y) &&
                   x < static_cast<float>(a.x + a.w) && y < static_cast<float>(a.y + a.h);
        });
    }

    inline static theme::Theme theme_;
    inline static std::unique_ptr<frame::Atlas> atlas_;
    frame::Painter painter_;
    Damage damage_;
};

const std::vector<Area> kEverywhere{{0, 0, 1080, 1920}};
const std::vector<Area> kNowhere;

void card(frame::Painter& p) { p.fill({100, 100, 300, 200}, kRed, 24); }
void two_cards(frame::Painter& p) {
    card(p);
    p.fill({100, 1500, 300, 200}, kRed, 24);
}

TEST_F(DamageTest, IsEverywhereTheFirstTimeAndNowhereWhenNothingChanged) {
    EXPECT_EQ(areas_after(two_cards), kEverywhere);
    EXPECT_EQ(areas_after(two_cards), kNowhere);
}

TEST_F(DamageTest, IsWhereSomethingCameWentMovedOrChangedItsColour) {
    areas_after(card);
    for (const auto& next :
         std::vector<std::function<void(frame::Painter&)>>{two_cards, card, two_cards,
                                                           [](auto& p) {
                                                               card(p);
                                                               p.fill({101, 1500, 300, 200}, kRed, 24);
                                                           },
                                                           [](auto& p) {
                                                               card(p);
                                                               p.fill({101, 1500, 300, 200}, kBlue, 24);
                                                           }}) {
        const auto areas = areas_after(next);
        EXPECT_TRUE(covers(areas, 102, 1650));
        EXPECT_TRUE(covers(areas, 399, 1501));
        EXPECT_FALSE(covers(areas, 250, 200)) << "the first card stays as it is";
    }
}

TEST_F(DamageTest, SeesWhatIsOnTop) {
    const auto red_last = [](auto& p) {
        p.fill({0, 0, 50, 50}, kBlue);
        p.fill({0, 0, 50, 50}, kRed);
    };
    const auto blue_last = [](auto& p) {
        p.fill({0, 0, 50, 50}, kRed);
        p.fill({0, 0, 50, 50}, kBlue);
    };
    areas_after(red_last);
    EXPECT_TRUE(covers(areas_after(blue_last), 25, 25));
}

TEST_F(DamageTest, SeesAnotherClip) {
    const auto clipped = [](float h) {
        return [h](auto& p) {
            p.push_clip({0, 0, 500, h});
            p.fill({0, 0, 500, 600}, kRed);
            p.pop_clip();
        };
    };
    areas_after(clipped(100));
    EXPECT_TRUE(covers(areas_after(clipped(500)), 250, 450));
}

TEST_F(DamageTest, WhatCantBeSeenIsNoDifference) {
    areas_after(card);
    EXPECT_EQ(areas_after([](auto& p) {
                  card(p);
                  p.fill({500, 500, 100, 100}, theme::faded(kBlue, 0));
                  p.fill({2000, 500, 100, 100}, kBlue);
              }),
              kNowhere);
}

TEST_F(DamageTest, IsEverywhereOnAnotherGroundAndWhenTheScreenIsForgotten) {
    areas_after(card);
    EXPECT_EQ(areas_after(card, {.size = kScreen, .background = kRed}), kEverywhere);
    EXPECT_EQ(areas_after(card, {.size = kScreen, .background = kRed, .atlas = 2}), kEverywhere);
    damage_.forget();
    EXPECT_EQ(areas_after(card, {.size = kScreen, .background = kRed, .atlas = 2}), kEverywhere);
}

TEST_F(DamageTest, AreasDoNotOverlapAndStayOnTheScreen) {
    const auto scattered = [](int seed) {
        return [seed](auto& p) {
            for (int i = 0; i < 200; ++i)
                p.fill({static_cast<float>((i * 7919 + seed * 31) % 1080),
                        static_cast<float>((i * 104729) % 1920), 30, 30},
                       kRed);
        };
    };
    areas_after(scattered(0));
    const auto areas = areas_after(scattered(1));
    ASSERT_FALSE(areas.empty());
    for (std::size_t i = 0; i < areas.size(); ++i) {
        const Area& a = areas[i];
        EXPECT_TRUE(a.x >= 0 && a.y >= 0 && a.x + a.w <= 1080 && a.y + a.h <= 1920);
        for (std::size_t j = i + 1; j < areas.size(); ++j) {
            const Area& b = areas[j];
            EXPECT_FALSE(a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h);
        }
    }
}

TEST_F(DamageTest, ACutHoldsWhatTouchesTheAreasAndNothingElse) {
    areas_after(two_cards);
    areas_after([](auto& p) {
        card(p);
        p.fill({100, 1500, 300, 200}, kBlue);
    });
    ImDrawList part(nullptr);
    damage_.cut(painter_.list(), part);
    ASSERT_FALSE(part.CmdBuffer.empty());
    float highest = std::numeric_limits<float>::max();
    bool blue = false;
    for (const ImDrawIdx index : part.IdxBuffer) {
        const ImDrawVert& vertex = painter_.list().VtxBuffer[index];
        highest = std::min(highest, vertex.pos.y);
        blue = blue || vertex.col == IM_COL32(0x20, 0x20, 0xC0, 255);
    }
    EXPECT_EQ(highest, 1500) << "the first card is not drawn again";
    EXPECT_TRUE(blue);
}

TEST_F(DamageTest, CoordinatesThatAreNoNumbersAreDrawnRatherThanLost) {
    areas_after(card);
    const float nan = std::numeric_limits<float>::quiet_NaN(), huge = std::numeric_limits<float>::max();
    EXPECT_FALSE(areas_after([&](auto& p) {
                     card(p);
                     p.line({500, 500}, {huge, nan}, kRed, 4);
                 }).empty());
}

}  // namespace
}  // namespace storeside::window
