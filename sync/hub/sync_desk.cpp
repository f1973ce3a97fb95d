#include "sync/hub/sync_desk.hpp"

#include <algorithm>
#include <array>

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"
#include "sync/hub/intake.hpp"
#include "sync/hub_store/desired.hpp"
#include "sync/hub_store/kiosks.hpp"
#include "sync/hub_store/mailbox.hpp"
#include "sync/hub_store/tickets.hpp"

namespace storeside::hub {
namespace {

// A ticket nobody touched for this long no longer keeps a kiosk on short calls.
constexpr Duration kOpenFor = std::chrono::hours(24);

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
    answer.mail = std::move(delivery.mail);
    answer.cursor = std::move(delivery.cursor);
    ASSIGN_OR_RETURN(answer.desired, hub_store::Desired(database_).of(kiosk, request.reported.version));
    ASSIGN_OR_RETURN(const auto hold, hold_time(kiosk));
    answer.hold = hold.count();
    return answer;
}

void SyncDesk::respond_now(const Id& kiosk, Waiter waiter) {
    auto said = answer(kiosk, waiter.request);
    waiter.respond(said ? json_answer(protocol::encode(*said)) : refusal(said.error()));
}

void SyncDesk::sync(const Id& kiosk, protocol::SyncRequest request, http::Responder respond) {
    if (auto older = waiters_.take(kiosk)) respond_now(kiosk, std::move(*older));

    auto taken = take_in(database_, kiosk, request, clock_.now());
    if (taken && taken->jobs) on_jobs_();
    auto seen =
        taken ? hub_store::Kiosks(database_).seen(kiosk, request.reported, clock_.now()) : Result<void>();
    if (seen) seen = hub_store::Desired(database_).reported(kiosk, request.reported);
    auto said = answer(kiosk, request);
    for (const auto* error :
         {taken ? nullptr : &taken.error(), seen ? nullptr : &seen.error(), said ? nullptr : &said.error()}) {
        if (!error) continue;
        log_error("hub", *error);
        return respond(refusal(503, "the hub can't store this now"));
    }
    said->acked = taken->acked;
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
