#include "sync/hub_store/kiosks.hpp"

#include "tests/unit/sync/hub_store/fixture.hpp"

namespace storeside::hub_store {
namespace {

using protocol::TurnedAway;

class KioskList : public HubStore {
protected:
    TurnedAway worth(const Id& who, const pki::Certificate& certificate) {
        return kiosks.identify(who, certificate, clock.now()).value();
    }
    pki::Certificate another() {
        clock.advance(std::chrono::hours(1));
        return std::move(
            authority.issue_to_kiosk(first.key.request().value(), first.kiosk, clock.now(), random).value());
    }
    std::string trouble(const Id& who) {
        const auto rows = kiosks.list().value();
        for (const auto& row : rows)
            if (row.id == who) return row.trouble;
        return "not there";
    }

    Kiosks kiosks{database};
    LetIn first = enrol("Till 2");
};

TEST_F(KioskList, ACodeIsGoodUntilTheCertificateIsShown) {
    const auto id = pki::enrol_keys(first.code)->id;
    EXPECT_EQ(kiosks.find_invite(id, clock.now()).value()->kiosk, first.kiosk);
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::no);
    EXPECT_FALSE(kiosks.find_invite(id, clock.now()).value());
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::no);
}

TEST_F(KioskList, ACodeThatIsTooOldLetsNobodyIn) {
    clock.advance(std::chrono::hours(1));
    EXPECT_FALSE(kiosks.find_invite(pki::enrol_keys(first.code)->id, clock.now()).value());
}

TEST_F(KioskList, NoCodesAreKept) {
    auto select =
        database.prepare("SELECT count(*) FROM invite WHERE :code IN (id, kiosk_key, hub_key, store, name)")
            .value();
    ASSERT_TRUE(select.bind(":code", first.code).step());
    EXPECT_EQ(select.integer(0), 0);
}

TEST_F(KioskList, TheFirstUseOfANewCertificateEndsTheOldOne) {
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::no);
    const auto next = another();
    ASSERT_TRUE(kiosks.renew(first.kiosk, next));
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::no);
    EXPECT_EQ(worth(first.kiosk, next), TurnedAway::no);
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::superseded);
    EXPECT_EQ(trouble(first.kiosk), "superseded");
    EXPECT_EQ(worth(first.kiosk, next), TurnedAway::no);
}

TEST_F(KioskList, ARenewalWhoseAnswerWasLostIsForgottenByTheNext) {
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::no);
    const auto lost = another(), next = another();
    ASSERT_TRUE(kiosks.renew(first.kiosk, lost));
    ASSERT_TRUE(kiosks.renew(first.kiosk, next));
    EXPECT_EQ(worth(first.kiosk, next), TurnedAway::no);
    EXPECT_EQ(worth(first.kiosk, lost), TurnedAway::superseded);
}

TEST_F(KioskList, ARestoredHubTakesANewerCertificateThatItHasForgotten) {
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::no);
    const auto forgotten = another();
    EXPECT_EQ(worth(first.kiosk, forgotten), TurnedAway::no);
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::superseded);
}

TEST_F(KioskList, ARevokedKioskHasNoCertificateThatCounts) {
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::no);
    const auto next = another(), forged_later = another();
    ASSERT_TRUE(kiosks.renew(first.kiosk, next));
    ASSERT_TRUE(kiosks.revoke(first.kiosk, clock.now()));
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::revoked);
    EXPECT_EQ(worth(first.kiosk, next), TurnedAway::revoked);
    EXPECT_EQ(worth(first.kiosk, forged_later), TurnedAway::revoked);
    EXPECT_EQ(trouble(first.kiosk), "revoked");
    EXPECT_EQ(worth(kiosk, first.certificate), TurnedAway::superseded);
    EXPECT_EQ(worth(fresh(), first.certificate), TurnedAway::unknown);
    EXPECT_EQ(kiosks.revoke(fresh(), clock.now()).error().code(), Errc::not_found);
}

TEST_F(KioskList, ARevokedKioskComesBackByACodeOfItsOwn) {
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::no);
    ASSERT_TRUE(kiosks.revoke(first.kiosk, clock.now()));
    const auto code =
        kiosks.invite({"", "", first.kiosk}, clock.now() + std::chrono::hours(2), random).value();
    const auto invite = kiosks.find_invite(pki::enrol_keys(code)->id, clock.now()).value().value();
    EXPECT_EQ(invite.name, "Till 2");
    EXPECT_EQ(invite.replaces, first.kiosk);
    const auto next = another();
    ASSERT_TRUE(kiosks.enrol(invite, first.kiosk, next, clock.now(), random));
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::revoked);
    EXPECT_EQ(worth(first.kiosk, next), TurnedAway::no);
    EXPECT_EQ(worth(first.kiosk, first.certificate), TurnedAway::superseded);
    EXPECT_EQ(kiosks.list().value().size(), 2U);
}

TEST_F(KioskList, RevocationEndsTheCodesToo) {
    const auto code =
        kiosks.invite({"", "", first.kiosk}, clock.now() + std::chrono::hours(2), random).value();
    ASSERT_TRUE(kiosks.revoke(first.kiosk, clock.now()));
    EXPECT_FALSE(kiosks.find_invite(pki::enrol_keys(code)->id, clock.now()).value());
    EXPECT_EQ(kiosks.invite({"", "", fresh()}, clock.now(), random).error().code(), Errc::not_found);
}

}  // namespace
}  // namespace storeside::hub_store
