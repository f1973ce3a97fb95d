// Takes a kiosk's records in: each once, together with what it causes, in one transaction.
#pragma once
#include <vector>

#include "firmware/db/database.hpp"
#include "firmware/journal/model.hpp"

namespace storeside::hub {

struct Taken {
    journal::Sequence acked = 0;  // the last record; 0 when there was none
    bool jobs = false;            // the helpdesk has something to do
};

// A record whose body can't be read is kept and acknowledged, so that it neither gets lost nor blocks those
// behind it.
Result<Taken> take_in(db::Database& database, const Id& kiosk, const std::vector<journal::Record>& records,
                      Time now);

}  // namespace storeside::hub
