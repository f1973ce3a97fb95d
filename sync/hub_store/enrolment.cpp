// The certificates and codes of Kiosks.
#include "sync/hub_store/kiosks.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::hub_store {
namespace {

// A kiosk that hammers with an old certificate costs one write a minute.
constexpr Duration kNoteRefusalEvery = std::chrono::minutes(1);

Error no_kiosk(const Id& kiosk) { return {Errc::not_found, "there is no kiosk " + to_string(kiosk)}; }

}  // namespace

Result<std::string> Kiosks::invite(const protocol::InviteRequest& request, Time expires_at, Random& random) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    auto store = request.store, name = request.name;
    const bool replaces = !request.replaces.is_nil();
    if (replaces) {
        ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT store, name FROM kiosk WHERE id = :id"));
        select.bind(":id", request.replaces);
        ASSIGN_OR_RETURN(const bool known, select.step());
        if (!known) return std::unexpected(no_kiosk(request.replaces));
        store = select.text(0);
        name = select.text(1);
    }
    auto code = protocol::make_invite_code(random);
    ASSIGN_OR_RETURN(const auto keys, pki::enrol_keys(code));
    ASSIGN_OR_RETURN(
        auto insert,
        database_.prepare("INSERT INTO invite (id, kiosk_key, hub_key, store, name, replaces, expires_at) "
                          "VALUES (:id, :kiosk_key, :hub_key, :store, :name, :replaces, :expires)"));
    insert.bind(":id", keys.id)
        .bind(":kiosk_key", keys.kiosk)
        .bind(":hub_key", keys.hub)
        .bind(":store", store)
        .bind(":name", name)
        .bind(":expires", expires_at);
    if (replaces) {
        insert.bind(":replaces", request.replaces);
    } else {
        insert.bind(":replaces", std::nullopt);
    }
    RETURN_IF_ERROR(insert.run());
    RETURN_IF_ERROR(transaction.commit());
    return code;
}

Result<std::optional<Invite>> Kiosks::find_invite(std::string_view id, Time now) {
    ASSIGN_OR_RETURN(auto forget, database_.prepare("DELETE FROM invite WHERE expires_at <= :now"));
    RETURN_IF_ERROR(forget.bind(":now", now).run());
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare("SELECT id, kiosk_key, hub_key, store, name, replaces, kiosk, public_key "
                          "FROM invite WHERE id = :id"));
    select.bind(":id", id);
    ASSIGN_OR_RETURN(const bool found, select.step());
    if (!found) return std::nullopt;
    Invite invite;
    invite.keys = {std::string(select.text(0)), std::string(select.text(1)), std::string(select.text(2))};
    invite.store = select.text(3);
    invite.name = select.text(4);
    if (!select.is_null(5)) invite.replaces = select.id(5);
    if (!select.is_null(6)) invite.kiosk = select.id(6);
    if (!select.is_null(7)) invite.public_key = select.blob(7);
    return invite;
}

Result<void> Kiosks::enrol(const Invite& invite, const Id& kiosk, const pki::Certificate& certificate,
                           Time now, Random& random) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    // A row of before it is ever seen has a serial number that no certificate has.
    ASSIGN_OR_RETURN(
        auto insert,
        database_.prepare("INSERT INTO kiosk (id, store, name, serial, enrolled_at, epoch) "
                          "VALUES (:id, :store, :name, :serial, :now, :epoch) ON CONFLICT (id) DO NOTHING"));
    RETURN_IF_ERROR(insert.bind(":id", kiosk)
                        .bind(":store", invite.store)
                        .bind(":name", invite.name)
                        .bind(":serial", "none yet: " + to_string(kiosk))
                        .bind(":now", now)
                        .bind(":epoch", to_string(make_id(now, random)))
                        .run());
    ASSIGN_OR_RETURN(auto next, database_.prepare("UPDATE kiosk SET next_serial = :serial WHERE id = :id"));
    RETURN_IF_ERROR(next.bind(":serial", certificate.serial()).bind(":id", kiosk).run());
    ASSIGN_OR_RETURN(auto use,
                     database_.prepare("UPDATE invite SET kiosk = :kiosk, public_key = :key WHERE id = :id"));
    RETURN_IF_ERROR(use.bind(":kiosk", kiosk)
                        .bind_blob(":key", certificate.public_key())
                        .bind(":id", invite.keys.id)
                        .run());
    return transaction.commit();
}

Result<void> Kiosks::renew(const Id& kiosk, const pki::Certificate& certificate) {
    ASSIGN_OR_RETURN(auto update, database_.prepare("UPDATE kiosk SET next_serial = :serial WHERE id = :id"));
    return update.bind(":serial", certificate.serial()).bind(":id", kiosk).run();
}

Result<void> Kiosks::promote(const Id& kiosk, const pki::Certificate& certificate) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(
        auto update,
        database_.prepare("UPDATE kiosk SET serial = :serial, next_serial = NULL, certificate_from = :from, "
                          "certificate_until = :until, revoked_at = NULL, refused_at = NULL WHERE id = :id"));
    RETURN_IF_ERROR(update.bind(":serial", certificate.serial())
                        .bind(":from", certificate.not_before())
                        .bind(":until", certificate.not_after())
                        .bind(":id", kiosk)
                        .run());
    ASSIGN_OR_RETURN(auto used, database_.prepare("DELETE FROM invite WHERE kiosk = :id"));
    RETURN_IF_ERROR(used.bind(":id", kiosk).run());
    return transaction.commit();
}

Result<bool> Kiosks::just_enrolled(const Id& kiosk, const pki::Certificate& certificate) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT 1 FROM invite WHERE kiosk = :kiosk AND public_key = :key"));
    return select.bind(":kiosk", kiosk).bind_blob(":key", certificate.public_key()).step();
}

Result<protocol::TurnedAway> Kiosks::identify(const Id& kiosk, const pki::Certificate& certificate,
                                              Time now) {
    using protocol::TurnedAway;
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT serial, next_serial, certificate_from, revoked_at, refused_at "
                                       "FROM kiosk WHERE id = :id"));
    select.bind(":id", kiosk);
    ASSIGN_OR_RETURN(const bool known, select.step());
    if (!known) return TurnedAway::unknown;
    const auto serial = certificate.serial();
    const bool next = !select.is_null(1) && select.text(1) == serial, revoked = !select.is_null(3);
    const bool current = select.text(0) == serial;
    const bool younger = certificate.not_before() > select.time(2);
    // The hub was restored from a backup and has forgotten that it issued this one.
    const bool newer = younger && select.is_null(1);
    const Time noted = select.is_null(4) ? Time{} : select.time(4);
    select.reset();
    if (current && !revoked) return TurnedAway::no;
    bool let_in = next || (newer && !revoked);
    if (!let_in && younger) {
        ASSIGN_OR_RETURN(let_in, just_enrolled(kiosk, certificate));
    }
    if (let_in) {
        RETURN_IF_ERROR(promote(kiosk, certificate));
        return TurnedAway::no;
    }
    if (revoked) return TurnedAway::revoked;
    if (now - noted >= kNoteRefusalEvery) {
        ASSIGN_OR_RETURN(auto note, database_.prepare("UPDATE kiosk SET refused_at = :now WHERE id = :id"));
        RETURN_IF_ERROR(note.bind(":now", now).bind(":id", kiosk).run());
    }
    return TurnedAway::superseded;
}

Result<void> Kiosks::revoke(const Id& kiosk, Time now) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(
        auto update,
        database_.prepare("UPDATE kiosk SET revoked_at = :now, next_serial = NULL WHERE id = :id"));
    RETURN_IF_ERROR(update.bind(":now", now).bind(":id", kiosk).run());
    if (database_.changes() == 0) return std::unexpected(no_kiosk(kiosk));
    ASSIGN_OR_RETURN(auto codes, database_.prepare("DELETE FROM invite WHERE kiosk = :id OR replaces = :id"));
    RETURN_IF_ERROR(codes.bind(":id", kiosk).run());
    return transaction.commit();
}

}  // namespace storeside::hub_store
