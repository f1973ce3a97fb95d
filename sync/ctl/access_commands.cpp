#include "sync/ctl/access_commands.hpp"

#include <fmt/format.h>

#include "sync/ctl/hub_command.hpp"
#include "sync/ctl/table.hpp"
#include "sync/http/percent.hpp"
#include "sync/protocol/access.hpp"

namespace storeside::ctl {
namespace {

struct Options : HubOptions {
    std::string name;
    std::string role;
    std::string since;
};

Result<void> add(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto role, protocol::parse_role(options.role));
    ASSIGN_OR_RETURN(
        const auto body,
        hub.post("/v1/operators", protocol::encode(protocol::OperatorRequest{options.name, role})));
    ASSIGN_OR_RETURN(const auto answer, protocol::decode_operator_answer(body));
    if (options.json) {
        fmt::print("{}\n", body);
    } else {
        fmt::print(
            "{}\nThis is the token of {}: it is not shown again. Keep it in a file that only they can "
            "read.\n",
            answer.token, answer.name);
    }
    return {};
}

Result<void> list(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body, hub.get("/v1/operators"));
    ASSIGN_OR_RETURN(const auto operators, protocol::decode_operators(body));
    if (options.json) {
        fmt::print("{}\n", body);
        return {};
    }
    std::vector<std::vector<std::string>> rows{{"NAME", "ROLE", "SINCE (UTC)", "ADDED BY", "REVOKED (UTC)"}};
    for (const auto& row : operators)
        rows.push_back({row.name, std::string(protocol::name(row.role)), when(row.created_at),
                        shortened(row.created_by, 64),
                        row.revoked_at == Time{} ? "-" : when(row.revoked_at)});
    fmt::print("{}", table(rows));
    return {};
}

Result<void> revoke(HubClient& hub, const Options& options) {
    ASSIGN_OR_RETURN(const auto body,
                     hub.post("/v1/operators/" + http::percent_encode(options.name) + "/revoke", "{}"));
    fmt::print("{}\n", options.json ? body : "The token of " + options.name + " is worth nothing any more.");
    return {};
}

Result<void> audit(HubClient& hub, const Options& options) {
    auto since = options.since;
    if (since.size() == 10) since += "T00:00:00Z";
    ASSIGN_OR_RETURN(const auto body, hub.get("/v1/audit?since=" + http::percent_encode(since)));
    ASSIGN_OR_RETURN(const auto entries, protocol::decode_audit_rows(body));
    if (options.json) {
        fmt::print("{}\n", body);
        return {};
    }
    std::vector<std::vector<std::string>> rows{{"AT (UTC)", "WHO", "WHAT", "ON", "OUTCOME"}};
    for (const auto& row : entries) {
        const auto outcome = row.status == 200 ? std::string("done")
                             : row.status == 0 ? std::string("unknown")
                                               : fmt::format("refused ({})", row.status);
        rows.push_back({when(row.at), shortened(row.who, 50), shortened(row.what, 40),
                        shortened(row.target, 80), outcome});
    }
    fmt::print("{}", table(rows));
    return {};
}

}  // namespace

void add_access_commands(CLI::App& app, int& exit_code) {
    auto* group = app.add_subcommand("operator", "Who may do what at a hub")->require_subcommand(1);
    const auto more = add_hub_command(*group, "add", "A token for one more operator", exit_code, add);
    more.app->add_option("NAME", more.options.name, "Whose it is")->required();
    more.app
        ->add_option("--role", more.options.role,
                     "viewer, author, operator or admin; each may what those before may")
        ->required()
        ->check(CLI::IsMember({"viewer", "author", "operator", "admin"}));
    add_hub_command(*group, "list", "Every operator there is and was", exit_code, list);
    const auto end =
        add_hub_command(*group, "revoke", "End an operator's token, from now on", exit_code, revoke);
    end.app->add_option("NAME", end.options.name, "Whose it is")->required();

    const auto log = add_hub_command(app, "audit", "What operators and staff did", exit_code, audit);
    log.app->add_option("--since", log.options.since,
                        "A day, 2026-11-24, or a time, 2026-11-24T15:00:00Z; UTC");
}

}  // namespace storeside::ctl
