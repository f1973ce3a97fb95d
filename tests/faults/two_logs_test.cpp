// What happens to the two logs when one end is put back to an earlier day, was away for long, or has no room.
#include <gtest/gtest.h>

#include <set>

#include "sync/hub_store/store.hpp"
#include "tests/fakes/forgetful_vfs.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/synced_kiosk.hpp"

namespace storeside {
namespace {

namespace fs = std::filesystem;

void put_back(const fs::path& image, const fs::path& database) {
    for (const auto* journal : {"-wal", "-shm"}) fs::remove(database.string() + journal);
    fs::copy_file(image, database, fs::copy_options::overwrite_existing);
}

class TwoLogs : public testing::Test {
protected:
    std::unique_ptr<SyncedKiosk> kiosk(const std::string& name) {
        return std::make_unique<SyncedKiosk>(folder.path() / name,
                                             enrol_at(hub.url(), hub.invite("Bramble", name)));
    }
    std::int64_t count(const std::string& what) {
        auto database = hub_store::open(hub.data()).value();
        auto select = database.prepare("SELECT count(*) FROM " + what).value();
        EXPECT_TRUE(select.step());
        return select.integer(0);
    }
    bool helpdesk_has(std::size_t tickets, std::size_t entries) {
        std::size_t seen = 0;
        const auto all = hub.helpdesk.tickets();
        for (const auto& [ref, ticket] : all) seen += ticket.entries.size();
        return all.size() == tickets && seen == entries;
    }
    connectors::TicketRef ref_of(const Id& id) {
        for (const auto& [ref, ticket] : hub.helpdesk.tickets())
            if (ticket.escalation.ticket.id == id) return ref;
        return {};
    }
    Time fell_back(const std::string& name) {
        const auto rows = protocol::decode_kiosks(hub.by_operator("GET", "/v1/kiosks").body).value();
        for (const auto& row : rows)
            if (row.name == name) return row.fell_back_at;
        return {};
    }

    TemporaryFolder folder;
    RunningHub hub;
};

TEST_F(TwoLogs, AHubThatIsRestoredFromABackupGetsBackWhatItLost) {
    const auto one = kiosk("one"), two = kiosk("two");
    const Id first = one->call(), other = two->call();
    ASSERT_TRUE(
        soon([&] { return helpdesk_has(2, 0) && one->mail().size() == 1 && two->mail().size() == 1; }));
    {
        auto database = hub_store::open(hub.data()).value();
        ASSERT_TRUE(database.execute("VACUUM INTO '" + (folder.path() / "backup.db").string() + "'"));
    }
    const Id second = one->call();
    one->say(first, "Blue, please");
    two->say(other, "Still there?");  // brings this kiosk no mail, so its cursor stays that of the backup
    one->rate(first);
    ASSERT_TRUE(
        soon([&] { return helpdesk_has(3, 3) && one->everything_is_sent() && two->everything_is_sent(); }));
    hub.helpdesk.agent_replies(ref_of(first), "On my way");
    ASSERT_TRUE(soon([&] { return one->mail().size() == 4; }));
    ASSERT_EQ(count("record"), 6);

    hub.stop();
    put_back(folder.path() / "backup.db", hub.data() / "hub.db");
    ASSERT_EQ(count("record"), 2);
    hub.start();
    EXPECT_TRUE(
        soon([&] { return count("record") == 6 && count("helpdesk_job WHERE state <> 'done'") == 0; }));
    EXPECT_TRUE(soon([&] { return count("kiosk_mail WHERE kind = 'reply'") == 1; }));
    EXPECT_TRUE(soon([&] { return one->everything_is_sent() && two->everything_is_sent(); }));
    EXPECT_TRUE(helpdesk_has(3, 4)) << "the agent's reply is the fourth entry; nothing is there twice";
    for (const auto& id : {first, second, other}) EXPECT_EQ(hub.helpdesk.tickets_with(id), 1);
    ASSERT_TRUE(soon([&] { return one->mail().size() >= 7; }));
    std::set<Id> replies;
    for (const auto& letter : one->mail())
        if (letter.kind == "reply") replies.insert(protocol::decode_reply(letter.body)->id);
    EXPECT_EQ(replies.size(), 1U) << "a screen that has shown it knows it";
    EXPECT_EQ(fell_back("one"), Time{});
    EXPECT_EQ(fell_back("two"), Time{});
}

TEST_F(TwoLogs, AKioskThatIsRestoredFromAnOldImageIsNoticedAndLosesNothing) {
    const auto box = kiosk("one");
    const Id first = box->call();
    ASSERT_TRUE(soon([&] { return box->mail().size() == 1 && box->everything_is_sent(); }));
    box->close();
    const auto image = folder.path() / "image.db";
    fs::copy_file(box->database(), image);
    box->open();
    box->call();
    hub.helpdesk.agent_replies(ref_of(first), "On my way");
    ASSERT_TRUE(soon([&] { return box->mail().size() == 4 && box->everything_is_sent(); }));
    const auto cursor = box->store().cursor().value();
    // The kiosk has said that it has them.
    ASSERT_TRUE(soon([&] { return count("kiosk WHERE taken_n = 4") == 1; }));
    box->close();

    put_back(image, box->database());
    box->forget_mail();
    hub.clock.advance(std::chrono::hours(1));
    box->open();
    const Id third = box->call(), fourth = box->call();  // under numbers that were used before
    EXPECT_TRUE(soon([&] { return helpdesk_has(4, 1) && box->everything_is_sent(); }));
    for (const auto& id : {third, fourth}) EXPECT_EQ(hub.helpdesk.tickets_with(id), 1);
    EXPECT_NE(fell_back("one"), Time{});
    ASSERT_TRUE(soon([&] { return box->mail().size() == 5; }));
    for (std::size_t i = 0; i != 5; ++i) EXPECT_EQ(box->mail()[i].n, static_cast<std::int64_t>(i) + 2);
    EXPECT_EQ(box->store().cursor()->epoch, cursor.epoch);
}

TEST_F(TwoLogs, AMonthOfflineIsOneSnapshotBelowAMegabyte) {
    const auto line = enrol_at(hub.url(), hub.invite("Bramble", "one"));
    SeededRandom random{3};
    constexpr int kTickets = 600;
    protocol::SyncRequest request;
    std::vector<Id> ids;
    for (int n = 1; n <= kTickets; ++n) {
        ids.push_back(make_id(from_micros(1'795'356'187'000'000), random));
        request.outbox.push_back(ticket_record(ids.back(), n));
    }
    ASSERT_EQ(hub.call("POST", "/v1/sync", line.kiosk, protocol::encode(request)).status, 200);
    ASSERT_TRUE(soon([&] { return count("kiosk_mail") == kTickets; }));
    for (int n = 0; n != 20; ++n)
        hub.helpdesk.agent_replies(ref_of(ids[static_cast<std::size_t>(n)]), std::string(8'000, 'x'));
    ASSERT_TRUE(soon([&] { return count("kiosk_mail") == kTickets + 40; }));
    hub.clock.advance(std::chrono::days(30));

    const auto said = hub.call("POST", "/v1/sync", line.kiosk, protocol::encode(protocol::SyncRequest{}));
    EXPECT_LT(said.body.size(), 1U << 20);
    SyncedKiosk box(folder.path() / "one", line);
    ASSERT_TRUE(soon([&] { return !box.mail().empty(); }));
    const auto after = box.call();
    ASSERT_TRUE(soon([&] { return hub.helpdesk.tickets_with(after) == 1 && box.mail().size() == 2; }));
    EXPECT_EQ(box.mail()[0].kind, journal::kSnapshot);
    EXPECT_EQ(box.mail()[0].n, kTickets + 40);
    EXPECT_EQ(box.mail()[1].n, kTickets + 41) << "from there on mail comes as always";
    const auto snapshot = protocol::decode_snapshot(box.mail()[0].body).value();
    EXPECT_EQ(snapshot.tickets.size(), static_cast<std::size_t>(kTickets));
    EXPECT_EQ(std::ranges::count(snapshot.tickets, tickets::State::answered, &protocol::TicketState::state),
              20);
    EXPECT_EQ(box.mail()[0].body.find("xxx"), std::string::npos) << "replies are facts, without their words";
}

TEST(HubOnAFullDisk, SaysSoLosesNothingAndRecoversByItself) {
    ForgetfulVfs disk(1);
    disk.make_default();
    TemporaryFolder folder;
    RunningHub hub;
    const auto line = enrol_at(hub.url(), hub.invite());
    SyncedKiosk box(folder.path(), line, "unix");  // whose own disk has room
    std::vector<Id> calls{box.call()};
    ASSERT_TRUE(soon([&] { return hub.helpdesk.tickets().size() == 1; }));

    // Another kiosk, whose long questions leave no doubt that there is no room.
    const auto other = enrol_at(hub.url(), hub.invite());
    disk.set_full(true);
    SeededRandom random{4};
    protocol::SyncRequest request;
    for (int n = 1; n <= 8; ++n) {
        calls.push_back(make_id(from_micros(1'795'356'187'000'000), random));
        request.outbox.push_back(ticket_record(calls.back(), n, std::string(16'000, 'x')));
    }
    const auto refused = hub.call("POST", "/v1/sync", other.kiosk, protocol::encode(request));
    EXPECT_EQ(refused.status, 503);
    EXPECT_NE(refused.body.find("the hub's disk is full"), std::string::npos) << refused.body;
    EXPECT_EQ(hub.call("GET", "/v1/health", "").status, 200);
    for (int n = 0; n != 10; ++n) calls.push_back(box.call());

    disk.set_full(false);
    const auto taken = hub.call("POST", "/v1/sync", other.kiosk, protocol::encode(request));
    EXPECT_EQ(taken.status, 200) << taken.body;
    EXPECT_TRUE(
        soon([&] { return box.everything_is_sent() && hub.helpdesk.tickets().size() == calls.size(); }));
    for (const auto& id : calls) EXPECT_EQ(hub.helpdesk.tickets_with(id), 1);
    hub.stop();
    box.close();
}

}  // namespace
}  // namespace storeside
