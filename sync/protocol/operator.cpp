#include "sync/protocol/operator.hpp"

#include "sync/protocol/bodies.hpp"
#include "sync/protocol/bodies_json.hpp"

namespace storeside::protocol {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxList = 64 << 20;
constexpr std::size_t kMaxRows = 200'000;
constexpr std::int64_t kMost = std::int64_t{1} << 53;
constexpr std::string_view kEntries[] = {"message", "reply", "rating"};

json::object to_json(const TicketRow& row) {
    return {{"id", to_string(row.id)},  {"code", row.code},
            {"store", row.store},       {"kiosk", row.kiosk},
            {"state", name(row.state)}, {"created_at", to_rfc3339(row.created_at)},
            {"question", row.question}, {"helpdesk", row.helpdesk},
            {"ref", row.ref},           {"trouble", row.trouble}};
}

void read(Reader& in, TicketRow& out) {
    in.id("id", out.id);
    in.text("code", out.code, 16);
    in.text("store", out.store, 128);
    in.text("kiosk", out.kiosk, 128);
    in.one_of("state", out.state, tickets::kStateNames);
    in.time("created_at", out.created_at);
    in.text("question", out.question, 16 << 10);
    in.text("helpdesk", out.helpdesk, 64);
    in.text("ref", out.ref, 128);
    in.text("trouble", out.trouble, 4096);
}

json::object to_json(const PackRow& row) {
    return {{"sha256", row.sha256},
            {"version", row.version},
            {"size", row.size},
            {"published_at", to_rfc3339(row.published_at)}};
}

void read(Reader& in, PackRow& out) {
    in.text("sha256", out.sha256, 64);
    in.text("version", out.version, 128);
    in.integer("size", out.size, 0, kMost);
    in.time("published_at", out.published_at);
}

}  // namespace

std::string encode(const InviteRequest& message) {
    json::object out{{"store", message.store}, {"name", message.name}};
    if (!message.replaces.is_nil()) out.emplace("replaces", to_string(message.replaces));
    return serialize(out);
}

Result<InviteRequest> decode_invite_request(std::string_view text) {
    return decode<InviteRequest>(text, 4096, [](Reader& in, InviteRequest& out) {
        if (in.has("replaces")) {
            in.id("replaces", out.replaces);
            if (out.replaces.is_nil()) in.reject("replaces", "no kiosk's id");
        }
        in.text("store", out.store, 128);
        in.text("name", out.name, 128);
    });
}

std::string encode(const InviteAnswer& message) {
    return serialize({{"code", message.code}, {"expires_at", to_rfc3339(message.expires_at)}});
}

Result<InviteAnswer> decode_invite_answer(std::string_view text) {
    return decode<InviteAnswer>(text, 4096, [](Reader& in, InviteAnswer& out) {
        in.text("code", out.code, 64);
        in.time("expires_at", out.expires_at);
    });
}

std::string encode(const std::vector<KioskRow>& message) {
    json::array rows;
    for (const auto& row : message) {
        rows.push_back({{"id", to_string(row.id)},
                        {"store", row.store},
                        {"name", row.name},
                        {"last_seen", to_rfc3339(row.last_seen)},
                        {"program", row.program},
                        {"pack", row.pack},
                        {"unsent", row.unsent},
                        {"desired", row.desired},
                        {"settings", row.settings},
                        {"restart", row.restart},
                        {"problems", row.problems},
                        {"pack_percent", row.pack_percent},
                        {"trust_error", row.trust_error},
                        {"fell_back_at", to_rfc3339(row.fell_back_at)},
                        {"certificate_until", to_rfc3339(row.certificate_until)},
                        {"trouble", row.trouble}});
    }
    return serialize({{"kiosks", std::move(rows)}});
}

Result<std::vector<KioskRow>> decode_kiosks(std::string_view text) {
    return decode<std::vector<KioskRow>>(text, kMaxList, [](Reader& in, std::vector<KioskRow>& out) {
        in.each("kiosks", kMaxRows, [&](Reader& item) {
            KioskRow row;
            item.id("id", row.id);
            item.text("store", row.store, 128);
            item.text("name", row.name, 128);
            item.time("last_seen", row.last_seen);
            item.text("program", row.program, 64);
            item.text("pack", row.pack, 64);
            item.integer("unsent", row.unsent, 0, kMost);
            if (item.has("pack_percent")) item.integer("pack_percent", row.pack_percent, 0, 100);
            if (item.has("trust_error")) item.text("trust_error", row.trust_error, 1024);
            if (item.has("settings")) {
                item.integer("desired", row.desired, 0, kMost);
                item.integer("settings", row.settings, 0, kMost);
                item.integer("restart", row.restart, 0, kMost);
                item.integer("problems", row.problems, 0, kMost);
            }
            if (item.has("fell_back_at")) item.time("fell_back_at", row.fell_back_at);
            item.time("certificate_until", row.certificate_until);
            item.text("trouble", row.trouble, 64);
            out.push_back(std::move(row));
        });
    });
}

std::string encode(const std::vector<TicketRow>& message) {
    json::array rows;
    for (const auto& row : message) rows.push_back(to_json(row));
    return serialize({{"tickets", std::move(rows)}});
}

Result<std::vector<TicketRow>> decode_tickets(std::string_view text) {
    return decode<std::vector<TicketRow>>(text, kMaxList, [](Reader& in, std::vector<TicketRow>& out) {
        in.each("tickets", kMaxRows, [&](Reader& item) { read(item, out.emplace_back()); });
    });
}

std::string encode(const TicketDetail& message) {
    json::array entries;
    for (const auto& entry : message.entries) {
        entries.push_back({{"kind", kEntries[static_cast<std::size_t>(entry.kind)]},
                           {"from", entry.from},
                           {"text", entry.text},
                           {"at", to_rfc3339(entry.at)}});
    }
    auto row = to_json(message.row);
    row.emplace("ticket", to_json(message.ticket));
    row.emplace("entries", std::move(entries));
    return serialize(row);
}

Result<TicketDetail> decode_ticket_detail(std::string_view text) {
    return decode<TicketDetail>(text, kMaxList, [](Reader& in, TicketDetail& out) {
        read(in, out.row);
        in.object("ticket", [&](Reader& ticket) { read(ticket, out.ticket); });
        in.each("entries", 100'000, [&](Reader& item) {
            TicketEntry entry;
            item.one_of("kind", entry.kind, kEntries);
            item.text("from", entry.from, 128);
            item.text("text", entry.text, 64 << 10);
            item.time("at", entry.at);
            out.entries.push_back(std::move(entry));
        });
    });
}

std::string encode(const ReplyRequest& message) {
    return serialize({{"from", message.from}, {"text", message.text}});
}

Result<ReplyRequest> decode_reply_request(std::string_view text) {
    return decode<ReplyRequest>(text, 64 << 10, [](Reader& in, ReplyRequest& out) {
        in.text("from", out.from, kMaxFromBytes);
        in.text("text", out.text, kMaxReplyBytes);
    });
}

std::string encode(const PackRow& message) { return serialize(to_json(message)); }

std::string encode(const std::vector<PackRow>& message) {
    json::array rows;
    for (const auto& row : message) rows.push_back(to_json(row));
    return serialize(json::object{{"packs", std::move(rows)}});
}

Result<PackRow> decode_pack(std::string_view text) {
    return decode<PackRow>(text, 4096, [](Reader& in, PackRow& out) { read(in, out); });
}

Result<std::vector<PackRow>> decode_packs(std::string_view text) {
    return decode<std::vector<PackRow>>(text, kMaxList, [](Reader& in, std::vector<PackRow>& out) {
        in.each("packs", kMaxRows, [&](Reader& item) { read(item, out.emplace_back()); });
    });
}

}  // namespace storeside::protocol
