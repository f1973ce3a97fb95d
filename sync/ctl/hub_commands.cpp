#include "sync/ctl/hub_commands.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "sync/ctl/hub_command.hpp"
#include "sync/ctl/table.hpp"
#include "sync/http/percent.hpp"
#include "sync/protocol/bodies.hpp"
#include "sync/protocol/operator.hpp"

namespace storeside::ctl {
namespace {

struct Options : HubOptions {
    std::string state;
    std::string ticket;
    std::string from;
    std::string text;
};

std::string words(tickets::JourneyStep::Kind kind) {
    using Kind = tickets::JourneyStep::Kind;
    switch (kind) {
        case Kind::searched:
            return "searched for";
        case Kind::read:
            return "read";
        case Kind::not_helped:
            return "was not helped by";
        case Kind::guide_step:
            return "tried";
        case Kind::order_seen:
            return "saw order";
        case Kind::order_not_found:
            return "did not find order";
    }
    return {};
}

Result<void> list_tickets(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body, hub.get("/v1/tickets?state=" + http::percent_encode(options.state)));
    ASSIGN_OR_RETURN(const auto tickets, protocol::decode_tickets(body));
    if (options.json) {
        fmt::print("{}\n", body);
        return {};
    }
    if (tickets.empty()) {
        fmt::print("No tickets{}.\n", options.state.empty() ? "" : " are " + options.state);
        return {};
    }
    std::vector<std::vector<std::string>> rows{
        {"CODE", "STATE", "CREATED (UTC)", "STORE", "KIOSK", "HELPDESK", "QUESTION"}};
    for (const auto& ticket : tickets) {
        const auto where = !ticket.trouble.empty() ? "! " + ticket.trouble
                           : ticket.ref.empty()    ? "not yet"
                                                   : ticket.helpdesk + " " + ticket.ref;
        rows.push_back({shortened(ticket.code, 16), std::string(tickets::name(ticket.state)),
                        when(ticket.created_at), shortened(ticket.store, 20), shortened(ticket.kiosk, 20),
                        shortened(where, 60), shortened(ticket.question, 60)});
    }
    fmt::print("{}", table(rows));
    return {};
}

void print_ticket(const protocol::TicketDetail& detail) {
    const auto& row = detail.row;
    fmt::print("Ticket {}  {}\n{}, {}, {} UTC, language {}\n", row.code, tickets::name(row.state),
               harmless(row.store), harmless(row.kiosk), when(row.created_at),
               harmless(detail.ticket.language));
    if (!row.ref.empty()) fmt::print("in {} as {}\n", row.helpdesk, harmless(row.ref));
    if (!row.trouble.empty()) fmt::print("trouble with the helpdesk: {}\n", harmless(row.trouble));
    if (!row.question.empty()) fmt::print("\n{}\n", harmless(row.question));
    if (!detail.ticket.journey.empty()) fmt::print("\nBefore, the shopper\n");
    for (const auto& step : detail.ticket.journey) {
        fmt::print("  {}  {} {}\n", when(step.at).substr(11), words(step.kind), shortened(step.what, 200));
    }
    for (const auto& order : detail.ticket.orders) {
        fmt::print("Order {}: {}\n", harmless(order.number), harmless(order.state));
    }
    for (const auto& entry : detail.entries) {
        using Kind = protocol::TicketEntry::Kind;
        const auto who = entry.kind == Kind::reply    ? harmless(entry.from)
                         : entry.kind == Kind::rating ? "Shopper's rating"
                                                      : "Shopper";
        fmt::print("\n{} UTC  {}\n{}\n", when(entry.at), who, harmless(entry.text));
    }
}

Result<void> show_ticket(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body, hub.get("/v1/tickets/" + http::percent_encode(options.ticket)));
    ASSIGN_OR_RETURN(const auto detail, protocol::decode_ticket_detail(body));
    if (options.json) {
        fmt::print("{}\n", body);
    } else {
        print_ticket(detail);
    }
    return {};
}

Result<void> reply(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body,
                     hub.post("/v1/tickets/" + http::percent_encode(options.ticket) + "/reply",
                              protocol::encode(protocol::ReplyRequest{options.from, options.text})));
    fmt::print("{}\n", options.json ? body : "The reply is on its way to the kiosk.");
    return {};
}

Result<void> close_ticket(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body,
                     hub.post("/v1/tickets/" + http::percent_encode(options.ticket) + "/close", "{}"));
    fmt::print("{}\n", options.json ? body : "The ticket is closed.");
    return {};
}

}  // namespace

void add_hub_commands(CLI::App& app, int& exit_code) {
    auto* ticket = app.add_subcommand("ticket", "What shoppers could not solve alone")->require_subcommand(1);
    const auto list = add_hub_command(*ticket, "list", "The newest tickets", exit_code, list_tickets);
    list.app->add_option("--state", list.options.state, "Only these: sent, open, answered or closed")
        ->check(CLI::IsMember({"sent", "open", "answered", "closed"}));
    const auto show =
        add_hub_command(*ticket, "show", "One ticket with everything that was said", exit_code, show_ticket);
    const auto answer =
        add_hub_command(*ticket, "reply", "Answer a ticket of the hub's inbox", exit_code, reply);
    answer.app->add_option("--from", answer.options.from, "The name the shopper sees");
    const auto close =
        add_hub_command(*ticket, "close", "Close a ticket of the hub's inbox", exit_code, close_ticket);
    for (const auto& one : {show, answer, close}) {
        one.app->add_option("TICKET", one.options.ticket, "Its code (K7Q-3FM) or id")->required();
    }
    answer.app->add_option("TEXT", answer.options.text, "What to say")->required();
}

}  // namespace storeside::ctl
