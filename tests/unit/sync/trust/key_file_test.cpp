#include "sync/trust/key_file.hpp"

#include <gtest/gtest.h>

#include "tests/fakes/seeded_random.hpp"

namespace storeside::trust {
namespace {

constexpr PassphraseCost kCheap{1, 8192};

struct KeyFile : testing::Test {
    SeededRandom random{1};
    const SigningKey key = SigningKey::make(random);
    const Secret passphrase{"correct horse"};
};

TEST_F(KeyFile, IsOpenedByItsPassphraseAlone) {
    const auto file = seal_key("content", key, passphrase, random, kCheap).value();
    EXPECT_TRUE(wants_passphrase(file).value());
    EXPECT_EQ(open_key(file, passphrase).value().public_key(), key.public_key());
    EXPECT_EQ(open_key(file, Secret("wrong horse")).error().code(), Errc::denied);
    EXPECT_EQ(open_key(file, Secret()).error().code(), Errc::denied);
}

TEST_F(KeyFile, HoldsNothingOfTheSecretInTheOpen) {
    const auto file = seal_key("content", key, passphrase, random, kCheap).value();
    const auto open = encode_open_key("content", key);
    const auto seed = open.substr(open.find("\"seed\":\"") + 8, 44);
    EXPECT_EQ(file.find(seed), std::string::npos);
}

TEST_F(KeyFile, OfAHubNeedsNoPassphrase) {
    const auto file = encode_open_key("head", key);
    EXPECT_FALSE(wants_passphrase(file).value());
    EXPECT_EQ(open_key(file, Secret()).value().id(), key.id());
}

TEST_F(KeyFile, OfThePublicHalfSignsNothing) {
    const auto file = encode_public_key({"content", key.public_key()});
    EXPECT_EQ(decode_public_key(file).value().key, key.public_key());
    EXPECT_EQ(decode_public_key(file).value().role, "content");
    EXPECT_FALSE(open_key(file, passphrase));
    EXPECT_FALSE(wants_passphrase(file));
}

TEST_F(KeyFile, ThePublicHalfIsReadOutOfEveryKind) {
    EXPECT_EQ(decode_public_key(seal_key("root", key, passphrase, random, kCheap).value()).value().key,
              key.public_key());
    EXPECT_EQ(decode_public_key(encode_open_key("root", key)).value().key, key.public_key());
}

TEST_F(KeyFile, WhoseHalvesAreOfTwoKeysIsCorrupt) {
    auto file = encode_open_key("head", key);
    const auto digits = to_hex(key.public_key());
    file.replace(file.find(digits), digits.size(), to_hex(SigningKey::make(random).public_key()));
    EXPECT_EQ(open_key(file, Secret()).error().code(), Errc::corrupt);
}

TEST_F(KeyFile, ThatWouldTakeAllMemoryIsRefused) {
    auto file = seal_key("content", key, passphrase, random, kCheap).value();
    file.replace(file.find("\"memory\":8192"), 13, "\"memory\":9999999999999");
    EXPECT_EQ(open_key(file, passphrase).error().code(), Errc::invalid_input);
}

}  // namespace
}  // namespace storeside::trust
