#include "sync/pki/enrolment.hpp"

#include <gtest/gtest.h>

#include "sync/protocol/digest.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside::pki {
namespace {

TEST(Enrolment, KeysAreThoseThatADifferentImplementationGets) {
    // Python: HKDF(SHA256, 32, salt=b"storeside enrolment 1", info=…).derive(b"F9W7-5K19-PZTV-CP9P").hex()
    const auto keys = enrol_keys("F9W7-5K19-PZTV-CP9P").value();
    EXPECT_EQ(keys.id, "482f37af45a6de964b7b17f2164a406824b7465ab74035c8088ddcb4ff649342");
    EXPECT_EQ(keys.kiosk, "d03847f4a8a1f775cd45211a4b8f585bc469bd3ecdb44fab3bedb221b106e800");
    EXPECT_EQ(keys.hub, "eaf7d45318cdc3e85552a3ddcf9a3f0b1ceef7fd0897c16bb1216e17e96ac1ca");
    EXPECT_EQ(proof(keys.kiosk, "abc"), "a4f167e83ccb2ddb8962f8a2d65b7445bac4f4ec410f1d58a95456d9efdbc566");
}

TEST(Enrolment, AProofIsThatOfOneKeyAndOneText) {
    const auto keys = enrol_keys("F9W7-5K19-PZTV-CP9P").value();
    const auto good = proof(keys.kiosk, "text");
    EXPECT_TRUE(same_proof(good, proof(keys.kiosk, "text")));
    EXPECT_FALSE(same_proof(good, proof(keys.hub, "text")));
    EXPECT_FALSE(same_proof(good, proof(keys.kiosk, "texts")));
    EXPECT_FALSE(same_proof("", ""));
    EXPECT_FALSE(same_proof(good, good.substr(1)));
}

TEST(Enrolment, NoncesDiffer) {
    SeededRandom random{1};
    const auto one = make_nonce(random);
    EXPECT_TRUE(is_nonce(one));
    EXPECT_NE(one, make_nonce(random));
    EXPECT_FALSE(is_nonce("x"));
}

}  // namespace
}  // namespace storeside::pki
