#include "sync/hub/erased_file.hpp"

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "sync/hub_store/erasures.hpp"

namespace storeside::hub {
namespace {

constexpr std::size_t kLargest = 256 << 20;

}  // namespace

Result<void> ErasedFile::add(const std::vector<Id>& ids, Time now) {
    auto text = read_file(file_, kLargest);
    if (!text && text.error().code() != Errc::not_found) return std::unexpected(std::move(text.error()));
    auto all = text ? std::move(*text) : std::string();
    for (const auto& id : ids) all += to_string(id) + " " + to_rfc3339(now) + "\n";
    return write_file(file_, all, 0600);
}

// One id a line; what is after it is for people.
Result<std::vector<Id>> ErasedFile::read() const {
    std::vector<Id> ids;
    auto text = read_file(file_, kLargest);
    if (!text && text.error().code() == Errc::not_found) return ids;
    if (!text) return std::unexpected(std::move(text.error()));
    for (std::size_t begin = 0; begin < text->size();) {
        const auto end = std::min(text->find('\n', begin), text->size());
        const auto line = std::string_view(*text).substr(begin, end - begin);
        begin = end + 1;
        const auto id = parse_id(line.substr(0, line.find(' ')));
        if (!id) return failure(Error(Errc::corrupt, id.error().message()), file_.string());
        ids.push_back(*id);
    }
    return ids;
}

Result<std::int64_t> ErasedFile::repeat(db::Database& database, Time now) {
    ASSIGN_OR_RETURN(const auto ids, read());
    ASSIGN_OR_RETURN(auto ticket, database.prepare("SELECT 1 FROM ticket WHERE id = :id"));
    ASSIGN_OR_RETURN(auto record, database.prepare("SELECT 1 FROM record WHERE id = :id"));
    ASSIGN_OR_RETURN(auto known, database.prepare("SELECT 1 FROM erased WHERE id = :id"));
    std::int64_t count = 0;
    ASSIGN_OR_RETURN(auto transaction, database.begin());
    hub_store::Erasures erasures(database);
    for (const auto& id : ids) {
        ASSIGN_OR_RETURN(const bool is_ticket, ticket.bind(":id", id).step());
        ASSIGN_OR_RETURN(const bool is_record, record.bind(":id", id).step());
        ASSIGN_OR_RETURN(const bool remembered, known.bind(":id", id).step());
        for (auto* select : {&ticket, &record, &known}) select->reset();
        if (is_ticket) RETURN_IF_ERROR(erasures.forget_ticket(transaction, id, now));
        if (!is_ticket && (is_record || !remembered))
            RETURN_IF_ERROR(erasures.forget_record(transaction, id, now));
        count += is_ticket || is_record ? 1 : 0;
    }
    RETURN_IF_ERROR(transaction.commit());
    if (count == 0) return count;
    RETURN_IF_ERROR(database.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
    spdlog::warn("hub: erased again {} records that a backup had brought back", count);
    return count;
}

}  // namespace storeside::hub
