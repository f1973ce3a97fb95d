#include "sync/hub_store/inbox_desk.hpp"

namespace storeside::hub_store {

Result<std::int64_t> InboxDesk::create(const Id& id) {
    ASSIGN_OR_RETURN(auto insert,
                     database_.prepare("INSERT INTO inbox_ticket (id) VALUES (:id) ON CONFLICT DO NOTHING"));
    RETURN_IF_ERROR(insert.bind(":id", id).run());
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT ref FROM inbox_ticket WHERE id = :id"));
    RETURN_IF_ERROR(select.bind(":id", id).step());
    return select.integer(0);
}

Result<void> InboxDesk::insert(std::int64_t ref, const Id& id, std::string_view kind, std::string_view author,
                               std::string_view text, Time at) {
    ASSIGN_OR_RETURN(auto known, database_.prepare("SELECT 1 FROM inbox_ticket WHERE ref = :ref"));
    ASSIGN_OR_RETURN(const bool found, known.bind(":ref", ref).step());
    if (!found) return failure(Errc::not_found, "the inbox has no ticket " + std::to_string(ref));
    known.reset();
    ASSIGN_OR_RETURN(
        auto statement,
        database_.prepare("INSERT INTO inbox_entry (ref, id, kind, author, text, at) "
                          "VALUES (:ref, :id, :kind, :author, :text, :at) ON CONFLICT DO NOTHING"));
    return statement.bind(":ref", ref)
        .bind(":id", id)
        .bind(":kind", kind)
        .bind(":author", author)
        .bind(":text", text)
        .bind(":at", at)
        .run();
}

Result<void> InboxDesk::add(std::int64_t ref, const Id& id, std::string_view kind, std::string_view text,
                            Time at) {
    return insert(ref, id, kind, "", text, at);
}

Result<void> InboxDesk::reply(std::int64_t ref, const Id& id, std::string_view author, std::string_view text,
                              Time at) {
    return insert(ref, id, "reply", author, text, at);
}

Result<void> InboxDesk::close(std::int64_t ref, const Id& id, Time at) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    RETURN_IF_ERROR(insert(ref, id, "close", "", "", at));
    ASSIGN_OR_RETURN(auto update, database_.prepare("UPDATE inbox_ticket SET closed = 1 WHERE ref = :ref"));
    RETURN_IF_ERROR(update.bind(":ref", ref).run());
    return transaction.commit();
}

Result<void> InboxDesk::erase(std::int64_t ref) {
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    for (const auto* sql :
         {"DELETE FROM inbox_entry WHERE ref = :ref", "DELETE FROM inbox_ticket WHERE ref = :ref"}) {
        ASSIGN_OR_RETURN(auto remove, database_.prepare(sql));
        RETURN_IF_ERROR(remove.bind(":ref", ref).run());
    }
    return transaction.commit();
}

Result<std::int64_t> InboxDesk::last_entry() {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT ifnull(max(n), 0) FROM inbox_entry"));
    RETURN_IF_ERROR(select.step());
    return select.integer(0);
}

Result<std::vector<InboxDesk::Entry>> InboxDesk::agents_after(std::int64_t n) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT n, ref, kind, author, text, at FROM inbox_entry "
                                                    "WHERE n > :n AND kind IN ('reply', 'close') "
                                                    "ORDER BY n LIMIT 500"));
    select.bind(":n", n);
    std::vector<Entry> entries;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) return entries;
        entries.push_back({select.integer(0), select.integer(1), select.text(2) == "close",
                           std::string(select.text(3)), std::string(select.text(4)), select.time(5)});
    }
}

}  // namespace storeside::hub_store
