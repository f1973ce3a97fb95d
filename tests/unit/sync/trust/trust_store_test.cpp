#include "sync/trust/trust_store.hpp"

#include <gtest/gtest.h>

#include "firmware/base/file.hpp"
#include "tests/fakes/ceremony.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::trust {
namespace {

class TrustStoreTest : public testing::Test {
protected:
    TrustStore open() { return TrustStore::open(folder.path() / "trust").value(); }
    void publish(TrustStore& store, std::int64_t version) {
        targets = shop.signed_targets(shop.targets(version, {good}));
        head = shop.signed_head(shop.head(version, version, targets));
        ASSERT_TRUE(store.take_head(head, shop.now()));
        ASSERT_TRUE(store.take_targets("content", targets, shop.now()));
    }

    TemporaryFolder folder;
    Ceremony shop;
    const Target good = Ceremony::target("good");
    std::string head, targets;
};

TEST_F(TrustStoreTest, BelievesNobodyBeforeARootIsPinned) {
    auto store = open();
    EXPECT_FALSE(store.pinned());
    EXPECT_EQ(store.take_root(shop.signed_root()).error().code(), Errc::conflict);
    EXPECT_EQ(store.take_head(shop.signed_head(shop.head(1, 1, "")), shop.now()).error().code(),
              Errc::conflict);
    EXPECT_EQ(store.targets("content"), nullptr);
}

TEST_F(TrustStoreTest, PinsOneRootOnce) {
    auto store = open();
    ASSERT_TRUE(store.pin(shop.signed_root()));
    EXPECT_TRUE(store.pin(shop.signed_root()));
    EXPECT_EQ(store.pin(Ceremony(666).signed_root()).error().code(), Errc::conflict);
    auto again = open();
    EXPECT_TRUE(again.pinned());
    EXPECT_EQ(again.pin(Ceremony(666).signed_root()).error().code(), Errc::conflict);
}

TEST_F(TrustStoreTest, RemembersVersionsOverARestart) {
    auto store = open();
    ASSERT_TRUE(store.pin(shop.signed_root()));
    publish(store, 1);
    const auto old_head = head;
    publish(store, 2);
    auto again = open();
    EXPECT_TRUE(again.targets("content")->find(good.file.sha256));
    EXPECT_EQ(again.take_head(old_head, shop.now()).error().code(), Errc::denied);
}

TEST_F(TrustStoreTest, TargetsAreNotThoseOfTheHeadUntilTheyHaveCome) {
    auto store = open();
    ASSERT_TRUE(store.pin(shop.signed_root()));
    publish(store, 1);
    const auto next = shop.signed_targets(shop.targets(2, {}));
    ASSERT_TRUE(store.take_head(shop.signed_head(shop.head(2, 2, next)), shop.now()));
    EXPECT_EQ(store.targets("content"), nullptr);
    EXPECT_EQ(store.named("content")->version, 2);
    ASSERT_TRUE(store.take_targets("content", next, shop.now()));
    EXPECT_NE(store.targets("content"), nullptr);
}

TEST_F(TrustStoreTest, WhatOldKeysSignedIsForgottenForGood) {
    auto store = open();
    ASSERT_TRUE(store.pin(shop.signed_root()));
    publish(store, kMaxVersion);
    shop.head_key = shop.make_key();
    shop.content_key = shop.make_key();
    ASSERT_TRUE(store.take_root(shop.signed_root(2)));
    auto again = open();
    EXPECT_EQ(again.root_version(), 2);
    publish(again, 1);
}

// A power cut between the two writes of take_root().
TEST_F(TrustStoreTest, AHeadThatTheRootsKeysDidNotSignIsAsIfNotThere) {
    {
        auto store = open();
        ASSERT_TRUE(store.pin(shop.signed_root()));
        publish(store, 9);
    }
    shop.head_key = shop.make_key();
    ASSERT_TRUE(write_file(folder.path() / "trust" / "root.json", shop.signed_root(2)));
    auto store = open();
    EXPECT_FALSE(store.named("content"));
}

TEST_F(TrustStoreTest, ADamagedRootIsSaidAndNotReplaced) {
    ASSERT_TRUE(open().pin(shop.signed_root()));
    ASSERT_TRUE(write_file(folder.path() / "trust" / "root.json", "{}"));
    EXPECT_EQ(TrustStore::open(folder.path() / "trust").error().code(), Errc::corrupt);
}

TEST_F(TrustStoreTest, WhatIsRefusedLeavesNothingOnTheDisk) {
    auto store = open();
    ASSERT_TRUE(store.pin(shop.signed_root()));
    publish(store, 1);
    EXPECT_FALSE(store.take_head(Ceremony(666).signed_head(shop.head(2, 2, "")), shop.now()));
    EXPECT_EQ(read_file(folder.path() / "trust" / "head.json", kMaxMetadataBytes).value(), head);
}

}  // namespace
}  // namespace storeside::trust
