#include "sync/hub/privacy_routes.hpp"

#include <algorithm>
#include <map>

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"
#include "sync/hub_store/desired.hpp"
#include "sync/hub_store/erasures.hpp"
#include "sync/hub_store/mailbox.hpp"
#include "sync/hub_store/records.hpp"
#include "sync/protocol/bodies.hpp"

namespace storeside::hub {

http::Outgoing PrivacyRoutes::keys() {
    const auto unreadable = hub_store::Records(database_).unreadable();
    if (!unreadable) return refusal(unreadable.error());
    return json_answer(protocol::encode(protocol::SealStatus{seals_.list(), *unreadable}));
}

http::Outgoing PrivacyRoutes::rotate_key() {
    const auto key = seals_.rotate(clock_.now());
    if (!key) return refusal(key.error());
    spdlog::info("hub: records are sealed to key {} from now on", key->id);
    // A kiosk that is not told now hears of it with its next call anyway, and the old key still opens.
    if (auto renewed = hub_store::Desired(database_).renew_all(); !renewed) log_error("hub", renewed.error());
    links_.on_desired();
    return keys();
}

http::Outgoing PrivacyRoutes::find(const http::Incoming& request) {
    const auto subject = protocol::decode_subject(request.body);
    if (!subject) return refusal(subject.error());
    hub_store::Persons persons(database_, order_key_);
    const auto trace = persons.trace(*subject);
    if (!trace) return refusal(trace.error());
    const auto found = persons.describe(*trace);
    return found ? json_answer(protocol::encode(*found)) : refusal(found.error());
}

http::Outgoing PrivacyRoutes::report(const http::Incoming& request) {
    const auto subject = protocol::decode_subject(request.body);
    if (!subject) return refusal(subject.error());
    hub_store::Persons persons(database_, order_key_);
    const auto trace = persons.trace(*subject);
    if (!trace) return refusal(trace.error());
    auto report = persons.report(*subject, *trace, clock_.now());
    return report ? json_answer(std::move(*report)) : refusal(report.error());
}

Result<hub_store::Trace> PrivacyRoutes::ready_to_erase(const protocol::Subject& subject) {
    ASSIGN_OR_RETURN(auto trace, hub_store::Persons(database_, order_key_).trace(subject));
    for (const auto& ticket : trace.tickets) {
        ASSIGN_OR_RETURN(const bool in_doubt, hub_store::Erasures(database_).in_doubt(ticket));
        if (in_doubt)
            return failure(Errc::conflict, "the helpdesk is being told of ticket " + to_string(ticket) +
                                               ": try again in a minute");
    }
    return trace;
}

void PrivacyRoutes::erase(const http::Incoming& request, http::Responder respond) {
    const auto subject = protocol::decode_subject(request.body);
    if (!subject) return respond(refusal(subject.error()));
    const auto trace = ready_to_erase(*subject);
    if (!trace) return respond(refusal(trace.error()));
    const auto found = hub_store::Persons(database_, order_key_).describe(*trace);
    if (!found) return respond(refusal(found.error()));
    std::vector<std::string> refs, elsewhere;
    for (const auto& ticket : found->tickets) {
        if (ticket.ref.empty()) continue;
        if (ticket.helpdesk == helpdesk_) {
            refs.push_back(ticket.ref);
        } else if (ticket.helpdesk != "inbox") {  // whose tables are the hub's own
            elsewhere.push_back(ticket.helpdesk + " has it as " + ticket.ref +
                                ", and this hub no longer works with it: erase it there");
        }
    }
    links_.erase(std::move(refs), [this, subject = *subject, elsewhere = std::move(elsewhere),
                                   respond = std::move(respond)](std::vector<std::string> left) mutable {
        left.insert(left.end(), elsewhere.begin(), elsewhere.end());
        const auto erased = forget(subject, std::move(left));
        respond(erased ? json_answer(protocol::encode(*erased)) : refusal(erased.error()));
    });
}

Result<void> PrivacyRoutes::forget_orders(db::Transaction& transaction, const hub_store::Trace& trace,
                                          std::vector<std::string>& left) {
    hub_store::Orders index(database_, order_key_);
    std::map<std::string, int> by_shop;
    for (const auto n : trace.orders) {
        ASSIGN_OR_RETURN(const auto owned, index.row(n));
        if (!owned) continue;
        ++by_shop[owned->shop];
        RETURN_IF_ERROR(index.erase(transaction, n, clock_.now()));
    }
    for (const auto& [shop, count] : by_shop)
        left.push_back("the shop '" + shop + "' itself has " + std::to_string(count) +
                       " of their orders, and answers with them when they are asked for: erase them there");
    return {};
}

// What came in while the helpdesk was asked is found anew.
Result<protocol::Erased> PrivacyRoutes::forget(const protocol::Subject& subject,
                                               std::vector<std::string> left) {
    ASSIGN_OR_RETURN(const auto trace, ready_to_erase(subject));
    hub_store::Persons persons(database_, order_key_);
    protocol::Erased answer{.left = std::move(left)};
    ASSIGN_OR_RETURN(answer.found, persons.describe(trace));
    const auto now = clock_.now();
    hub_store::Erasures erasures(database_);
    std::vector<Id> gone;
    std::map<Id, std::vector<protocol::Erase>> orders;  // by kiosk
    ASSIGN_OR_RETURN(auto transaction, database_.begin());
    for (const auto& ticket : trace.tickets) {
        ASSIGN_OR_RETURN(const auto kiosk, persons.kiosk_of(ticket));
        ASSIGN_OR_RETURN(auto records, erasures.forget_ticket(transaction, ticket, now));
        gone.insert(gone.end(), records.begin(), records.end());
        for (std::size_t i = 0; i < records.size(); i += protocol::kMaxErased) {
            const auto end = std::min(records.size(), i + protocol::kMaxErased);
            orders[kiosk].push_back({ticket,
                                     {records.begin() + static_cast<std::ptrdiff_t>(i),
                                      records.begin() + static_cast<std::ptrdiff_t>(end)}});
        }
    }
    for (const auto& record : trace.loose) {
        ASSIGN_OR_RETURN(const auto kiosk, persons.kiosk_of(record));
        RETURN_IF_ERROR(erasures.forget_record(transaction, record, now));
        gone.push_back(record);
        orders[kiosk].push_back({{}, {record}});
    }
    for (const auto& [kiosk, mail] : orders)
        for (const auto& order : mail)
            RETURN_IF_ERROR(hub_store::Mailbox(database_).append(
                transaction, kiosk, make_id(now, random_), protocol::kErase, protocol::encode(order), now));
    RETURN_IF_ERROR(forget_orders(transaction, trace, answer.left));
    // Before the commit: an id too many in the file names nothing, one too few would let something come back.
    RETURN_IF_ERROR(erased_.add(gone, now));
    RETURN_IF_ERROR(transaction.commit());
    if (auto clean = database_.execute("PRAGMA wal_checkpoint(TRUNCATE)"); !clean)
        log_error("hub", clean.error());
    spdlog::info("hub: erased {} tickets, {} other records and {} orders because somebody asked",
                 trace.tickets.size(), trace.loose.size(), trace.orders.size());
    for (const auto& [kiosk, mail] : orders) links_.on_mail(kiosk);
    return answer;
}

}  // namespace storeside::hub
