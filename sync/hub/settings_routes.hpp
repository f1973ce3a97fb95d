// What operators may ask of settings and groups: /v1/settings…, /v1/groups…
#pragma once
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/db/database.hpp"
#include "sync/http/server.hpp"
#include "sync/hub/operator_table.hpp"
#include "sync/hub_store/settings.hpp"

namespace storeside::hub {

class SettingsRoutes {
public:
    // `on_change` is called with the kiosks whose settings are others now.
    SettingsRoutes(db::Database& database, const Clock& clock,
                   std::function<void(const std::vector<Id>&)> on_change)
        : database_(database), clock_(clock), on_change_(std::move(on_change)) {}

    http::Outgoing route(const OperatorCall& call);

private:
    // The target that a query names; nothing when it names none.
    Result<std::optional<protocol::Target>> target(const http::Incoming& request);
    hub_store::By by(const OperatorCall& call) const;

    http::Outgoing view(const http::Incoming& request);
    http::Outgoing history(const http::Incoming& request);
    http::Outgoing change(const OperatorCall& call);
    http::Outgoing revert(const OperatorCall& call);
    http::Outgoing groups();
    http::Outgoing regroup(const OperatorCall& call, bool add);
    http::Outgoing done(const OperatorCall& call, const Result<hub_store::Outcome>& outcome);

    db::Database& database_;
    const Clock& clock_;
    std::function<void(const std::vector<Id>&)> on_change_;
};

}  // namespace storeside::hub
