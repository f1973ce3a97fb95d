#include "sync/hub/trust_routes.hpp"

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"
#include "sync/hub_store/packs.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::hub {
namespace {

constexpr std::string_view kStart = "/v1/", kTrust = "/v1/trust/", kPacks = "/v1/packs/";
constexpr std::string_view kHeadKey = "/v1/trust/head-key";
// The smallest SQLite database is one page of 512 bytes.
constexpr std::size_t kSmallestPack = 512;
constexpr std::string_view kMagic("SQLite format 3\0", 16);
constexpr std::int64_t kMostPublished = 50;  // that a list of them names

std::string_view name_of(std::string_view path) { return path.substr(kStart.size()); }

http::Outgoing answer(const Result<void>& done) { return done ? json_answer("{}") : refusal(done.error()); }

}  // namespace

bool TrustRoutes::serves(std::string_view path) {
    return path.starts_with(kTrust) || path.starts_with(kPacks);
}

std::size_t TrustRoutes::body_limit(std::string_view path) {
    return path.starts_with(kPacks) ? kLargestPack : path.starts_with(kTrust) ? trust::kMaxMetadataBytes : 0;
}

http::Outgoing TrustRoutes::get(const http::Incoming& request) const {
    if (request.path == kHeadKey) return json_answer(desk_.head_key());
    return desk_.files().get(name_of(request.path), request);
}

http::Outgoing TrustRoutes::put_root(const OperatorCall& call) {
    return answer(desk_.put_root(call.request.body));
}

http::Outgoing TrustRoutes::put_targets(const OperatorCall& call) {
    const auto targets = desk_.put_targets(call.request.body);
    if (!targets) return refusal(targets.error());
    const auto& first = targets->targets.front();
    call.noted = first.version + " (" + first.file.sha256 + ")";
    return answer(publish(*targets));
}

http::Outgoing TrustRoutes::put_file(const OperatorCall& call) {
    return answer(keep(name_of(call.request.path), call.request.body));
}

Result<void> TrustRoutes::keep(std::string_view name, std::string_view bytes) {
    const auto kind = kind_of(name);
    if (kind != PublicKind::pack && kind != PublicKind::patch)
        return failure(Errc::not_found, "the hub takes no such file");
    // Before a long upload ends in vain at the targets.
    RETURN_IF_ERROR(desk_.ready());
    if (kind == PublicKind::pack) {
        if (bytes.size() < kSmallestPack || !bytes.starts_with(kMagic))
            return failure(Errc::invalid_input, "this is not a pack");
        if (pack_name(protocol::sha256(bytes)) != name)
            return failure(Errc::invalid_input, "the bytes are not those of the name: send them again");
    }
    return desk_.files().write(name, bytes);
}

Result<void> TrustRoutes::publish(const trust::Targets& targets) {
    const auto& first = targets.targets.front();
    RETURN_IF_ERROR(hub_store::Packs(database_).publish(
        {first.file.sha256, first.version, first.file.size, clock_.now()}));
    spdlog::info("hub: published pack {} ({}), targets version {}", first.version, first.file.sha256,
                 targets.version);
    on_desired_();
    return {};
}

Result<void> TrustRoutes::align() {
    const auto* targets = desk_.targets();
    if (!targets || targets->targets.empty()) return {};
    ASSIGN_OR_RETURN(const auto desired, hub_store::Packs(database_).desired());
    if (desired.pack && desired.pack->sha256 == targets->targets.front().file.sha256) return {};
    return publish(*targets);
}

http::Outgoing TrustRoutes::published() {
    const auto rows = hub_store::Packs(database_).published(kMostPublished);
    return rows ? json_answer(protocol::encode(*rows)) : refusal(rows.error());
}

}  // namespace storeside::hub
