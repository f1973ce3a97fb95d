#include "sync/pki/authority.hpp"

#include <gtest/gtest.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::pki {
namespace {

using Use = Certificate::Use;

class AuthorityTest : public testing::Test {
protected:
    Certificate kiosk_certificate() {
        return authority.issue_to_kiosk(key.request().value(), kiosk, clock.now(), random).value();
    }

    TemporaryFolder folder, other_folder;
    ManualClock clock;
    SeededRandom random{1};
    Authority authority = std::move(Authority::open(folder.path(), clock.now(), random).value());
    Key key = std::move(Key::make().value());
    Id kiosk = make_id(clock.now(), random);
};

TEST_F(AuthorityTest, IsTheSameAfterARestart) {
    const auto again = Authority::open(folder.path(), clock.now(), random);
    ASSERT_TRUE(again) << again.error().message();
    EXPECT_EQ(again->certificate().pem(), authority.certificate().pem());
    EXPECT_EQ(std::filesystem::status(folder.path() / "ca.key").permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_TRUE(authority.certificate().issued_by(authority.certificate(), Use::authority));
}

TEST_F(AuthorityTest, WithACertificateOfAnotherKeyIsNotUsed) {
    ASSERT_TRUE(Authority::open(other_folder.path(), clock.now(), random));
    std::filesystem::copy_file(other_folder.path() / "ca.pem", folder.path() / "ca.pem",
                               std::filesystem::copy_options::overwrite_existing);
    EXPECT_EQ(Authority::open(folder.path(), clock.now(), random).error().code(), Errc::corrupt);
}

TEST_F(AuthorityTest, ACertificateSaysWhichKioskItIsOf) {
    const auto issued = kiosk_certificate();
    const auto seen = Certificate::from_der(issued.der());
    ASSERT_TRUE(seen) << seen.error().message();
    EXPECT_EQ(seen->kiosk().value(), kiosk);
    EXPECT_EQ(seen->serial().size(), 32U);
    EXPECT_NE(seen->serial(), kiosk_certificate().serial());
    EXPECT_EQ(seen->not_after(), std::chrono::floor<std::chrono::seconds>(clock.now() + kCertificateLife));
    EXPECT_GT(renewal_of(*seen), clock.now() + std::chrono::days(59));
    EXPECT_LT(renewal_of(*seen), clock.now() + std::chrono::days(61));
}

TEST_F(AuthorityTest, AKiosksCertificateIsNoServersAndTheOtherWayRound) {
    const auto own = kiosk_certificate();
    const auto server =
        authority.issue_to_server(key, {"hub.example.org", "127.0.0.1", "::1"}, clock.now(), random).value();
    EXPECT_TRUE(own.issued_by(authority.certificate(), Use::kiosk));
    EXPECT_TRUE(server.issued_by(authority.certificate(), Use::server));
    EXPECT_FALSE(own.issued_by(authority.certificate(), Use::server));
    EXPECT_FALSE(server.issued_by(authority.certificate(), Use::kiosk));
    EXPECT_FALSE(server.kiosk());
    EXPECT_FALSE(own.issued_by(authority.certificate(), Use::authority));
}

TEST_F(AuthorityTest, AKioskCanNotIssueCertificates) {
    // A chain through a kiosk's certificate: its key signs, but it is no authority.
    EXPECT_FALSE(kiosk_certificate().issued_by(kiosk_certificate(), Use::kiosk));
}

TEST_F(AuthorityTest, AnotherAuthoritysCertificateIsRefused) {
    const auto other = Authority::open(other_folder.path(), clock.now(), random)
                           .value()
                           .issue_to_kiosk(key.request().value(), kiosk, clock.now(), random);
    ASSERT_TRUE(other);
    EXPECT_FALSE(other->issued_by(authority.certificate(), Use::kiosk));
}

TEST_F(AuthorityTest, TheRequestDecidesNothingButTheKey) {
    const auto request = key.request().value();
    EXPECT_EQ(public_key_of_request(request).value(), kiosk_certificate().public_key());
    auto changed = request;
    changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
    EXPECT_EQ(authority.issue_to_kiosk(changed, kiosk, clock.now(), random).error().code(),
              Errc::invalid_input);
    for (const auto* wrong :
         {"", "-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"})
        EXPECT_EQ(public_key_of_request(wrong).error().code(), Errc::invalid_input);
}

TEST_F(AuthorityTest, ASignatureIsThatOfTheCertificatesKey) {
    const auto signature = key.sign("the time").value();
    EXPECT_TRUE(kiosk_certificate().signed_by_its_key("the time", signature));
    EXPECT_FALSE(kiosk_certificate().signed_by_its_key("the times", signature));
    EXPECT_FALSE(authority.certificate().signed_by_its_key("the time", signature));
    EXPECT_FALSE(kiosk_certificate().signed_by_its_key("the time", ""));
}

TEST_F(AuthorityTest, AServerNeedsNamesThatAreNames) {
    EXPECT_EQ(authority.issue_to_server(key, {"a,DNS:b"}, clock.now(), random).error().code(),
              Errc::invalid_input);
    EXPECT_FALSE(authority.issue_to_server(key, {}, clock.now(), random));
}

TEST_F(AuthorityTest, BytesBehindACertificateAreRefused) {
    EXPECT_FALSE(Certificate::from_der(kiosk_certificate().der() + "x"));
    EXPECT_FALSE(Certificate::from_der(""));
    EXPECT_FALSE(Certificate::from_pem("x"));
}

}  // namespace
}  // namespace storeside::pki
