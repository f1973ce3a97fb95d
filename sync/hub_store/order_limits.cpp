#include "sync/hub_store/order_limits.hpp"

#include <algorithm>

#include "firmware/orders/matching.hpp"

namespace storeside::hub_store {
namespace {

constexpr std::int64_t kOne = 1000;
// Misses are counted no further than to the longest pause and a little more, so that a kiosk is let off soon
// after who guessed has gone.
constexpr std::int64_t kCountedBeyondFree = 12;

// "W-1002", "#1002" and "1002" are one order to whoever guesses.
std::string guessed_number(std::string_view typed) {
    const auto normalised = orders::normalised_number(typed);
    std::string digits;
    std::ranges::copy_if(normalised.view(), std::back_inserter(digits),
                         [](char c) { return c >= '0' && c <= '9'; });
    return digits.empty() ? std::string(normalised.view()) : digits;
}

}  // namespace

std::array<OrderLimits::Scope, 3> OrderLimits::scopes(const Asked& asked) const {
    return {
        Scope{"kiosk " + to_string(asked.kiosk), limits_.kiosk},
        Scope{"number " + std::to_string(key_.tag("guess", guessed_number(asked.number))), limits_.number},
        Scope{"store " + std::string(asked.store), limits_.store}};
}

Result<OrderLimits::State> OrderLimits::state(const Scope& scope, Time now) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT millis, at, free_at FROM order_miss WHERE what = :what"));
    ASSIGN_OR_RETURN(const bool there, select.bind(":what", scope.what).step());
    if (!there) return State{};
    // A clock that was set back forgives nothing, and keeps nobody waiting for longer than the longest pause.
    const auto passed = std::max(now - select.time(1), Duration(0));
    const auto forgiven = passed / std::max<Duration>(scope.limit.forgiven / kOne, Duration(1));
    return State{std::max<std::int64_t>(0, select.integer(0) - forgiven),
                 std::min(select.time(2), now + scope.limit.longest)};
}

Duration OrderLimits::pause(const MissLimit& limit, std::int64_t misses) {
    if (misses < limit.free) return Duration(0);
    const auto doublings = std::min<std::int64_t>(misses - limit.free, 30);
    return std::min(limit.longest, limit.first * (std::int64_t{1} << doublings));
}

Result<OrderLimits::Admission> OrderLimits::admit(const Asked& asked, Time now) {
    const auto all = scopes(asked);
    std::array<Duration, 3> pauses{};
    auto start = now;
    for (std::size_t i = 0; i != all.size(); ++i) {
        ASSIGN_OR_RETURN(const auto counted, state(all[i], now));
        const auto found = under_way_.find(all[i].what);
        const auto mine = found == under_way_.end() ? UnderWay{} : found->second;
        pauses[i] = pause(all[i].limit, counted.millis / kOne + mine.count);
        start = std::max({start, counted.free_at, mine.free_at});
    }
    if (start - now > limits_.queue) return Admission{start - now, true};
    for (std::size_t i = 0; i != all.size(); ++i) {
        auto& mine = under_way_[all[i].what];
        ++mine.count;
        if (pauses[i] > Duration(0)) mine.free_at = start + pauses[i];
    }
    return Admission{start - now, false};
}

Result<void> OrderLimits::settle(const Asked& asked, bool found, Time now) {
    const auto all = scopes(asked);
    for (const auto& scope : all) {
        const auto mine = under_way_.find(scope.what);
        if (mine != under_way_.end() && --mine->second.count <= 0) under_way_.erase(mine);
    }
    if (found) return {};
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    for (const auto& scope : all) RETURN_IF_ERROR(miss(scope, now));
    return transaction.commit();
}

Result<void> OrderLimits::miss(const Scope& scope, Time now) {
    ASSIGN_OR_RETURN(auto counted, state(scope, now));
    counted.millis = std::min(counted.millis + kOne, (scope.limit.free + kCountedBeyondFree) * kOne);
    const auto next = pause(scope.limit, counted.millis / kOne);
    const auto free_at = next > Duration(0) ? std::max(counted.free_at, now + next) : counted.free_at;
    ASSIGN_OR_RETURN(auto upsert,
                     database_.prepare("INSERT INTO order_miss (what, millis, at, free_at) VALUES (:what, "
                                       ":millis, :now, :free_at) ON CONFLICT (what) DO UPDATE SET millis = "
                                       "excluded.millis, at = excluded.at, free_at = excluded.free_at"));
    return upsert.bind(":what", scope.what)
        .bind(":millis", counted.millis)
        .bind(":now", now)
        .bind(":free_at", free_at)
        .run();
}

}  // namespace storeside::hub_store
