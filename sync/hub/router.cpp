#include "sync/hub/router.hpp"

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"
#include "sync/hub_store/operators.hpp"
#include "sync/hub_store/packs.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::hub {
namespace {

constexpr std::string_view kSync = "/v1/sync";
constexpr std::string_view kPacks = "/v1/packs/";
constexpr std::string_view kTickets = "/v1/tickets/";

}  // namespace

std::size_t Router::body_limit(std::string_view method, std::string_view path) {
    if (method == "PUT" && path.starts_with(kPacks)) return kLargestPack;
    if (method == "POST" && path == kSync) return protocol::kMaxMessageBytes;
    return kSmallBody;
}

http::Admission Router::admit(const http::Incoming& head) {
    const auto limit = body_limit(head.method, head.path);
    if (limit <= kSmallBody) return limit;
    if (head.path == kSync) {
        if (auto kiosk = kiosks_.identify(head); !kiosk) return std::unexpected(std::move(kiosk.error()));
    } else if (auto refused = turn_away(head)) {
        return std::unexpected(std::move(*refused));
    }
    return limit;
}

std::optional<http::Outgoing> Router::turn_away(const http::Incoming& request) {
    const auto allowed = hub_store::Operators(database_).allows(request.bearer());
    if (!allowed) return refusal(503, allowed.error().message());
    if (!*allowed) return refusal(401, "this is no operator's token");
    return std::nullopt;
}

void Router::route(http::Incoming request, http::Responder respond) {
    const bool post = request.method == "POST";
    const bool get = request.method == "GET" || request.method == "HEAD";
    const std::string_view path = request.path;
    if (post && path == kSync) return kiosks_.sync(request, std::move(respond));
    if (post && path == "/v1/orders/find") return kiosks_.find_order(request, std::move(respond));
    if (post && path == "/v1/enrol") return kiosks_.enrol(request, std::move(respond));
    if (get && path == "/v1/health") return respond(json_answer("{\"status\":\"ok\"}"));
    // A pack holds what the shop tells everybody; open, so that a CDN can serve it as well.
    if (get && path.starts_with(kPacks)) return respond(packs_.get(path.substr(kPacks.size()), request));

    if (auto refused = turn_away(request)) return respond(std::move(*refused));
    respond(route_operator(request));
}

http::Outgoing Router::route_operator(const http::Incoming& request) {
    const bool post = request.method == "POST";
    const bool get = request.method == "GET";
    std::string_view path = request.path;
    if (get && path == "/v1/kiosks") return operators_.kiosks();
    if (post && path == "/v1/invites") return operators_.invite(request);
    if (SettingsRoutes::serves(path)) return settings_.route(request);
    if (get && path == "/v1/tickets") return operators_.tickets(request);
    if (request.method == "PUT" && path.starts_with(kPacks))
        return publish(path.substr(kPacks.size()), request);
    if (path.starts_with(kTickets)) {
        const auto rest = path.substr(kTickets.size());
        const auto slash = rest.find('/');
        const auto ticket = rest.substr(0, slash);
        const auto verb = slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
        if (get && verb.empty()) return operators_.ticket(ticket);
        if (post && verb == "reply") return operators_.reply(ticket, request);
        if (post && verb == "close") return operators_.close(ticket);
    }
    return refusal(404, "the hub has no such route");
}

http::Outgoing Router::publish(std::string_view file, const http::Incoming& request) {
    if (file.ends_with(".pack")) file.remove_suffix(5);
    const auto row = packs_.put(file, request.parameter("version").value_or(""), request.body, clock_.now());
    if (!row) return refusal(row.error());
    if (auto published = hub_store::Packs(database_).publish(*row); !published)
        return refusal(published.error());
    spdlog::info("hub: published pack {} ({})", row->version, row->sha256);
    on_desired_();
    return json_answer(protocol::encode(*row));
}

}  // namespace storeside::hub
