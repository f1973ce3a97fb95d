// Everything kiosks ever sent, once each.
#pragma once
#include "firmware/db/database.hpp"
#include "firmware/journal/model.hpp"

namespace storeside::hub_store {

class Records {
public:
    explicit Records(db::Database& database) : database_(database) {}

    // False when a record with this id is here already.
    Result<bool> append(db::Transaction&, const Id& kiosk, const journal::Record& record, Time now);

    // Also one that was erased since: the kiosk that sent it must not take this hub for one of an earlier
    // day.
    Result<bool> has(const Id& record);

    // How many are kept that could not be read.
    Result<std::int64_t> unreadable();

private:
    db::Database& database_;
};

}  // namespace storeside::hub_store
