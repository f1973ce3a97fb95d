// Shoppers' journeys on real parts: a real window, real touches, a real hub, and what Request Tracker then
// holds.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdlib>

#include "tests/fakes/temporary_folder.hpp"
#include "tests/real/rt_agent.hpp"
#include "tests/real/site.hpp"

namespace storeside::real {
namespace {

namespace json = boost::json;

#define ASSERT_OK(expression)                                            \
    do {                                                                 \
        const auto result_of_step = (expression);                        \
        ASSERT_TRUE(result_of_step) << result_of_step.error().message(); \
    } while (false)

bool must_be_real() { return std::getenv("CI") || std::getenv("STORESIDE_REAL"); }

// One Request Tracker, one display and one hub for the whole program: they take seconds to start. Each
// journey has a kiosk of its own session.
class Journey : public testing::Test {
protected:
    static void SetUpTestSuite() {
        auto rt = RtServer::start("journeys-" + std::to_string(::getpid()));
        if (!rt) {
            missing_ = new std::string(rt.error().message());
            return;
        }
        parts_ = new Parts(std::move(*rt));
    }
    static void TearDownTestSuite() { delete std::exchange(parts_, nullptr); }

    void SetUp() override {
        if (!parts_) {
            if (must_be_real()) FAIL() << *missing_;
            GTEST_SKIP() << *missing_;
        }
        ASSERT_OK(parts_->ready);
        ASSERT_OK(site().start_kiosk(parts_->display));
    }
    void TearDown() override {
        if (parts_ && parts_->ready) {
            EXPECT_EQ(site().end_kiosk(SIGTERM), 0) << "the kiosk does not end cleanly";
        }
    }

    Site& site() { return *parts_->site; }
    RtAgent& agent() { return parts_->agent; }

    // The newest ticket once the hub has put it into Request Tracker.
    json::value delivered_ticket(const std::string& code) {
        const auto list = site().ctl_until({"ticket", "list"}, [&](const json::value& answer) {
            return delivered(answer, code) != nullptr;
        });
        EXPECT_TRUE(list) << list.error().message();
        return list ? *delivered(*list, code) : json::value();
    }

    // The ticket's code as the waiting screen shows it.
    std::string shown_code() {
        const auto seen = site().wait_for_place("Conversation");
        EXPECT_TRUE(seen) << seen.error().message();
        for (const auto& word : seen ? seen->words : std::vector<std::string>{})
            if (word.size() == 7 && word[3] == '-') return word;
        ADD_FAILURE() << "the screen shows no code";
        return {};
    }

    void begin(const char* language) {
        ASSERT_OK(site().tap("language-" + std::string(language)));
        ASSERT_OK(site().wait_for_place("Home"));
    }

private:
    struct Parts {
        explicit Parts(RtServer server)
            : rt(std::move(server)),
              agent(rt),
              display(Display::start(1080, 1920, folder.path() / "xvfb.log").value()) {
            auto opened = Site::open({.programs = STORESIDE_BIN_DIR,
                                      .source = STORESIDE_SOURCE_DIR,
                                      .folder = folder.path() / "site",
                                      .helpdesk = {"rt", rt.url(), rt.token()}});
            if (opened)
                site.emplace(std::move(*opened));
            else
                ready = std::unexpected(opened.error());
        }
        TemporaryFolder folder;
        RtServer rt;
        RtAgent agent;
        Display display;
        std::optional<Site> site;
        Result<void> ready;
    };

    static const json::value* delivered(const json::value& list, const std::string& code) {
        for (const auto& ticket : list.at("tickets").as_array())
            if (ticket.at("code").as_string() == code && !ticket.at("ref").as_string().empty())
                return &ticket;
        return nullptr;
    }

    static inline Parts* parts_ = nullptr;
    static inline std::string* missing_ = nullptr;
};

TEST_F(Journey, AnswerIsFoundBySearching) {
    begin("en");
    ASSERT_OK(site().tap("question"));
    ASSERT_OK(site().type("lost receipt"));
    ASSERT_OK(site().tap("hit-return-without-receipt"));
    ASSERT_OK(site().wait_for_words("Did this help?"));
    ASSERT_OK(site().tap("helped-yes"));
    ASSERT_OK(site().tap("finish"));
    ASSERT_OK(site().wait_for_place("Attract"));
}

TEST_F(Journey, AnswerIsFoundByBrowsingInGreek) {
    begin("el");
    ASSERT_OK(site().tap("find-answer"));
    ASSERT_OK(site().tap("category-store"));
    ASSERT_OK(site().tap("hit-parking"));
    ASSERT_OK(site().wait_for_place("Reading"));
    ASSERT_OK(site().wait_for_words("πάρκινγκ"));
    ASSERT_OK(site().tap("home"));
    ASSERT_OK(site().wait_for_place("Home"));
}

TEST_F(Journey, OrderIsFoundWithItsNumberAndTheBuyersEmail) {
    begin("en");
    ASSERT_OK(site().tap("find-order"));
    ASSERT_OK(site().type("10023"));
    ASSERT_OK(site().tap("keyboard/submit"));
    ASSERT_OK(site().type("nobody@example.org"));
    ASSERT_OK(site().tap("keyboard/submit"));
    ASSERT_OK(site().wait_for_words("We found no order"));
    ASSERT_OK(site().tap("home"));
    ASSERT_OK(site().tap("find-order"));
    ASSERT_OK(site().type("10023"));
    ASSERT_OK(site().tap("keyboard/submit"));
    ASSERT_OK(site().type("anna@example.org"));
    ASSERT_OK(site().tap("keyboard/submit"));
    ASSERT_OK(site().wait_for_place("OrderView"));
    ASSERT_OK(site().wait_for_words("Ready at desk 3"));
}

TEST_F(Journey, CallIsAnsweredOnTheScreenAndTheTicketHoldsTheJourney) {
    begin("en");
    ASSERT_OK(site().tap("question"));
    ASSERT_OK(site().type("squeaky hinge"));
    ASSERT_OK(site().tap("call"));
    ASSERT_OK(site().tap("send"));
    const auto code = shown_code();
    const auto ticket = delivered_ticket(code);
    const std::string id(ticket.at("id").as_string());

    const auto numbers = agent().tickets(id);
    ASSERT_OK(numbers);
    ASSERT_EQ(numbers->size(), 1U);
    const auto words = agent().first_words(numbers->front());
    ASSERT_OK(words);
    EXPECT_THAT(*words, testing::HasSubstr("squeaky hinge"));
    EXPECT_THAT(*words, testing::HasSubstr("Aisle 7"));
    EXPECT_THAT(*words, testing::HasSubstr(code));

    ASSERT_OK(agent().reply(numbers->front(), "A drop of oil does it. Aisle 9, top shelf."));
    ASSERT_OK(site().wait_for_words("A drop of oil does it."));

    ASSERT_OK(site().tap("message"));
    ASSERT_OK(site().type("Thanks"));
    ASSERT_OK(site().tap("keyboard/submit"));
    ASSERT_OK(site().tap("finish"));
    ASSERT_OK(site().tap("Good"));
    ASSERT_OK(site().wait_for_place("Thanks"));
}

TEST_F(Journey, CallWhileTheHubIsDownArrivesOnceWhenItIsBack) {
    begin("en");
    site().kill_hub();
    ASSERT_OK(site().tap("call"));
    ASSERT_OK(site().tap("send"));
    const auto code = shown_code();
    ASSERT_OK(site().start_hub());
    const auto ticket = delivered_ticket(code);
    const auto numbers = agent().tickets(std::string(ticket.at("id").as_string()));
    ASSERT_OK(numbers);
    EXPECT_EQ(numbers->size(), 1U);
}

TEST_F(Journey, StaffSeeTheBoxOnOnePage) {
    site().hold_corner();
    ASSERT_OK(site().wait_for_place("PinEntry"));
    for (const auto* digit : {"4", "7", "1", "1"}) ASSERT_OK(site().tap(digit));
    ASSERT_OK(site().tap("Sign in"));
    ASSERT_OK(site().wait_for_place("StaffPage"));
    ASSERT_OK(site().wait_for_words("Aisle 7"));
    ASSERT_OK(site().tap("leave"));
    ASSERT_OK(site().wait_for_place("Attract"));
}

}  // namespace
}  // namespace storeside::real
