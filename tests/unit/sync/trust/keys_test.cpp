#include "sync/trust/keys.hpp"

#include <gtest/gtest.h>

#include "sync/trust/envelope.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside::trust {
namespace {

// RFC 8032, §7.1, test 2.
TEST(Keys, SignAsTheStandardSays) {
    const auto expected =
        parse_public_key("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    SigningKey::Seed seed;
    const auto bytes =
        parse_public_key("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb")->bytes;
    std::ranges::copy(bytes, seed.begin());
    const auto key = SigningKey::from_seed(seed);
    EXPECT_EQ(key.public_key(), *expected);
    EXPECT_EQ(to_hex(key.sign("r")),
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
              "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
}

TEST(Keys, AreNamedByTheHashOfTheirPublicHalf) {
    SeededRandom random{1};
    const auto key = SigningKey::make(random), other = SigningKey::make(random);
    EXPECT_EQ(key.id().size(), 64U);
    EXPECT_EQ(key.id(), key_id(*parse_public_key(to_hex(key.public_key()))));
    EXPECT_NE(key.id(), other.id());
}

TEST(Keys, ASignatureIsOfOneMessageAndOneKey) {
    SeededRandom random{1};
    const auto key = SigningKey::make(random), other = SigningKey::make(random);
    const auto signature = key.sign("message");
    EXPECT_TRUE(verify(key.public_key(), "message", signature));
    EXPECT_FALSE(verify(key.public_key(), "massage", signature));
    EXPECT_FALSE(verify(other.public_key(), "message", signature));
}

TEST(Keys, AreReadInOneSpellingOnly) {
    const std::string digits(64, 'a');
    EXPECT_TRUE(parse_public_key(digits));
    EXPECT_FALSE(parse_public_key(std::string(64, 'A')));
    EXPECT_FALSE(parse_public_key(digits + "aa"));
    EXPECT_FALSE(parse_public_key(std::string(63, 'a')));
}

TEST(Envelope, IsReadAsItWasWritten) {
    SeededRandom random{1};
    Envelope envelope{"head", "{ \"any\" : \"spaces  and \\u00e9\" }", {}};
    sign(envelope, SigningKey::make(random));
    sign(envelope, SigningKey::make(random));
    EXPECT_EQ(decode_envelope(encode(envelope)).value(), envelope);
}

TEST(Envelope, SigningTwiceWithOneKeyLeavesOneSignature) {
    SeededRandom random{1};
    const auto key = SigningKey::make(random);
    Envelope envelope{"head", "{}", {}};
    sign(envelope, key);
    sign(envelope, key);
    EXPECT_EQ(envelope.signatures.size(), 1U);
}

TEST(Envelope, NamesWhatIsWrong) {
    EXPECT_EQ(decode_envelope(R"({"type":"head","signed":"{}"})").error().message(), "signatures: missing");
    EXPECT_EQ(decode_envelope(R"({"type":"head","signed":"{}","signatures":[{"key":"x","signature":""}]})")
                  .error()
                  .message(),
              "signatures[0].key: not 64 hexadecimal digits");
    EXPECT_FALSE(decode_envelope(std::string(kMaxMetadataBytes + 1, ' ')));
}

}  // namespace
}  // namespace storeside::trust
