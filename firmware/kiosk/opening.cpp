#include "firmware/kiosk/opening.hpp"

#include <algorithm>
#include <chrono>

namespace storeside::kiosk {
namespace {

constexpr int kLooksAhead = 14;  // days

std::chrono::year_month_day calendar_day(int date) {
    return {std::chrono::year(date / 10'000), std::chrono::month(static_cast<unsigned>(date / 100 % 100)),
            std::chrono::day(static_cast<unsigned>(date % 100))};
}

}  // namespace

int day_after(int date) {
    const auto day = calendar_day(date);
    if (date < 0 || !day.ok()) return date;
    const std::chrono::year_month_day next = std::chrono::sys_days(day) + std::chrono::days(1);
    return static_cast<int>(next.year()) * 10'000 +
           static_cast<int>(static_cast<unsigned>(next.month()) * 100 + static_cast<unsigned>(next.day()));
}

const std::vector<content::OpenHours>& hours_of(const content::StoreInfo& store, int date, int weekday) {
    static const std::vector<content::OpenHours> closed;
    const auto special = std::ranges::find(store.special_days, date, &content::SpecialDay::date);
    if (special != store.special_days.end()) return special->hours;
    const auto index = static_cast<std::size_t>(weekday);
    return index < store.week.size() ? store.week[index] : closed;
}

std::optional<Opening> opening(const content::StoreInfo& store, const LocalMoment& now) {
    if (store.week.empty()) return std::nullopt;
    int date = now.date;
    for (int ahead = 0; ahead <= kLooksAhead; ++ahead, date = day_after(date)) {
        const int minute = ahead == 0 ? now.minute : 0;
        for (const auto& hours : hours_of(store, date, (now.weekday + ahead) % 7)) {
            if (ahead == 0 && hours.opens <= minute && minute < hours.closes)
                return Opening{true, hours.closes, 0};
            if (hours.opens >= minute) return Opening{false, hours.opens, ahead};
        }
    }
    return std::nullopt;
}

}  // namespace storeside::kiosk
