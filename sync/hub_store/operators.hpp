// The operators' tokens and roles, and what they did.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/random.hpp"
#include "firmware/db/database.hpp"
#include "sync/protocol/access.hpp"

namespace storeside::hub_store {

// Whose token is in the hub's own folder; always an admin.
inline constexpr std::string_view kFirstOperator = "first";

struct Operator {
    std::string name;
    protocol::Role role = protocol::Role::viewer;
};

class Operators {
public:
    explicit Operators(db::Database& database) : database_(database) {}

    // The token, of which only the hash is kept. `conflict` when the name was ever used.
    Result<std::string> add(const protocol::OperatorRequest& request, std::string_view by, Time now,
                            Random& random);

    // Lets this token in as the first operator, in place of the one before, unless it is a token that was
    // revoked.
    Result<void> allow_first(std::string_view token, Time now);

    // Nothing when it is nobody's, or revoked.
    Result<std::optional<Operator>> by_token(std::string_view token);

    // By name.
    Result<std::vector<protocol::OperatorRow>> list();

    // From now on. `conflict` when nobody but this one could let another admin in, not_found when there is no
    // such one.
    Result<void> revoke(std::string_view name, Time now);

private:
    db::Database& database_;
};

class Audit {
public:
    explicit Audit(db::Database& database) : database_(database) {}

    // Noted before it is done, so that nothing is done unnoted; the number is for finish().
    Result<std::int64_t> begin(std::string_view who, std::string_view what, std::string_view target,
                               Time now);
    Result<void> finish(std::int64_t n, std::string_view target, int status);

    // What operators and kiosks noted since then, the newest 10,000, oldest first.
    Result<std::vector<protocol::AuditRow>> since(Time time);

private:
    db::Database& database_;
};

}  // namespace storeside::hub_store
