#include "sync/protocol/access.hpp"

#include <algorithm>

#include "sync/protocol/json.hpp"

namespace storeside::protocol {
namespace {

constexpr std::size_t kMaxList = 64 << 20;
constexpr std::size_t kMaxRows = 200'000;

}  // namespace

std::string_view name(Role role) { return kRoleNames[static_cast<std::size_t>(role)]; }

Result<Role> parse_role(std::string_view text) {
    const auto found = std::ranges::find(kRoleNames, text);
    if (found == kRoleNames.end())
        return failure(Errc::invalid_input, "the role is none of viewer, author, operator and admin");
    return static_cast<Role>(found - kRoleNames.begin());
}

bool is_operator_name(std::string_view text) {
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
               c == '_' || c == '-' || c == '@';
    });
}

std::string encode(const OperatorRequest& message) {
    return serialize({{"name", message.name}, {"role", name(message.role)}});
}

Result<OperatorRequest> decode_operator_request(std::string_view text) {
    return decode<OperatorRequest>(text, 4096, [](Reader& in, OperatorRequest& out) {
        in.text("name", out.name, 64);
        if (!is_operator_name(out.name))
            in.reject("name", "not 1 to 64 letters, digits, '.', '_', '-' and '@'");
        in.one_of("role", out.role, kRoleNames);
    });
}

std::string encode(const OperatorAnswer& message) {
    return serialize({{"name", message.name}, {"token", message.token}});
}

Result<OperatorAnswer> decode_operator_answer(std::string_view text) {
    return decode<OperatorAnswer>(text, 4096, [](Reader& in, OperatorAnswer& out) {
        in.text("name", out.name, 64);
        in.text("token", out.token, 256);
    });
}

std::string encode(const std::vector<OperatorRow>& message) {
    boost::json::array rows;
    for (const auto& row : message) {
        rows.push_back({{"name", row.name},
                        {"role", name(row.role)},
                        {"created_at", to_rfc3339(row.created_at)},
                        {"created_by", row.created_by},
                        {"revoked_at", to_rfc3339(row.revoked_at)}});
    }
    return serialize({{"operators", std::move(rows)}});
}

Result<std::vector<OperatorRow>> decode_operators(std::string_view text) {
    return decode<std::vector<OperatorRow>>(text, kMaxList, [](Reader& in, std::vector<OperatorRow>& out) {
        in.each("operators", kMaxRows, [&](Reader& item) {
            auto& row = out.emplace_back();
            item.text("name", row.name, 64);
            item.one_of("role", row.role, kRoleNames);
            item.time("created_at", row.created_at);
            item.text("created_by", row.created_by, 64);
            item.time("revoked_at", row.revoked_at);
        });
    });
}

std::string encode(const std::vector<AuditRow>& message) {
    boost::json::array rows;
    for (const auto& row : message) {
        rows.push_back({{"at", to_rfc3339(row.at)},
                        {"who", row.who},
                        {"what", row.what},
                        {"target", row.target},
                        {"status", row.status}});
    }
    return serialize({{"audit", std::move(rows)}});
}

Result<std::vector<AuditRow>> decode_audit_rows(std::string_view text) {
    return decode<std::vector<AuditRow>>(text, kMaxList, [](Reader& in, std::vector<AuditRow>& out) {
        in.each("audit", kMaxRows, [&](Reader& item) {
            auto& row = out.emplace_back();
            item.time("at", row.at);
            item.text("who", row.who, 512);
            item.text("what", row.what, 256);
            item.text("target", row.target, 64 << 10);
            item.integer("status", row.status, 0, 599);
        });
    });
}

}  // namespace storeside::protocol
