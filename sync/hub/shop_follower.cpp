#include "sync/hub/shop_follower.hpp"

#include <algorithm>

#include "firmware/base/log.hpp"

namespace storeside::hub {
namespace {

// What is named beyond this is found by the next pass.
constexpr std::size_t kMostNamed = 10'000;
constexpr Duration kBusyPause = std::chrono::seconds(1);

}  // namespace

ShopFollower::ShopFollower(db::Database database, const hub_store::OrderKey& key,
                           const connectors::FollowedShop& shop, const Clock& clock, FollowPace pace)
    : database_(std::move(database)),
      shop_(shop),
      clock_(clock),
      reader_(database_, key, shop, clock),
      bucket_(pace.requests_per_second, 5 * pace.requests_per_second),
      breaker_(pace.breaker) {
    loop_.post([this] { round(); });
}

void ShopFollower::hear(connectors::ShopNews news) {
    loop_.post([this, news = std::move(news)] { take(news); });
}

void ShopFollower::take(const connectors::ShopNews& news) {
    const auto fresh = hub_store::ShopFeeds(database_).heard(shop_.name, news.delivery, clock_.now());
    if (!fresh) log_error("shop " + shop_.name, fresh.error());
    if (fresh && !*fresh) return;
    for (const auto& reference : news.references) {
        if (std::ranges::find(named_, reference) != named_.end()) continue;
        if (named_.size() < kMostNamed)
            named_.push_back(reference);
        else
            next_pass_ = clock_.now();
    }
    round();
}

void ShopFollower::round() {
    const auto now = clock_.now();
    reading_ = reading_ || now >= next_pass_ || next_pass_ - now > shop_.times.poll;
    if ((reading_ || !named_.empty()) && breaker_.allows(now) && bucket_.take(now)) {
        const auto done = step();
        if (done) {
            breaker_.succeeded();
        } else {
            breaker_.failed(clock_.now());
            log_error("shop " + shop_.name, Error(done.error()).with_context("reading what changed"));
        }
        const auto noted = hub_store::ShopFeeds(database_).note(
            shop_.name, done ? std::string() : done.error().message(), clock_.now());
        if (!noted) log_error("shop " + shop_.name, noted.error());
    }
    loop_.post_after(std::chrono::ceil<std::chrono::milliseconds>(pause()), [this, tick = ++ticks_] {
        if (tick == ticks_) round();
    });
}

// What a webhook named comes first: somebody may be on their way to the store. But a pass goes on, however
// many webhooks come.
Result<void> ShopFollower::step() {
    const bool named = !named_.empty() && (!reading_ || !named_last_);
    named_last_ = named;
    if (named) return read_next();
    ASSIGN_OR_RETURN(const bool complete, reader_.page());
    if (complete) {
        reading_ = false;
        next_pass_ = clock_.now() + shop_.times.poll;
    }
    return {};
}

Result<void> ShopFollower::read_next() {
    const auto read = reader_.read(named_.front());
    // What the shop does not take it never will; anything else is tried again.
    if (read || read.error().code() == Errc::invalid_input) named_.pop_front();
    return read;
}

Duration ShopFollower::pause() const {
    const auto now = clock_.now();
    if (breaker_.state(now) == connectors::CircuitBreaker::State::open)
        return std::clamp(breaker_.until() - now, Duration(0), kBusyPause * 60);
    if (reading_ || !named_.empty()) return std::min(TokenBucket(bucket_).wait(now), kBusyPause);
    return std::clamp(next_pass_ - now, Duration(0), shop_.times.poll);
}

}  // namespace storeside::hub
