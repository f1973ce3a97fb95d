// A helpdesk in memory that goes wrong when it is told to. It passes the same contract as the real ones.
#pragma once
#include <chrono>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "sync/connectors/helpdesk/helpdesk.hpp"

namespace storeside {

class FakeHelpdesk final : public connectors::Helpdesk {
public:
    enum class Fault {
        refuse,       // unavailable: nothing happened
        lose_answer,  // unknown: it happened
        deny,         // denied: nothing happened
        reject,       // invalid_input: it never will happen
    };
    struct Entry {
        bool internal = false;
        std::string text;
    };
    struct Ticket {
        connectors::Escalation escalation;
        std::vector<Entry> entries;
        bool closed = false;
    };

    // Strikes the next `times` calls that would write.
    void fail_writes(Fault fault, int times = 1);
    // Strikes the next `times` calls that only read.
    void fail_reads(Fault fault, int times = 1);
    // Strikes the next `times` calls of any kind.
    void fail_all(Fault fault, int times = 1);

    // Strikes every call that would create this ticket, for ever.
    void fail_ticket(const Id& id, Fault fault);
    void forgive_ticket(const Id& id);

    // What it says to a call that it refuses.
    void ask_for_patience(std::chrono::seconds pause);
    // Calls of any kind so far.
    int calls() const;

    // From now on erase() leaves this for a person to do.
    void cannot_erase(std::string left);

    // What people at the helpdesk do.
    void agent_replies(const connectors::TicketRef& ticket, std::string text, std::string from = "Nadia");
    void agent_comments(const connectors::TicketRef& ticket, std::string text);
    void agent_closes(const connectors::TicketRef& ticket);

    // Copies, for tests to look at.
    std::map<connectors::TicketRef, Ticket> tickets() const;
    int tickets_with(const Id& id) const;

    std::string name() const override { return "fake"; }
    Result<connectors::TicketRef> create(const connectors::Escalation& escalation) override;
    Result<void> add_message(const connectors::TicketRef& ticket, const tickets::Message& message) override;
    Result<void> add_rating(const connectors::TicketRef& ticket, const tickets::Rating& rating) override;
    Result<connectors::Answers> answers_after(const std::string& cursor) override;
    Result<std::string> erase(const connectors::TicketRef& ticket) override;
    Duration lookup_lag() const override { return Duration(0); }

private:
    struct Event {
        connectors::AgentAnswer answer;
        bool closes = false;
    };
    struct Planned {
        Fault fault = Fault::refuse;
        int writes = 0;
        int reads = 0;
        int all = 0;
    };

    // The error that this call ends with, before or after it took effect.
    Result<void> before(bool writes);
    Result<void> strike(Fault fault, bool writes);
    Result<void> after_write();
    Result<void> add(const connectors::TicketRef& ticket, const Id& id, Entry entry);

    mutable std::mutex mutex_;  // guards everything below
    Planned planned_;
    std::map<Id, Fault> failing_;
    std::chrono::seconds patience_{0};
    int calls_ = 0;
    bool answer_will_be_lost_ = false;
    std::map<connectors::TicketRef, Ticket> tickets_;
    std::map<Id, connectors::TicketRef> by_id_;
    std::set<Id> entries_;
    std::vector<Event> events_;
    std::string left_;
};

}  // namespace storeside
