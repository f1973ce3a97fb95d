#include "sync/hub_store/persons.hpp"

#include <algorithm>
#include <set>

#include "sync/hub_store/contact_match.hpp"
#include "sync/hub_store/tickets.hpp"
#include "sync/protocol/bodies.hpp"
#include "sync/protocol/bodies_json.hpp"
#include "sync/protocol/order_json.hpp"

namespace storeside::hub_store {
namespace {

namespace json = boost::json;

// Calls `see` with each text in a body: in JSON as it was meant, not as it is written.
template <class See>
void each_text(const json::value& value, const See& see) {
    if (const auto* text = value.if_string()) {
        see(std::string_view(text->data(), text->size()));
    } else if (const auto* items = value.if_array()) {
        for (const auto& item : *items) each_text(item, see);
    } else if (const auto* members = value.if_object()) {
        for (const auto& [key, item] : *members) each_text(item, see);
    }
}

template <class Mentions>
bool body_mentions(std::string_view body, const Mentions& mentions) {
    const auto value = protocol::parse_json(body, protocol::kMaxSealedBytes * 2);
    if (!value) return mentions(body);
    bool found = false;
    each_text(*value, [&](std::string_view text) { found = found || mentions(text); });
    return found;
}

json::value body_of(std::string_view body) {
    auto value = protocol::parse_json(body, protocol::kMaxSealedBytes * 2);
    return value ? std::move(*value) : json::value(json::string(body));
}

}  // namespace

Result<Trace> Persons::trace(const protocol::Subject& subject) {
    if (!subject.ticket.empty()) return trace_ticket(subject.ticket);
    if (!subject.email.empty()) {
        const auto email = normalise_email(subject.email);
        if (email.empty()) return failure(Errc::invalid_input, "this is no e-mail address");
        ASSIGN_OR_RETURN(auto trace,
                         trace_words([&](std::string_view text) { return mentions_email(text, email); }));
        ASSIGN_OR_RETURN(trace.orders, orders_.of_person(email, {}));
        return trace;
    }
    const auto phone = normalise_phone(subject.phone);
    if (phone.empty()) return failure(Errc::invalid_input, "this is no phone number of at least 7 digits");
    ASSIGN_OR_RETURN(auto trace,
                     trace_words([&](std::string_view text) { return mentions_phone(text, phone); }));
    ASSIGN_OR_RETURN(trace.orders, orders_.of_person({}, subject.phone));
    return trace;
}

Result<Trace> Persons::trace_ticket(const std::string& id_or_code) {
    ASSIGN_OR_RETURN(auto select,
                     database_.prepare("SELECT id FROM ticket WHERE id = :id OR code = upper(:code)"));
    select.bind(":id", parse_id(id_or_code).value_or(Id{})).bind(":code", id_or_code);
    Trace trace;
    for (;;) {
        ASSIGN_OR_RETURN(const bool more, select.step());
        if (!more) break;
        trace.tickets.push_back(select.id(0));
    }
    if (trace.tickets.empty()) return failure(Errc::not_found, "there is no ticket '" + id_or_code + "'");
    if (trace.tickets.size() == 1) return trace;
    std::string ids;
    for (const auto& id : trace.tickets) ids += " " + to_string(id);
    return failure(Errc::conflict, "several tickets have this code: give the id of one:" + ids);
}

template <class Mentions>
Result<Trace> Persons::trace_words(Mentions mentions) {
    std::set<Id> tickets, loose;
    ASSIGN_OR_RETURN(auto bodies, database_.prepare("SELECT id, body FROM ticket"));
    ASSIGN_OR_RETURN(auto entries, database_.prepare("SELECT ticket, text FROM ticket_entry"));
    ASSIGN_OR_RETURN(auto inbox, database_.prepare("SELECT t.id, e.text FROM inbox_entry e "
                                                   "JOIN inbox_ticket t ON t.ref = e.ref"));
    ASSIGN_OR_RETURN(auto records,
                     database_.prepare("SELECT r.id, r.body FROM record r WHERE NOT EXISTS "
                                       "(SELECT 1 FROM ticket t WHERE t.id = r.id) AND NOT EXISTS "
                                       "(SELECT 1 FROM ticket_entry e WHERE e.id = r.id)"));
    for (auto* select : {&bodies, &entries, &inbox, &records}) {
        for (;;) {
            ASSIGN_OR_RETURN(const bool more, select->step());
            if (!more) break;
            const bool is_body = select == &bodies || select == &records;
            if (is_body ? !body_mentions(select->text(1), mentions) : !mentions(select->text(1))) continue;
            (select == &records ? loose : tickets).insert(select->id(0));
        }
    }
    return Trace{{tickets.begin(), tickets.end()}, {loose.begin(), loose.end()}, {}};
}

Result<protocol::Found> Persons::describe(const Trace& trace) {
    protocol::Found found;
    found.loose = static_cast<std::int64_t>(trace.loose.size());
    found.orders = static_cast<std::int64_t>(trace.orders.size());
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare(
            "SELECT t.id, t.code, k.store, k.name, t.created_at, 1 + (SELECT count(*) FROM "
            "ticket_entry e WHERE e.ticket = t.id AND e.kind <> 'reply'), ifnull(t.helpdesk, ''), "
            "ifnull(t.ref, '') FROM ticket t JOIN kiosk k ON k.id = t.kiosk WHERE t.id = :id"));
    for (const auto& ticket : trace.tickets) {
        ASSIGN_OR_RETURN(const bool there, select.bind(":id", ticket).step());
        if (there)
            found.tickets.push_back({select.id(0), std::string(select.text(1)), std::string(select.text(2)),
                                     std::string(select.text(3)), select.time(4), select.integer(5),
                                     std::string(select.text(6)), std::string(select.text(7))});
        select.reset();
    }
    return found;
}

Result<std::string> Persons::report(const protocol::Subject& subject, const Trace& trace, Time now) {
    json::array tickets, records;
    Tickets book(database_);
    for (const auto& id : trace.tickets) {
        ASSIGN_OR_RETURN(const auto detail, book.detail(id));
        if (detail) tickets.push_back(body_of(protocol::encode(*detail)));
    }
    ASSIGN_OR_RETURN(
        auto select,
        database_.prepare("SELECT id, kind, created_at, stored_at, body FROM record WHERE id = :id OR "
                          "id IN (SELECT id FROM ticket_entry WHERE ticket = :id AND kind <> 'reply') "
                          "ORDER BY stored_at, seq"));
    auto ids = trace.tickets;
    ids.insert(ids.end(), trace.loose.begin(), trace.loose.end());
    for (const auto& id : ids) {
        select.bind(":id", id);
        for (;;) {
            ASSIGN_OR_RETURN(const bool more, select.step());
            if (!more) break;
            records.push_back({{"id", to_string(select.id(0))},
                               {"kind", std::string(select.text(1))},
                               {"created_at", to_rfc3339(select.time(2))},
                               {"stored_at", to_rfc3339(select.time(3))},
                               {"body", body_of(select.text(4))}});
        }
        select.reset();
    }
    json::array bought;
    for (const auto n : trace.orders) {
        ASSIGN_OR_RETURN(const auto owned, orders_.row(n));
        if (!owned) continue;
        const auto& [shop, known] = *owned;
        bought.push_back({{"shop", shop},
                          {"email", known.buyer.email},
                          {"phone", known.buyer.phone},
                          {"postcode", known.buyer.postcode},
                          {"order", protocol::order_to_json(known.order)}});
    }
    return protocol::serialize({{"asked_for", body_of(protocol::encode(subject))},
                                {"made_at", to_rfc3339(now)},
                                {"tickets", std::move(tickets)},
                                {"records", std::move(records)},
                                {"orders", std::move(bought)}});
}

Result<Id> Persons::kiosk_of(const Id& record) {
    ASSIGN_OR_RETURN(auto select, database_.prepare("SELECT kiosk FROM record WHERE id = :id "
                                                    "UNION SELECT kiosk FROM ticket WHERE id = :id"));
    ASSIGN_OR_RETURN(const bool there, select.bind(":id", record).step());
    return there ? select.id(0) : Id{};
}

}  // namespace storeside::hub_store
