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
    ASSIGN_OR_RETURN(auto select,
                     database_->prepare("SELECT seq, id, kind, created_at, body, sealed FROM outbox "
                                        "WHERE acked_at IS NULL ORDER BY seq"));
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
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT count(*) FROM outbox WHERE acked_at IS NULL"));
    RETURN_IF_ERROR(select.step());
    return select.integer(0);
}

Result<void> Outbox::acknowledge(db::Transaction&, Sequence through, Time now) {
    ASSIGN_OR_RETURN(auto update, database_->prepare("UPDATE outbox SET acked_at = :now "
                                                     "WHERE acked_at IS NULL AND seq <= :through"));
    return update.bind(":now", now).bind(":through", through).run();
}

Result<std::optional<Receipt>> Outbox::newest_acknowledged() const {
    // By number, since a clock may have gone back; SQLite would look for it among all that is unsent.
    ASSIGN_OR_RETURN(auto select,
                     database_->prepare("SELECT seq, id FROM outbox WHERE seq = (SELECT max(seq) FROM outbox "
                                        "INDEXED BY outbox_kept WHERE acked_at IS NOT NULL)"));
    ASSIGN_OR_RETURN(const bool row, select.step());
    if (!row) return std::nullopt;
    return Receipt{select.integer(0), select.id(1)};
}

Result<void> Outbox::send_again(db::Transaction&) {
    return database_->execute("UPDATE outbox SET acked_at = NULL WHERE acked_at IS NOT NULL");
}

Result<void> Outbox::make_way(db::Transaction&, int count) {
    ASSIGN_OR_RETURN(auto remove,
                     database_->prepare("DELETE FROM outbox WHERE seq IN (SELECT seq FROM outbox "
                                        "WHERE acked_at IS NOT NULL ORDER BY acked_at, seq LIMIT :count)"));
    return remove.bind(":count", count).run();
}

Result<std::int64_t> Outbox::forget(db::Transaction&, Time before, Time now) {
    ASSIGN_OR_RETURN(auto clamp,
                     database_->prepare("UPDATE outbox SET acked_at = :now WHERE acked_at > :now"));
    RETURN_IF_ERROR(clamp.bind(":now", now).run());
    ASSIGN_OR_RETURN(auto remove, database_->prepare("DELETE FROM outbox WHERE acked_at < :before"));
    RETURN_IF_ERROR(remove.bind(":before", before).run());
    return database_->changes();
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

}  // namespace storeside::journal
