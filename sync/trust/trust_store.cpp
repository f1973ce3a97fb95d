#include "sync/trust/trust_store.hpp"

#include "firmware/base/file.hpp"

namespace storeside::trust {
namespace {

namespace fs = std::filesystem;

Error not_pinned() { return {Errc::conflict, "there is no root of trust yet"}; }

std::string targets_name(std::string_view channel) { return "targets-" + std::string(channel); }

}  // namespace

fs::path TrustStore::file(std::string_view name) const { return folder_ / (std::string(name) + ".json"); }

Result<TrustStore> TrustStore::open(fs::path folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return failure(Errc::unavailable, "can't create " + folder.string() + ": " + error.message());
    TrustStore store(std::move(folder));
    const auto root = read_file(store.file("root"), kMaxMetadataBytes);
    if (!root && root.error().code() == Errc::not_found) return store;
    if (!root) return std::unexpected(root.error());
    auto verifier = Verifier::pin(*root);
    if (!verifier)
        return failure(Errc::corrupt, store.file("root").string() + ": " + verifier.error().message());
    // What does not hold against the root, e.g. since a power cut came while its keys were changed, is
    // fetched anew.
    if (const auto head = read_file(store.file("head"), kMaxMetadataBytes))
        (void)verifier->restore_head(*head);
    for (const auto channel : kChannels)
        if (const auto targets = read_file(store.file(targets_name(channel)), kMaxMetadataBytes))
            (void)verifier->restore_targets(channel, *targets);
    store.verifier_ = std::move(*verifier);
    return store;
}

Result<void> TrustStore::pin(std::string_view envelope) {
    ASSIGN_OR_RETURN(auto verifier, Verifier::pin(envelope));
    if (verifier_) {
        if (verifier_->root() == verifier.root()) return {};
        return failure(Errc::conflict, "another root of trust is pinned already");
    }
    RETURN_IF_ERROR(write_file(file("root"), envelope));
    verifier_ = std::move(verifier);
    return {};
}

Result<void> TrustStore::forget(const Verifier::Forgotten& forgotten) const {
    std::error_code error;
    if (forgotten.head) fs::remove(file("head"), error);
    for (const auto& channel : forgotten.channels) {
        if (error) break;
        fs::remove(file(targets_name(channel)), error);
    }
    if (error) return failure(Errc::unavailable, "forgetting what old keys signed: " + error.message());
    return {};
}

Result<void> TrustStore::take_root(std::string_view envelope) {
    if (!verifier_) return std::unexpected(not_pinned());
    auto next = *verifier_;
    ASSIGN_OR_RETURN(const auto forgotten, next.take_root(envelope));
    // In this order: between the two there is less to hold a head against, never something wrong.
    RETURN_IF_ERROR(forget(forgotten));
    RETURN_IF_ERROR(write_file(file("root"), envelope));
    verifier_ = std::move(next);
    return {};
}

Result<void> TrustStore::take_head(std::string_view envelope, Time now) {
    if (!verifier_) return std::unexpected(not_pinned());
    auto next = *verifier_;
    RETURN_IF_ERROR(next.take_head(envelope, now));
    if (next.head() != verifier_->head()) RETURN_IF_ERROR(write_file(file("head"), envelope));
    verifier_ = std::move(next);
    return {};
}

Result<void> TrustStore::take_targets(std::string_view channel, std::string_view envelope, Time now) {
    if (!verifier_) return std::unexpected(not_pinned());
    auto next = *verifier_;
    RETURN_IF_ERROR(next.take_targets(channel, envelope, now));
    RETURN_IF_ERROR(write_file(file(targets_name(channel)), envelope));
    verifier_ = std::move(next);
    return {};
}

std::optional<TargetsRef> TrustStore::named(std::string_view channel) const {
    if (!verifier_ || !verifier_->head()) return std::nullopt;
    const auto& all = verifier_->head()->targets;
    const auto found = all.find(channel);
    return found == all.end() ? std::nullopt : std::optional(found->second);
}

const Targets* TrustStore::targets(std::string_view channel) const {
    const auto ref = named(channel);
    const auto* believed = verifier_ ? verifier_->targets(channel) : nullptr;
    return believed && ref && believed->version == ref->version ? believed : nullptr;
}

std::optional<Verifier::Expired> TrustStore::expired(Time now) const {
    return verifier_ ? verifier_->expired(now) : std::nullopt;
}

}  // namespace storeside::trust
