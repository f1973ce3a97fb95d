// The attacks that The Update Framework is measured by, each against the rules of a kiosk.
#include <gtest/gtest.h>

#include "sync/trust/verifier.hpp"
#include "tests/fakes/ceremony.hpp"

namespace storeside::trust {
namespace {

class Attack : public testing::Test {
protected:
    // The kiosk takes what the shop publishes: this list of packs, as targets and head of this version.
    void publish(std::int64_t version, std::vector<Target> packs) {
        targets = shop.signed_targets(shop.targets(version, std::move(packs)));
        head = shop.signed_head(shop.head(version, version, targets));
        ASSERT_TRUE(kiosk.take_head(head, shop.now()));
        ASSERT_TRUE(kiosk.take_targets("content", targets, shop.now()));
    }
    Errc head_refused(const std::string& given) {
        const auto taken = kiosk.take_head(given, shop.now());
        EXPECT_FALSE(taken);
        return taken ? Errc::internal : taken.error().code();
    }
    Errc targets_refused(const std::string& given) {
        const auto taken = kiosk.take_targets("content", given, shop.now());
        EXPECT_FALSE(taken);
        return taken ? Errc::internal : taken.error().code();
    }
    Errc root_refused(const std::string& given) {
        const auto taken = kiosk.take_root(given);
        EXPECT_FALSE(taken);
        return taken ? Errc::internal : taken.error().code();
    }
    // Head and targets as `who` would sign them.
    std::pair<std::string, std::string> by(const Ceremony& who, std::int64_t version,
                                           std::vector<Target> packs) {
        const auto made = who.signed_targets(who.targets(version, std::move(packs)));
        return {who.signed_head(who.head(version, version, made)), made};
    }

    Ceremony shop, thief{666};
    Verifier kiosk = Verifier::pin(shop.signed_root()).value();
    const Target good = Ceremony::target("good"), bad = Ceremony::target("bad");
    std::string head, targets;
};

TEST_F(Attack, WhatTheShopSignsIsBelieved) {
    publish(1, {good});
    publish(2, {bad, good});
    EXPECT_TRUE(kiosk.targets("content")->find(bad.file.sha256));
}

// Arbitrary content: a thief with the line, the hub's disk or a CDN, but without keys.
TEST_F(Attack, ArbitraryContentOfOtherKeysIsRefused) {
    publish(1, {good});
    const auto [their_head, their_targets] = by(thief, 2, {bad});
    EXPECT_EQ(head_refused(their_head), Errc::denied);
    EXPECT_EQ(targets_refused(their_targets), Errc::denied);
    EXPECT_FALSE(kiosk.targets("content")->find(bad.file.sha256));
}

// … and with the hub itself, so that they can sign heads.
TEST_F(Attack, WhoHasTheHubsKeyCanNotPublish) {
    publish(1, {good});
    thief.head_key = shop.head_key;
    const auto [their_head, their_targets] = by(thief, 2, {bad});
    EXPECT_TRUE(kiosk.take_head(their_head, shop.now()));
    EXPECT_EQ(targets_refused(their_targets), Errc::denied);
    EXPECT_FALSE(kiosk.targets("content")->find(bad.file.sha256));
}

TEST_F(Attack, ChangedBytesUnderAGoodSignatureAreRefused) {
    publish(1, {good});
    auto envelope = decode_envelope(shop.signed_head(shop.head(2, 2, "x"))).value();
    envelope.signed_text[envelope.signed_text.find("\"version\":2") + 10] = '3';
    EXPECT_EQ(head_refused(encode(envelope)), Errc::denied);
}

// Rollback: what was once signed and is not wanted any more.
TEST_F(Attack, AnOlderHeadIsRefused) {
    publish(1, {bad});
    const auto old_head = head;
    publish(2, {good});
    EXPECT_EQ(head_refused(old_head), Errc::denied);
}

TEST_F(Attack, AFreshHeadThatNamesOlderTargetsIsRefused) {
    publish(1, {bad});
    const auto old_targets = targets;
    publish(2, {good});
    EXPECT_EQ(head_refused(shop.signed_head(shop.head(3, 1, old_targets))), Errc::denied);
    // … or none at all.
    auto none = shop.head(3, 1, old_targets);
    none.targets.clear();
    EXPECT_EQ(head_refused(shop.signed_head(none)), Errc::denied);
}

TEST_F(Attack, ASecondStoryOfTheSameVersionIsRefused) {
    publish(1, {good});
    EXPECT_EQ(head_refused(shop.signed_head(shop.head(1, 1, "other"))), Errc::denied);
    EXPECT_TRUE(kiosk.take_head(head, shop.now()));
}

TEST_F(Attack, GoingBackTakesAHigherVersionThatNamesTheOldPack) {
    publish(1, {good});
    publish(2, {bad});
    publish(3, {good});
    EXPECT_TRUE(kiosk.targets("content")->find(good.file.sha256));
}

// Fast-forward: a thief who had a key for a while signs a version so high that nobody can follow it.
TEST_F(Attack, AfterAFastForwardOfTheHeadANewKeyRecovers) {
    publish(1, {good});
    ASSERT_TRUE(kiosk.take_head(shop.signed_head(shop.head(kMaxVersion, kMaxVersion, "x")), shop.now()));
    EXPECT_EQ(head_refused(shop.signed_head(shop.head(2, 1, targets))), Errc::denied);
    shop.head_key = shop.make_key();
    ASSERT_TRUE(kiosk.take_root(shop.signed_root(2)));
    publish(2, {good});
}

TEST_F(Attack, AfterAFastForwardOfTheTargetsANewKeyRecovers) {
    publish(kMaxVersion, {bad});
    shop.content_key = shop.make_key();
    ASSERT_TRUE(kiosk.take_root(shop.signed_root(2)));
    EXPECT_EQ(kiosk.targets("content"), nullptr);
    publish(2, {good});
}

TEST_F(Attack, ARootThatChangesNoOtherKeysForgetsNothing) {
    publish(5, {good});
    shop.root_keys[2] = shop.make_key();
    ASSERT_TRUE(kiosk.take_root(shop.signed_root(2)));
    EXPECT_EQ(head_refused(shop.signed_head(shop.head(4, 5, targets))), Errc::denied);
    EXPECT_NE(kiosk.targets("content"), nullptr);
}

// Freeze: the same old story for ever.
TEST_F(Attack, AHeadThatHasExpiredIsRefused) {
    auto old = shop.head(1, 1, shop.signed_targets(shop.targets(1, {good})));
    old.expires = shop.now();
    EXPECT_EQ(head_refused(shop.signed_head(old)), Errc::denied);
}

TEST_F(Attack, AFreezeIsNoticedAndWhatWasGoodStays) {
    publish(1, {good});
    EXPECT_FALSE(kiosk.expired(shop.now()));
    const auto later = shop.now() + std::chrono::days(8);
    const auto expired = kiosk.expired(later);
    ASSERT_TRUE(expired);
    EXPECT_EQ(expired->what, "head");
    EXPECT_EQ(expired->since, shop.now() + std::chrono::days(7));
    EXPECT_TRUE(kiosk.targets("content")->find(good.file.sha256));
    // And it ends when something fresh comes.
    auto fresh = shop.head(2, 1, targets);
    fresh.expires = later + std::chrono::days(7);
    EXPECT_TRUE(kiosk.take_head(shop.signed_head(fresh), later));
    EXPECT_FALSE(kiosk.expired(later));
}

TEST_F(Attack, TargetsThatHaveExpiredAreRefused) {
    auto old = shop.targets(1, {good});
    old.expires = shop.now();
    targets = shop.signed_targets(old);
    ASSERT_TRUE(kiosk.take_head(shop.signed_head(shop.head(1, 1, targets)), shop.now()));
    EXPECT_EQ(targets_refused(targets), Errc::denied);
}

// Mix and match: parts that never were current together.
TEST_F(Attack, TargetsThatTheHeadDoesNotNameAreRefused) {
    publish(1, {bad});
    const auto first = targets;
    publish(2, {good});
    EXPECT_EQ(targets_refused(first), Errc::denied);
    EXPECT_EQ(targets_refused(shop.signed_targets(shop.targets(2, {bad}))), Errc::denied);
    EXPECT_EQ(targets_refused(shop.signed_targets(shop.targets(3, {bad}))), Errc::denied);
}

TEST_F(Attack, TargetsOfAnotherVersionThanTheHeadSaysAreRefused) {
    targets = shop.signed_targets(shop.targets(7, {good}));
    ASSERT_TRUE(kiosk.take_head(shop.signed_head(shop.head(1, 8, targets)), shop.now()));
    EXPECT_EQ(targets_refused(targets), Errc::denied);
}

// Wrong role: a key that is good for something else.
TEST_F(Attack, AKeyOfAnotherRoleSignsNothing) {
    targets = Ceremony::seal("targets", encode(shop.targets(1, {bad})), {shop.head_key, shop.root_keys[0]});
    EXPECT_EQ(head_refused(Ceremony::seal("head", encode(shop.head(1, 1, targets)), {shop.content_key})),
              Errc::denied);
    ASSERT_TRUE(kiosk.take_head(shop.signed_head(shop.head(1, 1, targets)), shop.now()));
    EXPECT_EQ(targets_refused(targets), Errc::denied);
    EXPECT_EQ(root_refused(Ceremony::seal("root", encode(shop.root(2)), {shop.head_key, shop.content_key})),
              Errc::denied);
}

TEST_F(Attack, WhatWasSignedAsOneTypeIsNoneOther) {
    // The same bytes and the same key, but another prefix.
    auto envelope = decode_envelope(shop.signed_targets(shop.targets(1, {good}))).value();
    envelope.type = "head";
    auto one_key = shop.root();
    one_key.roles["head"] = one_key.roles["content"];
    auto other = Verifier::pin(shop.signed_root(one_key)).value();
    EXPECT_EQ(other.take_head(encode(envelope), shop.now()).error().code(), Errc::denied);
}

TEST_F(Attack, TargetsOfAnotherChannelAreRefused) {
    auto made = shop.targets(1, {bad});
    made.channel = "image";
    targets = shop.signed_targets(made);
    ASSERT_TRUE(kiosk.take_head(shop.signed_head(shop.head(1, 1, targets)), shop.now()));
    EXPECT_EQ(targets_refused(targets), Errc::denied);
    EXPECT_EQ(kiosk.take_targets("image", targets, shop.now()).error().code(), Errc::denied);
}

// Threshold: two signatures of one key are one.
TEST_F(Attack, OneKeyTwiceIsNotTwoKeys) {
    auto envelope = decode_envelope(shop.signed_root(2)).value();
    envelope.signatures[1] = envelope.signatures[0];
    EXPECT_EQ(root_refused(encode(envelope)), Errc::denied);
}

TEST_F(Attack, OneKeyUnderTwoNamesIsNotTwoKeys) {
    auto envelope = decode_envelope(shop.signed_root(2)).value();
    envelope.signatures[1].bytes = envelope.signatures[0].bytes;
    EXPECT_EQ(root_refused(encode(envelope)), Errc::denied);
    // Nor can a role list it twice.
    auto twice = shop.root(2);
    twice.roles["root"].keys[1] = twice.roles["root"].keys[0];
    EXPECT_EQ(root_refused(shop.signed_root(twice)), Errc::invalid_input);
}

TEST_F(Attack, FewerKeysThanTheThresholdAreRefused) {
    EXPECT_EQ(root_refused(Ceremony::seal("root", encode(shop.root(2)), {shop.root_keys[2]})), Errc::denied);
    EXPECT_TRUE(kiosk.take_root(
        Ceremony::seal("root", encode(shop.root(2)), {shop.root_keys[2], shop.root_keys[0]})));
}

TEST_F(Attack, AThresholdThatNobodyCouldReachOrThatNeedsNobodyIsRefused) {
    auto none = shop.root(2);
    none.roles["root"].threshold = 0;
    EXPECT_EQ(root_refused(shop.signed_root(none)), Errc::invalid_input);
    auto many = shop.root(2);
    many.roles["root"].threshold = 4;
    EXPECT_EQ(root_refused(shop.signed_root(many)), Errc::invalid_input);
}

// Roots: one after the other, each handed over by the one before.
TEST_F(Attack, ASkippedRootIsRefused) {
    EXPECT_EQ(root_refused(shop.signed_root(3)), Errc::denied);
    EXPECT_EQ(root_refused(shop.signed_root(1)), Errc::denied);
    EXPECT_TRUE(kiosk.take_root(shop.signed_root(2)));
    EXPECT_TRUE(kiosk.take_root(shop.signed_root(3)));
}

TEST_F(Attack, ARootThatOnlyItsOwnKeysSignedIsRefused) {
    EXPECT_EQ(root_refused(thief.signed_root(2)), Errc::denied);
}

TEST_F(Attack, ARootThatItsOwnKeysDidNotSignIsRefused) {
    EXPECT_EQ(root_refused(Ceremony::seal("root", encode(thief.root(2)), shop.root_keys)), Errc::denied);
    auto both = shop.root_keys;
    both.insert(both.end(), thief.root_keys.begin(), thief.root_keys.end());
    EXPECT_TRUE(kiosk.take_root(Ceremony::seal("root", encode(thief.root(2)), both)));
}

TEST_F(Attack, AnExpiredRootLeadsToTheNextOneAllTheSame) {
    auto old = shop.root(2);
    old.expires = shop.now() - std::chrono::days(1);
    ASSERT_TRUE(kiosk.take_root(shop.signed_root(old)));
    EXPECT_EQ(kiosk.expired(shop.now())->what, "root");
    ASSERT_TRUE(kiosk.take_root(shop.signed_root(3)));
    EXPECT_FALSE(kiosk.expired(shop.now()));
}

TEST_F(Attack, ARootThatItsOwnKeysDidNotSignIsNotPinned) {
    EXPECT_FALSE(Verifier::pin(Ceremony::seal("root", encode(shop.root()), {shop.root_keys[0]})));
    EXPECT_FALSE(Verifier::pin(shop.signed_head(shop.head(1, 1, ""))));
}

// Endless data, and data without end in depth or number.
TEST_F(Attack, EndlessMetadataIsRefusedUnread) {
    EXPECT_EQ(head_refused(std::string(kMaxMetadataBytes + 1, '[')), Errc::invalid_input);
    EXPECT_EQ(head_refused(std::string(1000, '[')), Errc::invalid_input);
    const auto flood = shop.signed_targets(shop.targets(1, std::vector<Target>(65, good)));
    ASSERT_TRUE(kiosk.take_head(shop.signed_head(shop.head(1, 1, flood)), shop.now()));
    EXPECT_EQ(targets_refused(flood), Errc::invalid_input);
}

// Extraneous dependencies: nothing comes along with a pack that was not asked for and signed.
TEST_F(Attack, OnlyWhatTheTargetsNameIsATarget) {
    publish(1, {good});
    EXPECT_EQ(kiosk.targets("content")->find(bad.file.sha256), nullptr);
    EXPECT_EQ(kiosk.targets("content")->find(good.file.sha256)->patch_from(bad.file.sha256), nullptr);
    EXPECT_EQ(kiosk.targets("image"), nullptr);
}

TEST_F(Attack, MetadataIsReadAsItWasWritten) {
    auto target = good;
    target.patches = {{bad.file.sha256, {good.file.sha256, 17}}};
    const auto made = shop.targets(3, {target, bad});
    EXPECT_EQ(decode_targets(encode(made)).value(), made);
    EXPECT_EQ(decode_root(encode(shop.root(9))).value(), shop.root(9));
    EXPECT_EQ(decode_head(encode(shop.head(2, 3, "x"))).value(), shop.head(2, 3, "x"));
}

}  // namespace
}  // namespace storeside::trust
