// The tokens that operators' tools use.
#pragma once
#include <string_view>

#include "firmware/db/database.hpp"

namespace storeside::hub_store {

class Operators {
public:
    explicit Operators(db::Database& database) : database_(database) {}

    // Lets this token in as well. Only its hash is kept.
    Result<void> allow(std::string_view token, Time now);

    Result<bool> allows(std::string_view token);

private:
    db::Database& database_;
};

}  // namespace storeside::hub_store
