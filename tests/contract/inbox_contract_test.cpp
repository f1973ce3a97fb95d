// The hub's own inbox keeps the contract of every helpdesk. What can't go wrong with a table goes wrong
// around it.
#include <map>

#include "sync/hub/inbox.hpp"
#include "sync/hub_store/inbox_desk.hpp"
#include "sync/hub_store/store.hpp"
#include "tests/contract/helpdesk_contract.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside {
namespace {

// The inbox behind a line that can break.
class InboxBehindALine final : public connectors::Helpdesk {
public:
    explicit InboxBehindALine(hub::Inbox inbox) : inbox_(std::move(inbox)) {}

    std::string name() const override { return inbox_.name(); }
    Result<connectors::TicketRef> create(const connectors::Escalation& escalation) override {
        auto created = write([&] { return inbox_.create(escalation); });
        if (created) questions[*created] = escalation.ticket.question;
        return created;
    }
    Result<void> add_message(const connectors::TicketRef& ticket, const tickets::Message& message) override {
        return write([&] { return inbox_.add_message(ticket, message); });
    }
    Result<void> add_rating(const connectors::TicketRef& ticket, const tickets::Rating& rating) override {
        return write([&] { return inbox_.add_rating(ticket, rating); });
    }
    Result<connectors::Answers> answers_after(const std::string& cursor) override {
        if (down) return failure(*down, "the line is broken");
        return inbox_.answers_after(cursor);
    }
    Result<std::string> erase(const connectors::TicketRef& ticket) override {
        auto left = write([&] { return inbox_.erase(ticket); });
        if (left) questions.erase(ticket);
        return left;
    }
    Duration lookup_lag() const override { return inbox_.lookup_lag(); }

    std::optional<Errc> down;
    bool lose_next = false;
    std::map<connectors::TicketRef, std::string> questions;  // which operators see in the hub's own ticket

private:
    template <class Write>
    auto write(Write call) -> decltype(call()) {
        if (down) return failure(*down, "the line is broken");
        auto result = call();
        if (std::exchange(lose_next, false)) return failure(Errc::unknown, "the answer was lost");
        return result;
    }

    hub::Inbox inbox_;
};

class InboxFixture final : public HelpdeskFixture {
public:
    connectors::Helpdesk& helpdesk() override { return inbox_; }

    void agent_replies(const connectors::TicketRef& ticket, const std::string& text) override {
        EXPECT_TRUE(desk_.reply(number(ticket), fresh(), "Nadia", text, clock_.now()));
    }
    void agent_comments_privately(const connectors::TicketRef&, const std::string&) override {
    }  // the inbox has no notes
    void agent_closes(const connectors::TicketRef& ticket) override {
        EXPECT_TRUE(desk_.close(number(ticket), fresh(), clock_.now()));
    }
    int tickets_with(const Id& id) override {
        auto select = database_.prepare("SELECT count(*) FROM inbox_ticket WHERE id = :id").value();
        EXPECT_TRUE(select.bind(":id", id).step());
        return static_cast<int>(select.integer(0));
    }
    std::vector<Entry> entries_of(const connectors::TicketRef& ticket) override {
        std::vector<Entry> entries{{false, inbox_.questions[ticket]}};
        auto select =
            database_.prepare("SELECT kind = 'rating', text FROM inbox_entry WHERE ref = :ref ORDER BY n")
                .value();
        select.bind(":ref", number(ticket));
        while (select.step().value())
            entries.push_back({select.integer(0) != 0, std::string(select.text(1))});
        return entries;
    }
    void lose_next_answer() override { inbox_.lose_next = true; }
    void goes_down() override { inbox_.down = Errc::unavailable; }
    void takes_our_rights_away() override { inbox_.down = Errc::denied; }
    void works_again() override { inbox_.down.reset(); }

private:
    static std::int64_t number(const connectors::TicketRef& ticket) {
        return hub::inbox_number(ticket).value();
    }
    Id fresh() { return make_id(clock_.now(), random_); }

    TemporaryFolder folder_;
    ManualClock clock_;
    SeededRandom random_{99};
    db::Database database_ = std::move(hub_store::open(folder_.path()).value());
    hub_store::InboxDesk desk_{database_};
    InboxBehindALine inbox_{std::move(hub::Inbox::open(folder_.path()).value())};
};

Result<std::unique_ptr<HelpdeskFixture>> make_inbox() { return std::make_unique<InboxFixture>(); }

INSTANTIATE_TEST_SUITE_P(Inbox, HelpdeskContract, testing::Values(HelpdeskUnderTest{"Inbox", make_inbox}));

}  // namespace
}  // namespace storeside
