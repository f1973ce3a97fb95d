#include "sync/hub_store/kiosks.hpp"

namespace storeside::hub_store {

Result<void> Kiosks::seen(const Id& kiosk, const protocol::Reported& reported, Time now) {
    ASSIGN_OR_RETURN(auto update,
                     database_.prepare("UPDATE kiosk SET last_seen = :now, program = :program, pack = :pack, "
                                       "unsent = :unsent WHERE id = :id"));
    RETURN_IF_ERROR(update.bind(":now", now)
                        .bind(":program", reported.program)
                        .bind(":pack", reported.pack)
                        .bind(":unsent", reported.unsent)
                        .bind(":id", kiosk)
                        .run());
    return note_content(kiosk, reported);
}

// Most kiosks say the same in every call: only what is new is written.
Result<void> Kiosks::note_content(const Id& kiosk, const protocol::Reported& reported) {
    if (reported.pack_percent == 100 && reported.trust_error.empty()) {
        ASSIGN_OR_RETURN(auto remove, database_.prepare("DELETE FROM kiosk_content WHERE kiosk = :kiosk"));
        return remove.bind(":kiosk", kiosk).run();
    }
    ASSIGN_OR_RETURN(
        auto write,
        database_.prepare("INSERT INTO kiosk_content (kiosk, percent, trust_error) "
                          "VALUES (:kiosk, :percent, :error) ON CONFLICT (kiosk) DO UPDATE "
                          "SET percent = excluded.percent, trust_error = excluded.trust_error "
                          "WHERE percent <> excluded.percent OR trust_error <> excluded.trust_error"));
    return write.bind(":kiosk", kiosk)
        .bind(":percent", reported.pack_percent)
        .bind(":error", reported.trust_error)
        .run();
}

Result<std::string> Kiosks::store_of(const Id& kiosk) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT store FROM kiosk WHERE id = :id"));
    select.bind(":id", kiosk);
    ASSIGN_OR_RETURN(const bool found, select.step());
    return found ? std::string(select.text(0)) : std::string();
}

Result<journal::Sequence> Kiosks::last_sequence(const Id& kiosk) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT last_seq FROM kiosk WHERE id = :id"));
    ASSIGN_OR_RETURN(const bool known, select.bind(":id", kiosk).step());
    return known ? select.integer(0) : 0;
}

Result<void> Kiosks::set_last_sequence(db::Transaction&, const Id& kiosk, journal::Sequence sequence,
                                       bool fell_back, Time now) {
    ASSIGN_OR_RETURN(auto update, database_.prepare(
                                      "UPDATE kiosk SET last_seq = :seq, fell_back_at = CASE WHEN :fell THEN "
                                      ":now ELSE fell_back_at END WHERE id = :id"));
    return update.bind(":seq", sequence)
        .bind(":fell", fell_back ? 1 : 0)
        .bind(":now", now)
        .bind(":id", kiosk)
        .run();
}

Result<std::vector<protocol::KioskRow>> Kiosks::list() {
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare("SELECT id, store, name, last_seen, program, pack, unsent, "
                          "coalesce(desired_version, 0), coalesce(settings_version, 0), "
                          "coalesce(restart, 0), coalesce(problems, 0), coalesce(percent, 100), "
                          "coalesce(trust_error, ''), fell_back_at, certificate_until, "
                          "CASE WHEN revoked_at IS NOT NULL THEN 'revoked' "
                          "WHEN refused_at IS NOT NULL THEN 'superseded' ELSE '' END FROM kiosk "
                          "LEFT JOIN kiosk_state ON kiosk_state.kiosk = id "
                          "LEFT JOIN kiosk_content ON kiosk_content.kiosk = id ORDER BY store, name, id"));
    std::vector<protocol::KioskRow> rows;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return rows;
        rows.push_back({select.id(0), std::string(select.text(1)), std::string(select.text(2)),
                        select.time(3), std::string(select.text(4)), std::string(select.text(5)),
                        select.integer(6), select.integer(7), select.integer(8), select.integer(9),
                        select.integer(10), select.integer(11), std::string(select.text(12)), select.time(13),
                        select.time(14), std::string(select.text(15))});
    }
}

}  // namespace storeside::hub_store
