#include "sync/hub/intake.hpp"

#include <algorithm>

#include "firmware/base/log.hpp"
#include "sync/hub_store/erasures.hpp"
#include "sync/hub_store/jobs.hpp"
#include "sync/hub_store/kiosks.hpp"
#include "sync/hub_store/records.hpp"
#include "sync/hub_store/tickets.hpp"
#include "sync/protocol/bodies.hpp"

namespace storeside::hub {
namespace {

constexpr std::string_view kUnreadable = "unreadable";

void warn(const Id& kiosk, const Id& record, std::string_view kind, std::string_view why) {
    spdlog::warn("hub: kiosk {}: record {} ({}) is kept but not used: {}", to_string(kiosk),
                 to_string(record), kind.empty() ? "of no kind" : kind, why);
}

Result<bool> keep(db::Database& database, db::Transaction& transaction, const Id& kiosk,
                  const protocol::Unreadable& entry, Time now) {
    const journal::Record record{entry.sequence, entry.id, std::string(kUnreadable), now, entry.entry};
    return hub_store::Records(database).append(transaction, kiosk, record, now);
}

// Whether the ticket is this kiosk's, so that no kiosk writes into another's.
Result<void> check_owner(hub_store::Tickets& tickets, const Id& kiosk, const Id& ticket) {
    ASSIGN_OR_RETURN(const auto found, tickets.find(ticket));
    if (!found || found->kiosk != kiosk) {
        return failure(Errc::invalid_input, "this kiosk has no ticket " + to_string(ticket));
    }
    return {};
}

// What a new record causes. `invalid_input` when its body makes no sense; true when the helpdesk has to be
// told.
Result<bool> apply(db::Database& database, db::Transaction& transaction, const Id& kiosk,
                   const journal::Record& record, Time now) {
    hub_store::Tickets tickets(database);
    Id ticket;
    if (record.kind == protocol::kTicket) {
        ASSIGN_OR_RETURN(const auto created, protocol::decode_ticket(record.body));
        ASSIGN_OR_RETURN(const auto known, tickets.find(created.id));
        if (known)
            return failure(Errc::invalid_input, "there is a ticket " + to_string(created.id) + " already");
        ticket = created.id;
        RETURN_IF_ERROR(tickets.create(transaction, kiosk, created, now));
    } else if (record.kind == protocol::kMessage) {
        ASSIGN_OR_RETURN(const auto message, protocol::decode_message(record.body));
        ticket = message.ticket;
        RETURN_IF_ERROR(check_owner(tickets, kiosk, ticket));
        RETURN_IF_ERROR(tickets.add(transaction, message, now));
    } else if (record.kind == protocol::kRating) {
        ASSIGN_OR_RETURN(const auto rating, protocol::decode_rating(record.body));
        if (rating.ticket.is_nil()) return false;
        ticket = rating.ticket;
        RETURN_IF_ERROR(check_owner(tickets, kiosk, ticket));
        RETURN_IF_ERROR(tickets.add(transaction, rating, now));
    } else {
        return false;  // "audit", and what newer kiosks may send: kept
    }
    RETURN_IF_ERROR(hub_store::Jobs(database).add(transaction, record.id, ticket, record.kind));
    return true;
}

}  // namespace

Result<Taken> take_in(db::Database& database, const Id& kiosk, const protocol::SyncRequest& request,
                      Time now) {
    Taken taken;
    if (request.outbox.empty() && request.unreadable.empty()) return taken;
    ASSIGN_OR_RETURN(auto transaction, database.begin());
    hub_store::Kiosks kiosks(database);
    ASSIGN_OR_RETURN(const auto last, kiosks.last_sequence(kiosk));
    for (const auto& record : request.outbox) {
        taken.acked = record.sequence;
        ASSIGN_OR_RETURN(const bool forgotten,
                         hub_store::Erasures(database).forgotten(transaction, record, now));
        if (forgotten) continue;
        ASSIGN_OR_RETURN(const bool fresh,
                         hub_store::Records(database).append(transaction, kiosk, record, now));
        if (!fresh) continue;
        taken.fell_back = taken.fell_back || record.sequence <= last;
        auto applied = apply(database, transaction, kiosk, record, now);
        if (applied) {
            taken.jobs = taken.jobs || *applied;
        } else if (applied.error().code() == Errc::invalid_input) {
            warn(kiosk, record.id, record.kind, applied.error().message());
        } else {
            return std::unexpected(std::move(applied.error()));
        }
    }
    for (const auto& entry : request.unreadable) {
        taken.acked = std::max(taken.acked, entry.sequence);
        ASSIGN_OR_RETURN(const bool forgotten, hub_store::Erasures(database).forgotten(
                                                   transaction, {entry.sequence, entry.id, {}, {}, {}}, now));
        if (forgotten) continue;
        ASSIGN_OR_RETURN(const bool fresh, keep(database, transaction, kiosk, entry, now));
        taken.fell_back = taken.fell_back || (fresh && entry.sequence <= last);
        if (fresh) warn(kiosk, entry.id, entry.kind, entry.why);
    }
    if (taken.fell_back || taken.acked > last) {
        RETURN_IF_ERROR(kiosks.set_last_sequence(transaction, kiosk, taken.acked, taken.fell_back, now));
    }
    RETURN_IF_ERROR(transaction.commit());
    return taken;
}

}  // namespace storeside::hub
