// What this kiosk's shoppers opened lately: counts of articles, never who opened them.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/content/model.hpp"

namespace storeside::kiosk {

struct Opened {
    std::string id;
    double weight = 0;  // sessions that opened it, each worth half after kHalfLife

    friend bool operator==(const Opened&, const Opened&) = default;
};

struct Popularity {
    std::vector<Opened> opened;
    Time as_of{};

    friend bool operator==(const Popularity&, const Popularity&) = default;
};

inline constexpr Duration kHalfLife = std::chrono::days(7);
inline constexpr std::size_t kMostOpened = 200;  // ids that are counted

// Below this an article keeps its place: one shopper's reading must not show in the next one's list.
inline constexpr double kWorthShowing = 3;

// Counts what one session opened, each id once.
void count(Popularity& popularity, std::span<const std::string> opened, Time now);

// The pack's own list, what is opened here most first; the rest in the pack's order.
std::vector<content::Hit> ranked(const Popularity& popularity, std::vector<content::Hit> popular);

}  // namespace storeside::kiosk
