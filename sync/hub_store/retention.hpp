// How long the hub keeps what, and the sweep that takes away what is older.
#pragma once
#include <chrono>
#include <cstdint>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "firmware/db/database.hpp"

namespace storeside::hub_store {

// In days since the hub got it; a ticket's since anybody last said something in it.
struct Retention {
    std::chrono::days tickets{365};   // with everything in them
    std::chrono::days messages{365};  // of shoppers and agents
    std::chrono::days ratings{365};
    std::chrono::days searches{30};    // what a shopper searched for, read and tried before the ticket
    std::chrono::days audit{365};      // what staff did at kiosks
    std::chrono::days unreadable{90};  // what could not be read when it came
    std::chrono::days others{90};      // of kinds that this hub does not know
    std::chrono::days orders{90};      // of the shops, since they last changed; only the hub's index of them
    std::chrono::days erased{194};     // ids of what is gone: as long as a kiosk may still send it

    friend bool operator==(const Retention&, const Retention&) = default;
};

// Takes away at most `limit` things that are too old, and says how many: fewer than `limit` means that is
// all. What the helpdesk has not been told yet stays until it has.
Result<std::int64_t> sweep(db::Database& database, const Retention& retention, Time now, std::int64_t limit);

}  // namespace storeside::hub_store
