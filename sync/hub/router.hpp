// From a method and a path to the one who answers. Who may ask is decided here and nowhere else.
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <string_view>

#include "sync/http/server.hpp"
#include "sync/hub/kiosk_routes.hpp"
#include "sync/hub/operator_routes.hpp"
#include "sync/hub/pack_shelf.hpp"
#include "sync/hub/settings_routes.hpp"

namespace storeside::hub {

// What anybody may send unasked, in bytes.
inline constexpr std::size_t kSmallBody = 64 << 10;

class Router {
public:
    // `on_desired` is called when what kiosks should be has changed.
    Router(db::Database& database, const Clock& clock, KioskRoutes& kiosks, OperatorRoutes& operators,
           SettingsRoutes& settings, PackShelf& packs, std::function<void()> on_desired)
        : database_(database),
          clock_(clock),
          kiosks_(kiosks),
          operators_(operators),
          settings_(settings),
          packs_(packs),
          on_desired_(std::move(on_desired)) {}

    // What the body of such a request may have, in bytes, whoever sends it.
    static std::size_t body_limit(std::string_view method, std::string_view path);

    // Whether this sender may bring that much, so that a long body is read from those alone whom we know.
    http::Admission admit(const http::Incoming& head);

    void route(http::Incoming request, http::Responder respond);

private:
    // The answer to who is no operator.
    std::optional<http::Outgoing> turn_away(const http::Incoming& request);
    http::Outgoing route_operator(const http::Incoming& request);
    http::Outgoing publish(std::string_view file, const http::Incoming& request);

    db::Database& database_;
    const Clock& clock_;
    KioskRoutes& kiosks_;
    OperatorRoutes& operators_;
    SettingsRoutes& settings_;
    PackShelf& packs_;
    std::function<void()> on_desired_;
};

}  // namespace storeside::hub
