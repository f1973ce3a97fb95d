// What operators may ask about the jobs for the helpdesk: see them, have dead ones tried again, give them up.
#pragma once
#include <functional>
#include <string_view>

#include "firmware/base/clock.hpp"
#include "firmware/db/database.hpp"
#include "sync/http/server.hpp"
#include "sync/protocol/jobs.hpp"

namespace storeside::hub {

class JobRoutes {
public:
    // `on_jobs` is called when there is something to do again.
    JobRoutes(db::Database& database, const Clock& clock, std::function<protocol::HelpdeskHealth()> health,
              std::function<void()> on_jobs)
        : database_(database), clock_(clock), health_(std::move(health)), on_jobs_(std::move(on_jobs)) {}

    // GET /v1/jobs[?state=]
    http::Outgoing list(const http::Incoming& request);
    // POST /v1/jobs/N/retry and /v1/jobs/N/drop; `rest` is what follows /v1/jobs/.
    http::Outgoing change(std::string_view rest);

private:
    db::Database& database_;
    const Clock& clock_;
    std::function<protocol::HelpdeskHealth()> health_;
    std::function<void()> on_jobs_;
};

}  // namespace storeside::hub
