#include "sync/hub_store/packs.hpp"

namespace storeside::hub_store {

Result<void> Packs::publish(const protocol::PackRow& pack) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(auto insert,
                     database_.prepare("INSERT INTO pack (sha256, version, size, published_at) "
                                       "VALUES (:sha256, :version, :size, :at) "
                                       "ON CONFLICT (sha256) DO UPDATE SET version = excluded.version, "
                                       "published_at = excluded.published_at"));
    RETURN_IF_ERROR(insert.bind(":sha256", pack.sha256)
                        .bind(":version", pack.version)
                        .bind(":size", pack.size)
                        .bind(":at", pack.published_at)
                        .run());
    ASSIGN_OR_RETURN(auto update,
                     database_.prepare("UPDATE desired SET version = version + 1, pack = :sha256 "
                                       "WHERE pack IS NOT :sha256"));
    RETURN_IF_ERROR(update.bind(":sha256", pack.sha256).run());
    return transaction.commit();
}

Result<protocol::Desired> Packs::desired() {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT d.version, p.sha256, p.version FROM desired d "
                                                    "LEFT JOIN pack p ON p.sha256 = d.pack"));
    ASSIGN_OR_RETURN(const bool found, select.step());
    if (!found) return failure(Errc::corrupt, "the hub's database has no desired state");
    protocol::Desired desired;
    desired.version = select.integer(0);
    if (!select.is_null(1)) {
        const std::string sha256(select.text(1));
        desired.pack = protocol::DesiredPack{sha256, std::string(select.text(2))};
    }
    return desired;
}

Result<std::vector<protocol::PackRow>> Packs::published(std::int64_t limit) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT sha256, version, size, published_at FROM pack "
                                                    "ORDER BY published_at DESC, sha256 LIMIT :limit"));
    select.bind(":limit", limit);
    std::vector<protocol::PackRow> rows;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return rows;
        rows.push_back(
            {std::string(select.text(0)), std::string(select.text(1)), select.integer(2), select.time(3)});
    }
}

}  // namespace storeside::hub_store
