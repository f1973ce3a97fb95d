// storesidectl as an operator uses it, against a hub in this process.
#include <gtest/gtest.h>

#include <algorithm>
#include "sync/protocol/access.hpp"
#include "sync/protocol/invitation.hpp"
#include "sync/protocol/settings.hpp"

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
                             " STORESIDE_CA=" + (hub.data() / "ca.pem").string() +
                             " " STORESIDE_BIN_DIR "/storesidectl " + words;
        return run_command(command);
    }
    void call_agent(const Id& id) {
        protocol::SyncRequest request;
        request.outbox = {ticket_record(id, 1, "Where is \x1b[31mit?")};
        ASSERT_EQ(hub.call("POST", "/v1/sync", hub.enrol(), protocol::encode(request)).status, 200);
    }

    SeededRandom random{1};
    RunningHub hub;
};

TEST_F(Storesidectl, InvitesAKioskThatThenIsListed) {
    const auto invited = run("kiosk invite --store Bramble --name 'Till 2' --json");
    ASSERT_EQ(invited.code, 0) << invited.out;
    const auto code = protocol::decode_invite_answer(invited.out).value().code;
    TestKiosk::enrol(hub.url(), code);
    const auto listed = run("kiosk list");
    EXPECT_EQ(listed.code, 0);
    EXPECT_NE(listed.out.find("Bramble  Till 2  never"), std::string::npos) << listed.out;
    EXPECT_EQ(protocol::decode_kiosks(run("kiosk list --json").out).value().size(), 1U);
}

TEST_F(Storesidectl, GivesACodeAsTextAsAPictureAndAsAFile) {
    const auto file = (hub.data() / "enrol.toml").string();
    const auto invited = run("kiosk invite --store Bramble --name 'Till 2' --out " + file);
    ASSERT_EQ(invited.code, 0) << invited.out;
    const auto invitation = protocol::read_enrol_file(read_file(file, 1024).value()).value();
    EXPECT_EQ(invitation.hub, hub.url());
    EXPECT_NE(invited.out.find("\n" + invitation.code + "\n"), std::string::npos) << invited.out;
    EXPECT_NE(invited.out.find("█"), std::string::npos);
}

TEST_F(Storesidectl, RevokesAKioskAndLetsItInAgain) {
    const auto kiosk = hub.enrol();
    const auto id = to_string(kiosk.kiosk);
    hub.call("POST", "/v1/sync", kiosk, "{}");
    EXPECT_NE(run("kiosk revoke " + id).out.find("--replace " + id), std::string::npos);
    EXPECT_NE(run("kiosk list").out.find("! revoked"), std::string::npos);
    const auto invited = run("kiosk invite --replace " + id + " --json");
    ASSERT_EQ(invited.code, 0) << invited.out;
    const auto again = TestKiosk::enrol(hub.url(), protocol::decode_invite_answer(invited.out).value().code);
    EXPECT_EQ(again.kiosk, kiosk.kiosk);
    EXPECT_EQ(hub.call("POST", "/v1/sync", again, "{}").status, 400);
    EXPECT_EQ(run("kiosk list").out.find("! "), std::string::npos);
}

TEST_F(Storesidectl, GivesAndTakesTokensAndSaysWhoDidWhat) {
    const auto added = run("operator add nina --role viewer --json");
    ASSERT_EQ(added.code, 0) << added.out;
    const auto file = (hub.data() / "nina.token").string();
    ASSERT_TRUE(write_file(file, protocol::decode_operator_answer(added.out).value().token, 0600));
    EXPECT_EQ(run("kiosk list --token-file " + file).code, 0);
    const auto refused = run("operator list --token-file " + file);
    EXPECT_EQ(refused.code, 1);
    EXPECT_NE(refused.out.find("nina is a viewer: this takes at least the role admin"), std::string::npos)
        << refused.out;
    EXPECT_EQ(run("operator revoke nina").code, 0);
    EXPECT_EQ(run("kiosk list --token-file " + file).code, 1);
    const auto audit = run("audit --since 2026-01-01");
    EXPECT_NE(audit.out.find("first  operator.add     nina as viewer  done"), std::string::npos) << audit.out;
    EXPECT_NE(audit.out.find("first  operator.revoke  nina            done"), std::string::npos) << audit.out;
}

TEST(StoresidectlShop, StatusSaysHowFarTheHubHasReadAndWhatWentWrong) {
    connectors::Shops shops;
    shops.add(std::make_unique<FakeShop>("online"), {});
    auto source = std::make_unique<FakeShop>("online");
    source->fail(Error(Errc::unavailable, "the shop is \x1b[31mdown"));
    shops.follow(std::move(source), {});
    RunningHub hub(std::move(shops));
    const auto run = [&] {
        return run_command("STORESIDE_HUB=" + hub.url() +
                           " STORESIDE_TOKEN_FILE=" + (hub.data() / "operator.token").string() +
                           " STORESIDE_CA=" + (hub.data() / "ca.pem").string() +
                           " " STORESIDE_BIN_DIR "/storesidectl shop status");
    };
    ASSERT_TRUE(soon([&] { return run().out.find("down") != std::string::npos; }));
    const auto ran = run();
    EXPECT_EQ(ran.code, 0);
    EXPECT_NE(ran.out.find("online  0       first reading     never"), std::string::npos) << ran.out;
    EXPECT_EQ(ran.out.find('\x1b'), std::string::npos);
}

TEST_F(Storesidectl, BelievesNoHubWithoutItsAuthority) {
    EXPECT_EQ(run("kiosk list --ca " + (RunningHub().data() / "none.pem").string()).code, 1);
    RunningHub other;
    EXPECT_EQ(run("kiosk list --ca " + (other.data() / "ca.pem").string()).code, 1);
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
    ASSERT_EQ(hub.call("POST", "/v1/sync", hub.enrol(), protocol::encode(request)).status, 200);
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
    const auto nobody_there = run("kiosk list --hub https://127.0.0.1:1");
    EXPECT_EQ(nobody_there.code, 1);
    EXPECT_NE(nobody_there.out.find("Check the address and that the hub runs"), std::string::npos)
        << nobody_there.out;
    EXPECT_EQ(run("ticket list --state lost").code, 2);
    EXPECT_EQ(run("kiosk invite --store Bramble").code, 1);
    EXPECT_EQ(run("kiosk list --hub " + hub.url().replace(0, 5, "http")).code, 1);
}

TEST_F(Storesidectl, ListsWhatTheHelpdeskDoesNotTakeAndDecidesOnIt) {
    EXPECT_EQ(run("job list").out, "The helpdesk has everything.\n");
    const auto id = make_id(from_micros(1'795'356'187'000'000), random);
    hub.helpdesk.fail_ticket(id, FakeHelpdesk::Fault::reject);
    call_agent(id);
    ASSERT_TRUE(
        soon([&] { return run("job list --state dead").out.find(short_code(id)) != std::string::npos; }));
    const auto listed = run("job list").out;
    EXPECT_NE(listed.find("1    dead   ticket"), std::string::npos) << listed;
    EXPECT_NE(listed.find("the helpdesk does not take it"), std::string::npos) << listed;
    EXPECT_EQ(run("job retry 1").out, "It is tried again now.\n");
    ASSERT_TRUE(soon([&] { return run("job drop 1").code == 0; })) << "once it is dead again";
    EXPECT_EQ(run("job list").out, "The helpdesk has everything.\n");
    const auto gone = run("job retry 1");
    EXPECT_EQ(gone.code, 1);
    EXPECT_NE(gone.out.find("job 1 is not dead"), std::string::npos) << gone.out;
}

TEST_F(Storesidectl, SetsShowsAndTakesBackSettings) {
    hub.enrol();
    const auto set =
        run("settings set idle_after=90 time_zone=Europe/Athens --store Bramble --why 'long queues'");
    ASSERT_EQ(set.code, 0) << set.out;
    EXPECT_NE(set.out.find("Version 1: the settings of 1 kiosk are others now."), std::string::npos)
        << set.out;
    const auto shown = run("settings get --kiosk 'Bramble/Aisle 7' --effective");
    EXPECT_NE(shown.out.find("idle_after  90               store Bramble  1"), std::string::npos)
        << shown.out;
    EXPECT_NE(shown.out.find("Desired is version 1 of this kiosk; it has heard of 0 and works by 0."),
              std::string::npos)
        << shown.out;
    EXPECT_NE(run("kiosk list").out.find("0 of 1"), std::string::npos);
    const auto history = run("settings history --store Bramble");
    EXPECT_NE(history.out.find("long queues\n    idle_after: not set -> 90\n"), std::string::npos)
        << history.out;
    EXPECT_EQ(run("settings unset time_zone --store Bramble --why 'not needed'").code, 0);
    EXPECT_EQ(run("settings revert --last --store Bramble").code, 0);
    EXPECT_EQ(run("settings revert 1").code, 1) << "its keys were changed since";
    EXPECT_EQ(protocol::decode_settings_view(run("settings get --store Bramble --json").out)->rows.size(),
              2U);
}

TEST_F(Storesidectl, SaysWhyASettingIsRefused) {
    const auto wrong = run("settings set idle_warning=5 --why x");
    EXPECT_EQ(wrong.code, 1);
    EXPECT_NE(wrong.out.find("'idle_warning' must be a whole number from 20 to 120 (s)"), std::string::npos)
        << wrong.out;
    EXPECT_EQ(run("settings set idle_warning --why x").code, 1);
    EXPECT_EQ(run("settings set idle_warning=30").code, 2) << "without a reason";
    EXPECT_EQ(run("settings set idle_warning=30 --why x --store A --kiosk B").code, 2);
    EXPECT_EQ(run("settings revert").code, 1);
}

TEST_F(Storesidectl, KeepsGroupsOfKiosks) {
    hub.enrol();
    EXPECT_EQ(run("group list").out, "No kiosk is in a group.\n");
    EXPECT_EQ(run("group add pilot 'Aisle 7'").code, 0);
    EXPECT_EQ(run("group list").out, "pilot\n    Bramble/Aisle 7\n");
    EXPECT_EQ(run("settings set screen_ppi=120 --group pilot --why 'the new boxes'").code, 0);
    EXPECT_EQ(run("group remove pilot 'Bramble/Aisle 7'").code, 0);
    EXPECT_EQ(run("group list").out, "No kiosk is in a group.\n");
}

TEST_F(Storesidectl, DescribesEverySettingWithoutAHub) {
    const auto words = run("settings describe");
    EXPECT_EQ(words.code, 0);
    EXPECT_NE(words.out.find("idle_after = 60\n"), std::string::npos);
    const auto json = run("settings describe --json");
    EXPECT_NE(json.out.find(R"({"key":"idle_warning","type":"integer","default":20,"least":20,"most":120,)"),
              std::string::npos)
        << json.out;
}

}  // namespace
}  // namespace storeside
