#include "sync/hub_store/groups.hpp"

#include "sync/hub_store/desired.hpp"

namespace storeside::hub_store {

Result<std::vector<Id>> Groups::run(const char* sql, const std::string& group, const Id& kiosk) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(auto statement, database_.prepare(sql));
    RETURN_IF_ERROR(statement.bind(":kiosk", kiosk).bind(":name", group).run());
    ASSIGN_OR_RETURN(auto changed,
                     Desired(database_).renew(transaction, {settings::Layer::kiosk, to_string(kiosk)}));
    RETURN_IF_ERROR(transaction.commit());
    return changed;
}

Result<std::vector<Id>> Groups::add(const std::string& group, const Id& kiosk) {
    return run("INSERT INTO kiosk_group (kiosk, name) VALUES (:kiosk, :name) ON CONFLICT DO NOTHING", group,
               kiosk);
}

Result<std::vector<Id>> Groups::remove(const std::string& group, const Id& kiosk) {
    return run("DELETE FROM kiosk_group WHERE kiosk = :kiosk AND name = :name", group, kiosk);
}

Result<std::vector<protocol::GroupRow>> Groups::list() {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT g.name, k.store || '/' || k.name FROM kiosk_group g "
                                       "JOIN kiosk k ON k.id = g.kiosk ORDER BY 1, 2"));
    std::vector<protocol::GroupRow> rows;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return rows;
        if (rows.empty() || rows.back().name != select.text(0))
            rows.push_back({std::string(select.text(0)), {}});
        rows.back().kiosks.emplace_back(select.text(1));
    }
}

}  // namespace storeside::hub_store
