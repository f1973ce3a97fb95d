#include "sync/connectors/helpdesk/ticket_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sync/connectors/helpdesk/agent_text.hpp"

namespace storeside::connectors {
namespace {

using tickets::Channel;
using tickets::JourneyStep;

constexpr std::size_t kMaxSubject = 120;
constexpr std::size_t kMaxWords = 16'000;
constexpr std::size_t kMaxLine = 300;
constexpr std::size_t kMaxSteps = 60;

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kLanguages = {{{"en", "English"},
                                                                                      {"el", "Greek"},
                                                                                      {"ru", "Russian"},
                                                                                      {"hr", "Croatian"},
                                                                                      {"tr", "Turkish"},
                                                                                      {"de", "German"},
                                                                                      {"es", "Spanish"}}};

std::string language_name(const std::string& code) {
    for (const auto& [known, name] : kLanguages)
        if (known == code) return fmt::format("{} ({})", name, code);
    return code;
}

// One line, whatever it was made of.
std::string one_line(std::string_view text, std::size_t max_bytes = kMaxLine) {
    std::string line;
    for (const char c : text) {
        const bool space = static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
        if (!space)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (line.ends_with(' ')) line.pop_back();
    return shortened(line, max_bytes);
}

// Lines as they were typed, without control characters, each after `indent`.
std::string paragraph(std::string_view text, std::string_view indent) {
    std::string out(indent);
    for (const char c : shortened(text, kMaxWords)) {
        if (c == '\n')
            out.append("\n").append(indent);
        else if (static_cast<unsigned char>(c) >= ' ' && c != '\x7f')
            out += c;
        else if (c == '\t')
            out += ' ';
    }
    return out;
}

std::string minute_of(Time time) { return to_rfc3339(time).substr(11, 5); }
std::string day_and_minute_of(Time time) {
    return to_rfc3339(time).substr(0, 10) + " " + minute_of(time) + " UTC";
}

std::string_view wish(Channel channel) {
    switch (channel) {
        case Channel::come_to_me:
            return "somebody to come to the kiosk";
        case Channel::chat:
            return "a chat; they are waiting at the kiosk";
        case Channel::message:
            return "an answer later, under their code";
    }
    return "";
}

std::string step_line(const JourneyStep& step) {
    const auto what = one_line(step.what);
    switch (step.kind) {
        case JourneyStep::Kind::searched:
            return fmt::format("searched for \"{}\"", what);
        case JourneyStep::Kind::read:
            return fmt::format("read \"{}\"", what);
        case JourneyStep::Kind::not_helped:
            return fmt::format("said that \"{}\" did not help", what);
        case JourneyStep::Kind::guide_step:
            return fmt::format("tried: {}", what);
        case JourneyStep::Kind::order_seen:
            return fmt::format("looked at order {}", what);
        case JourneyStep::Kind::order_not_found:
            return fmt::format("asked for order {}, which was not found", what);
    }
    return what;
}

std::string spaced(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

// What it is about when the shopper wrote nothing: the last words they searched for, else the last thing they
// read.
std::string topic(const tickets::Ticket& ticket) {
    if (auto asked = one_line(ticket.question); !asked.empty()) return asked;
    for (const auto kind :
         {JourneyStep::Kind::searched, JourneyStep::Kind::order_seen, JourneyStep::Kind::read})
        for (auto step = ticket.journey.rbegin(); step != ticket.journey.rend(); ++step)
            if (step->kind == kind) return step_line(*step);
    return "a shopper asks for help";
}

}  // namespace

std::string subject_of(const Escalation& escalation) {
    const auto head = shortened(escalation.ticket.code, 20) + ": ";
    const auto where = one_line(fmt::format("({}, {})", escalation.store, escalation.kiosk), kMaxSubject / 3);
    const auto left = kMaxSubject - head.size() - where.size() - 1;
    return head + one_line(topic(escalation.ticket), left) + " " + where;
}

std::string body_of(const Escalation& escalation) {
    const auto& ticket = escalation.ticket;
    std::string body;
    if (one_line(ticket.question).empty())
        body += "The shopper wrote nothing; what they did is below.\n\n";
    else
        body += "The shopper asks:\n\n" + paragraph(ticket.question, "    ") + "\n\n";

    const auto row = [&](std::string_view name, const std::string& value) {
        body += fmt::format("{:<10}{}\n", name, value);
    };
    row("Code", ticket.code);
    row("Store", one_line(escalation.store));
    row("Kiosk", one_line(escalation.kiosk));
    row("When", day_and_minute_of(ticket.created_at));
    row("Language", one_line(language_name(ticket.language)));
    row("Wants", std::string(wish(ticket.channel)));
    for (const auto& order : ticket.orders)
        row("Order", fmt::format("{} ({})", one_line(order.number), one_line(spaced(order.state))));

    if (!ticket.journey.empty()) {
        body += "\nWhat they did at the kiosk:\n\n";
        const auto skipped = ticket.journey.size() - std::min(ticket.journey.size(), kMaxSteps);
        if (skipped > 0) body += fmt::format("    ({} earlier steps)\n", skipped);
        for (auto i = skipped; i < ticket.journey.size(); ++i)
            body +=
                fmt::format("    {}  {}\n", minute_of(ticket.journey[i].at), step_line(ticket.journey[i]));
    }
    return body + "\nYour replies appear on the kiosk; comments do not.\n";
}

std::string text_of(const tickets::Message& message) { return paragraph(message.text, ""); }

std::string text_of(const tickets::Rating& rating) {
    auto text = fmt::format("The shopper rates the help {} of 5.", rating.score);
    if (!one_line(rating.comment).empty()) text += "\n\n" + paragraph(rating.comment, "    ");
    return text;
}

}  // namespace storeside::connectors
