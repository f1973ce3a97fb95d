// The bodies inside the two logs: a ticket, a message, a rating and an audit entry upward, a reply, a
// state and the order to forget downward.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/result.hpp"
#include "firmware/tickets/model.hpp"

namespace storeside::protocol {

// The kinds of journal::Record and journal::Mail that carry them.
inline constexpr std::string_view kTicket = "ticket";
inline constexpr std::string_view kMessage = "message";
inline constexpr std::string_view kRating = "rating";
inline constexpr std::string_view kAudit = "audit";
inline constexpr std::string_view kReply = "reply";
inline constexpr std::string_view kTicketState = "ticket_state";
inline constexpr std::string_view kErase = "erase";

// One body, in bytes. What a shopper types is limited to far less by the screen.
inline constexpr std::size_t kMaxBodyBytes = 64 << 10;

// What an agent answers, in bytes: in a body it fits however much of it has to be escaped.
inline constexpr std::size_t kMaxReplyBytes = 8 << 10;
inline constexpr std::size_t kMaxFromBytes = 128;  // of the agent's name

// Something staff or the box did that somebody may ask about later, e.g. event "staff.signed_in".
struct Audit {
    Id id;
    Time at{};
    std::string event;
    std::string detail;

    friend bool operator==(const Audit&, const Audit&) = default;
};

struct TicketState {
    Id ticket;
    tickets::State state = tickets::State::sent;

    friend bool operator==(const TicketState&, const TicketState&) = default;
};

// All tickets of a kiosk as they are now, in place of the mail it missed. Its mail kind is
// journal::kSnapshot.
struct Snapshot {
    std::vector<TicketState> tickets;  // those that changed last come first

    friend bool operator==(const Snapshot&, const Snapshot&) = default;
};

// So that a snapshot stays below kMaxSnapshotBytes.
inline constexpr std::size_t kMaxSnapshotTickets = 5'000;
inline constexpr std::size_t kMaxSnapshotBytes = 512 << 10;

// Forget this: somebody asked for it. What of it is still on the kiosk goes.
struct Erase {
    Id ticket;                // nil: none
    std::vector<Id> records;  // at most kMaxErased

    friend bool operator==(const Erase&, const Erase&) = default;
};
inline constexpr std::size_t kMaxErased = 1000;

std::string encode(const tickets::Ticket& ticket);
std::string encode(const tickets::Message& message);
std::string encode(const tickets::Rating& rating);
std::string encode(const Audit& audit);
std::string encode(const tickets::Reply& reply);
std::string encode(const TicketState& state);
std::string encode(const Snapshot& snapshot);
std::string encode(const Erase& erase);

Result<tickets::Ticket> decode_ticket(std::string_view json);
Result<tickets::Message> decode_message(std::string_view json);
Result<tickets::Rating> decode_rating(std::string_view json);
Result<Audit> decode_audit(std::string_view json);
Result<tickets::Reply> decode_reply(std::string_view json);
Result<TicketState> decode_ticket_state(std::string_view json);
Result<Snapshot> decode_snapshot(std::string_view json);
Result<Erase> decode_erase(std::string_view json);

// "sent", "open", "answered", "closed"
Result<tickets::State> parse_ticket_state(std::string_view text);

// "come_to_me", "chat", "message"
std::string_view name(tickets::Channel channel);

}  // namespace storeside::protocol
