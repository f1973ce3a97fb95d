// A key ceremony in a few lines: the keys of a made-up shop, and whatever they sign.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sync/protocol/digest.hpp"
#include "sync/trust/envelope.hpp"
#include "sync/trust/metadata.hpp"
#include "tests/fakes/seeded_random.hpp"

namespace storeside {

class Ceremony {
public:
    explicit Ceremony(unsigned seed = 4711, Time now = from_micros(1'795'356'187'000'000))
        : random_(seed), now_(now) {
        for (int i = 0; i != 3; ++i) root_keys.push_back(make_key());
        content_key = make_key();
        head_key = make_key();
    }

    trust::SigningKey make_key() { return trust::SigningKey::make(random_); }

    // Two of three root keys, one of each other role.
    trust::Root root(std::int64_t version = 1) const {
        trust::Root made{version, now_ + std::chrono::days(365), {}};
        auto& role = made.roles["root"];
        role.threshold = 2;
        for (const auto& key : root_keys) role.keys.push_back(key.public_key());
        made.roles["head"] = {1, {hub_key.value_or(head_key.public_key())}};
        made.roles["content"] = {1, {content_key.public_key()}};
        return made;
    }
    std::string signed_root(const trust::Root& made) const {
        return seal("root", trust::encode(made), {root_keys[0], root_keys[1]});
    }
    std::string signed_root(std::int64_t version = 1) const { return signed_root(root(version)); }

    trust::Targets targets(std::int64_t version, std::vector<trust::Target> packs = {}) const {
        return {"content", version, now_ + std::chrono::days(100), std::move(packs)};
    }
    std::string signed_targets(const trust::Targets& made) const {
        return seal("targets", trust::encode(made), {content_key});
    }
    static trust::Target target(const std::string& bytes, std::string version = "1") {
        return {{protocol::sha256(bytes), static_cast<std::int64_t>(bytes.size())}, std::move(version), {}};
    }

    // A head that names these targets' bytes.
    trust::Head head(std::int64_t version, std::int64_t targets_version, const std::string& targets) const {
        trust::Head made{version, now_ + std::chrono::days(7), {}};
        made.targets["content"] = {targets_version,
                                   {protocol::sha256(targets), static_cast<std::int64_t>(targets.size())}};
        return made;
    }
    std::string signed_head(const trust::Head& made) const {
        return seal("head", trust::encode(made), {head_key});
    }

    static std::string seal(std::string type, std::string text, const std::vector<trust::SigningKey>& keys) {
        trust::Envelope envelope{std::move(type), std::move(text), {}};
        for (const auto& key : keys) trust::sign(envelope, key);
        return trust::encode(envelope);
    }

    Time now() const { return now_; }

private:
    mutable SeededRandom random_;
    Time now_;

public:
    std::vector<trust::SigningKey> root_keys;
    trust::SigningKey content_key = trust::SigningKey::from_seed({}), head_key = content_key;
    std::optional<trust::PublicKey> hub_key;  // of a hub that signs heads itself, in place of head_key
};

}  // namespace storeside
