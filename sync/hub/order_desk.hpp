// POST /v1/orders/find: asks the shop on a thread of its own, and slows a kiosk down that keeps guessing.
#pragma once
#include <chrono>
#include <functional>
#include <map>

#include "firmware/base/id.hpp"
#include "sync/connectors/shop/shops.hpp"
#include "sync/http/server.hpp"
#include "sync/hub/loop.hpp"

namespace storeside::hub {

// How many look-ups in vain are free, and what the next ones wait. A real shopper mistypes once or twice.
struct MissLimits {
    int free = 5;
    std::chrono::milliseconds first{1'000};    // doubles with each further miss …
    std::chrono::milliseconds longest{5'000};  // … up to this
    std::chrono::milliseconds queue{6'000};    // one that would wait longer is told to come back later
    std::chrono::minutes forget{10};           // after this long without a miss
};

class OrderDesk {
public:
    using StoreOf = std::function<std::string(const Id& kiosk)>;

    // `shops` outlives the desk and is only used by its thread; `store_of` is called by whoever calls find().
    OrderDesk(connectors::Shops& shops, StoreOf store_of, MissLimits limits)
        : shops_(shops), store_of_(std::move(store_of)), limits_(limits) {}
    ~OrderDesk() { stop(); }

    // Only from the thread that `store_of` is made for.
    void find(const Id& kiosk, orders::Question question, http::Responder respond);
    void stop() { loop_.stop(); }

private:
    using Instant = std::chrono::steady_clock::time_point;
    struct Misses {
        int count = 0;
        Instant last{};
        Instant free_at{};  // when the next look-up may begin
    };

    struct Asked {
        Id kiosk;
        std::string store;
        orders::Question question;
    };

    void queue(Asked asked, http::Responder respond);
    void look(const Asked& asked, http::Responder respond);

    connectors::Shops& shops_;
    StoreOf store_of_;
    MissLimits limits_;
    std::map<Id, Misses> misses_;  // of the loop's thread
    Loop loop_;
};

}  // namespace storeside::hub
