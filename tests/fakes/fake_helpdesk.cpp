#include "tests/fakes/fake_helpdesk.hpp"

#include <utility>

namespace storeside {

using connectors::Answers;
using connectors::Escalation;
using connectors::TicketRef;

void FakeHelpdesk::fail_writes(Fault fault, int times) {
    const std::lock_guard lock(mutex_);
    planned_ = {fault, times, 0, 0};
}

void FakeHelpdesk::fail_reads(Fault fault, int times) {
    const std::lock_guard lock(mutex_);
    planned_ = {fault, 0, times, 0};
}

void FakeHelpdesk::fail_all(Fault fault, int times) {
    const std::lock_guard lock(mutex_);
    planned_ = {fault, 0, 0, times};
}

void FakeHelpdesk::fail_ticket(const Id& id, Fault fault) {
    const std::lock_guard lock(mutex_);
    failing_.insert_or_assign(id, fault);
}

void FakeHelpdesk::forgive_ticket(const Id& id) {
    const std::lock_guard lock(mutex_);
    failing_.erase(id);
}

void FakeHelpdesk::ask_for_patience(std::chrono::seconds pause) {
    const std::lock_guard lock(mutex_);
    patience_ = pause;
}

int FakeHelpdesk::calls() const {
    const std::lock_guard lock(mutex_);
    return calls_;
}

Result<void> FakeHelpdesk::before(bool writes) {
    ++calls_;
    answer_will_be_lost_ = false;
    int& kind = writes ? planned_.writes : planned_.reads;
    int& left = kind > 0 ? kind : planned_.all;
    if (left == 0) return {};
    --left;
    return strike(planned_.fault, writes);
}

Result<void> FakeHelpdesk::strike(Fault fault, bool writes) {
    switch (fault) {
        case Fault::refuse:
            return std::unexpected(
                Error(Errc::unavailable, "the helpdesk refuses the connection").retry_after(patience_));
        case Fault::reject:
            return failure(Errc::invalid_input, "the helpdesk does not take it");
        case Fault::deny:
            return failure(Errc::denied, "the helpdesk wants another token");
        case Fault::lose_answer:
            answer_will_be_lost_ = writes;
            break;
    }
    if (!writes) return failure(Errc::unavailable, "the answer was lost");
    return {};
}

Result<void> FakeHelpdesk::after_write() {
    if (std::exchange(answer_will_be_lost_, false)) return failure(Errc::unknown, "the answer was lost");
    return {};
}

Result<TicketRef> FakeHelpdesk::create(const Escalation& escalation) {
    const std::lock_guard lock(mutex_);
    RETURN_IF_ERROR(before(true));
    if (const auto failing = failing_.find(escalation.ticket.id); failing != failing_.end())
        RETURN_IF_ERROR(strike(failing->second, true));
    auto [found, is_new] = by_id_.try_emplace(escalation.ticket.id, std::to_string(tickets_.size() + 1));
    if (is_new) tickets_[found->second].escalation = escalation;
    RETURN_IF_ERROR(after_write());
    return found->second;
}

Result<void> FakeHelpdesk::add(const TicketRef& ticket, const Id& id, Entry entry) {
    const std::lock_guard lock(mutex_);
    RETURN_IF_ERROR(before(true));
    const auto found = tickets_.find(ticket);
    if (found == tickets_.end()) return failure(Errc::invalid_input, "there is no ticket " + ticket);
    if (entries_.insert(id).second) found->second.entries.push_back(std::move(entry));
    return after_write();
}

Result<void> FakeHelpdesk::add_message(const TicketRef& ticket, const tickets::Message& message) {
    return add(ticket, message.id, {false, message.text});
}

Result<void> FakeHelpdesk::add_rating(const TicketRef& ticket, const tickets::Rating& rating) {
    return add(ticket, rating.id, {true, std::to_string(rating.score) + " of 5. " + rating.comment});
}

Result<Answers> FakeHelpdesk::answers_after(const std::string& cursor) {
    const std::lock_guard lock(mutex_);
    RETURN_IF_ERROR(before(false));
    Answers answers;
    answers.cursor = std::to_string(events_.size());
    if (cursor.empty()) return answers;
    for (auto i = std::stoul(cursor); i < events_.size(); ++i) {
        if (events_[i].closes)
            answers.closed.push_back(events_[i].answer.ticket);
        else
            answers.answers.push_back(events_[i].answer);
    }
    return answers;
}

void FakeHelpdesk::cannot_erase(std::string left) {
    const std::lock_guard lock(mutex_);
    left_ = std::move(left);
}

Result<std::string> FakeHelpdesk::erase(const TicketRef& ticket) {
    const std::lock_guard lock(mutex_);
    RETURN_IF_ERROR(before(true));
    const auto found = tickets_.find(ticket);
    if (found != tickets_.end()) {
        found->second.escalation = {};
        found->second.entries.clear();
    }
    RETURN_IF_ERROR(after_write());
    return left_;
}

void FakeHelpdesk::agent_replies(const TicketRef& ticket, std::string text, std::string from) {
    const std::lock_guard lock(mutex_);
    tickets_[ticket].entries.push_back({false, text});
    const auto number = events_.size() + 1;
    // Said now: a hub takes away what was said long ago.
    events_.push_back(
        {{ticket, "e" + std::to_string(number), std::move(from), std::move(text), SystemClock().now()},
         false});
}

void FakeHelpdesk::agent_comments(const TicketRef& ticket, std::string text) {
    const std::lock_guard lock(mutex_);
    tickets_[ticket].entries.push_back({true, std::move(text)});
}

void FakeHelpdesk::agent_closes(const TicketRef& ticket) {
    const std::lock_guard lock(mutex_);
    tickets_[ticket].closed = true;
    connectors::AgentAnswer closing;
    closing.ticket = ticket;
    events_.push_back({std::move(closing), true});
}

std::map<TicketRef, FakeHelpdesk::Ticket> FakeHelpdesk::tickets() const {
    const std::lock_guard lock(mutex_);
    return tickets_;
}

int FakeHelpdesk::tickets_with(const Id& id) const {
    const std::lock_guard lock(mutex_);
    int count = 0;
    for (const auto& [ref, ticket] : tickets_) count += ticket.escalation.ticket.id == id ? 1 : 0;
    return count;
}

}  // namespace storeside
