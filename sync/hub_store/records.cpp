#include "sync/hub_store/records.hpp"

namespace storeside::hub_store {

Result<bool> Records::append(db::Transaction&, const Id& kiosk, const journal::Record& record, Time now) {
    ASSIGN_OR_RETURN(
        auto insert,
        database_.prepare("INSERT INTO record (id, kiosk, seq, kind, body, created_at, stored_at) "
                          "VALUES (:id, :kiosk, :seq, :kind, :body, :created, :now) "
                          "ON CONFLICT (id) DO NOTHING"));
    RETURN_IF_ERROR(insert.bind(":id", record.id)
                        .bind(":kiosk", kiosk)
                        .bind(":seq", record.sequence)
                        .bind(":kind", record.kind)
                        .bind(":body", record.body)
                        .bind(":created", record.created_at)
                        .bind(":now", now)
                        .run());
    return database_.changes() == 1;
}

Result<bool> Records::has(const Id& record) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT 1 FROM record WHERE id = :id UNION ALL "
                                                    "SELECT 1 FROM erased WHERE id = :id"));
    return select.bind(":id", record).step();
}

Result<std::int64_t> Records::unreadable() {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT count(*) FROM record WHERE kind = 'unreadable'"));
    RETURN_IF_ERROR(select.step());
    return select.integer(0);
}

}  // namespace storeside::hub_store
