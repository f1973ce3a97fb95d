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

    // How many are kept that could not be read.
    Result<std::int64_t> unreadable();

private:
    db::Database& database_;
};

}  // namespace storeside::hub_store
