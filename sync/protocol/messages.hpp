// What a kiosk and its hub say to each other, as values, and their JSON. docs/wire-protocol.md shows it on
// one page.
#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/id.hpp"
#include "firmware/base/result.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/journal/model.hpp"
#include "firmware/orders/model.hpp"
#include "firmware/settings/model.hpp"
#include "firmware/staff/model.hpp"
#include "sync/protocol/seal.hpp"

namespace storeside::protocol {

// A message longer than this is refused unread.
inline constexpr std::size_t kMaxMessageBytes = 1 << 20;
// What a kiosk puts into one call: bodies of about this many bytes, at most this many records.
inline constexpr std::size_t kOutboxBytes = 256 << 10;
inline constexpr std::size_t kMaxRecords = 1000;
// What a hub puts into one answer, likewise: a kiosk refuses an answer of more than two messages' length.
inline constexpr std::size_t kMailBytes = 256 << 10;
inline constexpr std::size_t kMaxMail = 200;
// What a kiosk says at most of why it does not trust a pack.
inline constexpr std::size_t kTrustErrorBytes = 256;

// How far the kiosk has come with the settings that were desired of it.
struct ReportedSettings {
    std::int64_t version = 0;                 // the desired version whose settings are in force; 0: none yet
    std::vector<std::string> restart;         // keys that are taken up when the program starts again
    std::vector<settings::Problem> problems;  // keys that could not be used

    friend bool operator==(const ReportedSettings&, const ReportedSettings&) = default;
};
inline constexpr std::size_t kMaxProblems = 64;
inline constexpr std::size_t kMaxProblemBytes = 512;

// What the kiosk is, as it knows it.
struct Reported {
    std::int64_t version = 0;  // the newest desired version this kiosk has seen; 0 before the first
    std::string program;       // this program's version
    std::string pack;          // sha256 of the pack in use; empty when there is none
    std::int64_t unsent = 0;   // records the hub had not acknowledged when this call began, as far as counted
    ReportedSettings settings = {};
    std::int64_t pack_percent = 100;  // of the pack that is being fetched; 100 when none is
    std::string trust_error = {};     // why the kiosk does not take the pack it should have; empty: it would
    std::string order_key = {};  // base64 of what orders for this kiosk are sealed to; empty: it keeps none

    friend bool operator==(const Reported&, const Reported&) = default;
};

// An entry of an outbox of which only number and id make sense.
struct Unreadable {
    journal::Sequence sequence = 0;
    Id id;
    std::string kind;   // letters, digits and '_'; empty when it is none such
    std::string why;    // names the member
    std::string entry;  // the whole of it, as JSON

    friend bool operator==(const Unreadable&, const Unreadable&) = default;
};

struct SyncRequest {
    journal::Cursor cursor;
    // The newest record the kiosk keeps that the hub acknowledged: a hub that does not have it was restored.
    std::optional<journal::Receipt> receipt;
    Reported reported;
    std::vector<journal::Record> outbox;  // ascending sequences
    std::int64_t wait = 0;  // seconds the hub may hold this call when it has nothing to say; 0 to 300
    // What decoding found among the outbox; encode() leaves it out.
    std::vector<Unreadable> unreadable;

    friend bool operator==(const SyncRequest&, const SyncRequest&) = default;
};

// Only which one: that it may be used, and how large it is, is said by the signed targets (docs/trust.md).
struct DesiredPack {
    std::string sha256;   // 64 lower-case hexadecimal digits
    std::string version;  // for people

    friend bool operator==(const DesiredPack&, const DesiredPack&) = default;
};

// What the kiosk should be. A larger version replaces a smaller one; a late answer changes nothing.
struct Desired {
    std::int64_t version = 0;
    std::optional<DesiredPack> pack;
    // Only what somebody has set. Nothing: this hub doesn't say, and the kiosk keeps what it has.
    std::optional<settings::Values> settings = {};
    std::string origin =
        {};  // where packs and patches are, "https://cdn.example.org"; empty: the hub has them
    std::optional<SealKey> seal_key;  // what records are sealed to from now on

    friend bool operator==(const Desired&, const Desired&) = default;
};

struct SyncAnswer {
    journal::Sequence acked =
        0;  // the last record of this call that the hub has stored; 0 when it brought none
    std::vector<journal::Mail> mail;
    journal::Cursor cursor;  // after `mail`; another epoch than the kiosk's means: begin again
    Desired desired;
    std::int64_t hold = 0;         // seconds the hub is going to hold the next call when nothing happens
    std::int64_t retry_after = 0;  // seconds to wait before the next call; 0: call at once

    friend bool operator==(const SyncAnswer&, const SyncAnswer&) = default;
};

// What a kiosk says that has a one-time code; it travels in a Proven (identity.hpp).
struct EnrolRequest {
    std::string program;  // this program's version
    std::string request;  // a certificate request in PEM
    std::string nonce;    // 64 hexadecimal digits, fresh for each call

    friend bool operator==(const EnrolRequest&, const EnrolRequest&) = default;
};

// Likewise.
struct EnrolAnswer {
    Id kiosk;
    std::string store;
    std::string name;
    std::string certificate;  // this kiosk's, in PEM
    std::string ca;           // the hub's authority's, in PEM: who signs the hub's own certificate, too

    friend bool operator==(const EnrolAnswer&, const EnrolAnswer&) = default;
};

struct OrderRequest {
    orders::Question question;

    friend bool operator==(const OrderRequest&, const OrderRequest&) = default;
};

// Nothing is the same answer for an unknown number and for a factor that does not match.
struct OrderAnswer {
    std::optional<orders::Order> order;

    friend bool operator==(const OrderAnswer&, const OrderAnswer&) = default;
};

// Decoding is strict about what it knows and ignores members it doesn't know. The error names the member,
// e.g. "outbox[3].seq: missing". One record of an outbox that is wrong but for that refuses no other one.
std::string encode(const SyncRequest& message);
std::string encode(const SyncAnswer& message);
std::string encode(const EnrolRequest& message);
std::string encode(const EnrolAnswer& message);
std::string encode(const OrderRequest& message);
std::string encode(const OrderAnswer& message);

// One entry of an outbox as it is in a SyncRequest.
std::string encode(const journal::Record& record);

// The record in the body of one that a program sent which knows no seal: {"sealed": "<key id>", "box":
// "<base64>"}.
Result<journal::Record> decode_wrapped(const journal::Record& record);

Result<SyncRequest> decode_sync_request(std::string_view json);
Result<SyncAnswer> decode_sync_answer(std::string_view json);
Result<EnrolRequest> decode_enrol_request(std::string_view json);
Result<EnrolAnswer> decode_enrol_answer(std::string_view json);
Result<OrderRequest> decode_order_request(std::string_view json);
Result<OrderAnswer> decode_order_answer(std::string_view json);

// What the hub says when it refuses: {"error": "…"}. The text is for the log of the other side.
std::string encode_refusal(std::string_view error);
std::string decode_refusal(std::string_view json);  // empty when there is none

// Why a hub turns a kiosk away that shows a certificate of the hub's authority: "reason" beside "error".
using TurnedAway = staff::TurnedAway;
std::string encode_refusal(std::string_view error, TurnedAway reason);
TurnedAway decode_turned_away(std::string_view json);

}  // namespace storeside::protocol
