// The two logs as the sync agent needs them; the store worker, sole owner of kiosk.db, implements it.
#pragma once
#include <cstddef>
#include <optional>
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

    // The newest record that the hub acknowledged, so that a hub which lost it notices; nothing when none is
    // kept.
    virtual Result<std::optional<Receipt>> newest_acknowledged() = 0;

    virtual Result<Cursor> cursor() = 0;

    // Takes an answer of the hub in, in one transaction: the records up to `acked` are the hub's, the mail
    // that is new is applied, the cursor moves. Another epoch means that the hub was restored: what it
    // acknowledged in the last days is unsent again. Applying the same answer twice is the same as once.
    virtual Result<void> settle(Sequence acked, const std::vector<Mail>& mail, const Cursor& cursor) = 0;
};

}  // namespace storeside::journal
