// The real hub, killed at random instants while a kiosk sends: every record is stored once and every ticket
// exists once.
#include <gtest/gtest.h>

#include <random>
#include <thread>

#include "firmware/db/database.hpp"
#include "sync/protocol/bodies.hpp"
#include "sync/protocol/messages.hpp"
#include "sync/protocol/operator.hpp"
#include "tests/fakes/hub_process.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside {
namespace {

std::int64_t count(db::Database& database, const std::string& what) {
    auto select = database.prepare("SELECT count(*) FROM " + what).value();
    EXPECT_TRUE(select.step());
    return select.integer(0);
}

TEST(HubKilledAtAnyInstant, StoresEachRecordOnceAndMakesEachTicketOnce) {
    TemporaryFolder folder;
    HubProcess hub(folder.path());
    const auto kiosk = as_kiosk(hub.url(), hub.enrol());

    constexpr int kKills = 20, kTicketsPerKill = 5;
    SeededRandom random(7);
    std::mt19937 dice(7);
    journal::Sequence last = 0;
    for (int round = 0; round != kKills; ++round) {
        protocol::SyncRequest request;
        for (int i = 0; i != kTicketsPerKill; ++i) {
            tickets::Ticket ticket;
            ticket.id = make_id(from_micros(1'795'356'187'000'000), random);
            ticket.code = short_code(ticket.id);
            request.outbox.push_back({++last, ticket.id, "ticket", {}, protocol::encode(ticket)});
        }
        std::thread killer([&hub, pause = std::chrono::microseconds(dice() % 12'000)] {
            std::this_thread::sleep_for(pause);
            hub.end(SIGKILL);
        });
        kiosk.call("POST", "/v1/sync", protocol::encode(request));
        killer.join();
        hub.start();
        // What a kiosk does that got no answer, and what does no harm to one that did.
        const auto again = kiosk.call("POST", "/v1/sync", protocol::encode(request));
        ASSERT_EQ(again.status, 200) << again.body;
        EXPECT_EQ(protocol::decode_sync_answer(again.body).value().acked, last);
    }

    auto opened = db::Database::open(hub.data() / "hub.db", db::Database::Mode::read_write);
    ASSERT_TRUE(opened);
    auto& database = *opened;
    for (int i = 0; i != 2000 && count(database, "helpdesk_job WHERE state <> 'done'") != 0; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    EXPECT_EQ(count(database, "record"), kKills * kTicketsPerKill);
    EXPECT_EQ(count(database, "ticket WHERE state = 'open'"), kKills * kTicketsPerKill);
    EXPECT_EQ(count(database, "inbox_ticket"), kKills * kTicketsPerKill);
    EXPECT_EQ(count(database, "kiosk_mail"), kKills * kTicketsPerKill);

    const int status = hub.end(SIGTERM);
    EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
}

}  // namespace
}  // namespace storeside
