#include "sync/hub/job_routes.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"
#include "sync/hub_store/jobs.hpp"

namespace storeside::hub {
namespace {

constexpr std::array<std::string_view, 5> kStates = {"", "ready", "leased", "unknown", "dead"};

}  // namespace

http::Outgoing JobRoutes::list(const http::Incoming& request) {
    const auto state = request.parameter("state").value_or("");
    if (std::ranges::find(kStates, state) == kStates.end())
        return refusal(400, "'state' is not ready, leased, unknown or dead");
    auto jobs = hub_store::Jobs(database_).list(state);
    if (!jobs) return refusal(jobs.error());
    return json_answer(protocol::encode(protocol::JobList{std::move(*jobs), health_()}));
}

http::Outgoing JobRoutes::change(std::string_view rest) {
    std::int64_t n = 0;
    const auto* end = rest.data() + rest.size();
    const auto [stop, error] = std::from_chars(rest.data(), end, n);
    const std::string_view verb(stop, end);
    if (error != std::errc() || (verb != "/retry" && verb != "/drop"))
        return refusal(404, "the hub has no such route");
    hub_store::Jobs jobs(database_);
    const auto changed = verb == "/retry" ? jobs.revive(n) : jobs.drop(n, clock_.now());
    if (!changed) return refusal(changed.error());
    spdlog::info("hub: an operator {} job {}", verb == "/retry" ? "has tried again" : "gave up", n);
    on_jobs_();
    return json_answer("{}");
}

}  // namespace storeside::hub
