// A hub, or who sits on the line, that gives a kiosk other packs than the shop's keys have signed.
#include <map>

#include "sync/http/zstd.hpp"
#include "sync/patch/patch.hpp"
#include "tests/fakes/ceremony.hpp"
#include "tests/unit/sync/agent/hostile_hub.hpp"

namespace storeside::agent {
namespace {

// Read by the agent's thread while the test moves it.
class SharedClock final : public Clock {
public:
    explicit SharedClock(Time start) : micros_(to_micros(start)) {}
    Time now() const override { return from_micros(micros_); }
    void advance(Duration step) { micros_ += step.count(); }

private:
    std::atomic<std::int64_t> micros_;
};

class HostilePacks : public HostileHub {
protected:
    using Files =
        std::map<std::string, std::vector<std::string>>;  // whole answers; the last one again and again

    // The shop signs these packs, and the hub wants the one of this hash. Later calls change both.
    void sign(const std::vector<std::string>& all, std::int64_t version = 1) {
        std::vector<trust::Target> targets;
        for (const auto& pack : all) targets.push_back(Ceremony::target(pack));
        sign_targets(std::move(targets), version);
    }
    void sign_targets(std::vector<trust::Target> targets, std::int64_t version) {
        const auto text = shop.signed_targets(shop.targets(version, std::move(targets)));
        answer("trust/root/1.json", http("200 OK", shop.signed_root()));
        answer("trust/targets-content.json", http("200 OK", text));
        answer("trust/head.json", http("200 OK", shop.signed_head(shop.head(version, version, text))));
    }
    void want(const std::string& pack) {
        const std::lock_guard lock(files_mutex);
        ++wish.version;
        wish.pack = protocol::DesiredPack{protocol::sha256(pack), "1"};
    }
    void answer(const std::string& name, std::string one) { answers(name, {std::move(one)}); }
    void answers(const std::string& name, std::vector<std::string> all) {
        const std::lock_guard lock(files_mutex);
        files["GET /v1/" + name + " "] = std::move(all);
    }
    static std::string name_of(const std::string& pack) {
        return "packs/" + protocol::sha256(pack) + ".pack";
    }

    void begin() {
        agents_clock = &clock_of_test;
        refresh = std::chrono::milliseconds(50);
        serve([this](const std::string& request) { return say(request); });
    }
    std::string say(const std::string& request) {
        const std::lock_guard lock(files_mutex);
        if (!request.starts_with("GET")) {
            const auto body = request.substr(request.find("\r\n\r\n") + 4);
            const auto unpacked = storeside::http::decompress(body, protocol::kMaxMessageBytes);
            if (const auto sync = protocol::decode_sync_request(unpacked ? *unpacked : body))
                reported = sync->reported;
            protocol::SyncAnswer all;
            all.desired = wish;
            return http("200 OK", protocol::encode(all));
        }
        for (auto& [start, all] : files) {
            if (!request.starts_with(start)) continue;
            const auto n = static_cast<std::size_t>(fetched[start]++);
            return all[std::min(n, all.size() - 1)];
        }
        return http("404 Not Found", "{}");
    }
    int times(const std::string& name) {
        const std::lock_guard lock(files_mutex);
        return fetched["GET /v1/" + name + " "];
    }
    template <class Condition>
    bool soon(Condition condition) {
        for (int i = 0; i != 1000; ++i) {
            if (condition()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        }
        return false;
    }
    bool complains(const std::string& of) {
        return soon([&] {
            const std::lock_guard lock(files_mutex);
            return reported.trust_error.find(of) != std::string::npos;
        });
    }
    bool content_is_well() {
        return soon([&] {
            const std::lock_guard lock(files_mutex);
            return reported.trust_error.empty() && !reported.pack.empty();
        });
    }
    bool has(const std::string& pack) {
        return comes_true([&] { return !packs.empty() && packs.back().stem() == protocol::sha256(pack); }) &&
               current_pack(folder.path() / "packs") == protocol::sha256(pack);
    }

    Ceremony shop;
    SharedClock clock_of_test{shop.now()};
    const std::string good = std::string(5000, 'g'), other = std::string(5000, 'o');
    std::mutex files_mutex;  // guards what follows
    Files files;
    std::map<std::string, int> fetched;
    protocol::Desired wish;
    protocol::Reported reported;
};

TEST_F(HostilePacks, ASignedOneIsTaken) {
    sign({good});
    answer(name_of(good), http("200 OK", good));
    want(good);
    begin();
    EXPECT_TRUE(has(good));
    EXPECT_TRUE(content_is_well());
}

TEST_F(HostilePacks, OneThatNobodySignedIsNotEvenFetched) {
    sign({good});
    answer(name_of(other), http("200 OK", other));
    want(other);
    begin();
    EXPECT_TRUE(complains("not signed"));
    EXPECT_EQ(times(name_of(other)), 0);
    EXPECT_TRUE(packs.empty());
}

TEST_F(HostilePacks, WithOtherBytesIsNeverUsed) {
    sign({good});
    answer(name_of(good), http("200 OK", other));
    want(good);
    begin();
    EXPECT_TRUE(complains("other bytes came"));
    EXPECT_TRUE(soon([&] { return times(name_of(good)) > 2; }));
    EXPECT_EQ(current_pack(folder.path() / "packs"), "");
}

TEST_F(HostilePacks, WithoutAnEndIsCutOff) {
    sign({good});
    answer(name_of(good), http("200 OK", std::string(50'000, 'g')));
    want(good);
    begin();
    EXPECT_TRUE(complains("5000"));
    EXPECT_TRUE(packs.empty());
}

TEST_F(HostilePacks, MetadataWithoutAnEndIsCutOff) {
    sign({good});
    answer("trust/head.json", http("200 OK", std::string(trust::kMaxMetadataBytes + 1, ' ')));
    answer(name_of(good), http("200 OK", good));
    want(good);
    begin();
    EXPECT_TRUE(complains("longer than"));
    EXPECT_TRUE(packs.empty());
}

TEST_F(HostilePacks, ThatBreaksOffIsFinishedLater) {
    sign({good});
    const auto whole = http("200 OK", good);
    answers(name_of(good),
            {whole.substr(0, whole.size() - 3000),
             http("206 Partial Content", good.substr(2000), "Content-Range: bytes 2000-4999/5000\r\n")});
    want(good);
    begin();
    EXPECT_TRUE(has(good));
    EXPECT_EQ(times(name_of(good)), 2);
}

TEST_F(HostilePacks, OfAServerThatKnowsNoRangesIsFetchedFromTheStart) {
    sign({good});
    const auto whole = http("200 OK", good);
    answers(name_of(good), {whole.substr(0, whole.size() - 3000), whole});
    want(good);
    begin();
    EXPECT_TRUE(has(good));
}

TEST_F(HostilePacks, LargerThanAnyMessageComesInOneGo) {
    const std::string large(6 << 20, 'g');
    sign({large});
    answer(name_of(large), http("200 OK", large));
    want(large);
    begin();
    EXPECT_TRUE(has(large));
    EXPECT_EQ(times(name_of(large)), 1);
}

// What somebody signed for a patch from `good` to `other`.
struct BadPatch {
    const char* name;
    std::string (*made)(const std::string& good, const std::string& other);
};

class HostilePatch : public HostilePacks, public testing::WithParamInterface<BadPatch> {};

TEST_P(HostilePatch, GivesWayToTheWhole) {
    sign({good});
    answer(name_of(good), http("200 OK", good));
    want(good);
    begin();
    ASSERT_TRUE(has(good));
    auto target = Ceremony::target(other);
    const auto wrong = GetParam().made(good, other);
    ASSERT_LT(wrong.size(), other.size()) << "nobody would fetch it";
    target.patches = {
        {protocol::sha256(good), {protocol::sha256(wrong), static_cast<std::int64_t>(wrong.size())}}};
    const auto patch_file = "packs/" + protocol::sha256(good) + "-" + protocol::sha256(other) + ".patch";
    answer(patch_file, http("200 OK", wrong));
    answer(name_of(other), http("200 OK", other));
    sign_targets({target}, 2);
    want(other);
    EXPECT_TRUE(has(other));
    EXPECT_EQ(times(patch_file), 1);
    EXPECT_TRUE(content_is_well());
}

std::string patch_of(const std::string& good, const std::string& other) {
    return patch::make(good, other).value();
}

INSTANTIATE_TEST_SUITE_P(
    All, HostilePatch,
    testing::Values(BadPatch{"ThatMakesOtherBytes",
                             [](const std::string& good, const std::string& other) {
                                 return patch_of(good, std::string(other.size(), 'w'));
                             }},
                    BadPatch{"ThatMakesMoreBytes",
                             [](const std::string& good, const std::string& other) {
                                 return patch_of(good, other + other);
                             }},
                    BadPatch{"OfAnotherPack",
                             [](const std::string& good, const std::string& other) {
                                 return patch_of(std::string(good.rbegin(), good.rend()), other);
                             }},
                    BadPatch{"ThatIsCutOff",
                             [](const std::string& good, const std::string& other) {
                                 const auto whole = patch_of(good, other);
                                 return whole.substr(0, whole.size() - 7);
                             }},
                    BadPatch{"OfZstdAlone",
                             [](const std::string& good, const std::string& other) {
                                 return patch_of(good, other).substr(16);
                             }},
                    BadPatch{"ThatPromisesATerabyte",
                             [](const std::string& good, const std::string& other) {
                                 return patch_of(good, other).substr(0, 16) +
                                        std::string("\x28\xb5\x2f\xfd\xe0\0\0\0\0\0\1\0\0\1\0\0", 16);
                             }}),
    [](const auto& each) { return std::string(each.param.name); });

TEST_F(HostilePacks, APatchThatIsMissingGivesWayToTheWhole) {
    sign({good});
    answer(name_of(good), http("200 OK", good));
    want(good);
    begin();
    ASSERT_TRUE(has(good));
    auto target = Ceremony::target(other);
    target.patches = {{protocol::sha256(good), {std::string(64, 'a'), 100}}};
    answer(name_of(other), http("200 OK", other));
    sign_targets({target}, 2);
    want(other);
    EXPECT_TRUE(has(other));
}

TEST_F(HostilePacks, AfterAnOlderHeadTheGoodPackStaysAndItIsSaid) {
    sign({good}, 2);
    answer(name_of(good), http("200 OK", good));
    want(good);
    begin();
    ASSERT_TRUE(has(good));
    sign({other}, 1);
    answer(name_of(other), http("200 OK", other));
    want(other);
    EXPECT_TRUE(complains("older than"));
    EXPECT_TRUE(has(good));
    // Nothing is wedged: what is newer is taken.
    sign({other}, 3);
    EXPECT_TRUE(has(other));
    EXPECT_TRUE(content_is_well());
}

TEST_F(HostilePacks, WhatHasExpiredKeepsTheGoodPackAndIsSaid) {
    sign({good});
    answer(name_of(good), http("200 OK", good));
    want(good);
    begin();
    ASSERT_TRUE(has(good));
    clock_of_test.advance(std::chrono::days(8));
    EXPECT_TRUE(complains("head has expired since 2026-11-29T14:03:07"));
    EXPECT_EQ(current_pack(folder.path() / "packs"), protocol::sha256(good));
}

TEST_F(HostilePacks, AnotherRootThanThePinnedOneIsNothing) {
    sign({good});
    answer(name_of(good), http("200 OK", good));
    want(good);
    begin();
    ASSERT_TRUE(has(good));
    Ceremony thief(666);
    answer("trust/root/2.json", http("200 OK", thief.signed_root(2)));
    EXPECT_TRUE(complains("root/2.json"));
    EXPECT_EQ(current_pack(folder.path() / "packs"), protocol::sha256(good));
}

TEST_F(HostilePacks, ARootWithNewKeysIsFollowed) {
    sign({good});
    answer(name_of(good), http("200 OK", good));
    want(good);
    begin();
    ASSERT_TRUE(has(good));
    shop.content_key = shop.make_key();
    shop.head_key = shop.make_key();
    answer("trust/root/2.json", http("200 OK", shop.signed_root(2)));
    answer(name_of(other), http("200 OK", other));
    sign({other}, 1);
    want(other);
    answer("trust/root/1.json", http("200 OK", shop.signed_root(1)));
    EXPECT_TRUE(has(other));
}

TEST_F(HostilePacks, ThatCanNotBeOpenedLeavesTheOldOneCurrent) {
    sign({good});
    answer(name_of(good), http("200 OK", good));
    want(good);
    begin();
    ASSERT_TRUE(has(good));
    {
        const std::lock_guard lock(making);
        opens = failure(Errc::too_new, "written by a newer program");
    }
    sign({other}, 2);
    answer(name_of(other), http("200 OK", other));
    want(other);
    EXPECT_TRUE(complains("can't be opened: written by a newer program"));
    EXPECT_EQ(current_pack(folder.path() / "packs"), protocol::sha256(good));
}

TEST_F(HostilePacks, AHubWithoutARootIsSaid) {
    want(good);
    begin();
    EXPECT_TRUE(complains("no root of trust"));
}

}  // namespace
}  // namespace storeside::agent
