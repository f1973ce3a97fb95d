// What every helpdesk must do, whatever it is called. A new one needs a fixture and one line:
//
//   INSTANTIATE_TEST_SUITE_P(Zammad, HelpdeskContract, testing::Values(HelpdeskUnderTest{"Zammad",
//   make_zammad}));
//
// and tests/contract/helpdesk_contract.cpp among the sources of its test program.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "sync/connectors/helpdesk/helpdesk.hpp"

namespace storeside {

// A helpdesk with the people who work at it.
class HelpdeskFixture {
public:
    struct Entry {
        bool internal = false;  // a note that customers never see
        std::string text;
    };

    virtual ~HelpdeskFixture() = default;
    virtual connectors::Helpdesk& helpdesk() = 0;

    virtual void agent_replies(const connectors::TicketRef& ticket, const std::string& text) = 0;
    virtual void agent_comments_privately(const connectors::TicketRef& ticket, const std::string& text) = 0;
    virtual void agent_closes(const connectors::TicketRef& ticket) = 0;

    // As the helpdesk itself counts and shows them, not as our connector does; the ticket's own text comes
    // first.
    virtual int tickets_with(const Id& id) = 0;
    virtual std::vector<Entry> entries_of(const connectors::TicketRef& ticket) = 0;

    // The next write takes effect, but its answer never arrives.
    virtual void lose_next_answer() = 0;
    // Calls fail as unavailable, or as denied, until `works_again`.
    virtual void goes_down() = 0;
    virtual void takes_our_rights_away() = 0;
    virtual void works_again() = 0;
};

struct HelpdeskUnderTest {
    std::string name;
    // Fails with the reason when it can't be had on this machine: then the tests are skipped, but fail where
    // the environment has CI or STORESIDE_REAL=1.
    Result<std::unique_ptr<HelpdeskFixture>> (*make)();

    friend std::ostream& operator<<(std::ostream& out, const HelpdeskUnderTest& under_test) {
        return out << under_test.name;
    }
};

class HelpdeskContract : public testing::TestWithParam<HelpdeskUnderTest> {
protected:
    void SetUp() override;

    connectors::Helpdesk& helpdesk() { return fixture_->helpdesk(); }
    HelpdeskFixture& fixture() { return *fixture_; }

    connectors::Escalation escalation(std::string question = "Where do I find wall plugs?");
    tickets::Message message(std::string text);
    tickets::Rating rating(int score, std::string comment);
    connectors::TicketRef created(const connectors::Escalation& escalation);
    int entries_with(const connectors::TicketRef& ticket, const std::string& text, bool internal);

private:
    std::unique_ptr<HelpdeskFixture> fixture_;
};

}  // namespace storeside
