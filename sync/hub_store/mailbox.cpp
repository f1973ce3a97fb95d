#include "sync/hub_store/mailbox.hpp"

namespace storeside::hub_store {

Result<void> Mailbox::append(db::Transaction&, const Id& kiosk, const Id& id, std::string_view kind,
                             std::string_view body) {
    ASSIGN_OR_RETURN(auto count,
                     database_.prepare("UPDATE kiosk SET mail_count = mail_count + 1 WHERE id = :kiosk "
                                       "RETURNING mail_count"));
    count.bind(":kiosk", kiosk);
    ASSIGN_OR_RETURN(const bool known, count.step());
    if (!known) return failure(Errc::not_found, "no kiosk " + to_string(kiosk));
    const auto n = count.integer(0);
    count.reset();
    ASSIGN_OR_RETURN(auto insert, database_.prepare("INSERT INTO kiosk_mail (kiosk, n, id, kind, body) "
                                                    "VALUES (:kiosk, :n, :id, :kind, :body)"));
    return insert.bind(":kiosk", kiosk)
        .bind(":n", n)
        .bind(":id", id)
        .bind(":kind", kind)
        .bind(":body", body)
        .run();
}

Result<Delivery> Mailbox::after(const Id& kiosk, const journal::Cursor& cursor, const Portion& most, Time now,
                                Random& random) {
    ASSIGN_OR_RETURN(auto state, database_.prepare("SELECT k.epoch, :n = 0 OR m.id IS :id FROM kiosk k "
                                                   "LEFT JOIN kiosk_mail m ON m.kiosk = k.id AND m.n = :n "
                                                   "WHERE k.id = :kiosk"));
    state.bind(":kiosk", kiosk).bind(":n", cursor.n).bind(":id", cursor.id);
    ASSIGN_OR_RETURN(const bool known, state.step());
    if (!known) return failure(Errc::not_found, "no kiosk " + to_string(kiosk));

    Delivery delivery;
    delivery.cursor = {std::string(state.text(0)), 0, {}};
    const bool same_mail = state.integer(1) != 0;
    state.reset();
    if (cursor.epoch == delivery.cursor.epoch) {
        if (same_mail) {
            delivery.cursor = cursor;
        } else {
            delivery.cursor.epoch = to_string(make_id(now, random));
            ASSIGN_OR_RETURN(auto update,
                             database_.prepare("UPDATE kiosk SET epoch = :epoch WHERE id = :kiosk"));
            RETURN_IF_ERROR(update.bind(":epoch", delivery.cursor.epoch).bind(":kiosk", kiosk).run());
        }
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

}  // namespace storeside::hub_store
