#include "sync/protocol/privacy.hpp"

#include "sync/protocol/seal_json.hpp"

namespace storeside::protocol {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxAnswer = 64 << 20;
constexpr std::size_t kMaxRows = 100'000;
constexpr std::int64_t kMost = std::int64_t{1} << 53;

json::object to_json(const FoundTicket& ticket) {
    return {{"id", to_string(ticket.id)},
            {"code", ticket.code},
            {"store", ticket.store},
            {"kiosk", ticket.kiosk},
            {"created_at", to_rfc3339(ticket.created_at)},
            {"records", ticket.records},
            {"helpdesk", ticket.helpdesk},
            {"ref", ticket.ref}};
}

void read(Reader& in, FoundTicket& out) {
    in.id("id", out.id);
    in.text("code", out.code, 16);
    in.text("store", out.store, 128);
    in.text("kiosk", out.kiosk, 128);
    in.time("created_at", out.created_at);
    in.integer("records", out.records, 0, kMost);
    in.text("helpdesk", out.helpdesk, 64);
    in.text("ref", out.ref, 128);
}

json::object to_json(const Found& found) {
    json::array tickets;
    for (const auto& ticket : found.tickets) tickets.push_back(to_json(ticket));
    return {{"tickets", std::move(tickets)}, {"loose", found.loose}, {"orders", found.orders}};
}

void read(Reader& in, Found& out) {
    in.each("tickets", kMaxRows, [&](Reader& item) { read(item, out.tickets.emplace_back()); });
    in.integer("loose", out.loose, 0, kMost);
    if (in.has("orders")) in.integer("orders", out.orders, 0, kMost);
}

}  // namespace

std::string encode(const SealStatus& message) {
    json::array keys;
    for (const auto& row : message.keys) {
        json::object key{{"key", to_json(row.key)}, {"made_at", to_rfc3339(row.made_at)}};
        if (row.kept_until) key.emplace("kept_until", to_rfc3339(*row.kept_until));
        keys.push_back(std::move(key));
    }
    return serialize({{"keys", std::move(keys)}, {"unreadable", message.unreadable}});
}

Result<SealStatus> decode_seal_status(std::string_view text) {
    return decode<SealStatus>(text, kMaxAnswer, [](Reader& in, SealStatus& out) {
        in.each("keys", 1000, [&](Reader& item) {
            SealKeyRow row;
            item.object("key", [&](Reader& key) { read(key, row.key); });
            item.time("made_at", row.made_at);
            if (item.has("kept_until")) item.time("kept_until", row.kept_until.emplace());
            out.keys.push_back(std::move(row));
        });
        in.integer("unreadable", out.unreadable, 0, kMost);
    });
}

std::string encode(const Subject& message) {
    json::object out;
    if (!message.ticket.empty()) out.emplace("ticket", message.ticket);
    if (!message.email.empty()) out.emplace("email", message.email);
    if (!message.phone.empty()) out.emplace("phone", message.phone);
    return serialize(out);
}

Result<Subject> decode_subject(std::string_view text) {
    return decode<Subject>(text, 4096, [](Reader& in, Subject& out) {
        if (in.has("ticket")) in.text("ticket", out.ticket, 64);
        if (in.has("email")) in.text("email", out.email, 256);
        if (in.has("phone")) in.text("phone", out.phone, 64);
        const auto given = int{!out.ticket.empty()} + int{!out.email.empty()} + int{!out.phone.empty()};
        if (given != 1) in.reject("ticket", "give one of ticket, email and phone");
    });
}

std::string encode(const Found& message) { return serialize(to_json(message)); }

Result<Found> decode_found(std::string_view text) {
    return decode<Found>(text, kMaxAnswer, [](Reader& in, Found& out) { read(in, out); });
}

std::string encode(const Erased& message) {
    json::array left;
    for (const auto& what : message.left) left.push_back(json::object{{"what", what}});
    return serialize({{"found", to_json(message.found)}, {"left", std::move(left)}});
}

Result<Erased> decode_erased(std::string_view text) {
    return decode<Erased>(text, kMaxAnswer, [](Reader& in, Erased& out) {
        in.object("found", [&](Reader& found) { read(found, out.found); });
        in.each("left", kMaxRows, [&](Reader& item) { item.text("what", out.left.emplace_back(), 4096); });
    });
}

}  // namespace storeside::protocol
