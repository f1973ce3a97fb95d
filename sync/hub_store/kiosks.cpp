#include "sync/hub_store/kiosks.hpp"

#include "sync/protocol/digest.hpp"

namespace storeside::hub_store {

Result<std::string> Kiosks::invite(std::string_view store, std::string_view name, Time expires_at,
                                   Random& random) {
    auto code = protocol::make_invite_code(random);
    ASSIGN_OR_RETURN(auto insert, database_.prepare("INSERT INTO invite (code_hash, store, name, expires_at) "
                                                    "VALUES (:hash, :store, :name, :expires)"));
    RETURN_IF_ERROR(insert.bind(":hash", protocol::sha256(code))
                        .bind(":store", store)
                        .bind(":name", name)
                        .bind(":expires", expires_at)
                        .run());
    return code;
}

Result<protocol::EnrolAnswer> Kiosks::enrol(std::string_view typed_code, Time now, Random& random) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(auto use,
                     database_.prepare("UPDATE invite SET used_at = :now WHERE code_hash = :hash AND "
                                       "used_at IS NULL AND expires_at > :now RETURNING store, name"));
    use.bind(":now", now).bind(":hash", protocol::sha256(protocol::normalise_invite_code(typed_code)));
    ASSIGN_OR_RETURN(const bool valid, use.step());
    if (!valid) return failure(Errc::denied, "this code is wrong, used or too old: ask for a new one");

    protocol::EnrolAnswer answer;
    answer.store = use.text(0);
    answer.name = use.text(1);
    answer.kiosk = make_id(now, random);
    answer.token = protocol::make_token(random);
    use.reset();

    ASSIGN_OR_RETURN(auto insert,
                     database_.prepare("INSERT INTO kiosk (id, store, name, token_hash, enrolled_at, epoch) "
                                       "VALUES (:id, :store, :name, :hash, :now, :epoch)"));
    RETURN_IF_ERROR(insert.bind(":id", answer.kiosk)
                        .bind(":store", answer.store)
                        .bind(":name", answer.name)
                        .bind(":hash", protocol::sha256(answer.token))
                        .bind(":now", now)
                        .bind(":epoch", to_string(make_id(now, random)))
                        .run());
    RETURN_IF_ERROR(transaction.commit());
    return answer;
}

Result<std::optional<Id>> Kiosks::by_token(std::string_view token) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT id FROM kiosk WHERE token_hash = :hash"));
    select.bind(":hash", protocol::sha256(token));
    ASSIGN_OR_RETURN(const bool found, select.step());
    if (!found) return std::nullopt;
    return select.id(0);
}

Result<void> Kiosks::seen(const Id& kiosk, const protocol::Reported& reported, Time now) {
    ASSIGN_OR_RETURN(auto update,
                     database_.prepare("UPDATE kiosk SET last_seen = :now, program = :program, pack = :pack, "
                                       "unsent = :unsent WHERE id = :id"));
    return update.bind(":now", now)
        .bind(":program", reported.program)
        .bind(":pack", reported.pack)
        .bind(":unsent", reported.unsent)
        .bind(":id", kiosk)
        .run();
}

Result<std::string> Kiosks::store_of(const Id& kiosk) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT store FROM kiosk WHERE id = :id"));
    select.bind(":id", kiosk);
    ASSIGN_OR_RETURN(const bool found, select.step());
    return found ? std::string(select.text(0)) : std::string();
}

Result<std::vector<protocol::KioskRow>> Kiosks::list() {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT id, store, name, last_seen, program, pack, unsent, "
                                       "coalesce(desired_version, 0), coalesce(settings_version, 0), "
                                       "coalesce(restart, 0), coalesce(problems, 0) FROM kiosk "
                                       "LEFT JOIN kiosk_state ON kiosk = id ORDER BY store, name, id"));
    std::vector<protocol::KioskRow> rows;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return rows;
        rows.push_back({select.id(0), std::string(select.text(1)), std::string(select.text(2)),
                        select.time(3), std::string(select.text(4)), std::string(select.text(5)),
                        select.integer(6), select.integer(7), select.integer(8), select.integer(9),
                        select.integer(10)});
    }
}

}  // namespace storeside::hub_store
