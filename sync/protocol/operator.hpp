// What an operator's tool and the hub say to each other, as values, and their JSON.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/result.hpp"
#include "firmware/tickets/model.hpp"

namespace storeside::protocol {

struct InviteRequest {
    std::string store;
    std::string name;  // of the kiosk that is going to use the code
    Id replaces;       // nil: a new kiosk; else one that gets a new key, and `store` and `name` are not read

    friend bool operator==(const InviteRequest&, const InviteRequest&) = default;
};

struct InviteAnswer {
    std::string code;  // 80 bits in Crockford's base 32: "ABCD-EFGH-JKMN-PQRS"; works once
    Time expires_at{};

    friend bool operator==(const InviteAnswer&, const InviteAnswer&) = default;
};

struct KioskRow {
    Id id;
    std::string store;
    std::string name;
    Time last_seen{};  // epoch: never
    std::string program;
    std::string pack;  // sha256
    std::int64_t unsent = 0;
    // Of its settings: the version desired of it, the one in force, keys that wait for a restart or can't be
    // used.
    std::int64_t desired = 0;
    std::int64_t settings = 0;
    std::int64_t restart = 0;
    std::int64_t problems = 0;
    std::int64_t pack_percent = 100;  // of the pack it is fetching
    std::string trust_error;          // why it does not take the pack it should have
    Time fell_back_at{};              // when it came back from an older disk image; epoch: never
    Time certificate_until{};         // epoch: it has shown none yet
    std::string
        trouble;  // empty, "revoked" or "superseded": somebody showed an old certificate of this kiosk

    friend bool operator==(const KioskRow&, const KioskRow&) = default;
};

struct TicketRow {
    Id id;
    std::string code;
    std::string store;
    std::string kiosk;
    tickets::State state = tickets::State::sent;
    Time created_at{};
    std::string question;
    std::string helpdesk;  // "inbox", "rt"; empty before the helpdesk has it
    std::string ref;       // the helpdesk's name for it
    std::string trouble;   // why the helpdesk does not have all of it yet; empty when it has

    friend bool operator==(const TicketRow&, const TicketRow&) = default;
};

struct TicketEntry {
    enum class Kind { message, reply, rating };
    Kind kind = Kind::message;
    std::string from;
    std::string text;
    Time at{};

    friend bool operator==(const TicketEntry&, const TicketEntry&) = default;
};

struct TicketDetail {
    TicketRow row;
    tickets::Ticket ticket;
    std::vector<TicketEntry> entries;  // oldest first

    friend bool operator==(const TicketDetail&, const TicketDetail&) = default;
};

struct ReplyRequest {
    std::string from;  // the agent's first name; empty: "Service desk"
    std::string text;

    friend bool operator==(const ReplyRequest&, const ReplyRequest&) = default;
};

struct PackRow {
    std::string sha256;
    std::string version;
    std::int64_t size = 0;
    Time published_at{};

    friend bool operator==(const PackRow&, const PackRow&) = default;
};

std::string encode(const InviteRequest& message);
std::string encode(const InviteAnswer& message);
std::string encode(const std::vector<KioskRow>& message);
std::string encode(const std::vector<TicketRow>& message);
std::string encode(const TicketDetail& message);
std::string encode(const ReplyRequest& message);
std::string encode(const PackRow& message);
std::string encode(const std::vector<PackRow>& message);

Result<InviteRequest> decode_invite_request(std::string_view json);
Result<InviteAnswer> decode_invite_answer(std::string_view json);
Result<std::vector<KioskRow>> decode_kiosks(std::string_view json);
Result<std::vector<TicketRow>> decode_tickets(std::string_view json);
Result<TicketDetail> decode_ticket_detail(std::string_view json);
Result<ReplyRequest> decode_reply_request(std::string_view json);
Result<PackRow> decode_pack(std::string_view json);
Result<std::vector<PackRow>> decode_packs(std::string_view json);

}  // namespace storeside::protocol
