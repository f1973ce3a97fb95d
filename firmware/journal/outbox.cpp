#include "firmware/journal/outbox.hpp"

namespace storeside::journal {
namespace {

Record read(const db::Statement& row) {
    return {row.integer(0),           row.id(1),
            std::string(row.text(2)), row.time(3),
            std::string(row.text(4)), std::string(row.text(5))};
}

}  // namespace

Result<void> Outbox::append(db::Transaction&, const Record& record) {
    ASSIGN_OR_RETURN(
        auto insert,
        database_->prepare("INSERT INTO outbox (id, kind, created_at, body, sealed) "
                           "VALUES (:id, :kind, :created_at, :body, :sealed) ON CONFLICT (id) DO NOTHING"));
    return insert.bind(":id", record.id)
        .bind(":kind", record.kind)
        .bind(":created_at", record.created_at)
        .bind(":body", record.body)
        .bind(":sealed", record.sealed)
        .run();
}

Result<std::vector<Record>> Outbox::unsent(std::size_t limit_bytes) const {
    ASSIGN_OR_RETURN(
        auto select,
        database_->prepare("SELECT seq, id, kind, created_at, body, sealed FROM outbox ORDER BY seq"));
    std::vector<Record> batch;
    for (std::size_t bytes = 0;;) {
        ASSIGN_OR_RETURN(const bool row, select.step());
        if (!row) return batch;
        bytes += select.text(4).size();
        if (bytes > limit_bytes && !batch.empty()) return batch;
        batch.push_back(read(select));
    }
}

Result<std::int64_t> Outbox::unsent_count() const {
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT count(*) FROM outbox"));
    RETURN_IF_ERROR(select.step());
    return select.integer(0);
}

Result<std::vector<Record>> Outbox::unsealed() const {
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT seq, id, kind, created_at, body, sealed "
                                                     "FROM outbox WHERE sealed = '' ORDER BY seq"));
    std::vector<Record> records;
    for (;;) {
        ASSIGN_OR_RETURN(const bool row, select.step());
        if (!row) return records;
        records.push_back(read(select));
    }
}

Result<void> Outbox::replace(db::Transaction&, const Record& record) {
    ASSIGN_OR_RETURN(auto update,
                     database_->prepare("UPDATE outbox SET body = :body, sealed = :sealed WHERE seq = :seq"));
    return update.bind(":body", record.body)
        .bind(":sealed", record.sealed)
        .bind(":seq", record.sequence)
        .run();
}

Result<void> Outbox::erase(db::Transaction&, const Id& record) {
    ASSIGN_OR_RETURN(auto remove, database_->prepare("DELETE FROM outbox WHERE id = :id"));
    return remove.bind(":id", record).run();
}

Result<void> Outbox::acknowledge(db::Transaction&, Sequence through) {
    ASSIGN_OR_RETURN(auto remove, database_->prepare("DELETE FROM outbox WHERE seq <= :through"));
    return remove.bind(":through", through).run();
}

}  // namespace storeside::journal
