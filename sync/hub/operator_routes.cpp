#include "sync/hub/operator_routes.hpp"

#include "sync/hub/answers.hpp"
#include "sync/hub/inbox.hpp"
#include "sync/hub_store/inbox_desk.hpp"
#include "sync/hub_store/kiosks.hpp"
#include "sync/hub_store/tickets.hpp"
#include "sync/protocol/bodies.hpp"

namespace storeside::hub {
namespace {

constexpr Duration kInviteFor = std::chrono::hours(24);

bool blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

}  // namespace

http::Outgoing OperatorRoutes::kiosks() {
    const auto rows = hub_store::Kiosks(database_).list();
    return rows ? json_answer(protocol::encode(*rows)) : refusal(rows.error());
}

http::Outgoing OperatorRoutes::invite(const OperatorCall& call) {
    const auto message = protocol::decode_invite_request(call.request.body);
    if (!message) return refusal(message.error());
    const bool replaces = !message->replaces.is_nil();
    if (!replaces && (blank(message->store) || blank(message->name)))
        return refusal(400, "a kiosk needs a store and a name");
    call.noted = replaces ? to_string(message->replaces) : message->store + " / " + message->name;
    const auto expires = clock_.now() + kInviteFor;
    const auto code = hub_store::Kiosks(database_).invite(*message, expires, random_);
    return code ? json_answer(protocol::encode(protocol::InviteAnswer{*code, expires}))
                : refusal(code.error());
}

http::Outgoing OperatorRoutes::tickets(const http::Incoming& request) {
    std::optional<tickets::State> state;
    if (const auto asked = request.parameter("state"); asked && !asked->empty()) {
        const auto parsed = protocol::parse_ticket_state(*asked);
        if (!parsed) return refusal(parsed.error());
        state = *parsed;
    }
    const auto rows = hub_store::Tickets(database_).list(state);
    return rows ? json_answer(protocol::encode(*rows)) : refusal(rows.error());
}

http::Outgoing OperatorRoutes::ticket(std::string_view ticket) {
    hub_store::Tickets tickets(database_);
    const auto id = tickets.resolve(ticket);
    if (!id) return refusal(id.error());
    const auto detail = tickets.detail(*id);
    if (!detail) return refusal(detail.error());
    if (!*detail) return refusal(404, "there is no such ticket");
    return json_answer(protocol::encode(**detail));
}

Result<std::int64_t> OperatorRoutes::in_inbox(std::string_view ticket) {
    hub_store::Tickets tickets(database_);
    ASSIGN_OR_RETURN(const auto id, tickets.resolve(ticket));
    ASSIGN_OR_RETURN(const auto detail, tickets.detail(id));
    if (!detail) return failure(Errc::not_found, "there is no such ticket");
    const auto& row = detail->row;
    if (row.ref.empty() && helpdesk_ == "inbox") {
        return failure(Errc::conflict,
                       "ticket " + row.code + " is not in the inbox yet: try again in a moment");
    }
    if (row.helpdesk != "inbox") {
        return failure(Errc::conflict, "ticket " + row.code + " lives in " + helpdesk_ + ": answer it there");
    }
    return inbox_number(row.ref);
}

http::Outgoing OperatorRoutes::reply(std::string_view ticket, const http::Incoming& request) {
    const auto message = protocol::decode_reply_request(request.body);
    if (!message) return refusal(message.error());
    if (blank(message->text)) return refusal(400, "the reply is empty");
    const auto number = in_inbox(ticket);
    if (!number) return refusal(number.error());
    const auto from = blank(message->from) ? std::string("Service desk") : message->from;
    const auto now = clock_.now();
    const auto stored =
        hub_store::InboxDesk(database_).reply(*number, make_id(now, random_), from, message->text, now);
    if (!stored) return refusal(stored.error());
    on_answer_();
    return json_answer("{}");
}

http::Outgoing OperatorRoutes::close(std::string_view ticket) {
    const auto number = in_inbox(ticket);
    if (!number) return refusal(number.error());
    const auto now = clock_.now();
    const auto stored = hub_store::InboxDesk(database_).close(*number, make_id(now, random_), now);
    if (!stored) return refusal(stored.error());
    on_answer_();
    return json_answer("{}");
}

}  // namespace storeside::hub
