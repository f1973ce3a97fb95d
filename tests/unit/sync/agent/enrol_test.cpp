// Enrolment over a line that somebody else holds, and what a kiosk does about its certificate from then on.
#include "sync/agent/enrol.hpp"

#include "firmware/base/hex.hpp"
#include "sync/agent/hub_line.hpp"
#include "sync/hub_store/kiosks.hpp"
#include "sync/hub_store/store.hpp"
#include "sync/pki/authority.hpp"
#include "sync/protocol/identity.hpp"
#include "tests/fakes/running_hub.hpp"
#include "tests/fakes/test_certificates.hpp"
#include "tests/unit/sync/agent/fixture.hpp"

namespace storeside::agent {
namespace {

// Ends TLS with a certificate of its own, and may change what goes through.
class ManInTheMiddle {
public:
    using Change = std::function<std::string(std::string)>;

    explicit ManInTheMiddle(const RunningHub& hub) : hub_(hub) {
        http::ServerOptions options;
        options.tls = http::ServerTls{authority_.server(), {}};
        server_.emplace(
            http::Server::start(std::move(options), [this](http::Incoming request, http::Responder respond) {
                seen = request.body;
                auto answer = hub_.call("POST", request.path, "", change_request(request.body));
                respond({answer.status, {}, change_answer(answer.body), {}});
            }).value());
    }
    std::string url() const { return "https://127.0.0.1:" + std::to_string(server_->port()); }

    Change change_request = [](std::string body) { return body; };
    Change change_answer = [](std::string body) { return body; };
    std::string seen;

private:
    const RunningHub& hub_;
    TestAuthority authority_{"Mallory"};
    std::optional<http::Server> server_;
};

class Enrolling : public testing::Test {
protected:
    Result<protocol::EnrolAnswer> try_it(const std::string& url) {
        return enrol({url, code, "test"}, key, random);
    }
    std::size_t kiosks() {
        return protocol::decode_kiosks(hub.by_operator("GET", "/v1/kiosks").body).value().size();
    }

    SystemRandom random;
    pki::Key key = std::move(pki::Key::make().value());
    RunningHub hub;
    std::string code = hub.invite("Bramble", "Till 2");
    ManInTheMiddle mallory{hub};
};

TEST_F(Enrolling, GivesTheKioskItsNameItsCertificateAndTheHubsAuthority) {
    const auto answer = try_it(hub.url());
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->name, "Till 2");
    EXPECT_EQ(answer->ca, hub.ca());
    EXPECT_EQ(pki::Certificate::from_pem(answer->certificate)->kiosk().value(), answer->kiosk);
}

TEST_F(Enrolling, OverAStrangersLineTellsNobodyTheCodeOrTheKey) {
    const auto answer = try_it(mallory.url());
    ASSERT_TRUE(answer) << answer.error().message();
    EXPECT_EQ(answer->ca, hub.ca());
    EXPECT_EQ(mallory.seen.find(code), std::string::npos);
    EXPECT_EQ(mallory.seen.find("PRIVATE"), std::string::npos);
    // From now on that line is worth nothing to the stranger.
    EXPECT_EQ(as_kiosk(mallory.url(), {*answer, key.pem()}).call("POST", "/v1/sync", "{}").status, 0);
    EXPECT_EQ(as_kiosk(hub.url(), {*answer, key.pem()}).call("POST", "/v1/sync", "{}").status, 400);
}

TEST_F(Enrolling, AKeyThatWasChangedOnTheWayIsNotLetIn) {
    mallory.change_request = [&](const std::string& body) {
        auto message = protocol::decode_proven(body).value();
        auto asked = protocol::decode_enrol_request(message.content).value();
        asked.request = pki::Key::make()->request().value();
        message.content = protocol::encode(asked);
        return protocol::encode(message);
    };
    EXPECT_EQ(try_it(mallory.url()).error().code(), Errc::denied);
    EXPECT_EQ(kiosks(), 0U);
}

TEST_F(Enrolling, AnAuthorityThatWasChangedOnTheWayIsNotBelieved) {
    mallory.change_answer = [&](const std::string& body) {
        auto message = protocol::decode_proven(body).value();
        auto answer = protocol::decode_enrol_answer(message.content).value();
        answer.ca = TestAuthority("Mallory").pem();
        message.content = protocol::encode(answer);
        return protocol::encode(message);
    };
    const auto answer = try_it(mallory.url());
    EXPECT_EQ(answer.error().code(), Errc::denied);
    EXPECT_NE(answer.error().message().find("somebody may be in the line"), std::string::npos);
}

TEST_F(Enrolling, AnAnswerToAnEarlierCallIsNotBelieved) {
    std::string earlier;
    mallory.change_answer = [&](const std::string& body) { return earlier = body; };
    ASSERT_TRUE(try_it(mallory.url()));
    mallory.change_answer = [&](const std::string&) { return earlier; };
    EXPECT_EQ(try_it(mallory.url()).error().code(), Errc::denied);
}

TEST_F(Enrolling, AgainAfterALostAnswerIsTheSameKiosk) {
    mallory.change_answer = [](const std::string&) { return ""; };
    EXPECT_FALSE(try_it(mallory.url()));
    EXPECT_EQ(kiosks(), 1U);
    ASSERT_TRUE(try_it(hub.url()));
    EXPECT_EQ(kiosks(), 1U);
}

TEST_F(Enrolling, ARequestThatIsReplayedLetsNobodyIn) {
    const auto answer = try_it(mallory.url());
    ASSERT_TRUE(answer);
    // It gives another certificate of the same key, which the replayer does not have …
    EXPECT_EQ(hub.call("POST", "/v1/enrol", "", mallory.seen).status, 200);
    EXPECT_EQ(kiosks(), 1U);
    // … and takes nothing from the kiosk.
    EXPECT_EQ(as_kiosk(hub.url(), {*answer, key.pem()}).call("POST", "/v1/sync", "{}").status, 400);
    EXPECT_EQ(hub.call("POST", "/v1/enrol", "", mallory.seen).status, 403);
}

TEST_F(Enrolling, WithAnotherKeyACodeThatWasUsedLetsNobodyIn) {
    ASSERT_TRUE(try_it(hub.url()));
    key = std::move(pki::Key::make().value());
    EXPECT_EQ(try_it(hub.url()).error().code(), Errc::denied);
    EXPECT_EQ(kiosks(), 1U);
}

TEST_F(Enrolling, AWrongCodeIsDenied) {
    code = "AAAA-AAAA-AAAA-AAAA";
    EXPECT_EQ(try_it(hub.url()).error().code(), Errc::denied);
    code = "AAAA-AAAA-AAAA";
    EXPECT_EQ(try_it(hub.url()).error().code(), Errc::invalid_input);
}

TEST_F(Enrolling, GuessesAreSlowedDown) {
    code = "AAAA-AAAA-AAAA-AAAA";
    Result<protocol::EnrolAnswer> last = try_it(hub.url());
    for (int i = 0; i != 60 && last.error().code() == Errc::denied; ++i) last = try_it(hub.url());
    EXPECT_EQ(last.error().code(), Errc::unavailable);
    EXPECT_NE(last.error().message().find("429"), std::string::npos);
}

class CertifiedAgent : public AgentTest {
protected:
    pki::Authority authority() {
        return std::move(pki::Authority::open(hub.data(), clock.now(), random).value());
    }
    // One that the hub issued so long ago.
    std::string issued_before(Duration ago) {
        const auto key = pki::Key::from_pem(kiosk.key);
        const auto certificate =
            authority()
                .issue_to_kiosk(key->request().value(), kiosk.kiosk, clock.now() - ago, random)
                .value();
        auto database = hub_store::open(hub.data()).value();
        EXPECT_TRUE(hub_store::Kiosks(database).renew(kiosk.kiosk, certificate));
        return certificate.pem();
    }

    RunningHub hub;
    TestKiosk kiosk = hub.enrol();
};

TEST_F(CertifiedAgent, RenewsACertificateThatIsNearlyOverAndUsesTheNewOne) {
    const auto old = kiosk.certificate = issued_before(std::chrono::days(80));
    start(hub.url(), kiosk.identity());
    ASSERT_TRUE(comes_true([&] { return certificates.size() == 1; }));
    const auto renewed = pki::Certificate::from_pem(certificates[0]).value().not_after();
    EXPECT_GT(renewed, clock.now() + std::chrono::days(89));
    EXPECT_TRUE(soon([&] {
        agent->wake();  // the call that is held may have begun before the new one was there
        return protocol::decode_kiosks(hub.by_operator("GET", "/v1/kiosks").body)
                   .value()[0]
                   .certificate_until == renewed;
    }));
    // The old one ended with the first use of the new one.
    EXPECT_EQ(hub.call("POST", "/v1/sync", kiosk, "{}").status, 403);
}

TEST_F(CertifiedAgent, OneThatIsOutOfDateIsNotEvenHeard) {
    kiosk.certificate = issued_before(std::chrono::days(100));
    EXPECT_EQ(hub.call("POST", "/v1/sync", kiosk, "{}").status, 0);
    start(hub.url(), kiosk.identity());
    EXPECT_TRUE(goes_offline());
}

TEST_F(CertifiedAgent, SaysThatItWasRevoked) {
    start(hub.url(), kiosk.identity());
    ASSERT_TRUE(comes_online());
    EXPECT_EQ(hub.by_operator("POST", "/v1/kiosks/" + to_string(kiosk.kiosk) + "/revoke", "{}").status, 200);
    EXPECT_TRUE(comes_true([&] { return turned_away == protocol::TurnedAway::revoked; }));
}

TEST_F(CertifiedAgent, SaysThatItsDiskIsAnOldCopy) {
    hub.call("POST", "/v1/sync", kiosk, "{}");
    auto renewed = kiosk;
    renewed.certificate = issued_before(std::chrono::days(0));
    hub.call("POST", "/v1/sync", renewed, "{}");
    start(hub.url(), kiosk.identity());
    EXPECT_TRUE(comes_true([&] { return turned_away == protocol::TurnedAway::superseded; }));
}

TEST_F(CertifiedAgent, BelievesNoOtherHub) {
    RunningHub other;
    start(other.url(), kiosk.identity());
    EXPECT_TRUE(goes_offline());
}

TEST_F(CertifiedAgent, ATimeIsBelievedOnlyFromTheHubAndForThisQuestion) {
    const auto nonce = pki::make_nonce(random);
    const auto said = hub.call("GET", "/v1/time?nonce=" + nonce, "");
    ASSERT_EQ(said.status, 200);
    const auto time = read_signed_time(said.body, nonce, kiosk.ca);
    ASSERT_TRUE(time) << time.error().message();
    EXPECT_LT(*time - clock.now(), std::chrono::minutes(1));
    EXPECT_FALSE(read_signed_time(said.body, pki::make_nonce(random), kiosk.ca));
    EXPECT_FALSE(read_signed_time(said.body, nonce, RunningHub().ca()));
    auto forged = protocol::decode_signed_time(said.body).value();
    forged.content.replace(forged.content.find("20"), 2, "21");
    EXPECT_FALSE(read_signed_time(protocol::encode(forged), nonce, kiosk.ca));
    // A kiosk's own certificate signs no time.
    forged = protocol::decode_signed_time(said.body).value();
    forged.certificate = kiosk.certificate;
    forged.signature = to_hex(
        pki::Key::from_pem(kiosk.key)->sign(std::string(protocol::kTimePrefix) + forged.content).value());
    EXPECT_FALSE(read_signed_time(protocol::encode(forged), nonce, kiosk.ca));
}

}  // namespace
}  // namespace storeside::agent
