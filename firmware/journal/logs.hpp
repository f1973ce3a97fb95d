// The two logs as the sync agent needs them; the store worker, sole owner of kiosk.db, implements it.
#pragma once
#include <cstddef>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/journal/model.hpp"

namespace storeside::journal {

class Logs {
public:
    virtual ~Logs() = default;

    // What the hub has not acknowledged, oldest first, at most `limit_bytes` of bodies (but at least one
    // record).
    virtual Result<std::vector<Record>> unsent(std::size_t limit_bytes) = 0;

    virtual Result<Cursor> cursor() = 0;

    // Takes an answer of the hub in, in one transaction: forgets the records up to `acked`, applies the mail
    // that is new, moves the cursor. Applying the same answer twice is the same as once.
    virtual Result<void> settle(Sequence acked, const std::vector<Mail>& mail, const Cursor& cursor) = 0;
};

}  // namespace storeside::journal
