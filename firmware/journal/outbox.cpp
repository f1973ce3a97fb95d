#include "firmware/journal/outbox.hpp"

namespace storeside::journal {

Result<void> Outbox::append(db::Transaction&, const Record& record) {
    ASSIGN_OR_RETURN(auto insert, database_->prepare(
                                      "INSERT INTO outbox (id, kind, created_at, body) "
                                      "VALUES (:id, :kind, :created_at, :body) ON CONFLICT (id) DO NOTHING"));
    return insert.bind(":id", record.id)
        .bind(":kind", record.kind)
        .bind(":created_at", record.created_at)
        .bind(":body", record.body)
        .run();
}

Result<std::vector<Record>> Outbox::unsent(std::size_t limit_bytes) const {
    ASSIGN_OR_RETURN(auto select,
                     database_->prepare("SELECT seq, id, kind, created_at, body FROM outbox ORDER BY seq"));
    std::vector<Record> batch;
    for (std::size_t bytes = 0;;) {
        ASSIGN_OR_RETURN(const bool row, select.step());
        if (!row) return batch;
        bytes += select.text(4).size();
        if (bytes > limit_bytes && !batch.empty()) return batch;
        batch.push_back({select.integer(0), select.id(1), std::string(select.text(2)), select.time(3),
                         std::string(select.text(4))});
    }
}

Result<std::int64_t> Outbox::unsent_count() const {
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT count(*) FROM outbox"));
    RETURN_IF_ERROR(select.step());
    return select.integer(0);
}

Result<void> Outbox::acknowledge(db::Transaction&, Sequence through) {
    ASSIGN_OR_RETURN(auto remove, database_->prepare("DELETE FROM outbox WHERE seq <= :through"));
    return remove.bind(":through", through).run();
}

}  // namespace storeside::journal
