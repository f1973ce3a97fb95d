// storesidectl as an operator uses it, against a hub in this process.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/fakes/program.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside {
namespace {

class Storesidectl : public testing::Test {
protected:
    Ran run(const std::string& words) {
        const auto command = "STORESIDE_HUB=" + hub.url() +
                             " STORESIDE_TOKEN_FILE=" + (hub.data() / "operator.token").string() +
                             " " STORESIDE_BIN_DIR "/storesidectl " + words;
        return run_command(command);
    }
    void call_agent(const Id& id) {
        protocol::SyncRequest request;
        request.outbox = {ticket_record(id, 1, "Where is \x1b[31mit?")};
        ASSERT_EQ(hub.call("POST", "/v1/sync", hub.enrol().token, protocol::encode(request)).status, 200);
    }

    SeededRandom random{1};
    RunningHub hub;
};

TEST_F(Storesidectl, InvitesAKioskThatThenIsListed) {
    const auto invited = run("kiosk invite --store Bramble --name 'Till 2' --json");
    ASSERT_EQ(invited.code, 0) << invited.out;
    const auto code = protocol::decode_invite_answer(invited.out).value().code;
    hub.call("POST", "/v1/enrol", "", protocol::encode(protocol::EnrolRequest{code, "test"}));
    const auto listed = run("kiosk list");
    EXPECT_EQ(listed.code, 0);
    EXPECT_NE(listed.out.find("Bramble  Till 2  never"), std::string::npos) << listed.out;
    EXPECT_EQ(protocol::decode_kiosks(run("kiosk list --json").out).value().size(), 1U);
}

TEST_F(Storesidectl, ShowsATicketWithoutItsControlCharacters) {
    const auto id = make_id(from_micros(1'795'356'187'000'000), random);
    call_agent(id);
    const auto listed = run("ticket list");
    EXPECT_NE(listed.out.find(short_code(id)), std::string::npos) << listed.out;
    EXPECT_EQ(listed.out.find('\x1b'), std::string::npos);
    const auto shown = run("ticket show " + short_code(id));
    EXPECT_NE(shown.out.find("Where is  [31mit?"), std::string::npos) << shown.out;
    EXPECT_EQ(run("ticket list --state closed").out, "No tickets are closed.\n");
}

TEST_F(Storesidectl, ShowsSavesAndErasesWhatIsKnownOfSomebody) {
    const auto id = make_id(from_micros(1'795'356'187'000'000), random);
    protocol::SyncRequest request;
    request.outbox = {ticket_record(id, 1, "Write to anna@example.org")};
    ASSERT_EQ(hub.call("POST", "/v1/sync", hub.enrol().token, protocol::encode(request)).status, 200);
    ASSERT_TRUE(soon([&] { return run("privacy find --ticket " + short_code(id)).out.contains("fake 1"); }));
    const auto found = run("privacy find --email ANNA@example.org");
    EXPECT_EQ(found.code, 0);
    EXPECT_TRUE(found.out.contains(short_code(id))) << found.out;

    const TemporaryFolder folder;
    const auto file = folder.path() / "anna.json";
    EXPECT_EQ(run("privacy export --email anna@example.org " + file.string()).code, 0);
    EXPECT_TRUE(read_file(file, 1 << 20)->contains("Write to anna@example.org"));
    EXPECT_EQ(std::filesystem::status(file).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);

    hub.helpdesk.cannot_erase("fake still holds the words of ticket 1");
    const auto shown = run("privacy erase --email anna@example.org");
    EXPECT_TRUE(shown.out.contains("Nothing was erased")) << shown.out;
    EXPECT_TRUE(run("privacy find --email anna@example.org").out.contains(short_code(id)));
    const auto erased = run("privacy erase --email anna@example.org --yes");
    EXPECT_EQ(erased.code, 0);
    EXPECT_TRUE(erased.out.contains("What a person has to do:\n- fake still holds the words of ticket 1"))
        << erased.out;
    EXPECT_EQ(run("privacy find --email anna@example.org").out, "Nothing is known of this person.\n");
    EXPECT_EQ(run("privacy find").code, 2);
    EXPECT_EQ(run("privacy find --email a@b.c --phone 1234567").code, 2);
}

TEST_F(Storesidectl, ShowsAndRotatesTheKeysForSealing) {
    const auto before = run("privacy keys");
    EXPECT_EQ(before.code, 0);
    EXPECT_TRUE(before.out.contains("in use")) << before.out;
    const auto after = run("privacy rotate-key");
    EXPECT_EQ(std::count(after.out.begin(), after.out.end(), '\n'), 3) << after.out;
    EXPECT_EQ(run("privacy keys").out, after.out);
}

TEST_F(Storesidectl, SaysWhatToDoWhenItFails) {
    const auto unknown = run("ticket show ZZZ-ZZZ");
    EXPECT_EQ(unknown.code, 1);
    EXPECT_EQ(unknown.out, "storesidectl: there is no ticket 'ZZZ-ZZZ'\nCheck the name or the path.\n");
    EXPECT_EQ(run("kiosk list --token-file /nowhere").code, 1);
    const auto nobody_there = run("kiosk list --hub http://127.0.0.1:1");
    EXPECT_EQ(nobody_there.code, 1);
    EXPECT_NE(nobody_there.out.find("Check the address and that the hub runs"), std::string::npos)
        << nobody_there.out;
    EXPECT_EQ(run("ticket list --state lost").code, 2);
    EXPECT_EQ(run("kiosk invite --store Bramble").code, 2);
}

}  // namespace
}  // namespace storeside
