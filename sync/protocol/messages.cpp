#include "sync/protocol/messages.hpp"

#include <algorithm>

#include "sync/protocol/bodies.hpp"
#include "sync/protocol/digest.hpp"
#include "sync/protocol/identity.hpp"
#include "sync/protocol/json.hpp"
#include "sync/protocol/order_json.hpp"
#include "sync/protocol/seal_json.hpp"
#include "sync/protocol/settings_json.hpp"

namespace storeside::protocol {
namespace {

namespace json = boost::json;

constexpr std::int64_t kMost = std::int64_t{1} << 53;  // what every JSON reader can hold exactly
constexpr std::int64_t kDay = 86'400;
constexpr std::string_view kTurnedAway[] = {"", "unknown", "revoked", "superseded"};

json::object cursor_to_json(const journal::Cursor& cursor) {
    return {{"epoch", cursor.epoch}, {"n", cursor.n}, {"id", to_string(cursor.id)}};
}

void read_cursor(Reader& in, journal::Cursor& out) {
    in.text("epoch", out.epoch, 64);
    in.integer("n", out.n, 0, kMost);
    in.id("id", out.id);
}

void read_desired_pack(Reader& in, DesiredPack& out) {
    in.text("sha256", out.sha256, 64);
    if (!is_sha256(out.sha256)) in.reject("sha256", "not 64 hexadecimal digits");
    in.text("version", out.version, 128);
}

// For a log: a kind that is none must not write lines of its own into it.
std::string tame(std::string kind) {
    const auto harmless = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    return std::ranges::all_of(kind, harmless) ? std::move(kind) : std::string();
}

json::object to_json(const journal::Record& record) {
    json::object entry{{"seq", record.sequence},
                       {"id", to_string(record.id)},
                       {"kind", record.kind},
                       {"created_at", to_rfc3339(record.created_at)},
                       {"body", record.body}};
    if (!record.sealed.empty()) entry.emplace("sealed", record.sealed);
    return entry;
}

}  // namespace

std::string encode(const SyncRequest& message) {
    json::array outbox;
    for (const auto& record : message.outbox) {
        outbox.push_back(to_json(record));
    }
    const auto& reported = message.reported;
    json::object out{{"cursor", cursor_to_json(message.cursor)},
                     {"reported",
                      {{"version", reported.version},
                       {"program", reported.program},
                       {"pack", reported.pack},
                       {"unsent", reported.unsent},
                       {"pack_percent", reported.pack_percent},
                       {"trust_error", reported.trust_error},
                       {"settings", to_json(reported.settings)}}},
                     {"outbox", std::move(outbox)},
                     {"wait", message.wait}};
    if (!reported.order_key.empty()) out["reported"].as_object().emplace("order_key", reported.order_key);
    if (const auto& receipt = message.receipt)
        out.emplace("receipt", json::object{{"seq", receipt->sequence}, {"id", to_string(receipt->id)}});
    return serialize(out);
}

Result<SyncRequest> decode_sync_request(std::string_view text) {
    return decode<SyncRequest>(text, kMaxMessageBytes, [](Reader& in, SyncRequest& out) {
        in.object("cursor", [&](Reader& cursor) { read_cursor(cursor, out.cursor); });
        if (in.has("receipt")) {
            in.object("receipt", [&](Reader& receipt) {
                receipt.integer("seq", out.receipt.emplace().sequence, 1, kMost);
                receipt.id("id", out.receipt->id);
            });
        }
        in.object("reported", [&](Reader& reported) {
            reported.integer("version", out.reported.version, 0, kMost);
            reported.text("program", out.reported.program, 64);
            reported.text("pack", out.reported.pack, 64);
            reported.integer("unsent", out.reported.unsent, 0, kMost);
            if (reported.has("pack_percent"))
                reported.integer("pack_percent", out.reported.pack_percent, 0, 100);
            if (reported.has("trust_error"))
                reported.text("trust_error", out.reported.trust_error, kTrustErrorBytes);
            if (reported.has("settings"))
                reported.object("settings", [&](Reader& inner) { read(inner, out.reported.settings); });
            if (reported.has("order_key")) reported.text("order_key", out.reported.order_key, 64);
        });
        journal::Sequence last = 0;
        in.each("outbox", kMaxRecords, [&](Reader& item) {
            journal::Record record;
            item.integer("seq", record.sequence, 1, kMost);
            if (record.sequence <= last) item.reject("seq", "not larger than the one before");
            last = record.sequence;
            item.id("id", record.id);
            const auto wrong = item.attempt([&](Reader& rest) {
                rest.text("kind", record.kind, 32);
                rest.time("created_at", record.created_at);
                if (rest.has("sealed")) rest.text("sealed", record.sealed, 64);
                rest.text("body", record.body, record.sealed.empty() ? kMaxBodyBytes : kMaxSealedBytes);
            });
            if (wrong) {
                out.unreadable.push_back({record.sequence, record.id, tame(std::move(record.kind)),
                                          wrong->message(), item.json()});
            } else {
                out.outbox.push_back(std::move(record));
            }
        });
        in.integer("wait", out.wait, 0, 300);
    });
}

std::string encode(const journal::Record& record) { return serialize(to_json(record)); }

Result<journal::Record> decode_wrapped(const journal::Record& record) {
    auto inner = record;
    return decode<journal::Record>(record.body, kMaxBodyBytes, [&](Reader& in, journal::Record& out) {
        in.text("sealed", inner.sealed, 64);
        in.text("box", inner.body, kMaxSealedBytes);
        out = std::move(inner);
    });
}

std::string encode(const SyncAnswer& message) {
    json::array mail;
    for (const auto& letter : message.mail) {
        mail.push_back(
            {{"n", letter.n}, {"id", to_string(letter.id)}, {"kind", letter.kind}, {"body", letter.body}});
    }
    json::value pack;
    if (const auto& wanted = message.desired.pack) {
        pack = {{"sha256", wanted->sha256}, {"version", wanted->version}};
    }
    json::object desired{
        {"version", message.desired.version}, {"pack", std::move(pack)}, {"origin", message.desired.origin}};
    if (message.desired.settings) desired.emplace("settings", to_json(*message.desired.settings));
    if (message.desired.seal_key) desired.emplace("seal_key", to_json(*message.desired.seal_key));
    return serialize({{"acked", message.acked},
                      {"mail", std::move(mail)},
                      {"cursor", cursor_to_json(message.cursor)},
                      {"desired", std::move(desired)},
                      {"hold", message.hold},
                      {"retry_after", message.retry_after}});
}

Result<SyncAnswer> decode_sync_answer(std::string_view text) {
    return decode<SyncAnswer>(text, 2 * kMaxMessageBytes, [](Reader& in, SyncAnswer& out) {
        in.integer("acked", out.acked, 0, kMost);
        in.each("mail", kMaxMail, [&](Reader& item) {
            journal::Mail letter;
            item.integer("n", letter.n, 1, kMost);
            if (!out.mail.empty() && letter.n != out.mail.back().n + 1) {
                item.reject("n", "not the one after the one before");
            }
            item.id("id", letter.id);
            item.text("kind", letter.kind, 32);
            item.text("body", letter.body,
                      letter.kind == journal::kSnapshot ? kMaxSnapshotBytes : kMaxBodyBytes);
            out.mail.push_back(std::move(letter));
        });
        in.object("cursor", [&](Reader& cursor) {
            read_cursor(cursor, out.cursor);
            if (!out.mail.empty() &&
                (out.cursor.n != out.mail.back().n || out.cursor.id != out.mail.back().id)) {
                cursor.reject("n", "not that of the last mail");
            }
        });
        in.object("desired", [&](Reader& desired) {
            desired.integer("version", out.desired.version, 0, kMost);
            if (desired.has("pack")) {
                desired.object("pack",
                               [&](Reader& pack) { read_desired_pack(pack, out.desired.pack.emplace()); });
            }
            if (desired.has("origin")) desired.text("origin", out.desired.origin, 1024);
            if (desired.has("settings")) {
                desired.object("settings",
                               [&](Reader& inner) { read(inner, out.desired.settings.emplace()); });
            }
            if (desired.has("seal_key")) {
                desired.object("seal_key", [&](Reader& key) { read(key, out.desired.seal_key.emplace()); });
            }
        });
        in.integer("hold", out.hold, 0, kDay);
        in.integer("retry_after", out.retry_after, 0, kDay);
    });
}

std::string encode(const EnrolRequest& message) {
    return serialize({{"program", message.program}, {"request", message.request}, {"nonce", message.nonce}});
}

Result<EnrolRequest> decode_enrol_request(std::string_view text) {
    return decode<EnrolRequest>(text, kMaxEnrolBytes, [](Reader& in, EnrolRequest& out) {
        in.text("program", out.program, 64);
        in.text("request", out.request, kMaxPemBytes);
        in.text("nonce", out.nonce, 64);
    });
}

std::string encode(const EnrolAnswer& message) {
    return serialize({{"kiosk", to_string(message.kiosk)},
                      {"store", message.store},
                      {"name", message.name},
                      {"certificate", message.certificate},
                      {"ca", message.ca}});
}

Result<EnrolAnswer> decode_enrol_answer(std::string_view text) {
    return decode<EnrolAnswer>(text, kMaxEnrolBytes, [](Reader& in, EnrolAnswer& out) {
        in.id("kiosk", out.kiosk);
        in.text("store", out.store, 128);
        in.text("name", out.name, 128);
        in.text("certificate", out.certificate, kMaxPemBytes);
        in.text("ca", out.ca, kMaxPemBytes);
    });
}

std::string encode(const OrderRequest& message) {
    return serialize(
        {{"number", message.question.number.view()}, {"factor", message.question.factor.view()}});
}

Result<OrderRequest> decode_order_request(std::string_view text) {
    return decode<OrderRequest>(text, 4096, [](Reader& in, OrderRequest& out) {
        std::string number, factor;
        in.text("number", number, 64);
        in.text("factor", factor, 256);
        out.question = {Secret(number), Secret(factor)};
    });
}

std::string encode(const OrderAnswer& message) {
    if (!message.order) return serialize(json::object{{"order", nullptr}});
    return serialize(json::object{{"order", order_to_json(*message.order)}});
}

Result<OrderAnswer> decode_order_answer(std::string_view text) {
    return decode<OrderAnswer>(text, kMaxMessageBytes, [](Reader& in, OrderAnswer& out) {
        if (in.has("order")) {
            in.object("order", [&](Reader& order) { read_order(order, out.order.emplace()); });
        }
    });
}

std::string encode_refusal(std::string_view error) { return serialize(json::object{{"error", error}}); }

std::string decode_refusal(std::string_view text) {
    auto decoded =
        decode<std::string>(text, 4096, [](Reader& in, std::string& out) { in.text("error", out, 1024); });
    return decoded ? *decoded : std::string();
}

std::string encode_refusal(std::string_view error, TurnedAway reason) {
    return serialize(
        json::object{{"error", error}, {"reason", kTurnedAway[static_cast<std::size_t>(reason)]}});
}

TurnedAway decode_turned_away(std::string_view text) {
    const auto decoded = decode<TurnedAway>(
        text, 4096, [](Reader& in, TurnedAway& out) { in.one_of("reason", out, kTurnedAway); });
    return decoded ? *decoded : TurnedAway::no;
}

}  // namespace storeside::protocol
