#include "firmware/journal/mailbox.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace storeside::journal {

Result<Cursor> Mailbox::cursor() const {
    ASSIGN_OR_RETURN(auto select, database_->prepare("SELECT epoch, n, id FROM mailbox_cursor"));
    ASSIGN_OR_RETURN(const bool row, select.step());
    if (!row) return Cursor{};
    return Cursor{std::string(select.text(0)), select.integer(1), select.id(2)};
}

Result<std::vector<Mail>> Mailbox::fresh(const std::vector<Mail>& mail, const Cursor& after) const {
    ASSIGN_OR_RETURN(const Cursor mine, cursor());
    auto expected = mine.epoch == after.epoch ? mine.n : 0;
    auto sorted = mail;
    std::ranges::sort(sorted, {}, &Mail::n);
    std::vector<Mail> fresh;
    for (auto& item : sorted) {
        if (item.n <= expected) continue;
        if (item.n != expected + 1 && item.kind != kSnapshot)
            return failure(Errc::conflict,
                           fmt::format("mail {} came, but {} was next", item.n, expected + 1));
        expected = item.n;
        fresh.push_back(std::move(item));
    }
    return fresh;
}

Result<void> Mailbox::advance(db::Transaction&, const Cursor& cursor) {
    ASSIGN_OR_RETURN(
        auto upsert,
        database_->prepare(
            "INSERT INTO mailbox_cursor (only, epoch, n, id) VALUES (1, :epoch, :n, :id) "
            "ON CONFLICT (only) DO UPDATE SET epoch = excluded.epoch, n = excluded.n, id = excluded.id "
            "WHERE mailbox_cursor.epoch <> excluded.epoch OR mailbox_cursor.n < excluded.n"));
    return upsert.bind(":epoch", cursor.epoch).bind(":n", cursor.n).bind(":id", cursor.id).run();
}

}  // namespace storeside::journal
