#include "sync/hub_store/kiosks.hpp"

#include "tests/unit/sync/hub_store/fixture.hpp"

namespace storeside::hub_store {
namespace {

class KioskList : public HubStore {
protected:
    Kiosks kiosks{database};
    std::string code =
        kiosks.invite("Bramble", "Till 2", clock.now() + std::chrono::hours(1), random).value();
};

TEST_F(KioskList, ACodeLetsOneKioskInOnce) {
    const auto first = kiosks.enrol(code, clock.now(), random);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->name, "Till 2");
    EXPECT_EQ(kiosks.enrol(code, clock.now(), random).error().code(), Errc::denied);
    EXPECT_EQ(kiosks.by_token(first->token).value(), first->kiosk);
    EXPECT_FALSE(kiosks.by_token("something else").value());
}

TEST_F(KioskList, ACodeThatIsTooOldLetsNobodyIn) {
    clock.advance(std::chrono::hours(1));
    EXPECT_EQ(kiosks.enrol(code, clock.now(), random).error().code(), Errc::denied);
}

TEST_F(KioskList, NeitherCodesNorTokensAreKept) {
    const auto token = kiosks.enrol(code, clock.now(), random).value().token;
    auto select =
        database.prepare("SELECT count(*) FROM kiosk, invite WHERE token_hash = :token OR code_hash = :code")
            .value();
    ASSERT_TRUE(select.bind(":token", token).bind(":code", code).step());
    EXPECT_EQ(select.integer(0), 0);
}

}  // namespace
}  // namespace storeside::hub_store
