// Large enough, apart, in reach, and reachable with arrows alone: every target of every screen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/unit/ui/gallery/exhibition.hpp"

namespace storeside::gallery {
namespace {

using frame::Frame;
using frame::Node;
using testing::IsEmpty;

// The density that is declared when none is: that of a 24" screen whose short side has 1080 pixels.
constexpr float kPixelsPerInch = 92;
constexpr float kCssPixelsPerInch = 96;

float css_px(const Frame& frame, float css) {
    return css * kPixelsPerInch * frame.theme().pixels_per_dp / kCssPixelsPerInch;
}

void are_large_enough_and_apart(const Frame& f) {
    EXPECT_THAT(check_targets(f.targets(), f.size(), std::floor(f.theme().px(88))), IsEmpty());
    for (const auto& target : f.targets()) {
        if (target.clipped) continue;
        EXPECT_GE(target.rect.w, css_px(f, 44)) << target.id;
        EXPECT_GE(target.rect.h, css_px(f, 44)) << target.id;
    }
}

void lie_in_the_lower_forty_percent(const Frame& f) {
    EXPECT_FALSE(f.targets().empty());
    for (const auto& target : f.targets())
        EXPECT_GE(target.rect.y, std::floor(f.size().h * 0.6F)) << target.id;
}

void of_the_bar_lie_in_reach(const Frame& f) {
    for (const auto& target : f.targets())
        for (const auto* id : {"back", "home", "language", "accessibility", "call"})
            EXPECT_TRUE(target.id != id || target.rect.y >= f.size().h * 2 / 3) << id;
}

class Targets : public testing::TestWithParam<frame::Size> {};

TEST_P(Targets, AreAtLeast44CssPixelsApartAndInReach) {
    Exhibition().walk(GetParam(), [](const Exhibit& exhibit, const Frame& f) {
        are_large_enough_and_apart(f);
        of_the_bar_lie_in_reach(f);
        if (exhibit.state.session.profile.low_reach && f.portrait()) lie_in_the_lower_forty_percent(f);
    });
}

INSTANTIATE_TEST_SUITE_P(OnEveryScreen, Targets,
                         testing::Values(frame::Size{1080, 1920}, frame::Size{1920, 1080},
                                         frame::Size{800, 480}, frame::Size{1280, 800},
                                         frame::Size{2160, 3840}),
                         [](const testing::TestParamInfo<frame::Size>& size) {
                             return std::to_string(static_cast<int>(size.param.w)) + "x" +
                                    std::to_string(static_cast<int>(size.param.h));
                         });

TEST(Targets, AreAsLargeOnAScreenThatChangesItsSize) {
    Exhibition().walk_resizing({{1080, 1920}, {800, 480}, {1920, 1080}, {2160, 3840}, {1024, 768}},
                               [](const Exhibit&, const Frame& f) { are_large_enough_and_apart(f); });
}

TEST(Keypad, ReachesEveryTargetWithArrowsAlone) {
    Exhibition().walk({1080, 1920}, [](const Exhibit&, const Frame& f) {
        std::set<std::string> reached = {""};
        std::vector<std::string> open = {""};
        while (!open.empty()) {
            const std::string from = open.back();
            open.pop_back();
            for (const auto arrow :
                 {frame::Arrow::up, frame::Arrow::down, frame::Arrow::left, frame::Arrow::right})
                if (const Node* to = next_node(f.nodes(), from, arrow, false))
                    if (reached.insert(to->id).second) open.push_back(to->id);
        }
        for (const Node& node : f.nodes())
            EXPECT_TRUE(!node.is_target() || reached.contains(node.id)) << node.id;
    });
}

}  // namespace
}  // namespace storeside::gallery
