// The calls of kiosks that wait for something to be said: at most one a kiosk.
#pragma once
#include <cstdint>
#include <map>
#include <optional>

#include "firmware/base/id.hpp"
#include "sync/http/server.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::hub {

struct Waiter {
    protocol::SyncRequest request;  // without the outbox
    http::Responder respond;
    std::uint64_t number = 0;
};

class Waiters {
public:
    // The call's number, so that a timer ends this call and not a later one.
    std::uint64_t hold(const Id& kiosk, protocol::SyncRequest request, http::Responder respond) {
        waiters_.insert_or_assign(kiosk, Waiter{std::move(request), std::move(respond), ++last_});
        return last_;
    }

    std::optional<Waiter> take(const Id& kiosk) {
        const auto found = waiters_.find(kiosk);
        if (found == waiters_.end()) return std::nullopt;
        auto waiter = std::move(found->second);
        waiters_.erase(found);
        return waiter;
    }

    std::optional<Waiter> take(const Id& kiosk, std::uint64_t number) {
        const auto found = waiters_.find(kiosk);
        if (found == waiters_.end() || found->second.number != number) return std::nullopt;
        return take(kiosk);
    }

    std::map<Id, Waiter> take_all() { return std::exchange(waiters_, {}); }

private:
    std::map<Id, Waiter> waiters_;
    std::uint64_t last_ = 0;
};

}  // namespace storeside::hub
