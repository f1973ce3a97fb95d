#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ui/frame/target.hpp"

namespace storeside::frame {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr Size kScreen{1080, 1920};

TEST(Targets, AreFineWhenLargeApartAndNamed) {
    const std::vector<Target> targets = {{"screen", "Touch to begin", Role::backdrop, {0, 0, 1080, 1920}},
                                         {"a", "A", Role::button, {0, 0, 88, 88}},
                                         {"b", "B", Role::button, {88, 0, 88, 88}}};
    EXPECT_THAT(check_targets(targets, kScreen), IsEmpty());
}

TEST(Targets, UnderTheMinimumAreNamed) {
    const std::vector<Target> targets = {{"a", "A", Role::button, {0, 0, 87, 88}}};
    EXPECT_THAT(check_targets(targets, kScreen), ElementsAre("'a' is 87 x 88, under 88"));
}

TEST(Targets, HalfScrolledAwayMayBeSmall) {
    const std::vector<Target> targets = {{"a", "A", Role::row, {0, 0, 900, 20}, true, true}};
    EXPECT_THAT(check_targets(targets, kScreen), IsEmpty());
}

TEST(Targets, ThatOverlapAreNamed) {
    const std::vector<Target> targets = {{"a", "A", Role::button, {0, 0, 100, 100}},
                                         {"b", "B", Role::button, {99, 99, 100, 100}}};
    EXPECT_THAT(check_targets(targets, kScreen), ElementsAre("'a' and 'b' overlap"));
}

TEST(Targets, WithoutLabelTwiceOrOffTheScreenAreNamed) {
    const std::vector<Target> targets = {{"a", "", Role::button, {0, 0, 100, 100}},
                                         {"a", "B", Role::button, {1000, 0, 100, 100}}};
    EXPECT_THAT(check_targets(targets, kScreen),
                testing::UnorderedElementsAre(HasSubstr("no label"), HasSubstr("called 'a'"),
                                              HasSubstr("off the screen")));
}

TEST(Targets, TheTopmostIsMeant) {
    const std::vector<Target> targets = {{"screen", "All", Role::backdrop, {0, 0, 1080, 1920}},
                                         {"a", "A", Role::button, {0, 0, 100, 100}}};
    EXPECT_EQ(target_at(targets, {50, 50})->id, "a");
    EXPECT_EQ(target_at(targets, {500, 50})->id, "screen");
    EXPECT_EQ(target_at(targets, {2000, 50}), nullptr);
}

}  // namespace
}  // namespace storeside::frame
