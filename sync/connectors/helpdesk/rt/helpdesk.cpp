#include "sync/connectors/helpdesk/rt/helpdesk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <charconv>

#include "sync/connectors/helpdesk/agent_text.hpp"
#include "sync/connectors/helpdesk/ticket_text.hpp"
#include "sync/http/percent.hpp"

namespace storeside::connectors::rt {
namespace {

namespace json = boost::json;

constexpr std::string_view kIdField = "ExternalId";
constexpr std::string_view kServiceDesk = "Service desk";
constexpr std::size_t kPageSize = 100;  // RT's own maximum
constexpr int kMaxPages = 10;           // the rest comes with the next call
constexpr std::size_t kMaxAnswers = 50;
constexpr std::int64_t kMaxAnswerBytes = 256 << 10;

std::string marker_of(const Id& id) { return "Storeside-Id: " + to_string(id); }

std::int64_t number_of(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() && end == text.data() + text.size() ? number : 0;
}

Result<void> check_ref(const TicketRef& ticket) {
    if (number_of(ticket) > 0) return {};
    return failure(Errc::invalid_input, fmt::format("'{}' is not the number of a ticket in RT", ticket));
}

bool field_has(const json::value& ticket, std::string_view field, const std::string& wanted) {
    const auto* object = ticket.if_object();
    const auto* fields = object ? object->if_contains("CustomFields") : nullptr;
    if (!fields || !fields->is_array()) return false;
    for (const auto& entry : fields->get_array()) {
        if (text_at(entry, "name") != field) continue;
        const auto* values = entry.as_object().if_contains("values");
        if (!values || !values->is_array()) continue;
        for (const auto& value : values->get_array())
            if (text_of(value) == wanted) return true;
    }
    return false;
}

}  // namespace

Helpdesk::Helpdesk(Settings settings)
    : settings_(std::move(settings)), rest_(settings_.url, settings_.token, settings_.timeout) {}

// RT takes a ticket with an unknown custom field and only logs that it dropped it; we would never find it
// again.
Result<void> Helpdesk::check_setup() {
    if (setup_checked_) return {};
    auto user = rest_.get("user/" + http::percent_encode(settings_.user));
    if (!user && user.error().code() == Errc::not_found)
        return failure(Errc::denied,
                       fmt::format("RT knows no user '{}': set the one whose token it is", settings_.user));
    if (!user) return failure(std::move(user.error()), "looking at our own user");
    if (const auto as_written = text_at(*user, "Name"); !as_written.empty()) settings_.user = as_written;
    auto queue = rest_.get("queue/" + http::percent_encode(settings_.queue));
    if (!queue && (queue.error().code() == Errc::not_found || queue.error().code() == Errc::denied))
        return failure(Errc::denied, fmt::format("RT shows '{}' no queue '{}': create it or grant SeeQueue",
                                                 settings_.user, settings_.queue));
    if (!queue) return failure(std::move(queue.error()), "looking at the queue");
    const auto* object = queue->if_object();
    const auto* fields = object ? object->if_contains("TicketCustomFields") : nullptr;
    if (!fields || !fields->is_array()) return failure(Errc::unavailable, "RT describes its queue strangely");
    for (const auto& field : fields->get_array())
        if (text_at(field, "name") == kIdField) {
            setup_checked_ = true;
            return {};
        }
    return failure(Errc::denied,
                   fmt::format("RT shows '{}' no ticket custom field '{}' on queue '{}': add it or "
                               "grant SeeCustomField",
                               settings_.user, kIdField, settings_.queue));
}

// The oldest, should somebody have made two.
Result<std::optional<TicketRef>> Helpdesk::find(const std::string& id) {
    ASSIGN_OR_RETURN(
        const auto found,
        rest_.get("tickets", {{"query", fmt::format("'CF.{{{}}}'={}", kIdField, query_value(id))},
                              {"fields", "CustomFields,Creator"},
                              {"orderby", "id"}}));
    ASSIGN_OR_RETURN(const auto tickets, items_of(found));
    for (const auto& ticket : tickets) {
        const auto number = text_at(ticket, "id");
        if (!field_has(ticket, kIdField, id) || number_of(number) <= 0) continue;
        const auto creator = text_at(ticket, "Creator");
        if (creator == settings_.user) return number;
        return failure(Errc::denied,
                       fmt::format("RT says that '{}' created ticket {}, not '{}': set the user whose "
                                   "token it is",
                                   creator, number, settings_.user));
    }
    return std::nullopt;
}

Result<void> Helpdesk::name_the_nameless() {
    if (!nameless_) return {};
    auto named = rest_.write("PUT", "ticket/" + nameless_->ticket,
                             json::object{{"CustomFields", json::object{{kIdField, nameless_->id}}}});
    if (!named && named.error().code() != Errc::denied) return std::unexpected(std::move(named.error()));
    ASSIGN_OR_RETURN(const auto found, find(nameless_->id));
    if (!found)
        return failure(Errc::denied,
                       fmt::format("RT stored ticket {} without its {}: grant '{}' SetInitialCustomField and "
                                   "ModifyCustomField on queue '{}'. No more tickets are made until then",
                                   nameless_->ticket, kIdField, settings_.user, settings_.queue));
    nameless_.reset();
    return {};
}

Result<TicketRef> Helpdesk::create(const Escalation& escalation) {
    const auto id = to_string(escalation.ticket.id);
    RETURN_IF_ERROR(check_setup());
    RETURN_IF_ERROR(name_the_nameless());
    ASSIGN_OR_RETURN(const auto already, find(id));
    if (already) return *already;

    json::object fields{{kIdField, id},
                        {"Store", escalation.store},
                        {"Kiosk", escalation.kiosk},
                        {"Language", escalation.ticket.language}};
    json::object ticket{{"Queue", settings_.queue},
                        {"Subject", subject_of(escalation)},
                        {"Content", body_of(escalation)},
                        {"ContentType", "text/plain"},
                        {"CustomFields", std::move(fields)}};
    if (!settings_.requestor.empty()) ticket["Requestor"] = settings_.requestor;
    auto created = rest_.write("POST", "ticket", ticket);
    if (!created) return failure(std::move(created.error()), "creating ticket " + escalation.ticket.code);
    const auto number = text_at(*created, "id");
    if (number_of(number) <= 0) return failure(Errc::unknown, "RT created a ticket but does not say which");

    auto stored = find(id);
    if (!stored && stored.error().code() != Errc::denied)
        return failure(Errc::unknown, "reading the new ticket back: " + stored.error().message());
    if (!stored) return std::unexpected(std::move(stored.error()));
    if (*stored) return **stored;
    nameless_ = Nameless{number, id};
    RETURN_IF_ERROR(name_the_nameless());
    return number;
}

// RT ignores a condition it does not understand, so what it gives is compared again: an agent may quote our
// marker, and an answer to another question would make us believe that everything is there.
Result<bool> Helpdesk::has_entry(const TicketRef& ticket, const std::string& marker) {
    const json::array conditions{json::object{{"field", "Content"}, {"operator", "LIKE"}, {"value", marker}}};
    ASSIGN_OR_RETURN(const auto found, rest_.search("ticket/" + ticket + "/attachments",
                                                    {{"fields", "Creator,Content"},
                                                     {"orderby", "id"},
                                                     {"per_page", std::to_string(kPageSize)}},
                                                    conditions));
    ASSIGN_OR_RETURN(const auto entries, items_of(found));
    return std::any_of(entries.begin(), entries.end(), [&](const json::value& entry) {
        return text_at(entry, "Creator") == settings_.user && text_at(entry, "Content").contains(marker);
    });
}

Result<void> Helpdesk::add_entry(const TicketRef& ticket, std::string_view action, const Id& id,
                                 std::string text) {
    RETURN_IF_ERROR(check_ref(ticket));
    RETURN_IF_ERROR(check_setup());
    const auto marker = marker_of(id);
    ASSIGN_OR_RETURN(const bool already, has_entry(ticket, marker));
    if (already) return {};
    auto added = rest_.write(
        "POST", fmt::format("ticket/{}/{}", ticket, action),
        json::object{{"Content", std::move(text) + "\n\n" + marker + "\n"}, {"ContentType", "text/plain"}});
    if (!added && added.error().code() == Errc::not_found)
        return failure(Errc::invalid_input, fmt::format("RT has no ticket {} any more", ticket));
    if (!added) return failure(std::move(added.error()), "adding to ticket " + ticket);
    return {};
}

Result<void> Helpdesk::add_message(const TicketRef& ticket, const tickets::Message& message) {
    return add_entry(ticket, "correspond", message.id, connectors::text_of(message));
}

Result<void> Helpdesk::add_rating(const TicketRef& ticket, const tickets::Rating& rating) {
    return add_entry(ticket, "comment", rating.id, connectors::text_of(rating));
}

// RT's REST 2.0 can mark a ticket as deleted, which hides it from searches, and no more: its words stay in
// the database until rt-shredder wipes them. It answers 500 without the right DeleteTicket, and when it is
// marked already.
Result<std::string> Helpdesk::erase(const TicketRef& ticket) {
    RETURN_IF_ERROR(check_ref(ticket));
    auto hidden = rest_.remove("ticket/" + ticket);
    if (hidden && !*hidden) {
        auto now = rest_.get("ticket/" + ticket, {{"fields", "Status"}});
        if (now)
            hidden = text_at(*now, "Status") == "deleted";
        else if (now.error().code() == Errc::not_found)
            hidden = std::unexpected(std::move(now.error()));
    }
    if (!hidden && hidden.error().code() == Errc::not_found) return std::string();
    if (!hidden) return failure(std::move(hidden.error()), "erasing ticket " + ticket);
    auto left = fmt::format(
        "rt still holds the words of ticket {0}: on RT's server run rt-shredder --no-sqldump "
        "--plugin 'Tickets=query,id={0}'",
        ticket);
    if (!*hidden)
        left +=
            fmt::format("; until then it stays in everybody's searches, since '{}' has no right DeleteTicket",
                        settings_.user);
    return left;
}

Result<Cursor> Helpdesk::newest() {
    ASSIGN_OR_RETURN(
        const auto found,
        rest_.get("transactions", {{"query", fmt::format("TicketCreator={} AND (Type='Create' OR "
                                                         "Type='Correspond' OR Type='Status')",
                                                         query_value(settings_.user))},
                                   {"fields", "Created"},
                                   {"orderby", "id"},
                                   {"order", "DESC"},
                                   {"per_page", std::to_string(kPageSize)}}));
    ASSIGN_OR_RETURN(const auto transactions, items_of(found));
    Cursor cursor;
    std::vector<Seen> seen;
    std::int64_t lowest = 0;
    for (const auto& transaction : transactions) {
        const auto id = number_of(text_at(transaction, "id"));
        ASSIGN_OR_RETURN(const auto created, parse_rfc3339(text_at(transaction, "Created")));
        seen.push_back({id, created});
        lowest = id;
    }
    if (transactions.size() == kPageSize) cursor.settled = lowest - 1;
    cursor.take(seen);
    return cursor;
}

Result<Answers> Helpdesk::answers_after(const std::string& text) {
    RETURN_IF_ERROR(check_setup());
    if (text.empty()) {
        ASSIGN_OR_RETURN(const auto now, newest());
        return Answers{{}, to_string(now), {}};
    }
    ASSIGN_OR_RETURN(auto cursor, parse_cursor(text));
    Answers answers;
    std::map<TicketRef, bool> closed;
    std::vector<Seen> seen;
    std::int64_t last = cursor.settled;
    bool more = true;
    for (int page = 0; more && page < kMaxPages; ++page) {
        ASSIGN_OR_RETURN(const auto transactions, replies_and_states_after(last));
        more = transactions.size() == kPageSize;
        for (const auto& transaction : transactions) {
            const auto key = text_at(transaction, "id");
            const auto id = number_of(key);
            const auto ticket = text_at(transaction, "ObjectId");
            const auto created = parse_rfc3339(text_at(transaction, "Created"));
            if (id <= last || !created)
                return failure(Errc::unavailable, "RT describes a transaction strangely");
            if (answers.answers.size() == kMaxAnswers) {
                more = false;
                break;
            }
            last = id;
            seen.push_back({id, *created});
            if (cursor.has(id)) continue;
            const auto type = text_at(transaction, "Type");
            const auto creator = text_at(transaction, "Creator");
            if (type == "Status") {
                const auto status = text_at(transaction, "NewValue");
                closed[ticket] = status == "resolved" || status == "rejected";
            } else if (type == "Correspond" && creator != settings_.user && creator != settings_.requestor) {
                ASSIGN_OR_RETURN(auto words, text_of_answer(key));
                if (!words.empty())
                    answers.answers.push_back(
                        {ticket, key, first_name_of(creator), std::move(words), *created});
            }
        }
    }
    for (const auto& [ticket, is_closed] : closed)
        if (is_closed) answers.closed.push_back(ticket);
    cursor.take(seen);
    answers.cursor = to_string(cursor);
    return answers;
}

// RT leaves out what our user may not see only after it cut a page, and then gives no next_page. Among the
// correspondence of our own tickets nothing is left out, so a page that is not full is the last one.
Result<std::vector<json::value>> Helpdesk::replies_and_states_after(std::int64_t id) {
    ASSIGN_OR_RETURN(const auto found,
                     rest_.get("transactions", {{"query", fmt::format("id > {} AND TicketCreator={} AND "
                                                                      "(Type='Correspond' OR Type='Status')",
                                                                      id, query_value(settings_.user))},
                                                {"fields", "Type,Created,Creator,ObjectId,NewValue"},
                                                {"orderby", "id"},
                                                {"per_page", std::to_string(kPageSize)}}));
    return items_of(found);
}

// A transaction may carry pictures of any size: only its first part in plain text, else in HTML, is fetched.
Result<std::string> Helpdesk::text_of_answer(const std::string& transaction) {
    const auto path = "transaction/" + transaction + "/attachments";
    ASSIGN_OR_RETURN(const auto listed, rest_.get(path, {{"fields", "ContentType,ContentLength,Filename"},
                                                         {"orderby", "id"},
                                                         {"per_page", std::to_string(kPageSize)}}));
    ASSIGN_OR_RETURN(const auto parts, items_of(listed));
    const auto first_of = [&](std::string_view type) {
        return std::find_if(parts.begin(), parts.end(), [&](const json::value& part) {
            const auto size = number_of(text_at(part, "ContentLength"));
            return text_at(part, "ContentType") == type && text_at(part, "Filename").empty() && size > 0 &&
                   size <= kMaxAnswerBytes;
        });
    };
    auto part = first_of("text/plain");
    const bool plain = part != parts.end();
    if (!plain) part = first_of("text/html");
    if (part == parts.end()) return std::string();

    const auto number = text_at(*part, "id");
    const json::array conditions{json::object{{"field", "id"}, {"value", number}}};
    ASSIGN_OR_RETURN(const auto fetched, rest_.search(path, {{"fields", "Content"}}, conditions));
    ASSIGN_OR_RETURN(const auto contents, items_of(fetched));
    for (const auto& content : contents) {
        if (text_at(content, "id") != number) continue;
        const auto words = text_at(content, "Content");
        return what_the_agent_wrote(plain ? words : text_of_html(words));
    }
    return failure(Errc::unavailable, "RT does not give the text of transaction " + transaction);
}

std::string Helpdesk::first_name_of(const std::string& user) {
    if (const auto known = first_names_.find(user); known != first_names_.end()) return known->second;
    const auto described = rest_.get("user/" + http::percent_encode(user));
    if (!described && described.error().code() == Errc::unavailable) return std::string(kServiceDesk);
    const auto real_name = described ? text_at(*described, "RealName") : std::string();
    auto first = real_name.substr(0, real_name.find(' '));
    if (first.empty() || user == "RT_System") first = kServiceDesk;
    return first_names_.emplace(user, std::move(first)).first->second;
}

}  // namespace storeside::connectors::rt
