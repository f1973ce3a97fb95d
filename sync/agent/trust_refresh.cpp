#include "sync/agent/trust_refresh.hpp"

#include <optional>

#include "sync/agent/hub_calls.hpp"

namespace storeside::agent {
namespace {

using trust::kContent;

// A hub that gives roots without end is left at that; the next time goes on there.
constexpr int kMostRoots = 256;

// Nothing when the hub has no such file.
Result<std::optional<std::string>> fetch(HubClient& client, const std::string& hub, const std::string& name) {
    http::Request request;
    request.url = hub + "/v1/trust/" + name;
    request.limit = trust::kMaxMetadataBytes;
    ASSIGN_OR_RETURN(auto response, client.send(request));
    if (response.status == 404) return std::nullopt;
    if (response.status != 200) return std::unexpected(to_error(refused(response)));
    return std::move(response.body);
}

Result<void> refresh_roots(trust::TrustStore& store, HubClient& client, const std::string& hub) {
    for (int i = 0; i != kMostRoots; ++i) {
        const auto name = "root/" + std::to_string(store.root_version() + 1) + ".json";
        ASSIGN_OR_RETURN(const auto root, fetch(client, hub, name));
        if (!root) break;
        auto taken = store.pinned() ? store.take_root(*root) : store.pin(*root);
        if (!taken) return failure(std::move(taken.error()), name);
    }
    if (!store.pinned()) return failure(Errc::denied, "the hub has no root of trust yet");
    return {};
}

}  // namespace

Result<void> refresh(trust::TrustStore& store, HubClient& client, const std::string& hub, Time now) {
    RETURN_IF_ERROR(refresh_roots(store, client, hub));
    ASSIGN_OR_RETURN(const auto head, fetch(client, hub, "head.json"));
    if (!head) return failure(Errc::denied, "the hub has no head");
    RETURN_IF_ERROR(store.take_head(*head, now));
    if (!store.named(kContent)) return failure(Errc::denied, "nothing was published yet");
    if (const auto* known = store.targets(kContent); known && known->expires > now) return {};
    ASSIGN_OR_RETURN(const auto targets, fetch(client, hub, "targets-content.json"));
    if (!targets) return failure(Errc::denied, "the hub has no targets-content");
    return store.take_targets(kContent, *targets, now);
}

}  // namespace storeside::agent
