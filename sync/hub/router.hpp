// From a method and a path to the one who answers. Who may ask is decided here and nowhere else.
#pragma once
#include <filesystem>
#include <functional>
#include <string_view>

#include "sync/http/server.hpp"
#include "sync/hub/kiosk_routes.hpp"
#include "sync/hub/operator_routes.hpp"
#include "sync/hub/pack_shelf.hpp"

namespace storeside::hub {

class Router {
public:
    // `on_desired` is called when what kiosks should be has changed.
    Router(db::Database& database, const Clock& clock, KioskRoutes& kiosks, OperatorRoutes& operators,
           PackShelf& packs, std::function<void()> on_desired)
        : database_(database),
          clock_(clock),
          kiosks_(kiosks),
          operators_(operators),
          packs_(packs),
          on_desired_(std::move(on_desired)) {}

    void route(http::Incoming request, http::Responder respond);

    static std::size_t body_limit(std::string_view method, std::string_view path);

private:
    http::Outgoing route_operator(const http::Incoming& request);
    http::Outgoing publish(std::string_view file, const http::Incoming& request);

    db::Database& database_;
    const Clock& clock_;
    KioskRoutes& kiosks_;
    OperatorRoutes& operators_;
    PackShelf& packs_;
    std::function<void()> on_desired_;
};

}  // namespace storeside::hub
