// The contract against a real Request Tracker, through a proxy that can go wrong; and what is RT's own.
#include <gmock/gmock.h>
#include <unistd.h>

#include <boost/json/object.hpp>

#include "sync/connectors/helpdesk/rt/helpdesk.hpp"
#include "tests/contract/helpdesk_contract.hpp"
#include "tests/fakes/fault_proxy.hpp"
#include "tests/real/rt/server.hpp"

namespace storeside {
namespace {

namespace json = boost::json;
using connectors::TicketRef;
using connectors::rt::items_of;
using connectors::rt::text_at;

// One server for the whole program; it takes a second to start and stops with the program.
Result<RtServer>& the_server() {
    static auto server = RtServer::start("contract-" + std::to_string(::getpid()));
    return server;
}

class RtFixture final : public HelpdeskFixture {
public:
    explicit RtFixture(const RtServer& server)
        : proxy(server.port()),
          agent(server.url(), server.agent_token(), std::chrono::seconds(30)),
          helpdesk_(settings(server)) {}

    connectors::rt::Settings settings(const RtServer& server) const {
        connectors::rt::Settings settings;
        settings.url = proxy.url() + "/";
        settings.token = server.token();
        settings.user = "Storeside";  // RT itself writes it in lower case
        settings.requestor = "kiosks@example.org";
        return settings;
    }

    connectors::Helpdesk& helpdesk() override { return helpdesk_; }

    void agent_replies(const TicketRef& ticket, const std::string& text) override {
        add(ticket, "correspond", text);
    }
    void agent_comments_privately(const TicketRef& ticket, const std::string& text) override {
        add(ticket, "comment", text);
    }
    void agent_closes(const TicketRef& ticket) override { set_status(ticket, "resolved"); }
    void set_status(const TicketRef& ticket, const std::string& status) {
        EXPECT_TRUE(agent.write("PUT", "ticket/" + ticket, json::object{{"Status", status}}));
    }
    void add(const TicketRef& ticket, const std::string& action, const std::string& text,
             const std::string& type = "text/plain") {
        const auto added = agent.write("POST", "ticket/" + ticket + "/" + action,
                                       json::object{{"Content", text}, {"ContentType", type}});
        EXPECT_TRUE(added) << added.error().message();
    }

    int tickets_with(const Id& id) override {
        const auto found = agent.get("tickets", {{"query", "'CF.{ExternalId}'='" + to_string(id) + "'"}});
        return static_cast<int>(items_of(found.value()).value().size());
    }

    std::vector<Entry> entries_of(const TicketRef& ticket) override {
        const auto found = agent.get(
            "transactions",
            {{"query", "TicketId=" + ticket + " AND (Type='Create' OR Type='Correspond' OR Type='Comment')"},
             {"fields", "Type"},
             {"orderby", "id"},
             {"per_page", "100"}});
        std::vector<Entry> entries;
        const auto transactions = items_of(found.value()).value();
        for (const auto& transaction : transactions) {
            const auto parts = agent.get("transaction/" + text_at(transaction, "id") + "/attachments",
                                         {{"fields", "Content"}});
            const auto contents = items_of(parts.value()).value();
            for (const auto& part : contents)
                entries.push_back({text_at(transaction, "Type") == "Comment", text_at(part, "Content")});
        }
        return entries;
    }

    void lose_next_answer() override {
        // Looking things up goes by GET and by POST to …/attachments; what writes is struck, until it looks
        // again.
        proxy.fail_once(FaultProxy::Fault::lose_answer,
                        {"POST /REST/2.0/ticket ", "/correspond HTTP", "/comment HTTP"});
    }
    void goes_down() override { proxy.fail(FaultProxy::Fault::refuse); }
    void takes_our_rights_away() override { proxy.fail(FaultProxy::Fault::forbid); }
    void works_again() override { proxy.pass(); }

    FaultProxy proxy;
    connectors::rt::Rest agent;

private:
    connectors::rt::Helpdesk helpdesk_;
};

Result<std::unique_ptr<HelpdeskFixture>> make_rt() {
    auto& server = the_server();
    if (!server) return std::unexpected(server.error());
    return std::make_unique<RtFixture>(*server);
}

INSTANTIATE_TEST_SUITE_P(RequestTracker, HelpdeskContract,
                         testing::Values(HelpdeskUnderTest{"RequestTracker", make_rt}));

class RequestTracker : public HelpdeskContract {
protected:
    RtFixture& rt() { return static_cast<RtFixture&>(fixture()); }
};

INSTANTIATE_TEST_SUITE_P(Real, RequestTracker, testing::Values(HelpdeskUnderTest{"RequestTracker", make_rt}));

TEST_P(RequestTracker, ATicketCarriesStoreKioskAndLanguage) {
    const auto asked = escalation();
    const auto ticket = rt().agent.get("ticket/" + created(asked));
    ASSERT_TRUE(ticket);
    std::map<std::string, std::string> fields;
    for (const auto& field : ticket->at("CustomFields").as_array())
        fields[text_at(field, "name")] = connectors::rt::text_of(field.at("values").at(0));
    EXPECT_EQ(fields["ExternalId"], to_string(asked.ticket.id));
    EXPECT_EQ(fields["Store"], "Riverside");
    EXPECT_EQ(fields["Kiosk"], "Aisle 4");
    EXPECT_EQ(fields["Language"], "el");
    EXPECT_EQ(text_at(ticket->at("Requestor").at(0), "id"), "kiosks@example.org");
    EXPECT_EQ(text_at(*ticket, "Subject"),
              asked.ticket.code + ": Where do I find wall plugs? (Riverside, Aisle 4)");
}

TEST_P(RequestTracker, AnHtmlReplyArrivesAsItsOwnWords) {
    const auto ref = created(escalation());
    const auto cursor = helpdesk().answers_after("").value().cursor;
    rt().add(
        ref, "correspond",
        "<html><head><style>p{}</style></head><body><p>On Sunday, storeside wrote:</p><blockquote>Where do I "
        "find<br>wall plugs?</blockquote><p>Aisle 9 &amp; "
        "<b>left</b></p><ul><li>plugs</li></ul></body></html>",
        "text/html");
    const auto answers = helpdesk().answers_after(cursor);
    ASSERT_TRUE(answers) << answers.error().message();
    ASSERT_EQ(answers->answers.size(), 1U);
    EXPECT_EQ(answers->answers[0].text, "Aisle 9 & left\n\n- plugs");
}

TEST_P(RequestTracker, AReopenedTicketIsNotClosed) {
    const auto ref = created(escalation());
    const auto cursor = helpdesk().answers_after("").value().cursor;
    rt().set_status(ref, "resolved");
    rt().set_status(ref, "open");
    EXPECT_THAT(helpdesk().answers_after(cursor).value().closed, testing::IsEmpty());
}

TEST_P(RequestTracker, GarbageOrHalfAnAnswerIsUnavailableWhileReading) {
    const auto asked = escalation();
    created(escalation());  // so that the set-up has been checked
    for (const auto fault :
         {FaultProxy::Fault::garbage, FaultProxy::Fault::cut_short, FaultProxy::Fault::busy}) {
        rt().proxy.fail(fault);
        const auto refused = helpdesk().create(asked);
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code(), Errc::unavailable) << refused.error().message();
        EXPECT_FALSE(helpdesk().answers_after("1"));
    }
    rt().proxy.pass();
    EXPECT_EQ(fixture().tickets_with(asked.ticket.id), 0);
    created(asked);
    EXPECT_EQ(fixture().tickets_with(asked.ticket.id), 1);
}

TEST_P(RequestTracker, HalfAnAnswerToAWriteIsUnknownAndTheTicketIsFound) {
    const auto asked = escalation();
    rt().proxy.fail(FaultProxy::Fault::cut_short, "POST /REST/2.0/ticket ");
    const auto lost = helpdesk().create(asked);
    ASSERT_FALSE(lost);
    EXPECT_EQ(lost.error().code(), Errc::unknown) << lost.error().message();
    rt().proxy.pass();
    created(asked);
    EXPECT_EQ(fixture().tickets_with(asked.ticket.id), 1);
}

TEST_P(RequestTracker, SettingsThatCannotWorkSayWhatToDo) {
    const auto refusal = [&](auto change) {
        auto settings = rt().settings(*the_server());
        change(settings);
        connectors::rt::Helpdesk wrong(settings);
        const auto refused = wrong.create(escalation());
        EXPECT_FALSE(refused);
        return refused ? Error(Errc::internal, "created") : refused.error();
    };
    const auto token = refusal([](auto& settings) { settings.token = "1-31-0000"; });
    EXPECT_EQ(token.code(), Errc::denied);
    EXPECT_THAT(token.message(), testing::HasSubstr("token"));
    const auto queue = refusal([](auto& settings) { settings.queue = "No'where"; });
    EXPECT_EQ(queue.code(), Errc::denied);
    EXPECT_THAT(queue.message(), testing::HasSubstr("No'where"));
    const auto without_field = refusal([](auto& settings) { settings.queue = "General"; });
    EXPECT_EQ(without_field.code(), Errc::denied);
    const auto user = refusal([](auto& settings) { settings.user = "nadia"; });
    EXPECT_EQ(user.code(), Errc::denied);
    EXPECT_THAT(user.message(), testing::HasSubstr("'storeside' created ticket"));
}

}  // namespace
}  // namespace storeside
