#include "sync/trust/verifier.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "sync/protocol/digest.hpp"

namespace storeside::trust {
namespace {

Result<Envelope> open_envelope(std::string_view json, std::string_view type) {
    ASSIGN_OR_RETURN(auto envelope, decode_envelope(json));
    if (envelope.type != type) return failure(Errc::invalid_input, fmt::format("type: this is no {}", type));
    return envelope;
}

Result<void> check_fresh(std::string_view what, Time expires, Time now) {
    if (now < expires) return {};
    return failure(Errc::denied, fmt::format("{}: expired since {}", what, to_rfc3339(expires)));
}

Result<void> check_version(std::string_view what, std::int64_t known, std::int64_t given) {
    if (given >= known) return {};
    return failure(Errc::denied,
                   fmt::format("{}: version {} is older than {}, which is known", what, given, known));
}

bool changed(const Root& before, const Root& after, std::string_view name) {
    const auto *old = before.role(name), *fresh = after.role(name);
    if (!old || !fresh) return old != fresh;
    const auto keys = [](const Role& role) { return std::set(role.keys.begin(), role.keys.end()); };
    return keys(*old) != keys(*fresh) || old->threshold != fresh->threshold;
}

}  // namespace

Result<void> check_signatures(const Envelope& envelope, const Role& role, std::string_view role_name) {
    const auto bytes = signed_bytes(envelope);
    // By key, so that one that signs twice counts once.
    std::set<PublicKey> signers;
    for (const auto& key : role.keys) {
        const auto id = key_id(key);
        for (const auto& signature : envelope.signatures)
            if (signature.key == id && verify(key, bytes, signature.bytes)) signers.insert(key);
    }
    if (static_cast<std::int64_t>(signers.size()) >= role.threshold) return {};
    return failure(Errc::denied, fmt::format("{} of the {} keys that role {} needs have signed it",
                                             signers.size(), role.threshold, role_name));
}

Result<Head> verified_head(std::string_view json, const Role& role) {
    ASSIGN_OR_RETURN(const auto envelope, open_envelope(json, "head"));
    RETURN_IF_ERROR(check_signatures(envelope, role, "head"));
    return decode_head(envelope.signed_text);
}

Result<Targets> verified_targets(std::string_view json, const Role& role, std::string_view channel) {
    ASSIGN_OR_RETURN(const auto envelope, open_envelope(json, "targets"));
    RETURN_IF_ERROR(check_signatures(envelope, role, channel));
    ASSIGN_OR_RETURN(auto targets, decode_targets(envelope.signed_text));
    if (targets.channel != channel)
        return failure(Errc::denied, fmt::format("channel: these are targets of {}", targets.channel));
    return targets;
}

Result<Verifier> Verifier::pin(std::string_view json) {
    ASSIGN_OR_RETURN(const auto envelope, open_envelope(json, "root"));
    ASSIGN_OR_RETURN(auto root, decode_root(envelope.signed_text));
    RETURN_IF_ERROR(check_signatures(envelope, *root.role("root"), "root"));
    return Verifier(std::move(root));
}

const Targets* Verifier::targets(std::string_view channel) const {
    const auto found = targets_.find(channel);
    return found == targets_.end() ? nullptr : &found->second;
}

Result<const Role*> Verifier::role(std::string_view name) const {
    if (const auto* role = root_.role(name)) return role;
    return failure(Errc::denied, fmt::format("the root names no keys for {}", name));
}

Result<Verifier::Forgotten> Verifier::take_root(std::string_view json) {
    ASSIGN_OR_RETURN(const auto envelope, open_envelope(json, "root"));
    // The old keys first: nothing of what they did not sign is read.
    RETURN_IF_ERROR(check_signatures(envelope, *root_.role("root"), "root"));
    ASSIGN_OR_RETURN(auto next, decode_root(envelope.signed_text));
    if (next.version != root_.version + 1)
        return failure(Errc::denied,
                       fmt::format("root: version {} does not follow {}", next.version, root_.version));
    RETURN_IF_ERROR(check_signatures(envelope, *next.role("root"), "root"));

    Forgotten forgotten;
    for (const auto channel : kChannels)
        if (changed(root_, next, channel)) forgotten.channels.emplace_back(channel);
    // The head remembers versions of the channels, too.
    forgotten.head = changed(root_, next, "head") || !forgotten.channels.empty();
    if (forgotten.head) head_.reset();
    for (const auto& channel : forgotten.channels) targets_.erase(channel);
    root_ = std::move(next);
    return forgotten;
}

Result<void> Verifier::take_head(std::string_view json, Time now) {
    ASSIGN_OR_RETURN(const auto* role, this->role("head"));
    ASSIGN_OR_RETURN(auto next, verified_head(json, *role));
    if (head_) RETURN_IF_ERROR(check_version("head", head_->version, next.version));
    for (const auto channel : kChannels) {
        const auto named = next.targets.find(channel);
        std::int64_t known = 0;
        if (const auto* believed = targets(channel)) known = believed->version;
        if (head_)
            if (const auto before = head_->targets.find(channel); before != head_->targets.end())
                known = std::max(known, before->second.version);
        const auto given = named == next.targets.end() ? 0 : named->second.version;
        RETURN_IF_ERROR(check_version(fmt::format("head: targets-{}", channel), known, given));
    }
    // Of one version there is one head: two of them would be two stories for two kiosks.
    if (head_ && next.version == head_->version && next != *head_)
        return failure(Errc::denied, fmt::format("head: another one of version {} is known", next.version));
    RETURN_IF_ERROR(check_fresh("head", next.expires, now));
    head_ = std::move(next);
    return {};
}

Result<void> Verifier::check_bound(std::string_view channel, std::string_view envelope) const {
    const auto what = fmt::format("targets-{}", channel);
    if (!head_) return failure(Errc::denied, what + ": there is no head that names them");
    const auto named = head_->targets.find(channel);
    if (named == head_->targets.end()) return failure(Errc::denied, what + ": the head does not name them");
    const auto& file = named->second.file;
    if (static_cast<std::int64_t>(envelope.size()) != file.size || protocol::sha256(envelope) != file.sha256)
        return failure(Errc::denied, what + ": not those that the head names");
    return {};
}

Result<void> Verifier::take_targets(std::string_view channel, std::string_view envelope, Time now) {
    RETURN_IF_ERROR(check_bound(channel, envelope));
    ASSIGN_OR_RETURN(const auto* role, this->role(channel));
    ASSIGN_OR_RETURN(auto next, verified_targets(envelope, *role, channel));
    const auto what = fmt::format("targets-{}", channel);
    if (next.version != head_->targets.find(channel)->second.version)
        return failure(Errc::denied, what + ": not of the version that the head names");
    if (const auto* believed = targets(channel)) {
        RETURN_IF_ERROR(check_version(what, believed->version, next.version));
        if (next.version == believed->version && next != *believed)
            return failure(Errc::denied,
                           fmt::format("{}: others of version {} are known", what, next.version));
    }
    RETURN_IF_ERROR(check_fresh(what, next.expires, now));
    targets_.insert_or_assign(std::string(channel), std::move(next));
    return {};
}

Result<void> Verifier::restore_head(std::string_view envelope) {
    ASSIGN_OR_RETURN(const auto* role, this->role("head"));
    ASSIGN_OR_RETURN(head_, verified_head(envelope, *role));
    return {};
}

Result<void> Verifier::restore_targets(std::string_view channel, std::string_view envelope) {
    ASSIGN_OR_RETURN(const auto* role, this->role(channel));
    ASSIGN_OR_RETURN(auto believed, verified_targets(envelope, *role, channel));
    targets_.insert_or_assign(std::string(channel), std::move(believed));
    return {};
}

std::optional<Verifier::Expired> Verifier::expired(Time now) const {
    std::optional<Expired> first;
    const auto consider = [&](std::string what, Time expires) {
        if (now >= expires && (!first || expires < first->since)) first = Expired{std::move(what), expires};
    };
    consider("root", root_.expires);
    if (head_) consider("head", head_->expires);
    for (const auto& [channel, targets] : targets_) consider("targets-" + channel, targets.expires);
    return first;
}

}  // namespace storeside::trust
