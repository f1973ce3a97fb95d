// The key ceremony and publishing as people do them, against a hub in this process.
#include <gtest/gtest.h>

#include "sync/protocol/digest.hpp"
#include "sync/trust/verifier.hpp"
#include "tests/fakes/program.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/unit/firmware/content/author.hpp"

namespace storeside {
namespace {

namespace fs = std::filesystem;

class KeyCeremony : public testing::Test {
protected:
    KeyCeremony() { EXPECT_TRUE(write_file(folder.path() / "words", "correct horse battery\n", 0600)); }
    // In the ceremony's folder, as the operator of the hub.
    Ran run(const std::string& words) {
        return run_command("cd " + folder.path().string() + " && STORESIDE_HUB=" + hub.url() +
                           " STORESIDE_TOKEN_FILE=" + (hub.data() / "operator.token").string() +
                           " STORESIDE_CA=" + (hub.data() / "ca.pem").string() +
                           " " STORESIDE_BIN_DIR "/storesidectl " + words);
    }
    void done(const std::string& words) {
        const auto ran = run(words);
        ASSERT_EQ(ran.code, 0) << words << "\n" << ran.out;
    }
    std::string get(const std::string& name) const { return hub.call("GET", "/v1/" + name, "").body; }
    trust::Targets targets() const {
        const auto envelope = trust::decode_envelope(get("trust/targets-content.json"));
        return trust::decode_targets(envelope.value().signed_text).value();
    }
    // A pack of the version, as a file of this name.
    std::string pack(const std::string& version) {
        content::Author author;
        author.edit("pack.toml", "version = \"7\"", "version = \"" + version + "\"");
        const auto file = folder.path() / (version + ".pack");
        fs::copy_file(author.build(), file);
        return protocol::sha256_of_file(file).value();
    }
    static constexpr auto kWords = " --passphrase-file words ";

    TemporaryFolder folder;
    RunningHub hub;
};

TEST_F(KeyCeremony, LeadsFromNothingToAPackAndBack) {
    const auto first = pack("1"), second = pack("2");
    const auto early = run("pack publish 1.pack --key words");
    EXPECT_EQ(early.code, 1);
    EXPECT_NE(early.out.find("storesidectl trust init"), std::string::npos) << early.out;

    done(std::string("trust init keys") + kWords);
    EXPECT_EQ(fs::status(folder.path() / "keys/content.key").permissions(), fs::perms(0600));
    EXPECT_EQ(run(std::string("trust init keys") + kWords).code, 1);
    done(std::string("pack publish 1.pack --key keys/content.key") + kWords);
    EXPECT_EQ(targets().targets.front().file.sha256, first);
    EXPECT_EQ(targets().targets.front().version, "Corner Shop 1");

    done(std::string("pack publish 2.pack --keep 1 --key keys/content.key") + kWords);
    const auto two = targets();
    ASSERT_EQ(two.targets.size(), 2U);
    ASSERT_NE(two.targets[0].patch_from(first), nullptr);
    EXPECT_LT(two.targets[0].patch_from(first)->file.size, 2000);
    EXPECT_EQ(two.targets[1].file.sha256, first);

    done(std::string("pack rollback ") + first.substr(0, 10) + " --key keys/content.key" + kWords);
    const auto back = targets();
    EXPECT_GT(back.version, two.version);
    ASSERT_EQ(back.targets.size(), 1U);
    EXPECT_EQ(back.targets[0].file.sha256, first);
    EXPECT_NE(back.targets[0].patch_from(second), nullptr);

    // What a stranger's kiosk would do with all of this.
    auto kiosk = trust::Verifier::pin(get("trust/root/1.json")).value();
    const auto now = SystemClock().now();
    EXPECT_TRUE(kiosk.take_head(get("trust/head.json"), now));
    EXPECT_TRUE(kiosk.take_targets("content", get("trust/targets-content.json"), now));
}

TEST_F(KeyCeremony, IsDoneOfflineWithTheHubsKeyCarriedInAFile) {
    ASSERT_TRUE(write_file(folder.path() / "head.pub", get("trust/head-key")));
    done(std::string("trust init keys --keys 1 --head-key head.pub") + kWords);
    EXPECT_EQ(hub.call("GET", "/v1/trust/root/1.json", "").status, 404);
    done("trust upload keys");
    EXPECT_EQ(hub.call("GET", "/v1/trust/root/1.json", "").status, 200);
    EXPECT_NE(run("trust upload keys").out.find("all of them already"), std::string::npos);
    EXPECT_NE(run("trust show keys").out.find("root 1, good until"), std::string::npos);
}

TEST_F(KeyCeremony, ALostAuthorsKeyIsReplacedByTheHoldersOfTheRoot) {
    done(std::string("trust init keys") + kWords);
    pack("1");
    pack("2");
    done(std::string("pack publish 1.pack --key keys/content.key") + kWords);
    const auto id =
        trust::key_id(trust::decode_root(trust::decode_envelope(get("trust/root/1.json"))->signed_text)
                          ->role("content")
                          ->keys[0]);
    done(std::string("trust key content keys/anna.key") + kWords);
    // One holder begins, the other one signs.
    const auto begun = run("trust rotate keys --add-content keys/anna.pub --remove " + id.substr(0, 12) +
                           " --key keys/root-1.key" + kWords);
    EXPECT_EQ(begun.code, 0);
    EXPECT_NE(begun.out.find("It is not good yet"), std::string::npos) << begun.out;
    EXPECT_EQ(run("trust upload keys").code, 1);
    done(std::string("trust sign keys/root/2.json --key keys/root-3.key") + kWords);
    done("trust upload keys");

    const auto old = run(std::string("pack publish 2.pack --key keys/content.key") + kWords);
    EXPECT_EQ(old.code, 1);
    EXPECT_NE(old.out.find("does not name this key"), std::string::npos) << old.out;
    done(std::string("pack publish 2.pack --key keys/anna.key") + kWords);
    EXPECT_EQ(targets().targets.front().version, "Corner Shop 2");
}

TEST_F(KeyCeremony, RefusesAWrongPassphraseAndAskingWithoutATerminal) {
    done(std::string("trust init keys --keys 1") + kWords);
    pack("1");
    ASSERT_TRUE(write_file(folder.path() / "wrong", "wrong horse"));
    const auto wrong = run("pack publish 1.pack --key keys/content.key --passphrase-file wrong");
    EXPECT_EQ(wrong.code, 1);
    EXPECT_NE(wrong.out.find("the passphrase is wrong"), std::string::npos) << wrong.out;
    const auto silent = run_command("setsid " STORESIDE_BIN_DIR "/storesidectl trust sign " +
                                    (folder.path() / "keys/root/1.json").string() + " --key " +
                                    (folder.path() / "keys/root-1.key").string() + " </dev/null");
    EXPECT_EQ(silent.code, 1);
    EXPECT_NE(silent.out.find("--passphrase-file"), std::string::npos) << silent.out;
    ASSERT_TRUE(write_file(folder.path() / "short", "horse"));
    EXPECT_EQ(run("trust key content k/a.key --passphrase-file short").code, 1);
}

// A hub that lies about the root does not get an author's signature for it.
TEST_F(KeyCeremony, AHubWithAnotherRootThanTheOneBesideTheKeyIsRefused) {
    done(std::string("trust init keys --keys 1") + kWords);
    pack("1");
    ASSERT_TRUE(write_file(hub.data() / "public/v1/trust/root/2.json", get("trust/root/1.json")));
    const auto ran = run(std::string("pack publish 1.pack --key keys/content.key") + kWords);
    EXPECT_EQ(ran.code, 1);
    EXPECT_NE(ran.out.find("root/2.json"), std::string::npos) << ran.out;
}

}  // namespace
}  // namespace storeside
