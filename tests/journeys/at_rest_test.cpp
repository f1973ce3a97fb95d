// What a thief finds who takes a kiosk home: nothing that any shopper typed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <mutex>

#include "firmware/db/database.hpp"
#include "firmware/journal/outbox.hpp"
#include "firmware/services/services.hpp"
#include "sync/agent/agent.hpp"
#include "tests/fakes/planted_words.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/scripted_kiosk.hpp"

namespace storeside {
namespace {

using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int kJourneys = 100;
constexpr std::size_t kEverything = 64 << 20;

// What every shopper types, each with a number of their own behind it.
const std::vector<std::string> kWords{"plantedmail", "+49 171 555", "Quentin Plantado",
                                      "xylophonic-", "ZZPLANT-90",  "wobblyhinge"};

// The core, its services and the store of a kiosk whose screen and line the test plays.
class LiveKiosk {
public:
    explicit LiveKiosk(const std::filesystem::path& data)
        : store(services::Store::open(data / "kiosk.db", core.clock).value()) {}
    ~LiveKiosk() {
        content_.stop();
        store->stop();
    }
    LiveKiosk(const LiveKiosk&) = delete;
    LiveKiosk& operator=(const LiveKiosk&) = delete;

    void happen(kiosk::Event event) { services_.run(core.happen(std::move(event))); }
    void type(std::string text) { happen(kiosk::Typed{std::move(text)}); }

    // Lets services answer until one answers with this.
    template <class E>
    E answered() {
        for (;;) {
            std::unique_lock lock(mutex_);
            if (!changed_.wait_for(lock, std::chrono::seconds(10), [this] { return !answers_.empty(); }))
                throw std::runtime_error("no service answers");
            auto event = std::move(answers_.front());
            answers_.pop_front();
            lock.unlock();
            happen(event);
            if (const auto* found = std::get_if<E>(&event)) return *found;
        }
    }

    void journey(int number) {
        const auto n = std::to_string(number);
        happen(kiosk::Began{});
        happen(kiosk::OpenedSearch{});
        type("wobblyhinge" + n);
        answered<kiosk::Found>();
        happen(kiosk::OpenedOrders{});
        type("ZZPLANT-90" + n);
        happen(kiosk::Submitted{});
        type("shopper@plantedmail" + n + ".example");
        happen(kiosk::Submitted{});
        answered<kiosk::OrderArrived>();
        happen(kiosk::CalledPerson{});
        type("I am Quentin Plantado" + n + ", write to shopper@plantedmail" + n +
             ".example or call +49 171 555" + n);
        happen(kiosk::SentCall{});
        EXPECT_TRUE(answered<kiosk::Appended>().durable);
        type("It sounds xylophonic-" + n);
        happen(kiosk::Submitted{});
        EXPECT_TRUE(answered<kiosk::Appended>().durable);
        happen(kiosk::LeftConversation{});
        happen(kiosk::Rated{4});
        EXPECT_TRUE(answered<kiosk::Appended>().durable);
        core.wait(std::chrono::seconds(10));
        EXPECT_TRUE(core.at<kiosk::Attract>());
    }

    ScriptedKiosk core;
    std::unique_ptr<services::Store> store;

private:
    void answer(kiosk::Event event) {
        const std::lock_guard lock(mutex_);
        answers_.push_back(std::move(event));
        changed_.notify_one();
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<kiosk::Event> answers_;
    services::ContentService content_{[this](kiosk::Event event) { answer(std::move(event)); }};
    services::Services services_{
        *store,
        content_,
        {.find_order = [](orders::Question, services::Line::OrderFound found) { found(std::nullopt); },
         .something_to_send = [] {}},
        {},
        [this](kiosk::Event event) { answer(std::move(event)); }};
};

struct AtRest : testing::Test {
    // Syncs until the hub has everything and the kiosk the hub's key.
    void sync(LiveKiosk& box) {
        std::atomic<bool> has_key = false;
        agent::Options options;
        options.hub = hub.url();
        options.identity = kiosk.identity();
        options.packs = data.path() / "packs";
        agent::Agent agent(options, *box.store, clock, random,
                           {.on_line = {},
                            .on_mail = {},
                            .on_seal_key = [&](const protocol::SealKey& key) -> Result<void> {
                                RETURN_IF_ERROR(box.store->keep_seal_key(key));
                                has_key = true;
                                return {};
                            },
                            .on_pack = {}});
        EXPECT_TRUE(soon([&] { return has_key.load() && box.store->unsent(kEverything)->empty(); }));
        agent.stop();
    }

    TemporaryFolder data;
    SystemClock clock;
    SystemRandom random;
    RunningHub hub;
    TestKiosk kiosk = hub.enrol();
};

TEST_F(AtRest, AfterAHundredJourneysNothingThatWasTypedLiesOnTheKiosksDisk) {
    {
        LiveKiosk box(data.path());
        sync(box);
        for (int i = 0; i != kJourneys; ++i) box.journey(i);
        ASSERT_THAT(box.store->unsent(kEverything).value(), SizeIs(3 * kJourneys));
        EXPECT_THAT(words_found(data.path(), kWords), IsEmpty()) << "before the hub has it";
        sync(box);
        EXPECT_THAT(words_found(data.path(), kWords), IsEmpty()) << "after the hub has it";
    }
    EXPECT_THAT(words_found(data.path(), kWords), IsEmpty()) << "after the kiosk has stopped";

    // All of it came to the helpdesk, so there was something to find.
    ASSERT_TRUE(soon([&] {
        const auto tickets = hub.helpdesk.tickets();
        return tickets.size() == kJourneys &&
               std::ranges::all_of(tickets, [](const auto& t) { return t.second.entries.size() >= 2; });
    }));
    const auto ticket = hub.helpdesk.tickets().begin()->second;
    const auto told = protocol::encode(ticket.escalation.ticket) + ticket.entries.front().text;
    for (const auto& word : kWords) EXPECT_THAT(told, HasSubstr(word));
}

// The search is worth something only if it finds what is there.
TEST_F(AtRest, TheSearchFindsWordsThatLieThereInClearInUtf16OrInBase64) {
    for (const auto& word : kWords) {
        for (const auto& spelling : spellings(word)) {
            const TemporaryFolder folder;
            ASSERT_TRUE(write_file(folder.path() / "some.file", "before" + spelling + "after"));
            EXPECT_THAT(words_found(folder.path(), kWords), ElementsAreArray({word}));
        }
        EXPECT_THAT(spellings(word), SizeIs(6));
    }
}

TEST_F(AtRest, TheSearchFindsARecordThatIsNotSealedEvenInTheWriteAheadLog) {
    { LiveKiosk box(data.path()); }
    auto database = db::Database::open(data.path() / "kiosk.db", db::Database::Mode::read_write).value();
    auto transaction = database.begin().value();
    const auto record = ticket_record(make_id(clock.now(), random), 1, "I am Quentin Plantado1");
    ASSERT_TRUE(journal::Outbox(database).append(transaction, record));
    ASSERT_TRUE(transaction.commit());
    EXPECT_THAT(words_found(data.path(), kWords), ElementsAreArray({"Quentin Plantado"}));
}

}  // namespace
}  // namespace storeside
