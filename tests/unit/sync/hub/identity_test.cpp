#include "sync/hub/identity.hpp"

#include <gtest/gtest.h>

#include <future>

#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside {
namespace {

TEST(HubIdentity, RenewsItsOwnCertificateInTimeAndKeepsItsAuthority) {
    TemporaryFolder folder;
    ManualClock clock;
    SeededRandom random{1};
    auto identity =
        std::move(hub::HubIdentity::open(folder.path(), {"hub.example.org"}, clock, random).value());
    const auto first = identity.server().certificate, ca = identity.authority().certificate().pem();
    EXPECT_FALSE(identity.renew_if_due().value());
    clock.advance(std::chrono::days(61));
    EXPECT_TRUE(identity.renew_if_due().value());
    EXPECT_NE(identity.server().certificate, first);
    EXPECT_EQ(read_file(folder.path() / "server.pem", 16 << 10).value(), identity.server().certificate);
    const auto again = hub::HubIdentity::open(folder.path(), {}, clock, random);
    EXPECT_EQ(again->authority().certificate().pem(), ca);
    EXPECT_EQ(again->server().key, identity.server().key);
}

TEST(HubIdentity, NeedsNamesThatAreNames) {
    TemporaryFolder folder;
    ManualClock clock;
    SeededRandom random{1};
    EXPECT_FALSE(hub::HubIdentity::open(folder.path(), {"https://hub.example.org"}, clock, random));
}

class HubDoor : public testing::Test {
protected:
    int sync() { return hub.call("POST", "/v1/sync", kiosk, "{}").status; }
    int revoke() {
        return hub.by_operator("POST", "/v1/kiosks/" + to_string(kiosk.kiosk) + "/revoke", "{}").status;
    }

    RunningHub hub;
    TestKiosk kiosk = hub.enrol();
};

TEST_F(HubDoor, SpeaksNothingButTls) {
    http::Client client;
    http::Request request;
    request.url = hub.url().replace(0, 5, "http") + "/v1/health";
    EXPECT_FALSE(client.send(request));
}

TEST_F(HubDoor, ARevokedKioskIsTurnedAwayAtOnceAlsoWhileItsCallIsHeld) {
    protocol::SyncRequest request;
    const auto now = hub.call("POST", "/v1/sync", kiosk, protocol::encode(request));
    const auto answer = protocol::decode_sync_answer(now.body).value();
    request.cursor = answer.cursor;
    request.reported.version = answer.desired.version;
    request.wait = 300;
    auto held = std::async(std::launch::async,
                           [&] { return hub.call("POST", "/v1/sync", kiosk, protocol::encode(request)); });
    // A call that came too late to be held is turned away like the next ones: either way it ends.
    EXPECT_EQ(revoke(), 200);
    const auto ended = held.get();
    EXPECT_EQ(ended.status, 403);
    EXPECT_EQ(protocol::decode_turned_away(ended.body), protocol::TurnedAway::revoked);
    EXPECT_EQ(sync(), 403);
    EXPECT_EQ(hub.call("POST", "/v1/renew", kiosk, "{}").status, 403);
    EXPECT_EQ(hub.call("POST", "/v1/orders/find", kiosk, "{}").status, 403);
}

TEST_F(HubDoor, AReplacedKioskKeepsItsIdAndEndsTheOldOne) {
    EXPECT_EQ(sync(), 400);
    const auto code = hub.invite("", "", kiosk.kiosk);
    EXPECT_EQ(sync(), 400);
    const auto fresh = TestKiosk::enrol(hub.url(), code);
    EXPECT_EQ(fresh.kiosk, kiosk.kiosk);
    EXPECT_EQ(fresh.name, kiosk.name);
    EXPECT_EQ(sync(), 400);
    EXPECT_EQ(hub.call("POST", "/v1/sync", fresh, "{}").status, 400);
    EXPECT_EQ(sync(), 403);
    const auto rows = protocol::decode_kiosks(hub.by_operator("GET", "/v1/kiosks").body).value();
    ASSERT_EQ(rows.size(), 1U);
    EXPECT_EQ(rows[0].trouble, "superseded");
}

TEST_F(HubDoor, AnotherHubsKioskIsNotEvenHeard) {
    RunningHub other;
    auto stranger = other.enrol();
    stranger.ca = kiosk.ca;
    EXPECT_EQ(hub.call("POST", "/v1/sync", stranger, "{}").status, 0);
}

TEST_F(HubDoor, TheHubsOwnCertificateIsNoKiosks) {
    auto forged = kiosk;
    forged.certificate = read_file(hub.data() / "server.pem", 16 << 10).value();
    forged.key = read_file(hub.data() / "server.key", 16 << 10).value();
    EXPECT_NE(hub.call("POST", "/v1/sync", forged, "{}").status, 400);
}

TEST_F(HubDoor, ARenewalThatIsNoRequestIsRefused) {
    EXPECT_EQ(hub.call("POST", "/v1/renew", kiosk, R"({"request":"x"})").status, 400);
    EXPECT_EQ(hub.call("POST", "/v1/renew", "", R"({"request":"x"})").status, 401);
    EXPECT_EQ(hub.call("GET", "/v1/time", "").status, 400);
}

}  // namespace
}  // namespace storeside
