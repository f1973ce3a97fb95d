#include "sync/hub/seal_ring.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/seeded_random.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::hub {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

struct SealRingTest : testing::Test {
    SealRing ring() const { return SealRing::open(folder.path() / "seal", clock.now()).value(); }
    journal::Record plain() {
        return {1, make_id(clock.now(), random), "message", from_micros(1'795'356'187'000'000), "{}"};
    }
    static protocol::SyncRequest request(journal::Record record) {
        protocol::SyncRequest request;
        request.outbox = {std::move(record)};
        return request;
    }

    TemporaryFolder folder;
    ManualClock clock;
    SeededRandom random{1};
};

TEST_F(SealRingTest, MakesAKeyThatOnlyItsOwnerCanReadAndKeepsIt) {
    const auto key = ring().current();
    EXPECT_EQ(ring().current(), key);
    const auto file = folder.path() / "seal" / (key.id + ".key");
    using std::filesystem::perms;
    EXPECT_EQ(std::filesystem::status(file).permissions(), perms::owner_read | perms::owner_write);
    EXPECT_EQ(std::filesystem::status(folder.path() / "seal").permissions(), perms::owner_all);
}

TEST_F(SealRingTest, OpensWhatIsSealedToTheNewKeyAndToTheOneBefore) {
    auto keys = ring();
    const auto first = keys.current();
    const auto second = keys.rotate(clock.now()).value();
    EXPECT_NE(first, second);
    EXPECT_EQ(ring().current(), second) << "also after a restart, though both are of one instant";
    for (const auto& key : {first, second}) {
        const auto record = plain();
        auto sent = request(protocol::seal(key, record).value());
        ring().open(sent);
        EXPECT_EQ(sent.outbox, std::vector{record});
        EXPECT_THAT(sent.unreadable, IsEmpty());
    }
}

TEST_F(SealRingTest, LeavesARecordThatIsNotSealedAsItIs) {
    const auto record = plain();
    auto sent = request(record);
    ring().open(sent);
    EXPECT_EQ(sent.outbox, std::vector{record});
}

TEST_F(SealRingTest, WhatItCanNotOpenBecomesUnreadableWithAllOfIt) {
    const auto stranger = protocol::make_seal_pair().value();
    const auto record = protocol::seal(stranger.key, plain()).value();
    auto sent = request(record);
    ring().open(sent);
    EXPECT_THAT(sent.outbox, IsEmpty());
    ASSERT_THAT(sent.unreadable, SizeIs(1));
    EXPECT_EQ(sent.unreadable[0].id, record.id);
    EXPECT_EQ(sent.unreadable[0].kind, "message");
    EXPECT_THAT(sent.unreadable[0].why, HasSubstr(stranger.key.id));
    EXPECT_THAT(sent.unreadable[0].entry, HasSubstr(record.body));
}

TEST_F(SealRingTest, OpensWhatAProgramThatKnowsNoSealSent) {
    const auto record = plain();
    const auto sealed = protocol::seal(ring().current(), record).value();
    auto wrapped = record;
    wrapped.body = R"({"sealed":")" + sealed.sealed + R"(","box":")" + sealed.body + R"("})";
    auto sent = request(wrapped);
    ring().open(sent);
    EXPECT_EQ(sent.outbox, std::vector{record});
}

TEST_F(SealRingTest, ForgetsAnOldKeyWhenNothingSealedToItCanComeAnyMore) {
    auto keys = ring();
    const auto first = keys.current();
    clock.advance(std::chrono::days(400));
    ASSERT_TRUE(keys.drop_old(clock.now()));
    EXPECT_EQ(keys.current(), first) << "the current one stays however old it is";
    ASSERT_TRUE(keys.rotate(clock.now()));
    ASSERT_THAT(keys.list(), SizeIs(2));
    EXPECT_EQ(keys.list()[0].kept_until, clock.now() + std::chrono::days(194));
    EXPECT_FALSE(keys.list()[1].kept_until);

    clock.advance(std::chrono::days(194));
    ASSERT_TRUE(keys.drop_old(clock.now()));
    EXPECT_THAT(ring().list(), SizeIs(2));
    clock.advance(std::chrono::seconds(1));
    ASSERT_TRUE(keys.drop_old(clock.now()));
    ASSERT_THAT(ring().list(), SizeIs(1));
    EXPECT_NE(ring().current(), first);
}

TEST_F(SealRingTest, AKeyFileThatIsDamagedOrNamedWrongIsNotPassedOver) {
    const auto key = ring().current();
    const auto file = folder.path() / "seal" / (key.id + ".key");
    const auto good = read_file(file, 4096).value();
    for (const auto& bad : {std::string("x ="), std::string(), good.substr(0, good.size() / 2),
                            std::string("made_at = \"2026-11-22T14:03:07.120Z\"\nprivate = \"AAAA\"\n")}) {
        ASSERT_TRUE(write_file(file, bad, 0600));
        const auto opened = SealRing::open(folder.path() / "seal", clock.now());
        ASSERT_FALSE(opened);
        EXPECT_EQ(opened.error().code(), Errc::corrupt);
        EXPECT_THAT(opened.error().message(), HasSubstr(key.id));
    }
    std::filesystem::remove(file);
    ASSERT_TRUE(write_file(folder.path() / "seal" / "0123456789abcdef.key", good, 0600));
    EXPECT_FALSE(SealRing::open(folder.path() / "seal", clock.now()));
}

}  // namespace
}  // namespace storeside::hub
