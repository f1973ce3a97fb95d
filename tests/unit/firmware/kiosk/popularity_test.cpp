#include "firmware/kiosk/popularity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/fakes/scripted_kiosk.hpp"

namespace storeside::kiosk {
namespace {

using std::chrono::days;

std::vector<std::string> order(const Popularity& popularity) {
    std::vector<std::string> ids;
    for (const auto& hit : ranked(popularity, {{.id = "a"}, {.id = "b"}, {.id = "c"}})) ids.push_back(hit.id);
    return ids;
}

void open_in_sessions(Popularity& popularity, const std::string& id, int sessions, Time now) {
    for (int i = 0; i < sessions; ++i) count(popularity, std::vector{id}, now);
}

TEST(Popularity, PutsFirstWhatSeveralShoppersOpened) {
    Popularity popularity;
    open_in_sessions(popularity, "c", 4, Time{});
    open_in_sessions(popularity, "b", 3, Time{});
    EXPECT_THAT(order(popularity), testing::ElementsAre("c", "b", "a"));
}

TEST(Popularity, ShowsNobodyWhatTheOneBeforeRead) {
    Popularity popularity;
    open_in_sessions(popularity, "c", 2, Time{});
    EXPECT_THAT(order(popularity), testing::ElementsAre("a", "b", "c"));
    count(popularity, std::vector<std::string>{"b", "b", "b", "b"}, Time{});  // one session, over and over
    EXPECT_THAT(order(popularity), testing::ElementsAre("a", "b", "c"));
}

TEST(Popularity, Fades) {
    Popularity popularity;
    open_in_sessions(popularity, "c", 5, Time{});
    count(popularity, {}, Time(days(7)));
    EXPECT_THAT(order(popularity), testing::ElementsAre("a", "b", "c"));
    count(popularity, {}, Time(days(70)));
    EXPECT_TRUE(popularity.opened.empty());
}

TEST(Popularity, IsBounded) {
    Popularity popularity;
    for (int i = 0; i < 1000; ++i) count(popularity, std::vector{std::to_string(i)}, Time{});
    EXPECT_EQ(popularity.opened.size(), kMostOpened);
}

TEST(Popularity, CountsASessionWhenItEnds) {
    ScriptedKiosk kiosk;
    kiosk.happen(Began{});
    kiosk.happen(OpenedHit{content::Hit::Kind::article, "returns"});
    EXPECT_TRUE(kiosk.state.device.popularity.opened.empty());
    kiosk.happen(Finished{});
    ASSERT_EQ(kiosk.state.device.popularity.opened.size(), 1U);
    EXPECT_EQ(kiosk.state.device.popularity.opened[0].id, "returns");
    EXPECT_TRUE(kiosk.state.session.opened.empty());
}

}  // namespace
}  // namespace storeside::kiosk
