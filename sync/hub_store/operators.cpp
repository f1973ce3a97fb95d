#include "sync/hub_store/operators.hpp"

#include "sync/protocol/digest.hpp"

namespace storeside::hub_store {

Result<void> Operators::allow(std::string_view token, Time now) {
    ASSIGN_OR_RETURN(auto insert, database_.prepare("INSERT INTO operator_token (hash, created_at) "
                                                    "VALUES (:hash, :now) ON CONFLICT DO NOTHING"));
    return insert.bind(":hash", protocol::sha256(token)).bind(":now", now).run();
}

Result<bool> Operators::allows(std::string_view token) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT 1 FROM operator_token WHERE hash = :hash"));
    return select.bind(":hash", protocol::sha256(token)).step();
}

}  // namespace storeside::hub_store
