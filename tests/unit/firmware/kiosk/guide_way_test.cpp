#include "firmware/kiosk/guide_way.hpp"

#include <gtest/gtest.h>

#include <string>

namespace storeside::kiosk {
namespace {

using Leads = content::Choice::Leads;

content::Step step(std::string id, std::vector<std::string> to) {
    content::Step step{std::move(id), "?", {{"Done", Leads::solved, ""}}};
    for (auto& target : to) step.choices.push_back({"Next", Leads::step, std::move(target)});
    return step;
}

TEST(GuideWay, IsTheLongestThatIsLeft) {
    const content::Guide guide{
        .steps = {step("a", {"b", "d"}), step("b", {"c"}), step("c", {"d"}), step("d", {})}};
    EXPECT_EQ(longest_way(guide, 0), 4U);
    EXPECT_EQ(longest_way(guide, 2), 2U);
    EXPECT_EQ(longest_way(guide, 3), 1U);
    EXPECT_EQ(longest_way(guide, 9), 0U);
}

TEST(GuideWay, EndsWhereAGuideGoesRoundAndRoundOrNowhere) {
    const content::Guide guide{.steps = {step("a", {"b", "gone"}), step("b", {"a", "b"})}};
    EXPECT_EQ(longest_way(guide, 0), 2U);
    content::Guide tangle;
    std::vector<std::string> all;
    for (int i = 0; i < 200; ++i) all.push_back(std::to_string(i));
    for (const auto& id : all) tangle.steps.push_back(step(id, all));
    EXPECT_EQ(longest_way(tangle, 0), 200U);
}

}  // namespace
}  // namespace storeside::kiosk
