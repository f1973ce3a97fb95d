// POST /v1/sync: takes records in, gives mail out, and holds a call that brought and found nothing.
#pragma once
#include <chrono>
#include <functional>
#include <string>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "sync/http/server.hpp"
#include "sync/hub/loop.hpp"
#include "sync/hub/seal_ring.hpp"
#include "sync/hub/waiters.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::hub {

struct HoldTimes {
    std::chrono::seconds open{25};          // while a ticket is open
    std::chrono::seconds quiet_least{240};  // else random between these
    std::chrono::seconds quiet_most{300};
};

// Everything runs on `loop`, which owns `database`.
class SyncDesk {
public:
    SyncDesk(db::Database& database, const SealRing& seals, const Clock& clock, Random& random, Loop& loop,
             HoldTimes times, std::string origin, std::function<void()> on_jobs)
        : database_(database),
          seals_(seals),
          clock_(clock),
          random_(random),
          loop_(loop),
          times_(times),
          origin_(std::move(origin)),
          on_jobs_(std::move(on_jobs)) {}

    void sync(const Id& kiosk, protocol::SyncRequest request, http::Responder respond);

    // There is new mail for this kiosk, or something new that all should be.
    void wake(const Id& kiosk);
    void wake_all();

    // Ends this kiosk's held call with this answer.
    void end(const Id& kiosk, http::Outgoing answer);

private:
    // Takes in what the kiosk brought and says what there is.
    Result<protocol::SyncAnswer> exchange(const Id& kiosk, const protocol::SyncRequest& request);
    // Notices a hub that was restored from a backup, and a kiosk that was from an older disk image.
    Result<void> compare(const Id& kiosk, const protocol::SyncRequest& request);
    Result<protocol::SyncAnswer> answer(const Id& kiosk, const protocol::SyncRequest& request);
    Result<std::chrono::seconds> hold_time(const Id& kiosk);
    void respond_now(const Id& kiosk, Waiter waiter);

    db::Database& database_;
    const SealRing& seals_;
    const Clock& clock_;
    Random& random_;
    Loop& loop_;
    HoldTimes times_;
    std::string origin_;
    std::function<void()> on_jobs_;
    Waiters waiters_;
};

}  // namespace storeside::hub
