// Takes a kiosk's records in: each once, together with what it causes, in one transaction.
#pragma once
#include "firmware/db/database.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::hub {

struct Taken {
    journal::Sequence acked = 0;  // the last record; 0 when there was none
    bool jobs = false;            // the helpdesk has something to do
    bool fell_back = false;       // a number came again with a new record: the kiosk's disk is an older one
};

// A record that can't be read is kept and acknowledged, so that it neither gets lost nor blocks those behind
// it; when more than its body is wrong it is kept whole, as kind `unreadable`.
Result<Taken> take_in(db::Database& database, const Id& kiosk, const protocol::SyncRequest& request,
                      Time now);

}  // namespace storeside::hub
