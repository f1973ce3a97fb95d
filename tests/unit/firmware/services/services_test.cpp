#include "firmware/services/services.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sync/protocol/bodies.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/fakes/test_seal.hpp"

namespace storeside::services {
namespace {

using testing::IsEmpty;
using testing::SizeIs;
using Outcome = kiosk::OrderArrived::Outcome;

// Services on a real store, a content without a pack, and a line that answers what it is told to.
struct ServicesTest : testing::Test {
    Id fresh() { return make_id(clock.now(), random); }

    template <class... Effect>
    void run(Effect... effects) {
        kiosk::Effects all;
        (all.push_back(std::move(effects)), ...);
        services.run(std::move(all));
    }

    // Waits for the store and the content to answer what they were asked.
    void finish() {
        services.stop();
        store->stop();
        content.stop();
    }

    // The only event of its kind that was answered.
    template <class E>
    E answer() const {
        std::vector<E> found;
        for (const auto& event : events)
            if (const auto* one = std::get_if<E>(&event)) found.push_back(*one);
        EXPECT_THAT(found, SizeIs(1));
        return found.empty() ? E{} : found.front();
    }

    TemporaryFolder folder;
    ManualClock clock;
    SeededRandom random{1};
    std::vector<kiosk::Event> events;  // one thread's at a time: each test asks one service
    Result<std::optional<orders::Order>> order = std::nullopt;
    Result<std::string> enrolled = "Aisle 7";
    std::string asked_for;
    int woken = 0, taken_up = 0;
    std::unique_ptr<Store> store = sealing(Store::open(folder.path() / "kiosk.db", clock).value());
    ContentService content{[this](kiosk::Event event) { events.push_back(std::move(event)); }};
    Services services{*store,
                      content,
                      {.find_order =
                           [this](orders::Question question, Line::OrderFound found) {
                               asked_for = question.number.view();
                               found(order);
                           },
                       .something_to_send = [this] { ++woken; },
                       .take_up_settings = [this] { ++taken_up; },
                       .settings =
                           [] {
                               return staff::Settings{7, true};
                           },
                       .packs =
                           [] {
                               return staff::Packs{43, ""};
                           },
                       .enrol =
                           [this](Secret hub, Secret code, auto done) {
                               asked_for = std::string(hub.view()) + " " + std::string(code.view());
                               done(enrolled);
                           }},
                      {"https://hub.example.org", "Old Harbour Road", "Aisle 7", "1.2.3"},
                      [this](kiosk::Event event) { events.push_back(std::move(event)); }};
};

TEST_F(ServicesTest, AnOrderThatIsFoundArrives) {
    order = orders::Order{.number = "BB-1", .state = orders::State::shipped};
    run(kiosk::AskOrder{{1, 2}, {Secret("BB-1"), Secret("anna@example.org")}});
    finish();
    EXPECT_EQ(asked_for, "BB-1");
    EXPECT_EQ(answer<kiosk::OrderArrived>().tag, (kiosk::Tag{1, 2}));
    EXPECT_EQ(answer<kiosk::OrderArrived>().outcome, Outcome::found);
    EXPECT_EQ(answer<kiosk::OrderArrived>().order.state, orders::State::shipped);
}

TEST_F(ServicesTest, AnInvitationThatIsTypedOrScannedEnrols) {
    run(kiosk::Enrol{{1, 2}, Secret("hub.example.org"), Secret("F9W7-5K19-PZTV-CP9P")});
    EXPECT_EQ(asked_for, "hub.example.org F9W7-5K19-PZTV-CP9P");
    EXPECT_EQ(answer<kiosk::Enrolled>().problem, kiosk::Setup::Problem::none);
    EXPECT_EQ(answer<kiosk::Enrolled>().name, "Aisle 7");
    events.clear();
    run(kiosk::Enrol{{1, 3}, {}, Secret("STORESIDE1:F9W7-5K19-PZTV-CP9P:https://hub.example.org")});
    EXPECT_EQ(asked_for, "https://hub.example.org F9W7-5K19-PZTV-CP9P");
    EXPECT_EQ(answer<kiosk::Enrolled>().tag, (kiosk::Tag{1, 3}));
}

TEST_F(ServicesTest, WhyABoxIsNotEnrolledIsSaid) {
    using Problem = kiosk::Setup::Problem;
    run(kiosk::Enrol{{1, 2}, {}, Secret("BB-10023")});
    EXPECT_EQ(answer<kiosk::Enrolled>().problem, Problem::no_code);
    EXPECT_EQ(asked_for, "");
    const std::pair<Errc, Problem> whys[] = {{Errc::denied, Problem::refused},
                                             {Errc::unavailable, Problem::unreachable},
                                             {Errc::disk_full, Problem::failed}};
    for (const auto& [code, problem] : whys) {
        events.clear();
        enrolled = failure(code, "why");
        run(kiosk::Enrol{{1, 3}, Secret("hub.example.org"), Secret("F9W7")});
        EXPECT_EQ(answer<kiosk::Enrolled>().problem, problem);
    }
}

TEST_F(ServicesTest, AnOrderThatNobodyKnowsIsNoMatch) {
    run(kiosk::AskOrder{{1, 2}, {}});
    finish();
    EXPECT_EQ(answer<kiosk::OrderArrived>().outcome, Outcome::no_match);
}

TEST_F(ServicesTest, AShopThatCannotBeAskedIsUnavailable) {
    order = failure(Errc::unavailable, "no line");
    run(kiosk::AskOrder{{1, 2}, {}});
    finish();
    EXPECT_EQ(answer<kiosk::OrderArrived>().outcome, Outcome::unavailable);
    EXPECT_EQ(answer<kiosk::OrderArrived>().tag, (kiosk::Tag{1, 2}));
}

TEST_F(ServicesTest, AnAppendedRecordIsDurableAndWakesTheLine) {
    const Id id = fresh();
    run(kiosk::Append{5, tickets::Ticket{.id = id, .code = short_code(id)}});
    finish();
    EXPECT_EQ(answer<kiosk::Appended>().id, id);
    EXPECT_EQ(answer<kiosk::Appended>().session, 5U);
    EXPECT_TRUE(answer<kiosk::Appended>().durable);
    EXPECT_EQ(woken, 1);
}

TEST_F(ServicesTest, ARecordThatCannotBeKeptIsNotDurableAndWakesNobody) {
    // The table is gone: the store can't write.
    auto damage = db::Database::open(folder.path() / "kiosk.db", db::Database::Mode::read_write).value();
    ASSERT_TRUE(damage.execute("DROP TABLE ticket"));
    run(kiosk::Append{5, tickets::Ticket{.id = fresh()}});
    finish();
    EXPECT_FALSE(answer<kiosk::Appended>().durable);
    EXPECT_EQ(woken, 0);
}

TEST_F(ServicesTest, APinIsCheckedByTheStore) {
    ASSERT_TRUE(store->set_pin("Nadia", Secret("4711")));
    run(kiosk::CheckPin{{1, 3}, Secret("4711")});
    finish();
    EXPECT_EQ(answer<kiosk::PinChecked>().tag, (kiosk::Tag{1, 3}));
    EXPECT_EQ(answer<kiosk::PinChecked>().verdict, staff::Verdict::accepted);
    EXPECT_EQ(answer<kiosk::PinChecked>().name, "Nadia");
}

TEST_F(ServicesTest, TheStatusTellsOfTheLineTheBoxAndWhoWaits) {
    const Id id = fresh();
    services.line_changed(true, from_micros(42));
    run(kiosk::Append{1, tickets::Ticket{.id = id, .code = short_code(id), .created_at = clock.now()}},
        kiosk::AskStatus{{1, 4}});
    finish();
    const auto status = answer<kiosk::StatusArrived>().status;
    EXPECT_TRUE(status.online);
    EXPECT_EQ(status.last_sync, from_micros(42));
    EXPECT_EQ(status.store, "Old Harbour Road");
    EXPECT_EQ(status.unsent, 1);
    EXPECT_EQ(status.settings, (staff::Settings{7, true}));
    ASSERT_THAT(status.waiting, SizeIs(1));
    EXPECT_EQ(status.waiting[0], (staff::Waiting{short_code(id), "sent", clock.now()}));
}

TEST_F(ServicesTest, SettingsAreTakenUpWhenTheCoreSaysSo) {
    services.run(kiosk::Effects{kiosk::TakeUpSettings{}});
    EXPECT_EQ(taken_up, 1);
}

TEST_F(ServicesTest, TheLineIsToldOnlyWhenItChanges) {
    services.line_changed(true, from_micros(1));
    services.line_changed(true, from_micros(2));
    services.line_changed(false, from_micros(2));
    ASSERT_THAT(events, SizeIs(2));
    EXPECT_TRUE(std::get<kiosk::LineChanged>(events[0]).online);
    EXPECT_FALSE(std::get<kiosk::LineChanged>(events[1]).online);
}

TEST_F(ServicesTest, MailBecomesEventsAndWhatCannotBeReadNone) {
    const tickets::Reply reply{fresh(), fresh(), "Nadia", "Coming.", clock.now()};
    services.mail_arrived({1, fresh(), std::string(protocol::kReply), protocol::encode(reply)});
    services.mail_arrived({2, fresh(), std::string(protocol::kTicketState),
                           protocol::encode(protocol::TicketState{reply.ticket, tickets::State::closed})});
    services.mail_arrived({3, fresh(), std::string(protocol::kReply), "not JSON"});
    services.mail_arrived({4, fresh(), "fireworks", "{}"});
    EXPECT_THAT(events, SizeIs(2));
    EXPECT_EQ(answer<kiosk::ReplyArrived>().reply, reply);
    EXPECT_EQ(answer<kiosk::TicketMoved>().ticket, reply.ticket);
    EXPECT_EQ(answer<kiosk::TicketMoved>().state, tickets::State::closed);
}

TEST_F(ServicesTest, QuestionsAboutContentAreAnsweredByIt) {
    run(kiosk::LoadArticle{{1, 5}, "en", "returns"});
    finish();
    EXPECT_EQ(answer<kiosk::ArticleLoaded>().tag, (kiosk::Tag{1, 5}));
}

}  // namespace
}  // namespace storeside::services
