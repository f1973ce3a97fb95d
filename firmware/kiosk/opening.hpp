// Whether the store is open: its hours held against the day and minute it is there.
#pragma once
#include <optional>
#include <vector>

#include "firmware/content/model.hpp"

namespace storeside::kiosk {

// A moment as the store's own clock shows it.
struct LocalMoment {
    int date = 0;     // 20261225
    int weekday = 0;  // 0 is Monday
    int minute = 0;   // after midnight
};

struct Opening {
    bool open = false;
    int changes_at = 0;  // minutes after midnight: when it closes, or opens again
    int days_ahead = 0;  // how many days until it opens again; 0 is today
};

// Nothing when the pack does not say when the store is open, or when it stays closed for two weeks.
std::optional<Opening> opening(const content::StoreInfo& store, const LocalMoment& now);

// The hours of a day, special days considered.
const std::vector<content::OpenHours>& hours_of(const content::StoreInfo& store, int date, int weekday);

// The day after a date, by the calendar; a date that is none stays as it is.
int day_after(int date);

}  // namespace storeside::kiosk
