#include "sync/protocol/bodies.hpp"

#include "sync/protocol/bodies_json.hpp"

namespace storeside::protocol {
namespace {

namespace json = boost::json;

// The wire's names, in the order of the enumerations.
constexpr std::string_view kChannels[] = {"come_to_me", "chat", "message"};
constexpr std::string_view kSteps[] = {"searched",   "read",       "not_helped",
                                       "guide_step", "order_seen", "order_not_found"};

std::string_view name(tickets::JourneyStep::Kind kind) { return kSteps[static_cast<std::size_t>(kind)]; }

constexpr std::size_t kMaxText = 16 << 10;

}  // namespace

std::string_view name(tickets::Channel channel) { return kChannels[static_cast<std::size_t>(channel)]; }

Result<tickets::State> parse_ticket_state(std::string_view text) {
    if (const auto state = tickets::parse_state(text)) return *state;
    return failure(Errc::invalid_input, "'" + std::string(text) + "' is not sent, open, answered or closed");
}

json::object to_json(const tickets::Ticket& ticket) {
    json::array journey;
    for (const auto& step : ticket.journey) {
        journey.push_back({{"kind", name(step.kind)}, {"at", to_rfc3339(step.at)}, {"what", step.what}});
    }
    json::array orders;
    for (const auto& order : ticket.orders) {
        orders.push_back({{"number", order.number}, {"state", order.state}});
    }
    return {{"id", to_string(ticket.id)},
            {"code", ticket.code},
            {"created_at", to_rfc3339(ticket.created_at)},
            {"language", ticket.language},
            {"channel", name(ticket.channel)},
            {"question", ticket.question},
            {"journey", std::move(journey)},
            {"orders", std::move(orders)}};
}

void read(Reader& in, tickets::Ticket& out) {
    in.id("id", out.id);
    in.text("code", out.code, 16);
    in.time("created_at", out.created_at);
    in.text("language", out.language, 16);
    in.one_of("channel", out.channel, kChannels);
    in.text("question", out.question, kMaxText);
    in.each("journey", 500, [&](Reader& item) {
        tickets::JourneyStep step;
        item.one_of("kind", step.kind, kSteps);
        item.time("at", step.at);
        item.text("what", step.what, 1024);
        out.journey.push_back(std::move(step));
    });
    in.each("orders", 32, [&](Reader& item) {
        tickets::OrderSeen order;
        item.text("number", order.number, 64);
        item.text("state", order.state, 64);
        out.orders.push_back(std::move(order));
    });
}

std::string encode(const tickets::Ticket& ticket) { return serialize(to_json(ticket)); }

Result<tickets::Ticket> decode_ticket(std::string_view text) {
    return decode<tickets::Ticket>(text, kMaxBodyBytes,
                                   [](Reader& in, tickets::Ticket& out) { read(in, out); });
}

std::string encode(const tickets::Message& message) {
    return serialize({{"id", to_string(message.id)},
                      {"ticket", to_string(message.ticket)},
                      {"created_at", to_rfc3339(message.created_at)},
                      {"text", message.text}});
}

Result<tickets::Message> decode_message(std::string_view text) {
    return decode<tickets::Message>(text, kMaxBodyBytes, [](Reader& in, tickets::Message& out) {
        in.id("id", out.id);
        in.id("ticket", out.ticket);
        in.time("created_at", out.created_at);
        in.text("text", out.text, kMaxText);
    });
}

std::string encode(const tickets::Rating& rating) {
    return serialize({{"id", to_string(rating.id)},
                      {"ticket", to_string(rating.ticket)},
                      {"created_at", to_rfc3339(rating.created_at)},
                      {"score", rating.score},
                      {"comment", rating.comment}});
}

Result<tickets::Rating> decode_rating(std::string_view text) {
    return decode<tickets::Rating>(text, kMaxBodyBytes, [](Reader& in, tickets::Rating& out) {
        in.id("id", out.id);
        in.id("ticket", out.ticket);
        in.time("created_at", out.created_at);
        in.integer("score", out.score, 1, 5);
        in.text("comment", out.comment, kMaxText);
    });
}

std::string encode(const Audit& audit) {
    return serialize({{"id", to_string(audit.id)},
                      {"at", to_rfc3339(audit.at)},
                      {"event", audit.event},
                      {"detail", audit.detail}});
}

Result<Audit> decode_audit(std::string_view text) {
    return decode<Audit>(text, kMaxBodyBytes, [](Reader& in, Audit& out) {
        in.id("id", out.id);
        in.time("at", out.at);
        in.text("event", out.event, 64);
        in.text("detail", out.detail, 1024);
    });
}

std::string encode(const tickets::Reply& reply) {
    return serialize({{"id", to_string(reply.id)},
                      {"ticket", to_string(reply.ticket)},
                      {"from", reply.from},
                      {"text", reply.text},
                      {"created_at", to_rfc3339(reply.created_at)}});
}

Result<tickets::Reply> decode_reply(std::string_view text) {
    return decode<tickets::Reply>(text, kMaxBodyBytes, [](Reader& in, tickets::Reply& out) {
        in.id("id", out.id);
        in.id("ticket", out.ticket);
        in.text("from", out.from, kMaxFromBytes);
        in.text("text", out.text, kMaxText);
        in.time("created_at", out.created_at);
    });
}

std::string encode(const TicketState& state) {
    return serialize({{"ticket", to_string(state.ticket)}, {"state", name(state.state)}});
}

Result<TicketState> decode_ticket_state(std::string_view text) {
    return decode<TicketState>(text, kMaxBodyBytes, [](Reader& in, TicketState& out) {
        in.id("ticket", out.ticket);
        in.one_of("state", out.state, tickets::kStateNames);
    });
}

std::string encode(const Snapshot& snapshot) {
    json::array tickets;
    for (const auto& fact : snapshot.tickets) {
        tickets.push_back({{"ticket", to_string(fact.ticket)}, {"state", name(fact.state)}});
    }
    return serialize(json::object{{"tickets", std::move(tickets)}});
}

Result<Snapshot> decode_snapshot(std::string_view text) {
    return decode<Snapshot>(text, kMaxSnapshotBytes, [](Reader& in, Snapshot& out) {
        in.each("tickets", kMaxSnapshotTickets, [&](Reader& item) {
            auto& fact = out.tickets.emplace_back();
            item.id("ticket", fact.ticket);
            item.one_of("state", fact.state, tickets::kStateNames);
        });
    });
}

std::string encode(const Erase& erase) {
    json::array records;
    for (const auto& record : erase.records) records.push_back(json::object{{"id", to_string(record)}});
    return serialize({{"ticket", to_string(erase.ticket)}, {"records", std::move(records)}});
}

Result<Erase> decode_erase(std::string_view text) {
    return decode<Erase>(text, kMaxBodyBytes, [](Reader& in, Erase& out) {
        in.id("ticket", out.ticket);
        in.each("records", kMaxErased, [&](Reader& item) { item.id("id", out.records.emplace_back()); });
    });
}

}  // namespace storeside::protocol
