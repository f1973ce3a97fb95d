#include "sync/protocol/seal.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sync/protocol/bodies.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside::protocol {
namespace {

using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

struct Seal : testing::Test {
    journal::Record record(std::string body = R"({"text":"planted-words"})") {
        return {7, make_id(at, random), "message", at, std::move(body)};
    }
    static std::string why(const Result<journal::Record>& opened) {
        EXPECT_FALSE(opened);
        return opened ? std::string() : opened.error().message();
    }

    SeededRandom random{1};
    Time at = from_micros(1'795'356'187'120'000);
    SealPair pair = make_seal_pair().value();
    journal::Record plain = record();
    journal::Record sealed = seal(pair.key, plain).value();
};

TEST_F(Seal, WhatWasSealedIsTheSameWhenItIsOpened) {
    EXPECT_EQ(open(pair, sealed).value(), plain);
    EXPECT_EQ(open(pair, seal(pair.key, record("")).value())->body, "");
}

TEST_F(Seal, ShowsNothingOfTheBodyAndNamesTheKey) {
    EXPECT_THAT(sealed.body, Not(HasSubstr("planted-words")));
    EXPECT_EQ(sealed.sealed, pair.key.id);
    EXPECT_NE(sealed.body, seal(pair.key, plain)->body) << "the same words twice don't look the same";
}

TEST_F(Seal, OnlyTheMillisecondsOfTheTimeCountAsOnTheWire) {
    auto finer = record();
    finer.created_at += std::chrono::microseconds(345);
    auto sent = seal(pair.key, finer).value();
    sent.created_at = at;
    EXPECT_EQ(open(pair, sent)->body, finer.body);
}

TEST_F(Seal, ABodyCanNotBeMovedToAnotherRecord) {
    auto other_id = sealed, other_kind = sealed, other_time = sealed;
    other_id.id = record().id;
    other_kind.kind = "rating";
    other_time.created_at += std::chrono::milliseconds(1);
    for (const auto& moved : {other_id, other_kind, other_time})
        EXPECT_EQ(why(open(pair, moved)), "the sealed body belongs to another record");
}

TEST_F(Seal, OfAnotherHubIsRefused) {
    const auto stranger = make_seal_pair().value();
    EXPECT_EQ(why(open(stranger, sealed)), "the body is sealed to key " + pair.key.id);
    sealed.sealed = stranger.key.id;
    EXPECT_EQ(why(open(stranger, sealed)), "the sealed body is damaged or not for this hub");
}

TEST_F(Seal, OneChangedByteIsNoticedWhereverItIs) {
    for (std::size_t i = 0; i < sealed.body.size(); i += 7) {
        auto damaged = sealed;
        damaged.body[i] = damaged.body[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(open(pair, damaged)) << "byte " << i;
    }
    sealed.body.resize(40);
    EXPECT_EQ(why(open(pair, sealed)), "the sealed body is no base64 of a sealed box");
}

TEST_F(Seal, TheLargestBodyFitsIntoWhatTheWireAllows) {
    const auto largest = seal(pair.key, record(std::string(kMaxBodyBytes, 'x'))).value();
    EXPECT_LE(largest.body.size(), kMaxSealedBytes);
    EXPECT_THAT(open(pair, largest)->body, SizeIs(kMaxBodyBytes));
    EXPECT_THAT(why(open(pair, seal(pair.key, record(std::string(kMaxBodyBytes + 1, 'x'))).value())),
                HasSubstr("longer than"));
}

TEST_F(Seal, AKeyIsCheckedAgainstItsName) {
    EXPECT_TRUE(check(pair.key));
    EXPECT_FALSE(check({"0123456789abcdef", pair.key.public_key}));
    EXPECT_FALSE(check({pair.key.id, "AAAA"}));
    EXPECT_FALSE(check({pair.key.id, "?"}));
    // The point of order one: everybody could open what is sealed to it.
    const std::string zero = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    EXPECT_FALSE(check({"66687aadf862bd77", zero}));
    EXPECT_FALSE(seal({"66687aadf862bd77", zero}, plain));
}

TEST_F(Seal, APairComesBackFromItsPrivateHalf) {
    EXPECT_EQ(seal_pair_of(pair.private_key)->key, pair.key);
    EXPECT_FALSE(seal_pair_of(Secret("no key")));
}

// So that a second implementation can be held against this one.
TEST_F(Seal, OpensTheExampleOfTheWireProtocol) {
    const auto known = seal_pair_of(Secret("AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=")).value();
    EXPECT_EQ(known.key, (SealKey{"aaa8fff703b50b22", "B6N8vBQgk8i3VdwbEOhstCY3StFqqFPtC9/AsrhtHHw="}));
    const journal::Record example{
        1,
        parse_id("01935b1e-7c00-7000-8000-000000000001").value(),
        "message",
        parse_rfc3339("2026-11-22T14:03:07.120Z").value(),
        "3iEWYZt+vIO0WXGyrGhwkS32KdvY+yLb1Bs41UpN8hy+9mxf+0pxo16v+t9Q32EkWtvr1LlSzTTIcYqw2lh6H6z9s3jkWPCA"
        "XCkpbaI9/Kx/lG2iMZ2qf2X3rpm1ICeAbpxTLy75YL6iGKd7ftpUkdHCeYnhjqrAK1sJcE3EJymCo3NM8YJeH9XBgpkkPkTF"
        "ipe8NzpQb87b",
        "aaa8fff703b50b22"};
    EXPECT_EQ(open(known, example)->body, R"({"text":"hello"})");
}

}  // namespace
}  // namespace storeside::protocol
