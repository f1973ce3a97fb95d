#include "sync/hub/trust_desk.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "sync/patch/patch.hpp"
#include "sync/protocol/digest.hpp"
#include "sync/trust/key_file.hpp"

namespace storeside::hub {
namespace {

namespace fs = std::filesystem;
using trust::kContent;
using trust::kMaxMetadataBytes;

Result<trust::SigningKey> own_key(const fs::path& file, Random& random) {
    auto text = read_file(file, trust::kMaxKeyFile);
    if (!text && text.error().code() == Errc::not_found) {
        text = trust::encode_open_key("head", trust::SigningKey::make(random));
        RETURN_IF_ERROR(write_file(file, *text, 0600));
    }
    if (!text) return failure(std::move(text.error()), "the key that signs heads");
    auto key = trust::open_key(*text, Secret());
    if (!key) return failure(std::move(key.error()), file.string());
    return key;
}

bool names(const trust::Root& root, const trust::PublicKey& key) {
    const auto& keys = root.role("head")->keys;
    return std::ranges::find(keys, key) != keys.end();
}

// A version that is higher than any before, also when this hub has forgotten some: it was restored from a
// backup.
std::int64_t version_after(std::int64_t last, Time now) {
    const auto millis = std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count();
    return std::max<std::int64_t>(last + 1, millis);
}

}  // namespace

Result<TrustDesk> TrustDesk::open(const fs::path& data, PublicFiles files, const Clock& clock,
                                  Random& random) {
    ASSIGN_OR_RETURN(auto key, own_key(data / "head.key", random));
    TrustDesk desk(std::move(files), clock, std::move(key));
    RETURN_IF_ERROR(desk.load());
    return desk;
}

Result<void> TrustDesk::load() {
    for (std::int64_t version = 1;; ++version) {
        const auto name = root_name(version);
        const auto text = files_.read(name, kMaxMetadataBytes);
        if (!text && text.error().code() == Errc::not_found) break;
        if (!text) return std::unexpected(text.error());
        Result<void> taken;
        if (verifier_) {
            if (auto next = verifier_->take_root(*text); !next) taken = std::unexpected(next.error());
        } else if (auto first = trust::Verifier::pin(*text)) {
            verifier_ = std::move(*first);
        } else {
            taken = std::unexpected(first.error());
        }
        if (!taken)
            return failure(Errc::corrupt, files_.path(name).string() + ": " + taken.error().message());
    }
    if (!verifier_) return {};
    if (auto text = files_.read(targets_name(kContent), kMaxMetadataBytes)) {
        if (auto restored = verifier_->restore_targets(kContent, *text)) {
            targets_text_ = std::move(*text);
        } else {
            spdlog::warn(
                "hub: the packs have to be published anew, their targets are not those of the root's keys: "
                "{}",
                restored.error().message());
        }
    }
    if (const auto text = files_.read("trust/head.json", kMaxMetadataBytes))
        (void)verifier_->restore_head(*text);
    return {};
}

std::string TrustDesk::head_key() const { return trust::encode_public_key({"head", key_.public_key()}); }

const trust::Targets* TrustDesk::targets() const {
    return verifier_ ? verifier_->targets(kContent) : nullptr;
}

Result<void> TrustDesk::ready() const {
    if (verifier_) return {};
    return failure(
        Errc::conflict,
        "this hub has no root of trust yet, so no kiosk would take a pack of it: run `storesidectl trust "
        "init` once (docs/trust.md)");
}

Result<void> TrustDesk::put_root(std::string_view envelope) {
    auto next = verifier_;
    if (next) {
        RETURN_IF_ERROR(next->take_root(envelope));
    } else {
        ASSIGN_OR_RETURN(next, trust::Verifier::pin(envelope));
        if (next->root().version != 1)
            return failure(Errc::conflict, "this hub has no root yet: upload all of them, from version 1");
    }
    if (!names(next->root(), key_.public_key()))
        return failure(Errc::conflict,
                       fmt::format("the root does not name this hub's key {}, so the hub could sign "
                                   "no head: take it from /v1/trust/head-key",
                                   key_.id()));
    RETURN_IF_ERROR(files_.write(root_name(next->root().version), envelope));
    // What the old keys of the channel signed is named by no head any more.
    if (!next->targets(kContent)) targets_text_.clear();
    verifier_ = std::move(next);
    spdlog::info("hub: the root of trust is version {}", verifier_->root().version);
    return renew_head();
}

std::string TrustDesk::sign_head(const trust::Verifier& verifier, std::string_view targets,
                                 std::int64_t targets_version) const {
    const auto now = clock_.now();
    trust::Head head{
        version_after(verifier.head() ? verifier.head()->version : 0, now), now + kHeadLives, {}};
    if (!targets.empty())
        head.targets[std::string(kContent)] = {
            targets_version, {protocol::sha256(targets), static_cast<std::int64_t>(targets.size())}};
    trust::Envelope envelope{"head", trust::encode(head), {}};
    trust::sign(envelope, key_);
    return trust::encode(envelope);
}

Result<void> TrustDesk::renew_head() {
    if (!verifier_) return {};
    const auto now = clock_.now();
    if (const auto& head = verifier_->head()) {
        const bool young =
            head->expires - now > kHeadLives - kHeadRenewed && head->expires - now <= kHeadLives;
        const auto named = head->targets.find(kContent);
        const bool names_newest =
            targets_text_.empty()
                ? named == head->targets.end()
                : named != head->targets.end() && verifier_->check_bound(kContent, targets_text_).has_value();
        if (young && names_newest) return {};
    }
    if (!names(verifier_->root(), key_.public_key()))
        return failure(Errc::denied,
                       fmt::format("the root does not name this hub's key {}: make one that does, with "
                                   "`storesidectl trust rotate`",
                                   key_.id()));
    auto next = *verifier_;
    const auto* known = next.targets(kContent);
    const auto text = sign_head(next, targets_text_, known ? known->version : 0);
    RETURN_IF_ERROR(next.take_head(text, now));
    RETURN_IF_ERROR(files_.write("trust/head.json", text));
    verifier_ = std::move(next);
    return {};
}

Result<void> TrustDesk::check_patch(const trust::Target& target, const trust::Patch& patch) const {
    const auto name = patch_name(patch.from, target.file.sha256);
    if (!files_.has(name, patch.file.size))
        return failure(Errc::invalid_input, name + ": the hub does not have it: upload it first");
    ASSIGN_OR_RETURN(const auto sha256, protocol::sha256_of_file(files_.path(name)));
    if (sha256 != patch.file.sha256)
        return failure(Errc::invalid_input, name + ": not the bytes that are signed");
    const auto* known = targets() ? targets()->find(target.file.sha256) : nullptr;
    const auto* before = known ? known->patch_from(patch.from) : nullptr;
    if (before && *before == patch) return {};  // was applied when it was new
    const auto from = pack_name(patch.from);
    std::error_code error;
    if (!fs::exists(files_.path(from), error)) return {};
    // As a kiosk that has the old pack is going to do.
    const auto made = files_.path("packs/" + target.file.sha256 + ".check");
    const auto applied = patch::apply(files_.path(from), files_.path(name), made,
                                      static_cast<std::uint64_t>(target.file.size));
    const auto fresh =
        applied ? protocol::sha256_of_file(made) : Result<std::string>(std::unexpected(applied.error()));
    fs::remove(made, error);
    if (!fresh) return failure(Error(fresh.error()), name);
    if (*fresh != target.file.sha256)
        return failure(Errc::invalid_input, name + ": it does not make that pack");
    return {};
}

Result<void> TrustDesk::check_files(const trust::Targets& targets) const {
    if (targets.targets.empty()) return failure(Errc::invalid_input, "targets: no pack at all");
    for (const auto& target : targets.targets) {
        const auto name = pack_name(target.file.sha256);
        // Its hash was checked when it was uploaded.
        if (!files_.has(name, target.file.size))
            return failure(Errc::invalid_input, name + ": the hub does not have it: upload it first");
        for (const auto& patch : target.patches) RETURN_IF_ERROR(check_patch(target, patch));
    }
    return {};
}

Result<trust::Targets> TrustDesk::put_targets(std::string_view envelope) {
    RETURN_IF_ERROR(ready());
    const auto* role = verifier_->root().role(kContent);
    if (!role) return failure(Errc::denied, "the root names no keys for content");
    ASSIGN_OR_RETURN(const auto given, trust::verified_targets(envelope, *role, kContent));
    if (const auto* known = targets(); known && given.version <= known->version)
        return failure(Errc::conflict,
                       fmt::format("the hub has version {} already: publish again", known->version));
    RETURN_IF_ERROR(check_files(given));

    auto next = *verifier_;
    const auto now = clock_.now();
    const auto head = sign_head(next, envelope, given.version);
    RETURN_IF_ERROR(next.take_head(head, now));
    RETURN_IF_ERROR(next.take_targets(kContent, envelope, now));
    // In this order: targets that no head names yet are refused by kiosks, and named when the hub starts
    // again.
    RETURN_IF_ERROR(files_.write(targets_name(kContent), envelope));
    RETURN_IF_ERROR(files_.write("trust/head.json", head));
    verifier_ = std::move(next);
    targets_text_ = envelope;
    std::vector<std::string> packs;
    for (const auto& target : given.targets) packs.push_back(target.file.sha256);
    files_.remove_patches_but_to(packs);
    return given;
}

}  // namespace storeside::hub
