// What the hub takes from those who publish, and what it gives to anybody.
#include <future>

#include "firmware/db/database.hpp"
#include "tests/fakes/publisher.hpp"

namespace storeside {
namespace {

struct HubWithoutRoot : testing::Test {
    RunningHub hub;
    http::Response get(const std::string& name, http::Headers headers = {}) const {
        return hub.call("GET", "/v1/" + name, "", {}, std::move(headers));
    }
};

struct Publishing : HubWithoutRoot {
    trust::Target put(const std::string& bytes) {
        EXPECT_EQ(publisher.put_pack(bytes).status, 200);
        return Ceremony::target(bytes);
    }
    std::string why(const http::Response& response) { return protocol::decode_refusal(response.body); }
    trust::Head head() const {
        const auto envelope = trust::decode_envelope(get("trust/head.json").body).value();
        return trust::decode_head(envelope.signed_text).value();
    }

    Publisher publisher{hub};
    const std::string pack = pack_of('a', 2000), other = pack_of('b', 2000);
};

TEST_F(HubWithoutRoot, RefusesToPublishAndSaysWhatToDo) {
    const auto answer =
        hub.by_operator("PUT", "/v1/packs/" + protocol::sha256(pack_of('a')) + ".pack", pack_of('a'));
    EXPECT_EQ(answer.status, 409);
    EXPECT_NE(answer.body.find("storesidectl trust init"), std::string::npos) << answer.body;
    EXPECT_EQ(hub.by_operator("PUT", "/v1/trust/targets-content.json", "{}").status, 409);
    EXPECT_EQ(get("trust/head.json").status, 404);
}

TEST_F(HubWithoutRoot, TakesOnlyAFirstRootThatNamesItsKey) {
    Ceremony shop;
    const auto put = [&](const std::string& root) { return hub.by_operator("PUT", "/v1/trust/root", root); };
    EXPECT_EQ(put(shop.signed_root()).status, 409);
    shop.hub_key = trust::decode_public_key(get("trust/head-key").body)->key;
    EXPECT_EQ(put(shop.signed_root(2)).status, 409);
    EXPECT_EQ(put("{}").status, 400);
    EXPECT_EQ(put(shop.signed_root()).status, 200);
    EXPECT_EQ(put(shop.signed_root()).status, 403);
    EXPECT_EQ(put(shop.signed_root(2)).status, 200);
    EXPECT_EQ(get("trust/root/2.json").body, shop.signed_root(2));
    EXPECT_EQ(get("trust/root/3.json").status, 404);
}

TEST_F(Publishing, APackReachesWhoWaitsAndIsServedInPieces) {
    const auto kiosk = hub.enrol();
    protocol::SyncRequest request;
    const auto sync = [&] {
        return protocol::decode_sync_answer(
                   hub.call("POST", "/v1/sync", kiosk, protocol::encode(request)).body)
            .value();
    };
    const auto now = sync();
    request.cursor = now.cursor;
    request.reported.version = now.desired.version;
    request.wait = 300;
    auto held = std::async(std::launch::async, sync);
    const auto sha256 = publisher.publish(pack);
    EXPECT_EQ(held.get().desired.pack.value(), (protocol::DesiredPack{sha256, "1"}));
    EXPECT_EQ(get("packs/" + sha256 + ".pack").body, pack);
    EXPECT_EQ(get("packs/" + sha256 + ".pack", {{"range", "bytes=1990-"}}).body, "aaaaaaaaaa");
    EXPECT_EQ(protocol::decode_packs(hub.by_operator("GET", "/v1/packs").body).value().at(0).sha256, sha256);
}

TEST_F(Publishing, AFileThatIsNotWhatItsNameSaysIsRefused) {
    EXPECT_EQ(publisher.put("packs/" + std::string(64, 'a') + ".pack", pack).status, 400);
    EXPECT_EQ(publisher.put("packs/" + protocol::sha256("text") + ".pack", "text").status, 400);
    EXPECT_EQ(publisher.put("packs/..", pack).status, 404);
    EXPECT_EQ(publisher.put("trust/head.json", "{}").status, 404);
    EXPECT_EQ(hub.call("PUT", "/v1/packs/" + protocol::sha256(pack) + ".pack", hub.enrol(), pack).status,
              401);
    EXPECT_EQ(get("packs/..%2f..%2f..%2fhub.db").status, 404);
    EXPECT_EQ(get("trust/root/..%2f..%2f..%2f..%2fhub.db").status, 404);
    EXPECT_EQ(get("trust/root/01.json").status, 404);
}

TEST_F(Publishing, TargetsOfOtherKeysAreRefused) {
    const auto target = put(pack);
    const auto answer = publisher.put("trust/targets-content.json",
                                      Ceremony(666).signed_targets(publisher.shop.targets(1, {target})));
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(get("trust/targets-content.json").status, 404);
}

TEST_F(Publishing, TargetsThatAreNotNewerAreAConflict) {
    publisher.version = 4;
    publisher.publish(pack);
    publisher.version = 4;
    const auto answer = publisher.put_targets({put(other)});
    EXPECT_EQ(answer.status, 409);
    EXPECT_NE(why(answer).find("has version 5"), std::string::npos) << answer.body;
    publisher.version = 3;
    EXPECT_EQ(publisher.put_targets({put(other)}).status, 409);
}

TEST_F(Publishing, ExpiredTargetsAreRefused) {
    auto old = publisher.shop.targets(1, {put(pack)});
    old.expires = publisher.shop.now() - std::chrono::days(1);
    EXPECT_EQ(publisher.put("trust/targets-content.json", publisher.shop.signed_targets(old)).status, 403);
}

TEST_F(Publishing, TargetsWhosePacksAreNotHereAreRefused) {
    const auto answer = publisher.put_targets({Ceremony::target(pack)});
    EXPECT_EQ(answer.status, 400);
    EXPECT_NE(why(answer).find("upload it first"), std::string::npos);
    auto target = put(pack);
    ++target.file.size;
    EXPECT_EQ(publisher.put_targets({target}).status, 400);
    EXPECT_EQ(publisher.put_targets({}).status, 400);
}

TEST_F(Publishing, APatchThatDoesNotMakeThePackIsRefused) {
    publisher.publish(pack);
    auto target = put(other);
    const auto name = "packs/" + protocol::sha256(pack) + "-" + target.file.sha256 + ".patch";
    const auto wrong = patch::make(pack, pack_of('w', 2000)).value();
    target.patches = {
        {protocol::sha256(pack), {protocol::sha256(wrong), static_cast<std::int64_t>(wrong.size())}}};
    EXPECT_NE(why(publisher.put_targets({target})).find("does not have it"), std::string::npos);
    ASSERT_EQ(publisher.put(name, wrong).status, 200);
    EXPECT_NE(why(publisher.put_targets({target})).find("does not make that pack"), std::string::npos);
    EXPECT_EQ(publisher.put_targets({publisher.with_patches(other, {pack})}).status, 200);
}

// It takes a while for a large pack, and a list names old patches again.
TEST_F(Publishing, APatchIsAppliedOnlyWhenItIsNew) {
    publisher.publish(pack);
    publisher.publish(other, {pack});
    const auto target = publisher.with_patches(other, {pack});
    const auto old = hub.data() / "public/v1/packs" / (protocol::sha256(pack) + ".pack");
    ASSERT_TRUE(write_file(old, "no pack"));
    const auto answer = publisher.put_targets({target});
    EXPECT_EQ(answer.status, 200) << answer.body;
}

TEST_F(Publishing, PatchesToOlderPacksAreCleanedUp) {
    publisher.publish(pack);
    publisher.publish(other, {pack});
    const auto name = "packs/" + protocol::sha256(pack) + "-" + protocol::sha256(other) + ".patch";
    EXPECT_EQ(get(name).status, 200);
    publisher.publish(pack_of('c', 2000));
    EXPECT_EQ(get(name).status, 404);
    EXPECT_EQ(get("packs/" + protocol::sha256(pack) + ".pack").status, 200);
}

TEST_F(Publishing, AHeadIsSignedAnewByTimeAndOverARestart) {
    publisher.publish(pack);
    const auto before = head();
    hub.stop();
    hub.start();
    EXPECT_TRUE(soon([&] { return get("trust/head.json").status == 200; }));
    EXPECT_EQ(head(), before) << "a young head is signed anew for nothing";
    hub.stop();
    std::filesystem::remove(hub.data() / "public/v1/trust/head.json");
    hub.start();
    ASSERT_TRUE(soon([&] { return get("trust/head.json").status == 200; }));
    EXPECT_EQ(head().targets, before.targets);
}

TEST_F(Publishing, WhatAHubThatDiedHalfWayWroteIsSaidWhenItStartsAgain) {
    publisher.publish(pack);
    put(other);
    hub.stop();
    const auto next = publisher.shop.signed_targets(publisher.shop.targets(2, {Ceremony::target(other)}));
    ASSERT_TRUE(write_file(hub.data() / "public/v1/trust/targets-content.json", next));
    hub.start();
    EXPECT_TRUE(soon([&] { return head().targets.at("content").version == 2; }));
    protocol::SyncRequest request;
    const auto answer = hub.call("POST", "/v1/sync", hub.enrol(), protocol::encode(request));
    EXPECT_EQ(protocol::decode_sync_answer(answer.body)->desired.pack->sha256, protocol::sha256(other));
}

TEST_F(Publishing, AfterNewContentKeysPacksArePublishedAnew) {
    publisher.publish(pack);
    publisher.shop.content_key = publisher.shop.make_key();
    ASSERT_EQ(publisher.put("trust/root", publisher.shop.signed_root(2)).status, 200);
    EXPECT_TRUE(head().targets.empty());
    publisher.version = 0;
    publisher.publish(other);
    EXPECT_EQ(head().targets.at("content").version, 1);
}

TEST_F(Publishing, ADamagedRootStopsTheHubWithItsName) {
    hub.stop();
    ASSERT_TRUE(write_file(hub.data() / "public/v1/trust/root/1.json", "{}"));
    try {
        hub.start();
        FAIL() << "it started";
    } catch (const std::runtime_error& error) {
        EXPECT_NE(std::string(error.what()).find("root/1.json"), std::string::npos) << error.what();
    }
}

}  // namespace
}  // namespace storeside
