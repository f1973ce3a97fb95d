// What a real Request Tracker does too seldom or too slowly for a test; the rest is in tests/contract.
#include "sync/connectors/helpdesk/rt/helpdesk.hpp"

#include <gmock/gmock.h>

#include <mutex>

#include "tests/fakes/tcp_server.hpp"

namespace storeside::connectors::rt {
namespace {

// Answers by the beginning of the request; keeps what was asked. What is not planned is a 404.
class ScriptedRt {
public:
    ScriptedRt()
        : server_([this](TcpServer::Connection& client) {
              const auto request = client.read_request();
              client.write(answer_to(request));
          }) {
        on("GET /REST/2.0/user/storeside ", R"({"Name": "storeside"})");
        on("GET /REST/2.0/queue/Kiosk ", R"({"TicketCustomFields": [{"name": "ExternalId", "id": 2}]})");
    }

    void on(const std::string& beginning, const std::string& body, int status = 200) {
        const std::lock_guard lock(mutex_);
        plan_.emplace_back(beginning, "HTTP/1.1 " + std::to_string(status) +
                                          " X\r\nConnection: close\r\nContent-Length: " +
                                          std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    int asked(const std::string& beginning) const {
        const std::lock_guard lock(mutex_);
        return static_cast<int>(std::count_if(requests_.begin(), requests_.end(), [&](const auto& request) {
            return request.starts_with(beginning);
        }));
    }
    Helpdesk helpdesk() const {
        Settings settings;
        settings.url = server_.url();
        settings.token = "1-2-3";
        return Helpdesk(settings);
    }

private:
    // The newest plan for a request wins.
    std::string answer_to(const std::string& request) {
        const std::lock_guard lock(mutex_);
        requests_.push_back(request);
        for (auto plan = plan_.rbegin(); plan != plan_.rend(); ++plan)
            if (request.starts_with(plan->first)) return plan->second;
        return "HTTP/1.1 404 X\r\nConnection: close\r\nContent-Length: 23\r\n\r\n{\"message\":\"Not Found\"}";
    }

    mutable std::mutex mutex_;
    std::vector<std::pair<std::string, std::string>> plan_;
    std::vector<std::string> requests_;
    TcpServer server_;
};

const std::string kSearch = "GET /REST/2.0/tickets?";
const std::string kCreate = "POST /REST/2.0/ticket ";
const std::string kTransactions = "GET /REST/2.0/transactions?";
const std::string kNothing = R"({"total": null, "pages": 0.0, "count": 0, "items": []})";

Escalation escalation() {
    Escalation escalation;
    escalation.ticket.id = parse_id("01932c07-a5a0-7000-8000-000000000001").value();
    escalation.ticket.code = "K7Q-3FM";
    return escalation;
}

std::string status_change(int id, const std::string& ticket, const std::string& to) {
    return R"({"id": ")" + std::to_string(id) + R"(", "Type": "Status", "Created": "2026-11-22T04:04:58Z",
        "Creator": {"id": "nadia"}, "ObjectId": )" +
           ticket + R"(, "NewValue": ")" + to + R"("})";
}

TEST(RtHelpdesk, TicketsAreFoundWhetherIdsAreNumbersOrStrings) {
    for (const std::string number : {"7", "\"7\""}) {
        ScriptedRt rt;
        rt.on(kSearch, R"({"total": null, "items": [{"id": )" + number + R"(, "Creator": {"id": "storeside"},
            "CustomFields": [{"name": "ExternalId", "values": ["01932c07-a5a0-7000-8000-000000000001"]}]}]})");
        EXPECT_EQ(rt.helpdesk().create(escalation()).value(), "7");
        EXPECT_EQ(rt.asked(kCreate), 0);
    }
}

TEST(RtHelpdesk, ASearchThatWasIgnoredFindsNothing) {
    ScriptedRt rt;
    rt.on(kSearch, R"({"items": [{"id": 1, "Creator": {"id": "storeside"},
        "CustomFields": [{"name": "ExternalId", "values": ["another"]}]}, {"id": 2}, 3, null]})");
    rt.on(kCreate, R"({"id": "9"})", 201);
    EXPECT_FALSE(rt.helpdesk().create(escalation()));
    EXPECT_EQ(rt.asked(kCreate), 1);
}

TEST(RtHelpdesk, MakesNoSecondTicketWhileOneIsStoredWithoutItsId) {
    ScriptedRt rt;
    rt.on(kSearch, kNothing);
    rt.on(kCreate, R"({"id": "9"})", 201);
    rt.on("PUT /REST/2.0/ticket/9 ", R"({"message": "Permission Denied"})", 403);
    auto helpdesk = rt.helpdesk();
    for (int i = 0; i < 3; ++i) {
        const auto refused = helpdesk.create(escalation());
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code(), Errc::denied);
        EXPECT_THAT(refused.error().message(), testing::HasSubstr("SetInitialCustomField"));
    }
    EXPECT_EQ(rt.asked(kCreate), 1);
}

TEST(RtHelpdesk, EveryStatusSaysWhoCanDoSomething) {
    const std::vector<std::tuple<int, Errc>> cases = {
        {400, Errc::invalid_input}, {401, Errc::denied},  {403, Errc::denied},      {429, Errc::unavailable},
        {500, Errc::unavailable},   {502, Errc::unknown}, {503, Errc::unavailable}, {504, Errc::unknown},
        {302, Errc::unknown},       {200, Errc::unknown}, {201, Errc::unknown}};
    for (const auto& [status, code] : cases) {
        ScriptedRt rt;
        rt.on(kSearch, kNothing);
        rt.on(kCreate, "<html>", status);
        const auto refused = rt.helpdesk().create(escalation());
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code(), code) << status << " " << refused.error().message();
    }
}

TEST(RtHelpdesk, ThatAsksForTimeIsHeard) {
    TcpServer busy([](TcpServer::Connection& client) {
        (void)client.read_request();
        client.write("HTTP/1.1 503 Busy\r\nConnection: close\r\nRetry-After: 7\r\nContent-Length: 0\r\n\r\n");
    });
    rt::Settings settings;
    settings.url = busy.url();
    rt::Helpdesk helpdesk(std::move(settings));
    const auto refused = helpdesk.answers_after("1");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code(), Errc::unavailable);
    EXPECT_EQ(refused.error().retry_after(), std::chrono::seconds(7));
}

TEST(RtHelpdesk, GarbageWhileReadingIsUnavailable) {
    for (const std::string garbage :
         {"", "null", "[]", "{}", R"({"items": 1})", "{\"items\": [\"\xff\"]}", "<html>",
          R"({"items": [{"id": "x"}]})", R"({"items": [[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]})",
          R"({"items": [{"id": 3, "Created": "yesterday"}]})"}) {
        ScriptedRt rt;
        rt.on(kTransactions, garbage);
        const auto answers = rt.helpdesk().answers_after("1");
        ASSERT_FALSE(answers) << garbage;
        EXPECT_EQ(answers.error().code(), Errc::unavailable) << garbage;
    }
}

TEST(RtHelpdesk, ReadsOnUntilAPageIsNotFull) {
    ScriptedRt rt;
    std::string page;
    for (int id = 2; id <= 101; ++id) page += (id > 2 ? "," : "") + status_change(id, "5", "open");
    rt.on(kTransactions + "query=id%20%3E%201%20", R"({"total": null, "items": [)" + page + "]}");
    rt.on(kTransactions + "query=id%20%3E%20101%20",
          R"({"items": [)" + status_change(102, "5", "resolved") + "]}");
    auto helpdesk = rt.helpdesk();
    const auto answers = helpdesk.answers_after("1");
    ASSERT_TRUE(answers) << answers.error().message();
    EXPECT_THAT(answers->closed, testing::ElementsAre("5"));
    EXPECT_EQ(rt.asked(kTransactions), 2);
    EXPECT_THAT(helpdesk.answers_after(answers->cursor).value().closed, testing::IsEmpty());
}

TEST(RtHelpdesk, AnAnswerThatCannotBeFetchedNowIsNotLost) {
    ScriptedRt rt;
    rt.on(kTransactions, R"({"items": [{"id": "8", "Type": "Correspond", "Created": "2026-11-22T04:04:58Z",
        "Creator": {"id": "nadia"}, "ObjectId": "5"}]})");
    rt.on("GET /REST/2.0/transaction/8/attachments", "", 500);
    auto helpdesk = rt.helpdesk();
    EXPECT_FALSE(helpdesk.answers_after("1"));
    rt.on("GET /REST/2.0/transaction/8/attachments",
          R"({"items": [{"id": 30, "ContentType": "image/png", "ContentLength": "9000000"},
                        {"id": 31, "ContentType": "text/plain", "ContentLength": "5", "Filename": "notes.txt"},
                        {"id": 32, "ContentType": "text/plain", "ContentLength": 5, "Filename": ""}]})");
    rt.on("POST /REST/2.0/transaction/8/attachments", R"({"items": [{"id": 32, "Content": "Hello"}]})");
    const auto answers = helpdesk.answers_after("1");
    ASSERT_TRUE(answers) << answers.error().message();
    ASSERT_EQ(answers->answers.size(), 1U);
    EXPECT_EQ(answers->answers[0].text, "Hello");
    EXPECT_EQ(answers->answers[0].from, "Service desk") << "RT does not show the agent's user";
}

TEST(RtHelpdesk, AQuoteOfOurMarkerByAnAgentIsNotOurMessage) {
    tickets::Message message;
    message.id = parse_id("01932c07-a5a0-7000-8000-000000000002").value();
    message.text = "hello";
    ScriptedRt rt;
    rt.on("POST /REST/2.0/ticket/5/attachments", R"({"items": [{"id": 1, "Creator": {"id": "nadia"},
        "Content": "> Storeside-Id: 01932c07-a5a0-7000-8000-000000000002"}]})");
    rt.on("POST /REST/2.0/ticket/5/correspond ", R"(["Correspondence added"])", 201);
    auto helpdesk = rt.helpdesk();
    EXPECT_TRUE(helpdesk.add_message("5", message));
    EXPECT_EQ(rt.asked("POST /REST/2.0/ticket/5/correspond "), 1);
    for (const auto* odd : {"", "5/../6", "x", "-1", "0"})
        EXPECT_EQ(helpdesk.add_message(odd, message).error().code(), Errc::invalid_input) << odd;
}

TEST(RtHelpdesk, MarksAnErasedTicketAsDeletedAndSaysHowToWipeIt) {
    ScriptedRt rt;
    rt.on("DELETE /REST/2.0/ticket/5 ", "", 204);
    const auto left = rt.helpdesk().erase("5");
    ASSERT_TRUE(left) << left.error().message();
    EXPECT_EQ(*left,
              "rt still holds the words of ticket 5: on RT's server run rt-shredder --no-sqldump --plugin "
              "'Tickets=query,id=5'");
    rt.on("DELETE /REST/2.0/ticket/7 ", "", 500);
    rt.on("GET /REST/2.0/ticket/7?", R"({"id": 7, "Status": "deleted"})");
    EXPECT_THAT(rt.helpdesk().erase("7").value(), testing::Not(testing::HasSubstr("DeleteTicket")))
        << "marked by an earlier call";
    EXPECT_EQ(rt.helpdesk().erase("6").value(), "") << "RT has no such ticket (any more)";
    EXPECT_EQ(rt.helpdesk().erase("x").error().code(), Errc::invalid_input);
}

TEST(RtHelpdesk, AnErasedTicketThatItMayNotMarkStaysInSightAndThatIsSaid) {
    for (const int status : {403, 500}) {
        ScriptedRt rt;
        rt.on("DELETE /REST/2.0/ticket/5 ", "", status);
        rt.on("GET /REST/2.0/ticket/5?", R"({"id": 5, "Status": "open"})");
        EXPECT_THAT(rt.helpdesk().erase("5").value(), testing::HasSubstr("no right DeleteTicket"));
    }
    ScriptedRt rt;
    rt.on("DELETE /REST/2.0/ticket/5 ", "", 503);
    EXPECT_EQ(rt.helpdesk().erase("5").error().code(), Errc::unavailable);
}

}  // namespace
}  // namespace storeside::connectors::rt
