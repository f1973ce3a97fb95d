#include "sync/hub/router.hpp"

#include <memory>

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::hub {
namespace {

constexpr std::string_view kSync = "/v1/sync";
constexpr std::string_view kHooks = "/v1/hooks/helpdesk/";
constexpr std::string_view kShopHooks = "/v1/hooks/shop/";

}  // namespace

Router::Router(db::Database& database, const Clock& clock, Desks desks)
    : database_(database), clock_(clock), desks_(desks), table_(table()) {}

std::vector<OperatorRoute> Router::table() {
    using enum protocol::Role;
    using Call = const OperatorCall&;
    auto& operators = desks_.operators;
    auto& access = desks_.access;
    auto& trust = desks_.trust;
    const auto set = [this](Call c) { return desks_.settings.route(c); };
    return {
        {"GET", "/v1/kiosks", viewer, "", [&](Call) { return operators.kiosks(); }},
        {"POST", "/v1/kiosks/*/revoke", operator_, "kiosk.revoke",
         [&](Call c) { return access.revoke_kiosk(c); }},
        {"POST", "/v1/invites", operator_, "kiosk.invite", [&](Call c) { return operators.invite(c); }},
        {"GET", "/v1/tickets", viewer, "", [&](Call c) { return operators.tickets(c.request); }},
        {"GET", "/v1/tickets/*", viewer, "", [&](Call c) { return operators.ticket(c.target); }},
        {"POST", "/v1/tickets/*/reply", operator_, "ticket.reply",
         [&](Call c) { return operators.reply(c.target, c.request); }},
        {"POST", "/v1/tickets/*/close", operator_, "ticket.close",
         [&](Call c) { return operators.close(c.target); }},
        {"GET", "/v1/packs", viewer, "", [&](Call) { return trust.published(); }},
        {"PUT", "/v1/packs/*", author, "pack.upload", [&](Call c) { return trust.put_file(c); }},
        {"PUT", "/v1/trust/targets-content.json", author, "pack.publish",
         [&](Call c) { return trust.put_targets(c); }},
        {"PUT", "/v1/trust/root", admin, "trust.root", [&](Call c) { return trust.put_root(c); }},
        {"GET", "/v1/operators", admin, "", [&](Call) { return access.operators(); }},
        {"POST", "/v1/operators", admin, "operator.add", [&](Call c) { return access.add_operator(c); }},
        {"POST", "/v1/operators/*/revoke", admin, "operator.revoke",
         [&](Call c) { return access.revoke_operator(c); }},
        {"GET", "/v1/audit", operator_, "", [&](Call c) { return access.audit(c); }},
        {"GET", "/v1/shops", viewer, "", [&](Call) { return desks_.shops.list(); }},
        {"GET", "/v1/jobs", viewer, "", [&](Call c) { return desks_.jobs.list(c.request); }},
        {"POST", "/v1/jobs/*/retry", operator_, "job.retry",
         [&](Call c) { return desks_.jobs.change(std::string(c.target) + "/retry"); }},
        {"POST", "/v1/jobs/*/drop", operator_, "job.drop",
         [&](Call c) { return desks_.jobs.change(std::string(c.target) + "/drop"); }},
        {"GET", "/v1/privacy/keys", viewer, "", [&](Call) { return desks_.privacy.keys(); }},
        {"POST", "/v1/privacy/keys", admin, "privacy.rotate_key",
         [&](Call) { return desks_.privacy.rotate_key(); }},
        {"POST", "/v1/privacy/find", operator_, "privacy.find",
         [&](Call c) { return desks_.privacy.find(c.request); }},
        {"POST", "/v1/privacy/export", operator_, "privacy.export",
         [&](Call c) { return desks_.privacy.report(c.request); }},
        {"POST", "/v1/privacy/erase", operator_, "privacy.erase", {}},
        {"GET", "/v1/settings", viewer, "", set},
        {"GET", "/v1/settings/history", viewer, "", set},
        {"POST", "/v1/settings", operator_, "settings.change", set},
        {"POST", "/v1/settings/revert", operator_, "settings.revert", set},
        {"GET", "/v1/groups", viewer, "", set},
        {"POST", "/v1/groups/add", operator_, "group.add", set},
        {"POST", "/v1/groups/remove", operator_, "group.remove", set},
    };
}

std::size_t Router::body_limit(std::string_view method, std::string_view path) {
    if (method == "PUT" && TrustRoutes::serves(path)) return TrustRoutes::body_limit(path);
    if (method == "POST" && path == kSync) return protocol::kMaxMessageBytes;
    if (method == "POST" && path.starts_with(kShopHooks)) return kShopHookBody;
    return kSmallBody;
}

http::Admission Router::admit(const http::Incoming& head) {
    const auto limit = body_limit(head.method, head.path);
    if (limit <= kSmallBody) return limit;
    if (head.path == kSync) {
        if (auto kiosk = desks_.identity.identify(head); !kiosk)
            return std::unexpected(std::move(kiosk.error()));
    } else if (head.path.starts_with(kShopHooks)) {
        if (!desks_.shops.has_hook(std::string_view(head.path).substr(kShopHooks.size())))
            return std::unexpected(refusal(404, "the hub follows no shop of that name"));
    } else if (auto found = find(head); !found) {
        return std::unexpected(std::move(found.error()));
    }
    return limit;
}

std::expected<Router::Found, http::Outgoing> Router::find(const http::Incoming& request) {
    auto who = hub_store::Operators(database_).by_token(request.bearer());
    if (!who) return std::unexpected(refusal(503, who.error().message()));
    if (!*who) return std::unexpected(refusal(401, "this is no operator's token"));
    for (const auto& route : table_) {
        if (route.method != request.method) continue;
        const auto target = target_in(request.path, route.path);
        if (!target) continue;
        if ((*who)->role < route.least)
            return std::unexpected(refusal(
                403, (*who)->name + " is a " + std::string(protocol::name((*who)->role)) +
                         ": this takes at least the role " + std::string(protocol::name(route.least))));
        return Found{&route, *target, std::move(**who)};
    }
    return Found{nullptr, {}, std::move(**who)};
}

void Router::route(http::Incoming request, http::Responder respond) {
    const bool post = request.method == "POST";
    const bool get = request.method == "GET" || request.method == "HEAD";
    const std::string_view path = request.path;
    if (post && path == kSync) return desks_.kiosks.sync(request, std::move(respond));
    if (post && path == "/v1/orders/find") return desks_.kiosks.find_order(request, std::move(respond));
    if (post && path == "/v1/enrol") return respond(desks_.identity.enrol(request));
    if (post && path == "/v1/renew") return respond(desks_.identity.renew(request));
    if (get && path == "/v1/time") return respond(desks_.identity.time(request));
    if (get && path == "/v1/health") return respond(json_answer("{\"status\":\"ok\"}"));
    if (get && TrustRoutes::serves(path)) return respond(desks_.trust.get(request));
    if (post && path.starts_with(kHooks))
        return respond(desks_.hooks.call(path.substr(kHooks.size()), request));
    if (post && path.starts_with(kShopHooks))
        return respond(desks_.shops.hook(path.substr(kShopHooks.size()), request));
    route_operator(request, std::move(respond));
}

void Router::route_operator(const http::Incoming& request, http::Responder respond) {
    auto found = find(request);
    if (!found) return respond(std::move(found.error()));
    if (!found->route) return respond(refusal(404, "the hub has no such route"));
    std::string noted(found->target);
    const OperatorCall call{request, found->target, found->who.name, noted};
    if (found->route->audited.empty()) return respond(found->route->answer(call));
    const auto entry =
        hub_store::Audit(database_).begin(found->who.name, found->route->audited, noted, clock_.now());
    if (!entry) return respond(refusal(503, "the hub can't note this now, so it is not done"));
    if (found->route->answer) {
        auto answer = found->route->answer(call);
        finish(*entry, noted, answer.status);
        return respond(std::move(answer));
    }
    // The only one that asks somebody else first; what it is answered comes back on this thread.
    const auto later = std::make_shared<http::Responder>(std::move(respond));
    desks_.privacy.erase(request,
                         http::Responder([this, later, noted, entry = *entry](http::Outgoing answer) {
                             finish(entry, noted, answer.status);
                             (*later)(std::move(answer));
                         }));
}

void Router::finish(std::int64_t entry, const std::string& noted, int status) {
    if (auto finished = hub_store::Audit(database_).finish(entry, noted, status); !finished)
        log_error("hub", finished.error());
}

}  // namespace storeside::hub
