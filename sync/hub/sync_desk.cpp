#include "sync/hub/sync_desk.hpp"

#include <algorithm>
#include <array>

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"
#include "sync/hub/intake.hpp"
#include "sync/hub_store/desired.hpp"
#include "sync/hub_store/kiosks.hpp"
#include "sync/hub_store/mailbox.hpp"
#include "sync/hub_store/order_feed.hpp"
#include "sync/hub_store/records.hpp"
#include "sync/hub_store/tickets.hpp"

namespace storeside::hub {
namespace {

// A ticket nobody touched for this long no longer keeps a kiosk on short calls.
constexpr Duration kOpenFor = std::chrono::hours(24);

void warn_of_older_disk(const Id& kiosk) {
    spdlog::warn("hub: kiosk {} fell behind what it had before: its disk is that of an earlier day",
                 to_string(kiosk));
}

}  // namespace

Result<std::chrono::seconds> SyncDesk::hold_time(const Id& kiosk) {
    ASSIGN_OR_RETURN(const bool open, hub_store::Tickets(database_).any_open(kiosk, clock_.now() - kOpenFor));
    if (open) return times_.open;
    std::array<std::byte, 1> dice;
    random_.fill(dice);
    const auto span = (times_.quiet_most - times_.quiet_least).count();
    return times_.quiet_least + std::chrono::seconds(span * std::to_integer<int>(dice[0]) / 255);
}

Result<protocol::SyncAnswer> SyncDesk::answer(const Id& kiosk, const protocol::SyncRequest& request) {
    protocol::SyncAnswer answer;
    ASSIGN_OR_RETURN(auto delivery, hub_store::Mailbox(database_).after(
                                        kiosk, request.cursor, {protocol::kMaxMail, protocol::kMailBytes},
                                        clock_.now(), random_));
    // Letters of orders may be among what it does not get.
    if (delivery.snapshot || delivery.cursor.epoch != request.cursor.epoch)
        RETURN_IF_ERROR(hub_store::OrderFeed(database_).begin_anew(kiosk));
    answer.mail = std::move(delivery.mail);
    answer.cursor = std::move(delivery.cursor);
    if (delivery.snapshot) {
        ASSIGN_OR_RETURN(const auto snapshot, hub_store::Tickets(database_).snapshot(kiosk));
        answer.mail.push_back(
            {answer.cursor.n, answer.cursor.id, std::string(journal::kSnapshot), protocol::encode(snapshot)});
    }
    ASSIGN_OR_RETURN(answer.desired, hub_store::Desired(database_).of(kiosk, request.reported.version));
    answer.desired.origin = origin_;
    answer.desired.seal_key = seals_.current();
    ASSIGN_OR_RETURN(const auto hold, hold_time(kiosk));
    answer.hold = hold.count();
    return answer;
}

void SyncDesk::respond_now(const Id& kiosk, Waiter waiter) {
    auto said = answer(kiosk, waiter.request);
    waiter.respond(said ? json_answer(protocol::encode(*said)) : refusal(said.error()));
}

Result<void> SyncDesk::compare(const Id& kiosk, const protocol::SyncRequest& request) {
    hub_store::Mailbox mailbox(database_);
    const auto now = clock_.now();
    ASSIGN_OR_RETURN(const bool fell_back, mailbox.taken(kiosk, request.cursor, now));
    if (fell_back) {
        warn_of_older_disk(kiosk);
        RETURN_IF_ERROR(hub_store::OrderFeed(database_).begin_anew(kiosk));
    }
    if (!request.receipt) return {};
    ASSIGN_OR_RETURN(const bool here, hub_store::Records(database_).has(request.receipt->id));
    if (here) return {};
    spdlog::warn("hub: kiosk {} was acknowledged record {}, which this hub does not have: it sends again",
                 to_string(kiosk), request.receipt->sequence);
    return mailbox.begin_anew(kiosk, now, random_);
}

Result<protocol::SyncAnswer> SyncDesk::exchange(const Id& kiosk, const protocol::SyncRequest& request) {
    RETURN_IF_ERROR(compare(kiosk, request));
    ASSIGN_OR_RETURN(const auto taken, take_in(database_, kiosk, request, clock_.now()));
    if (taken.jobs) on_jobs_();
    if (taken.fell_back) warn_of_older_disk(kiosk);
    RETURN_IF_ERROR(hub_store::Kiosks(database_).seen(kiosk, request.reported, clock_.now()));
    RETURN_IF_ERROR(hub_store::Desired(database_).reported(kiosk, request.reported));
    if (auto noted = hub_store::OrderFeed(database_).reported(kiosk, request.reported.order_key); !noted) {
        // Without orders it still is a kiosk.
        if (noted.error().code() != Errc::invalid_input) return std::unexpected(std::move(noted.error()));
        log_error("hub", std::move(noted.error()));
    }
    ASSIGN_OR_RETURN(auto said, answer(kiosk, request));
    said.acked = taken.acked;
    return said;
}

void SyncDesk::sync(const Id& kiosk, protocol::SyncRequest request, http::Responder respond) {
    if (auto older = waiters_.take(kiosk)) respond_now(kiosk, std::move(*older));

    seals_.open(request);
    auto said = exchange(kiosk, request);
    if (!said) return respond(not_now(said.error()));
    const bool something = said->acked != 0 || !said->mail.empty() || said->cursor != request.cursor ||
                           said->desired.version > request.reported.version;
    const auto hold = std::min(request.wait, said->hold);
    if (something || hold == 0) return respond(json_answer(protocol::encode(*said)));

    request.outbox.clear();
    request.unreadable.clear();
    const auto number = waiters_.hold(kiosk, std::move(request), std::move(respond));
    loop_.post_after(std::chrono::seconds(hold), [this, kiosk, number] {
        if (auto waiter = waiters_.take(kiosk, number)) respond_now(kiosk, std::move(*waiter));
    });
}

void SyncDesk::wake(const Id& kiosk) {
    if (auto waiter = waiters_.take(kiosk)) respond_now(kiosk, std::move(*waiter));
}

void SyncDesk::end(const Id& kiosk, http::Outgoing answer) {
    if (auto waiter = waiters_.take(kiosk)) waiter->respond(std::move(answer));
}

void SyncDesk::wake_all() {
    for (auto& [kiosk, waiter] : waiters_.take_all()) respond_now(kiosk, std::move(waiter));
}

}  // namespace storeside::hub
