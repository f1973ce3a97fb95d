// From a method and a path to the one who answers. Who may ask is decided here and nowhere else.
#pragma once
#include <expected>
#include <string_view>
#include <vector>

#include "sync/http/server.hpp"
#include "sync/hub/access_routes.hpp"
#include "sync/hub/hook_routes.hpp"
#include "sync/hub/identity_routes.hpp"
#include "sync/hub/job_routes.hpp"
#include "sync/hub/kiosk_routes.hpp"
#include "sync/hub/operator_routes.hpp"
#include "sync/hub/operator_table.hpp"
#include "sync/hub/privacy_routes.hpp"
#include "sync/hub/settings_routes.hpp"
#include "sync/hub/shop_routes.hpp"
#include "sync/hub/trust_routes.hpp"
#include "sync/hub_store/operators.hpp"

namespace storeside::hub {

// What anybody may send unasked, in bytes.
inline constexpr std::size_t kSmallBody = 64 << 10;
// A shop sends the whole order along, read or not.
inline constexpr std::size_t kShopHookBody = 1 << 20;

// Who answers; all of them outlive the router.
struct Desks {
    IdentityRoutes& identity;
    KioskRoutes& kiosks;
    OperatorRoutes& operators;
    AccessRoutes& access;
    SettingsRoutes& settings;
    PrivacyRoutes& privacy;
    JobRoutes& jobs;
    HookRoutes& hooks;
    ShopRoutes& shops;
    TrustRoutes& trust;
};

class Router {
public:
    Router(db::Database& database, const Clock& clock, Desks desks);

    // What the body of such a request may have, in bytes, whoever sends it.
    static std::size_t body_limit(std::string_view method, std::string_view path);

    // Whether this sender may bring that much, so that a long body is read from those alone whom we know.
    http::Admission admit(const http::Incoming& head);

    void route(http::Incoming request, http::Responder respond);

private:
    struct Found {
        const OperatorRoute* route = nullptr;  // none: there is no such route
        std::string_view target;               // in the request's path
        hub_store::Operator who;
    };
    std::vector<OperatorRoute> table();
    // The operator's route, or the answer to who is none or may not take it.
    std::expected<Found, http::Outgoing> find(const http::Incoming& request);
    void route_operator(const http::Incoming& request, http::Responder respond);
    void finish(std::int64_t entry, const std::string& noted, int status);

    db::Database& database_;
    const Clock& clock_;
    Desks desks_;
    std::vector<OperatorRoute> table_;
};

}  // namespace storeside::hub
