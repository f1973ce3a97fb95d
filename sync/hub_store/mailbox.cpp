#include "sync/hub_store/mailbox.hpp"

namespace storeside::hub_store {
namespace {

// A call that was held up on the way, and names an older cursor for that reason, comes sooner than this after
// the last one; a disk image is not put back so fast.
constexpr Duration kLate = std::chrono::minutes(1);

}  // namespace

Result<void> Mailbox::append(db::Transaction&, const Id& kiosk, const Id& id, std::string_view kind,
                             std::string_view body, Time now) {
    ASSIGN_OR_RETURN(auto count,
                     database_.prepare("UPDATE kiosk SET mail_count = mail_count + 1 WHERE id = :kiosk "
                                       "RETURNING mail_count"));
    count.bind(":kiosk", kiosk);
    ASSIGN_OR_RETURN(const bool known, count.step());
    if (!known) return failure(Errc::not_found, "no kiosk " + to_string(kiosk));
    const auto n = count.integer(0);
    count.reset();
    ASSIGN_OR_RETURN(auto insert,
                     database_.prepare("INSERT INTO kiosk_mail (kiosk, n, id, kind, body, created_at) "
                                       "VALUES (:kiosk, :n, :id, :kind, :body, :now)"));
    return insert.bind(":kiosk", kiosk)
        .bind(":n", n)
        .bind(":id", id)
        .bind(":kind", kind)
        .bind(":body", body)
        .bind(":now", now)
        .run();
}

Result<Mailbox::Standing> Mailbox::standing(const Id& kiosk, const journal::Cursor& cursor) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT k.epoch, k.mail_count, l.id, m.id FROM kiosk k "
                                       "LEFT JOIN kiosk_mail l ON l.kiosk = k.id AND l.n = k.mail_count "
                                       "LEFT JOIN kiosk_mail m ON m.kiosk = k.id AND m.n = :n "
                                       "WHERE k.id = :kiosk"));
    select.bind(":kiosk", kiosk).bind(":n", cursor.n);
    ASSIGN_OR_RETURN(const bool known, select.step());
    if (!known) return failure(Errc::not_found, "no kiosk " + to_string(kiosk));
    Standing standing{{std::string(select.text(0)), select.integer(1), select.id(2)}};
    if (cursor.epoch != standing.mine.epoch || cursor.n == 0) return standing;
    standing.from = cursor.n;
    if (cursor.n > standing.mine.n)
        standing.kind = Standing::Kind::impossible;
    else if (select.is_null(3))
        standing.kind = Standing::Kind::forgotten;
    else if (select.id(3) != cursor.id)
        standing.kind = Standing::Kind::impossible;
    return standing;
}

Result<bool> Mailbox::too_far_behind(const Id& kiosk, std::int64_t from, std::int64_t last, Time now) {
    if (last - from > kMostReplayed) return true;
    if (from == last) return false;
    ASSIGN_OR_RETURN(auto next, database_.prepare("SELECT created_at FROM kiosk_mail "
                                                  "WHERE kiosk = :kiosk AND n = :n"));
    ASSIGN_OR_RETURN(const bool there, next.bind(":kiosk", kiosk).bind(":n", from + 1).step());
    return !there || next.time(0) < now - kMailKept;
}

Result<void> Mailbox::begin_anew(const Id& kiosk, Time now, Random& random) {
    ASSIGN_OR_RETURN(auto update,
                     database_.prepare("UPDATE kiosk SET epoch = :epoch, taken_n = 0 WHERE id = :kiosk"));
    return update.bind(":epoch", to_string(make_id(now, random))).bind(":kiosk", kiosk).run();
}

Result<Delivery> Mailbox::after(const Id& kiosk, const journal::Cursor& cursor, const Portion& most, Time now,
                                Random& random) {
    ASSIGN_OR_RETURN(auto stands, standing(kiosk, cursor));
    if (stands.kind == Standing::Kind::impossible) {
        RETURN_IF_ERROR(begin_anew(kiosk, now, random));
        ASSIGN_OR_RETURN(stands, standing(kiosk, {}));
    }
    Delivery delivery;
    delivery.cursor = {stands.mine.epoch, stands.from, stands.from == 0 ? Id{} : cursor.id};
    ASSIGN_OR_RETURN(const bool far, too_far_behind(kiosk, stands.from, stands.mine.n, now));
    if (far || stands.kind == Standing::Kind::forgotten) {
        delivery.snapshot = true;
        delivery.cursor = stands.mine;
        return delivery;
    }

    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT n, id, kind, body FROM kiosk_mail "
                                       "WHERE kiosk = :kiosk AND n > :n ORDER BY n LIMIT :limit"));
    select.bind(":kiosk", kiosk).bind(":n", delivery.cursor.n).bind(":limit", most.count);
    for (std::size_t bytes = 0;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) break;
        bytes += select.text(3).size();
        if (bytes > most.bytes && !delivery.mail.empty()) break;
        delivery.mail.push_back(
            {select.integer(0), select.id(1), std::string(select.text(2)), std::string(select.text(3))});
    }
    if (!delivery.mail.empty()) {
        delivery.cursor.n = delivery.mail.back().n;
        delivery.cursor.id = delivery.mail.back().id;
    }
    return delivery;
}

Result<bool> Mailbox::taken(const Id& kiosk, const journal::Cursor& cursor, Time now) {
    ASSIGN_OR_RETURN(const auto stands, standing(kiosk, cursor));
    if (cursor.epoch != stands.mine.epoch || stands.kind == Standing::Kind::impossible) return false;
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT taken_n, last_seen FROM kiosk WHERE id = :kiosk"));
    ASSIGN_OR_RETURN(const bool known, select.bind(":kiosk", kiosk).step());
    if (!known || select.integer(0) == cursor.n) return false;
    const bool fell_back = cursor.n < select.integer(0);
    if (fell_back && now - select.time(1) < kLate) return false;
    select.reset();

    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    ASSIGN_OR_RETURN(auto note, database_.prepare("UPDATE kiosk SET taken_n = :n, fell_back_at = CASE WHEN "
                                                  ":fell THEN :now ELSE fell_back_at END WHERE id = :kiosk"));
    RETURN_IF_ERROR(note.bind(":n", cursor.n)
                        .bind(":fell", fell_back ? 1 : 0)
                        .bind(":now", now)
                        .bind(":kiosk", kiosk)
                        .run());
    ASSIGN_OR_RETURN(auto mark,
                     database_.prepare("UPDATE kiosk_mail SET taken_at = :now WHERE kiosk = :kiosk "
                                       "AND n <= :n AND taken_at IS NULL"));
    RETURN_IF_ERROR(mark.bind(":now", now).bind(":kiosk", kiosk).bind(":n", cursor.n).run());
    RETURN_IF_ERROR(transaction.commit());
    return fell_back;
}

Result<std::int64_t> Mailbox::forget(Time before) {
    ASSIGN_OR_RETURN(
        auto remove,
        database_.prepare(
            "DELETE FROM kiosk_mail WHERE ifnull(taken_at, created_at) < :before AND EXISTS ("
            "SELECT 1 FROM kiosk k WHERE k.id = kiosk AND n <> k.mail_count AND n <> k.taken_n)"));
    RETURN_IF_ERROR(remove.bind(":before", before).run());
    return database_.changes();
}

}  // namespace storeside::hub_store
