// How often orders may be asked for in vain: by one kiosk, for one number, in one store. Kept in the
// database, so that starting the hub again gives nobody new guesses.
#pragma once
#include <array>
#include <map>
#include <string>
#include <string_view>

#include "firmware/base/id.hpp"
#include "firmware/db/database.hpp"
#include "sync/hub_store/order_key.hpp"

namespace storeside::hub_store {

struct MissLimit {
    int free = 5;       // misses that cost nothing
    Duration forgiven;  // one miss each
    Duration first;     // what the next look-up waits after one more; doubles with each further miss …
    Duration longest;   // … up to this
};

// A real shopper mistypes once or twice. Whoever guesses at one order from many kiosks has to guess a
// postcode of four digits: an hour each makes that more than a year.
struct MissLimits {
    MissLimit kiosk{5, std::chrono::minutes(2), std::chrono::seconds(1), std::chrono::seconds(30)};
    MissLimit number{5, std::chrono::hours(1), std::chrono::seconds(2), std::chrono::hours(1)};
    MissLimit store{30, std::chrono::seconds(20), std::chrono::seconds(1), std::chrono::seconds(10)};
    Duration queue = std::chrono::seconds(6);  // who would wait longer is told to come back later
};

class OrderLimits {
public:
    // Both outlive it.
    OrderLimits(db::Database& database, const OrderKey& key, const MissLimits& limits)
        : database_(database), key_(key), limits_(limits) {}

    struct Asked {
        Id kiosk;
        std::string_view store;
        std::string_view number;  // as typed; its digits count, whatever stands around them
    };
    struct Admission {
        Duration wait{};       // until the look-up may begin
        bool refused = false;  // then `wait` says when to ask again
    };

    // Whether there is such an order plays no part. Each look-up that is let in must be settled.
    Result<Admission> admit(const Asked& asked, Time now);
    // A miss counts, whoever else found something meanwhile.
    Result<void> settle(const Asked& asked, bool found, Time now);

private:
    struct Scope {
        std::string what;
        const MissLimit& limit;
    };
    struct State {
        std::int64_t millis = 0;  // thousandths of a miss
        Time free_at{};           // when the next look-up may begin
    };
    struct UnderWay {
        int count = 0;
        Time free_at{};
    };
    std::array<Scope, 3> scopes(const Asked& asked) const;
    Result<State> state(const Scope& scope, Time now);
    static Duration pause(const MissLimit& limit, std::int64_t misses);
    Result<void> miss(const Scope& scope, Time now);

    db::Database& database_;
    const OrderKey& key_;
    MissLimits limits_;
    std::map<std::string, UnderWay> under_way_;  // let in and not settled: each may turn out a miss
};

}  // namespace storeside::hub_store
