#include "sync/hub/inbox.hpp"

#include <charconv>

#include "sync/hub_store/inbox_desk.hpp"
#include "sync/hub_store/store.hpp"

namespace storeside::hub {

namespace {

// What is not in the inbox never will be: the helpdesk's contract calls that invalid.
Result<void> accepted(Result<void> stored) {
    if (stored || stored.error().code() != Errc::not_found) return stored;
    return failure(Errc::invalid_input, stored.error().message());
}

}  // namespace

Result<std::int64_t> inbox_number(std::string_view ref) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(ref.data(), ref.data() + ref.size(), number);
    if (error != std::errc() || end != ref.data() + ref.size()) {
        return failure(Errc::invalid_input, "'" + std::string(ref) + "' is not a number of the inbox");
    }
    return number;
}

Result<Inbox> Inbox::open(const std::filesystem::path& folder) {
    ASSIGN_OR_RETURN(auto database, hub_store::open(folder));
    return Inbox(std::move(database));
}

Result<connectors::TicketRef> Inbox::create(const connectors::Escalation& escalation) {
    ASSIGN_OR_RETURN(const auto number, hub_store::InboxDesk(database_).create(escalation.ticket.id));
    return std::to_string(number);
}

Result<void> Inbox::add_message(const connectors::TicketRef& ticket, const tickets::Message& message) {
    ASSIGN_OR_RETURN(const auto number, inbox_number(ticket));
    return accepted(
        hub_store::InboxDesk(database_).add(number, message.id, "message", message.text, message.created_at));
}

Result<void> Inbox::add_rating(const connectors::TicketRef& ticket, const tickets::Rating& rating) {
    ASSIGN_OR_RETURN(const auto number, inbox_number(ticket));
    auto text = std::to_string(rating.score) + " of 5";
    if (!rating.comment.empty()) text += ": " + rating.comment;
    return accepted(
        hub_store::InboxDesk(database_).add(number, rating.id, "rating", text, rating.created_at));
}

Result<connectors::Answers> Inbox::answers_after(const std::string& cursor) {
    hub_store::InboxDesk desk(database_);
    connectors::Answers answers;
    if (cursor.empty()) {
        ASSIGN_OR_RETURN(const auto last, desk.last_entry());
        answers.cursor = std::to_string(last);
        return answers;
    }
    ASSIGN_OR_RETURN(const auto after, inbox_number(cursor));
    ASSIGN_OR_RETURN(auto entries, desk.agents_after(after));
    answers.cursor = cursor;
    for (auto& entry : entries) {
        auto ref = std::to_string(entry.ref);
        answers.cursor = std::to_string(entry.n);
        if (entry.closes) {
            answers.closed.push_back(std::move(ref));
        } else {
            answers.answers.push_back(
                {std::move(ref), answers.cursor, std::move(entry.author), std::move(entry.text), entry.at});
        }
    }
    return answers;
}

Result<std::string> Inbox::erase(const connectors::TicketRef& ticket) {
    ASSIGN_OR_RETURN(const auto number, inbox_number(ticket));
    RETURN_IF_ERROR(hub_store::InboxDesk(database_).erase(number));
    return std::string();
}

}  // namespace storeside::hub
