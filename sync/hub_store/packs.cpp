#include "sync/hub_store/packs.hpp"

namespace storeside::hub_store {

Result<void> Packs::publish(const protocol::PackRow& pack) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(auto insert,
                     database_.prepare("INSERT INTO pack (sha256, version, size, published_at) "
                                       "VALUES (:sha256, :version, :size, :at) "
                                       "ON CONFLICT (sha256) DO UPDATE SET version = excluded.version"));
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

Result<void> Packs::renew() { return database_.execute("UPDATE desired SET version = version + 1"); }

Result<protocol::Desired> Packs::desired() {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT d.version, p.sha256, p.size, p.version FROM desired d "
                                       "LEFT JOIN pack p ON p.sha256 = d.pack"));
    ASSIGN_OR_RETURN(const bool found, select.step());
    if (!found) return failure(Errc::corrupt, "the hub's database has no desired state");
    protocol::Desired desired;
    desired.version = select.integer(0);
    if (!select.is_null(1)) {
        const std::string sha256(select.text(1));
        desired.pack = protocol::DesiredPack{sha256, select.integer(2), "/v1/packs/" + sha256 + ".pack",
                                             std::string(select.text(3))};
    }
    return desired;
}

}  // namespace storeside::hub_store
