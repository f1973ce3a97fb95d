#include "sync/hub_store/operators.hpp"

#include <algorithm>

#include "sync/protocol/bodies.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::hub_store {
namespace {

constexpr int kMostAudited = 10'000;

}  // namespace

Result<std::string> Operators::add(const protocol::OperatorRequest& request, std::string_view by, Time now,
                                   Random& random) {
    auto token = protocol::make_token(random);
    ASSIGN_OR_RETURN(auto insert, database_.prepare(
                                      "INSERT INTO operator (name, role, token_hash, created_at, created_by) "
                                      "VALUES (:name, :role, :hash, :now, :by) ON CONFLICT DO NOTHING"));
    RETURN_IF_ERROR(insert.bind(":name", request.name)
                        .bind(":role", protocol::name(request.role))
                        .bind(":hash", protocol::sha256(token))
                        .bind(":now", now)
                        .bind(":by", by)
                        .run());
    // A name stands for one person for good: the audit speaks of it.
    if (database_.changes() == 0)
        return failure(Errc::conflict,
                       "there is or was an operator '" + request.name + "': take another name");
    return token;
}

Result<void> Operators::allow_first(std::string_view token, Time now) {
    ASSIGN_OR_RETURN(
        auto insert,
        database_.prepare("INSERT INTO operator (name, role, token_hash, created_at, created_by) "
                          "VALUES (:name, 'admin', :hash, :now, :by) ON CONFLICT (name) DO UPDATE SET "
                          "token_hash = excluded.token_hash, created_at = excluded.created_at, "
                          "revoked_at = NULL WHERE token_hash <> excluded.token_hash"));
    return insert.bind(":name", kFirstOperator)
        .bind(":hash", protocol::sha256(token))
        .bind(":now", now)
        .bind(":by", "the hub's folder")
        .run();
}

Result<std::optional<Operator>> Operators::by_token(std::string_view token) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT name, role FROM operator WHERE token_hash = :hash AND "
                                       "revoked_at IS NULL"));
    select.bind(":hash", protocol::sha256(token));
    ASSIGN_OR_RETURN(const bool found, select.step());
    if (!found) return std::nullopt;
    ASSIGN_OR_RETURN(const auto role, protocol::parse_role(select.text(1)));
    return Operator{std::string(select.text(0)), role};
}

Result<std::vector<protocol::OperatorRow>> Operators::list() {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT name, role, created_at, created_by, revoked_at "
                                                    "FROM operator ORDER BY name"));
    std::vector<protocol::OperatorRow> rows;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return rows;
        ASSIGN_OR_RETURN(const auto role, protocol::parse_role(select.text(1)));
        rows.push_back({std::string(select.text(0)), role, select.time(2), std::string(select.text(3)),
                        select.is_null(4) ? Time{} : select.time(4)});
    }
}

Result<void> Operators::revoke(std::string_view name, Time now) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(auto others, database_.prepare("SELECT count(*) FROM operator WHERE role = 'admin' AND "
                                                    "revoked_at IS NULL AND name <> :name"));
    others.bind(":name", name);
    RETURN_IF_ERROR(others.step());
    if (others.integer(0) == 0) return failure(Errc::conflict, "nobody else is an admin: add one first");
    others.reset();
    ASSIGN_OR_RETURN(auto update,
                     database_.prepare("UPDATE operator SET revoked_at = :now WHERE name = :name AND "
                                       "revoked_at IS NULL"));
    RETURN_IF_ERROR(update.bind(":now", now).bind(":name", name).run());
    if (database_.changes() == 0)
        return failure(Errc::not_found, "there is no operator '" + std::string(name) + "'");
    return transaction.commit();
}

Result<std::int64_t> Audit::begin(std::string_view who, std::string_view what, std::string_view target,
                                  Time now) {
    ASSIGN_OR_RETURN(auto insert, database_.prepare("INSERT INTO operator_audit (at, who, what, target) "
                                                    "VALUES (:now, :who, :what, :target)"));
    RETURN_IF_ERROR(
        insert.bind(":now", now).bind(":who", who).bind(":what", what).bind(":target", target).run());
    return database_.last_row();
}

Result<void> Audit::finish(std::int64_t n, std::string_view target, int status) {
    ASSIGN_OR_RETURN(auto update,
                     database_.prepare("UPDATE operator_audit SET status = :status, target = :target "
                                       "WHERE n = :n"));
    return update.bind(":status", status).bind(":target", target).bind(":n", n).run();
}

Result<std::vector<protocol::AuditRow>> Audit::since(Time time) {
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare(
            "SELECT at, who, what, target, status FROM ("
            "SELECT at, who, what, target, status FROM operator_audit WHERE at >= :since "
            "UNION ALL SELECT r.stored_at, k.store || ' / ' || k.name, NULL, r.body, 200 FROM record r "
            "JOIN kiosk k ON k.id = r.kiosk WHERE r.kind = 'audit' AND r.stored_at >= :since) "
            "ORDER BY at DESC LIMIT :most"));
    select.bind(":since", time).bind(":most", kMostAudited);
    std::vector<protocol::AuditRow> rows;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) break;
        protocol::AuditRow row{select.time(0), std::string(select.text(1)), std::string(select.text(2)),
                               std::string(select.text(3)), static_cast<int>(select.integer(4))};
        if (select.is_null(2)) {
            // What a kiosk noted, in its own words; its clock may be wrong, so the time is when it came.
            const auto body = protocol::decode_audit(row.target);
            row.what = body ? body->event : "unreadable";
            row.target = body ? body->detail : "";
        }
        rows.push_back(std::move(row));
    }
    std::ranges::reverse(rows);
    return rows;
}

}  // namespace storeside::hub_store
