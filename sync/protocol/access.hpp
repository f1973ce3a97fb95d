// Who may do what at a hub, and who did: operators with roles, and the audit. Values and their JSON.
#pragma once
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"

namespace storeside::protocol {

// Each may what those before it may.
enum class Role { viewer, author, operator_, admin };
inline constexpr std::array<std::string_view, 4> kRoleNames = {"viewer", "author", "operator", "admin"};

std::string_view name(Role role);
Result<Role> parse_role(std::string_view text);

// 1 to 64 letters, digits, '.', '_', '-' and '@'.
bool is_operator_name(std::string_view text);

struct OperatorRequest {
    std::string name;
    Role role = Role::viewer;

    friend bool operator==(const OperatorRequest&, const OperatorRequest&) = default;
};

struct OperatorAnswer {
    std::string name;
    std::string token;  // never shown again

    friend bool operator==(const OperatorAnswer&, const OperatorAnswer&) = default;
};

struct OperatorRow {
    std::string name;
    Role role = Role::viewer;
    Time created_at{};
    std::string created_by;
    Time revoked_at{};  // epoch: not revoked

    friend bool operator==(const OperatorRow&, const OperatorRow&) = default;
};

struct AuditRow {
    Time at{};
    std::string who;     // an operator, or "STORE / KIOSK"
    std::string what;    // "kiosk.revoke", or the kiosk's own event
    std::string target;  // on what
    int status = 200;    // what the hub answered; 0: it ended before it could

    friend bool operator==(const AuditRow&, const AuditRow&) = default;
};

std::string encode(const OperatorRequest& message);
std::string encode(const OperatorAnswer& message);
std::string encode(const std::vector<OperatorRow>& message);
std::string encode(const std::vector<AuditRow>& message);

Result<OperatorRequest> decode_operator_request(std::string_view json);
Result<OperatorAnswer> decode_operator_answer(std::string_view json);
Result<std::vector<OperatorRow>> decode_operators(std::string_view json);
Result<std::vector<AuditRow>> decode_audit_rows(std::string_view json);

}  // namespace storeside::protocol
