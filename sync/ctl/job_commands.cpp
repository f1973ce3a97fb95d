#include "sync/ctl/job_commands.hpp"

#include <fmt/format.h>

#include "sync/ctl/hub_command.hpp"
#include "sync/ctl/table.hpp"
#include "sync/protocol/jobs.hpp"

namespace storeside::ctl {
namespace {

struct Options : HubOptions {
    std::string state;
    std::int64_t number = 0;
};

void print_health(const protocol::HelpdeskHealth& helpdesk) {
    if (helpdesk.error.empty()) return;
    fmt::print("! {}: {}{}\n", helpdesk.name, shortened(helpdesk.error, 200),
               helpdesk.until == Time{} ? "" : "; left alone until " + when(helpdesk.until) + " UTC");
}

Result<void> list(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body, hub.get("/v1/jobs?state=" + options.state));
    ASSIGN_OR_RETURN(const auto answer, protocol::decode_jobs(body));
    if (options.json) {
        fmt::print("{}\n", body);
        return {};
    }
    print_health(answer.helpdesk);
    if (answer.jobs.empty()) {
        fmt::print("{}\n", options.state.empty() ? "The helpdesk has everything." : "No such jobs.");
        return {};
    }
    std::vector<std::vector<std::string>> rows{
        {"JOB", "STATE", "KIND", "TICKET", "STORE", "KIOSK", "ATTEMPTS", "NEXT (UTC)", "TROUBLE"}};
    for (const auto& job : answer.jobs) {
        rows.push_back({std::to_string(job.n), job.state, job.kind, shortened(job.code, 16),
                        shortened(job.store, 20), shortened(job.kiosk, 20), std::to_string(job.attempts),
                        job.not_before == Time{} ? "-" : when(job.not_before), shortened(job.error, 80)});
    }
    fmt::print("{}", table(rows));
    return {};
}

Result<void> retry(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body, hub.post(fmt::format("/v1/jobs/{}/retry", options.number), "{}"));
    fmt::print("{}\n", options.json ? body : "It is tried again now.");
    return {};
}

Result<void> drop(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body, hub.post(fmt::format("/v1/jobs/{}/drop", options.number), "{}"));
    fmt::print("{}\n", options.json ? body : "It is given up; what the shopper said stays in the hub.");
    return {};
}

}  // namespace

void add_job_commands(CLI::App& app, int& exit_code) {
    auto* job = app.add_subcommand("job", "What the helpdesk still has to be told")->require_subcommand(1);
    const auto listed = add_hub_command(*job, "list", "Every job that is not done", exit_code, list);
    listed.app->add_option("--state", listed.options.state, "Only these: ready, leased, unknown or dead")
        ->check(CLI::IsMember({"ready", "leased", "unknown", "dead"}));
    const auto again =
        add_hub_command(*job, "retry", "Try a dead job again, after its cause is gone", exit_code, retry);
    const auto given_up =
        add_hub_command(*job, "drop", "Give a dead job up: the helpdesk never hears of it", exit_code, drop);
    for (const auto& one : {again, given_up})
        one.app->add_option("JOB", one.options.number, "Its number in `job list`")->required();
}

}  // namespace storeside::ctl
