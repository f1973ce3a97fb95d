// A kiosk whose key is made in a TPM and never leaves it.
#include <gmock/gmock.h>
#include <openssl/evp.h>

#include <array>
#include <cstdlib>
#include <memory>

#include "sync/agent/enrol.hpp"
#include "sync/hub_store/kiosks.hpp"
#include "sync/hub_store/store.hpp"
#include "sync/pki/authority.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/real/software_tpm.hpp"
#include "tests/unit/sync/agent/fixture.hpp"

namespace storeside {
namespace {

using pki::Key;
using testing::HasSubstr;

class Tpm : public agent::AgentTest {
protected:
    void SetUp() override {
        auto started = start_tpm("tpm");
        if (!started && started.error().code() == Errc::unavailable && !std::getenv("CI") &&
            !std::getenv("STORESIDE_REAL"))
            GTEST_SKIP() << started.error().message();
        ASSERT_TRUE(started) << started.error().message();
        tpm.emplace(std::move(*started));
    }
    Result<real::SoftwareTpm> start_tpm(const char* name) const {
        std::filesystem::create_directories(folder.path() / name);
        return real::SoftwareTpm::start(STORESIDE_SOURCE_DIR, folder.path() / name);
    }

    std::optional<real::SoftwareTpm> tpm;
};

TEST_F(Tpm, MakesKeysThatSignAndAreOfUseWithItAlone) {
    const auto key = Key::make(Key::Place::tpm);
    ASSERT_TRUE(key) << key.error().message();
    EXPECT_TRUE(key->in_tpm());
    const auto again = Key::from_pem(key->pem());
    ASSERT_TRUE(again) << again.error().message();
    // Both requests are signed with the one key.
    const auto first = pki::public_key_of_request(key->request().value());
    ASSERT_TRUE(first) << first.error().message();
    EXPECT_EQ(pki::public_key_of_request(again->request().value()).value(), *first);

    tpm->unplug();
    EXPECT_FALSE(key->request());
    EXPECT_EQ(Key::from_pem(key->pem()).error().code(), Errc::unavailable);
    EXPECT_EQ(Key::make(Key::Place::tpm).error().code(), Errc::unavailable);
    EXPECT_FALSE(Key::make(Key::Place::tpm_if_any).value().in_tpm());

    const auto other = start_tpm("another");
    ASSERT_TRUE(other) << other.error().message();
    const auto elsewhere = Key::from_pem(key->pem());
    ASSERT_FALSE(elsewhere);
    EXPECT_EQ(elsewhere.error().code(), Errc::invalid_input);
    EXPECT_THAT(elsewhere.error().message(), HasSubstr("another one made it"));
}

// What TLS 1.2 may ask for; the TPM signs what SHA-256 gives.
TEST_F(Tpm, SignsALongerDigest) {
    const auto key = Key::make(Key::Place::tpm);
    ASSERT_TRUE(key) << key.error().message();
    const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> digest(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    std::array<unsigned char, 80> signature;
    const std::array<unsigned char, 5> bytes{'h', 'e', 'l', 'l', 'o'};
    auto size = signature.size();
    ASSERT_EQ(EVP_DigestSignInit(digest.get(), nullptr, EVP_sha384(), nullptr, key->handle()), 1);
    ASSERT_EQ(EVP_DigestSign(digest.get(), signature.data(), &size, bytes.data(), bytes.size()), 1);
    EVP_MD_CTX_reset(digest.get());
    ASSERT_EQ(EVP_DigestVerifyInit(digest.get(), nullptr, EVP_sha384(), nullptr, key->handle()), 1);
    EXPECT_EQ(EVP_DigestVerify(digest.get(), signature.data(), size, bytes.data(), bytes.size()), 1);
}

TEST_F(Tpm, EnrolsAKioskThatSyncsAndRenewsItsCertificate) {
    RunningHub hub;
    const auto key = Key::make(Key::Place::tpm);
    ASSERT_TRUE(key) << key.error().message();
    const auto let_in = agent::enrol({hub.url(), hub.invite(), "test"}, *key, random);
    ASSERT_TRUE(let_in) << let_in.error().message();
    TestKiosk kiosk{*let_in, key->pem()};
    EXPECT_EQ(hub.call("POST", "/v1/sync", kiosk, "{}").status, 400);  // heard, and not understood

    // One of 80 days ago in its place.
    const auto authority = pki::Authority::open(hub.data(), clock.now(), random);
    const auto old = authority->issue_to_kiosk(key->request().value(), kiosk.kiosk,
                                               clock.now() - std::chrono::days(80), random);
    auto database = hub_store::open(hub.data()).value();
    ASSERT_TRUE(hub_store::Kiosks(database).renew(kiosk.kiosk, *old));
    kiosk.certificate = old->pem();

    start(hub.url(), kiosk.identity());
    ASSERT_TRUE(comes_true([&] { return certificates.size() == 1; }));
    const auto renewed = pki::Certificate::from_pem(certificates[0]).value();
    EXPECT_EQ(renewed.public_key(), old->public_key());
    EXPECT_TRUE(soon([&] {
        agent->wake();
        return protocol::decode_kiosks(hub.by_operator("GET", "/v1/kiosks").body)
                   .value()[0]
                   .certificate_until == renewed.not_after();
    }));
    // Also from another thread of it, while the long poll is held.
    EXPECT_TRUE(find_order("BB-1", "anna@example.org").value());
    agent->stop();
}

// Private keys on P-256 in files, in each form that OpenSSL writes.
bool holds_a_private_key(const std::string& bytes) {
    for (const std::string_view sign :
         {std::string_view("BEGIN PRIVATE KEY"), std::string_view("BEGIN EC PRIVATE KEY"),
          std::string_view("\x30\x77\x02\x01\x01\x04\x20", 7),
          std::string_view("\x30\x6b\x02\x01\x01\x04\x20", 7)})
        if (bytes.find(sign) != bytes.npos) return true;
    return false;
}

class TpmKiosk : public Tpm {
protected:
    using Words = std::vector<std::string>;

    Result<std::string> kiosk(Words arguments, bool with_tpm = true) const {
        arguments.insert(arguments.begin(), STORESIDE_BIN_DIR "/storeside-kiosk");
        return real::output_of(arguments, {},
                               with_tpm ? tpm->environment() : Words{"TPM2OPENSSL_TCTI=swtpm:path=/none"});
    }
    Result<std::string> set_up(Words more, const Id& replaces = {}, bool with_tpm = true) const {
        Words arguments{"setup",
                        "--data",
                        data().string(),
                        "--hub",
                        hub.url(),
                        "--code",
                        hub.invite("Bramble", "Aisle 7", replaces)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return kiosk(arguments, with_tpm);
    }
    bool a_private_key_is_on_the_disk() const {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(data()))
            if (entry.is_regular_file() && holds_a_private_key(read_file(entry.path(), 64 << 20).value()))
                return true;
        return false;
    }
    std::vector<protocol::KioskRow> kiosks() const {
        return protocol::decode_kiosks(hub.by_operator("GET", "/v1/kiosks").body).value();
    }
    std::filesystem::path data() const { return folder.path() / "kiosk"; }

    RunningHub hub;
};

TEST_F(TpmKiosk, HasNoPrivateKeyOnItsDisk) {
    const auto made = set_up({});
    ASSERT_TRUE(made) << made.error().message();
    EXPECT_THAT(*made, HasSubstr("the key lies in the TPM"));
    EXPECT_FALSE(a_private_key_is_on_the_disk());
    // The search finds what it looks for.
    ASSERT_TRUE(set_up({"--again", "--key", "file"}, kiosks()[0].id));
    EXPECT_TRUE(a_private_key_is_on_the_disk());
    // And back, as an operator does who gets kiosks with TPMs.
    ASSERT_TRUE(set_up({"--again", "--key", "tpm"}, kiosks()[0].id));
    EXPECT_FALSE(a_private_key_is_on_the_disk());
    EXPECT_EQ(kiosks().size(), 1U);
}

TEST_F(TpmKiosk, SaysWhatToDoWhenItsDiskIsInAnotherMachine) {
    ASSERT_TRUE(set_up({}));
    const auto id = kiosks()[0].id;
    const auto started = kiosk({"--data", data().string()}, false);
    ASSERT_FALSE(started);
    EXPECT_THAT(started.error().message(), HasSubstr("a key in a TPM"));
    EXPECT_THAT(started.error().message(), HasSubstr("storesidectl kiosk invite --replace " + to_string(id)));
    // A try that fails takes nothing away.
    EXPECT_FALSE(set_up({"--again", "--key", "tpm"}, id, false));
    EXPECT_FALSE(kiosk(
        {"setup", "--again", "--data", data().string(), "--hub", hub.url(), "--code", "AAAA-AAAA-AAAA-AAAA"},
        false));
    EXPECT_TRUE(Key::open(data() / "identity.key").value().in_tpm());

    const auto again = set_up({"--again"}, id, false);
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_THAT(*again, HasSubstr("identity.key"));
    EXPECT_EQ(kiosks().size(), 1U);
    EXPECT_FALSE(Key::open(data() / "identity.key").value().in_tpm());
    EXPECT_FALSE(std::filesystem::exists(data() / "identity.key.new"));
}

}  // namespace
}  // namespace storeside
