// Puts packs on a running hub as `storesidectl` does: with a ceremony of its own, signed and patched.
#pragma once
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "sync/patch/patch.hpp"
#include "sync/trust/key_file.hpp"
#include "tests/fakes/ceremony.hpp"
#include "tests/fakes/running_hub.hpp"

namespace storeside {

// What the hub takes for a pack, of any size; two fillings differ in all of it but the first half.
inline std::string pack_of(char filling, std::size_t size = 300'000) {
    SeededRandom random{5};
    std::string bytes(size, '\0');
    random.fill(std::as_writable_bytes(std::span(bytes)));
    bytes.replace(0, 16, std::string("SQLite format 3\0", 16));
    bytes.replace(size - 10, 10, std::string(10, filling));
    return bytes;
}

class Publisher {
public:
    // Gives the hub its first root.
    explicit Publisher(const RunningHub& hub) : shop(4711, SystemClock().now()), hub_(hub) {
        const auto key = trust::decode_public_key(hub.call("GET", "/v1/trust/head-key", "").body);
        shop.hub_key = key.value().key;
        EXPECT_EQ(put("trust/root", shop.signed_root()).status, 200);
    }

    http::Response put(const std::string& name, std::string body) const {
        return hub_.by_operator("PUT", "/v1/" + name, std::move(body));
    }
    http::Response put_pack(const std::string& bytes) const {
        return put("packs/" + protocol::sha256(bytes) + ".pack", bytes);
    }
    std::string get(const std::string& name) const { return hub_.call("GET", "/v1/" + name, "").body; }

    // The pack's target, with a patch from each of `olds` on the hub.
    trust::Target with_patches(const std::string& bytes, const std::vector<std::string>& olds) const {
        auto target = Ceremony::target(bytes);
        for (const auto& old : olds) {
            const auto patch = patch::make(old, bytes).value();
            const auto from = protocol::sha256(old);
            EXPECT_EQ(put("packs/" + from + "-" + target.file.sha256 + ".patch", patch).status, 200);
            target.patches.push_back(
                {from, {protocol::sha256(patch), static_cast<std::int64_t>(patch.size())}});
        }
        return target;
    }
    http::Response put_targets(std::vector<trust::Target> targets) {
        return put("trust/targets-content.json",
                   shop.signed_targets(shop.targets(++version, std::move(targets))));
    }

    // All of it; the pack's name.
    std::string publish(const std::string& bytes, const std::vector<std::string>& olds = {}) {
        EXPECT_EQ(put_pack(bytes).status, 200);
        EXPECT_EQ(put_targets({with_patches(bytes, olds)}).status, 200);
        return protocol::sha256(bytes);
    }

    Ceremony shop;
    std::int64_t version = 0;

private:
    const RunningHub& hub_;
};

}  // namespace storeside
