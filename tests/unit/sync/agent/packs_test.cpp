// Packs from a real hub to a kiosk.
#include "sync/agent/agent.hpp"
#include "tests/fakes/publisher.hpp"
#include "tests/unit/sync/agent/fixture.hpp"

namespace storeside::agent {
namespace {

class PacksFromHub : public AgentTest {
protected:
    void begin() { start(hub.url(), kiosk.identity()); }
    std::string current() const { return current_pack(folder.path() / "packs"); }
    bool brought(std::size_t n) {
        return comes_true([&] { return packs.size() >= n; });
    }
    protocol::KioskRow row() const {
        return protocol::decode_kiosks(hub.by_operator("GET", "/v1/kiosks").body).value().at(0);
    }
    std::filesystem::path file(const std::string& name) const { return folder.path() / "packs" / name; }

    RunningHub hub;
    Publisher publisher{hub};
    TestKiosk kiosk = hub.enrol();
};

TEST_F(PacksFromHub, ANewOneIsFetchedAndReported) {
    begin();
    ASSERT_TRUE(comes_online());
    const auto first = publisher.publish(pack_of('a'));
    ASSERT_TRUE(brought(1));
    EXPECT_EQ(current(), first);
    const auto second = publisher.publish(pack_of('b'));
    ASSERT_TRUE(brought(2));
    EXPECT_EQ(packs[1].filename(), second + ".pack");
    EXPECT_EQ(protocol::sha256_of_file(file("current")).value(), second);
    EXPECT_TRUE(soon([&] { return row().pack == second; }));
    EXPECT_EQ(row().trust_error, "");
}

TEST_F(PacksFromHub, TheOneBeforeIsKeptAndNoOlderOnes) {
    begin();
    std::vector<std::string> published;
    for (std::size_t n = 1; n != 4; ++n) {
        published.push_back(publisher.publish(pack_of(static_cast<char>('a' + n))));
        ASSERT_TRUE(brought(n));
    }
    const auto here = [&](std::size_t n) { return std::filesystem::exists(file(published[n] + ".pack")); };
    EXPECT_TRUE(soon([&] { return !here(0); }));
    EXPECT_TRUE(here(1));
    EXPECT_TRUE(here(2));
}

TEST_F(PacksFromHub, APatchTravelsInPlaceOfTheWhole) {
    const auto old = pack_of('a', 3'000'000), fresh = pack_of('b', 3'000'000);
    publisher.publish(old);
    begin();
    ASSERT_TRUE(brought(1));
    ASSERT_EQ(publisher.put_pack(fresh).status, 200);
    const auto target = publisher.with_patches(fresh, {old});
    ASSERT_LT(target.patches[0].file.size, 1000);
    ASSERT_EQ(publisher.put_targets({target}).status, 200);
    // The whole is not to be had: only the patch can lead to it.
    std::filesystem::remove(hub.data() / "public/v1/packs" / (target.file.sha256 + ".pack"));
    ASSERT_TRUE(brought(2));
    EXPECT_EQ(current(), target.file.sha256);
}

TEST_F(PacksFromHub, ADownloadThatStoppedGoesOn) {
    const auto bytes = pack_of('a');
    const auto sha256 = publisher.publish(bytes);
    std::filesystem::create_directories(folder.path() / "packs");
    ASSERT_TRUE(write_file(file(sha256 + ".part"), bytes.substr(0, 100'000)));
    begin();
    ASSERT_TRUE(brought(1));
    EXPECT_EQ(protocol::sha256_of_file(packs[0]).value(), sha256);
}

TEST_F(PacksFromHub, ADamagedPieceOfADownloadIsThrownAway) {
    const auto sha256 = publisher.publish(pack_of('a'));
    std::filesystem::create_directories(folder.path() / "packs");
    ASSERT_TRUE(write_file(file(sha256 + ".part"), std::string(1000, 'z')));
    begin();
    ASSERT_TRUE(brought(1));
    EXPECT_EQ(protocol::sha256_of_file(packs[0]).value(), sha256);
}

TEST_F(PacksFromHub, OneThatWaitsToBeOpenedIsNotCurrentYet) {
    opens.reset();
    const auto sha256 = publisher.publish(pack_of('a'));
    begin();
    ASSERT_TRUE(brought(1));
    EXPECT_EQ(current(), "");
    agent->opened(packs[0], {});
    EXPECT_EQ(current(), sha256);
    EXPECT_TRUE(soon([&] { return row().pack == sha256; }));
}

TEST_F(PacksFromHub, OneThatNoLongerOpensAtTheStartIsFetchedAgain) {
    const auto sha256 = publisher.publish(pack_of('a'));
    begin();
    ASSERT_TRUE(brought(1));
    agent.reset();
    ASSERT_TRUE(write_file(file(sha256 + ".pack"), "damaged"));
    begin();
    agent->opened(file("current"), failure(Errc::corrupt, "damaged"));
    ASSERT_TRUE(brought(2));
    EXPECT_EQ(protocol::sha256_of_file(packs[1]).value(), sha256);
}

TEST_F(PacksFromHub, GoingBackDownloadsNothing) {
    const auto old = pack_of('a'), fresh = pack_of('b');
    const auto first = publisher.publish(old);
    begin();
    ASSERT_TRUE(brought(1));
    publisher.publish(fresh);
    ASSERT_TRUE(brought(2));
    const auto on_hub = hub.data() / "public/v1/packs" / (first + ".pack");
    ASSERT_EQ(publisher.put_targets({Ceremony::target(old)}).status, 200);
    std::filesystem::remove(on_hub);
    ASSERT_TRUE(brought(3));
    EXPECT_EQ(current(), first);
}

TEST_F(PacksFromHub, AnOriginThatIsAwayGivesWayToTheHub) {
    hub.stop();
    hub.origin = "http://127.0.0.1:1";
    hub.start();
    const auto sha256 = publisher.publish(pack_of('a'));
    begin();
    ASSERT_TRUE(brought(1));
    EXPECT_EQ(current(), sha256);
}

TEST_F(PacksFromHub, AHubThatWasRestoredFromABackupIsFollowedAgain) {
    publisher.publish(pack_of('a'));
    begin();
    ASSERT_TRUE(brought(1));
    const auto folder_of_hub = hub.data() / "public/v1/trust";
    const auto head = read_file(folder_of_hub / "head.json", 1 << 16).value();
    const auto targets = read_file(folder_of_hub / "targets-content.json", 1 << 16).value();
    publisher.publish(pack_of('b'));
    ASSERT_TRUE(brought(2));
    hub.stop();
    ASSERT_TRUE(write_file(folder_of_hub / "head.json", head));
    ASSERT_TRUE(write_file(folder_of_hub / "targets-content.json", targets));
    hub.start();
    ASSERT_TRUE(soon([&] { return row().trust_error.find("older than") != std::string::npos; }));
    publisher.version = 10;  // as storesidectl does, which counts on by the clock
    publisher.publish(pack_of('c'));
    ASSERT_TRUE(brought(3));
    EXPECT_TRUE(soon([&] { return row().trust_error.empty(); }));
}

}  // namespace
}  // namespace storeside::agent
