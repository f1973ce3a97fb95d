// The fake must keep the contract, or tests that use it prove nothing.
#include "tests/contract/helpdesk_contract.hpp"
#include "tests/fakes/fake_helpdesk.hpp"

namespace storeside {
namespace {

class FakeFixture final : public HelpdeskFixture {
public:
    connectors::Helpdesk& helpdesk() override { return fake_; }
    void agent_replies(const connectors::TicketRef& ticket, const std::string& text) override {
        fake_.agent_replies(ticket, text);
    }
    void agent_comments_privately(const connectors::TicketRef& ticket, const std::string& text) override {
        fake_.agent_comments(ticket, text);
    }
    void agent_closes(const connectors::TicketRef& ticket) override { fake_.agent_closes(ticket); }
    int tickets_with(const Id& id) override { return fake_.tickets_with(id); }
    std::vector<Entry> entries_of(const connectors::TicketRef& ticket) override {
        const auto found = fake_.tickets().at(ticket);
        std::vector<Entry> entries{{false, found.escalation.ticket.question}};
        for (const auto& [internal, text] : found.entries) entries.push_back({internal, text});
        return entries;
    }
    void lose_next_answer() override { fake_.fail_writes(FakeHelpdesk::Fault::lose_answer); }
    void goes_down() override { fake_.fail_all(FakeHelpdesk::Fault::refuse, kUntilItWorksAgain); }
    void takes_our_rights_away() override { fake_.fail_all(FakeHelpdesk::Fault::deny, kUntilItWorksAgain); }
    void works_again() override { fake_.fail_all(FakeHelpdesk::Fault::refuse, 0); }

private:
    static constexpr int kUntilItWorksAgain = 1'000'000;
    FakeHelpdesk fake_;
};

Result<std::unique_ptr<HelpdeskFixture>> make_fake() { return std::make_unique<FakeFixture>(); }

INSTANTIATE_TEST_SUITE_P(Fake, HelpdeskContract, testing::Values(HelpdeskUnderTest{"Fake", make_fake}));

}  // namespace
}  // namespace storeside
