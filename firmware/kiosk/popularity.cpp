#include "firmware/kiosk/popularity.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace storeside::kiosk {
namespace {

constexpr double kForgotten = 0.1;

double weight_of(const Popularity& popularity, const std::string& id) {
    const auto found = std::ranges::find(popularity.opened, id, &Opened::id);
    return found == popularity.opened.end() || found->weight < kWorthShowing ? 0 : found->weight;
}

}  // namespace

void count(Popularity& popularity, std::span<const std::string> opened, Time now) {
    auto& all = popularity.opened;
    // A clock that was set back ages nothing.
    const Duration passed = std::max(Duration(0), now - popularity.as_of);
    const double fades =
        std::exp2(-std::chrono::duration<double>(passed) / std::chrono::duration<double>(kHalfLife));
    for (auto& one : all) one.weight *= fades;
    std::erase_if(all, [](const Opened& one) { return one.weight < kForgotten; });
    popularity.as_of = now;
    for (const auto& id : std::set<std::string>(opened.begin(), opened.end())) {
        const auto found = std::ranges::find(all, id, &Opened::id);
        if (found != all.end())
            found->weight += 1;
        else if (all.size() < kMostOpened)
            all.push_back({id, 1});
    }
}

std::vector<content::Hit> ranked(const Popularity& popularity, std::vector<content::Hit> popular) {
    std::ranges::stable_sort(popular, std::ranges::greater(),
                             [&](const content::Hit& hit) { return weight_of(popularity, hit.id); });
    return popular;
}

}  // namespace storeside::kiosk
