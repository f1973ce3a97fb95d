#include "firmware/services/sealer.hpp"

#include "sync/protocol/bodies.hpp"

namespace storeside::services {

Result<void> Sealer::load() {
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT id, public_key FROM seal_key"));
    ASSIGN_OR_RETURN(const bool row, select.step());
    if (!row) return {};
    protocol::SealKey key{std::string(select.text(0)), std::string(select.text(1))};
    if (auto good = protocol::check(key); !good)
        return failure(Error(Errc::corrupt, good.error().message()), "the hub's key for sealing");
    key_ = std::move(key);
    return {};
}

Result<journal::Record> Sealer::seal(journal::Record record) const {
    if (key_) return protocol::seal(*key_, std::move(record));
    if (record.kind == protocol::kAudit) return record;
    return failure(Errc::unavailable,
                   "this kiosk has no key of its hub yet, and writes nothing of a shopper without one: it "
                   "comes with the first sync");
}

Result<void> Sealer::keep(const protocol::SealKey& key, journal::Outbox& outbox) {
    if (key_ == key) return {};
    RETURN_IF_ERROR(protocol::check(key));
    ASSIGN_OR_RETURN(const auto plain, outbox.unsealed());
    ASSIGN_OR_RETURN(auto transaction, database_->begin());
    ASSIGN_OR_RETURN(auto upsert,
                     database_->prepare("INSERT INTO seal_key (only, id, public_key) VALUES (1, :id, :key) "
                                        "ON CONFLICT (only) DO UPDATE SET id = excluded.id, public_key = "
                                        "excluded.public_key"));
    RETURN_IF_ERROR(upsert.bind(":id", key.id).bind(":key", key.public_key).run());
    for (const auto& record : plain) {
        ASSIGN_OR_RETURN(const auto sealed, protocol::seal(key, record));
        RETURN_IF_ERROR(outbox.replace(transaction, sealed));
    }
    RETURN_IF_ERROR(transaction.commit());
    key_ = key;
    // What was written in clear before is in the old pages of the write-ahead log.
    return plain.empty() ? Result<void>{} : database_->execute("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace storeside::services
