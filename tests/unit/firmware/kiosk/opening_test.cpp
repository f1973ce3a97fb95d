#include "firmware/kiosk/opening.hpp"

#include <gtest/gtest.h>

namespace storeside::kiosk {
namespace {

constexpr int at(int hour, int minute = 0) { return hour * 60 + minute; }

// Monday to Saturday 8 to 13 and 16 to 20, Sunday closed; closed on Friday, 25 December 2026, too.
content::StoreInfo store() {
    content::StoreInfo store;
    store.week.assign(6, {{at(8), at(13)}, {at(16), at(20)}});
    store.week.push_back({});
    store.special_days = {{20261225, "Christmas", {}}, {20261227, "Sales", {{at(10), at(12)}}}};
    return store;
}

TEST(Opening, IsOpenUntilTheHoursEnd) {
    const auto now = opening(store(), {20261123, 0, at(12, 59)});
    ASSERT_TRUE(now);
    EXPECT_TRUE(now->open);
    EXPECT_EQ(now->changes_at, at(13));
    EXPECT_FALSE(opening(store(), {20261123, 0, at(13)})->open) << "the minute it closes it is closed";
}

TEST(Opening, OpensAgainLaterTodayTomorrowOrAfterADayThatIsClosed) {
    const auto pause = opening(store(), {20261123, 0, at(14)});
    EXPECT_EQ(pause->changes_at, at(16));
    EXPECT_EQ(pause->days_ahead, 0);
    const auto evening = opening(store(), {20261123, 0, at(21)});
    EXPECT_EQ(evening->changes_at, at(8));
    EXPECT_EQ(evening->days_ahead, 1);
    EXPECT_EQ(opening(store(), {20261128, 5, at(21)})->days_ahead, 2) << "Saturday evening";
}

TEST(Opening, KnowsDaysThatAreNotLikeTheirWeekday) {
    const auto christmas = opening(store(), {20261225, 4, at(10)});
    EXPECT_FALSE(christmas->open);
    EXPECT_EQ(christmas->days_ahead, 1);
    EXPECT_TRUE(opening(store(), {20261227, 6, at(11)})->open) << "an open Sunday";
}

TEST(Opening, SaysNothingWhenNobodyWroteTheHoursDownOrItStaysClosed) {
    EXPECT_FALSE(opening({}, {20261123, 0, at(12)}));
    content::StoreInfo closed;
    closed.week.assign(7, {});
    EXPECT_FALSE(opening(closed, {20261123, 0, at(12)}));
}

TEST(Calendar, GoesOnOverTheEndOfAMonthAYearAndALeapDay) {
    EXPECT_EQ(day_after(20261130), 20261201);
    EXPECT_EQ(day_after(20261231), 20270101);
    EXPECT_EQ(day_after(20280228), 20280229);
    EXPECT_EQ(day_after(20261399), 20261399);
}

}  // namespace
}  // namespace storeside::kiosk
