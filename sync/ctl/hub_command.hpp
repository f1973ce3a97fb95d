// One command of storesidectl that talks to a hub: where the hub is, who asks, and how its failure is
// reported are the same for all of them.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <memory>
#include <string>

#include "sync/ctl/hub_client.hpp"
#include "sync/ctl/report.hpp"

namespace storeside::ctl {

struct HubOptions {
    std::string hub;
    std::string token_file;
    bool json = false;  // print what the hub answers
};

template <class Options>
struct HubCommand {
    CLI::App* app;
    Options& options;  // for what the command takes besides
};

// `Options` derives from HubOptions. Each command has options of its own: CLI11 gives the environment's
// values to every subcommand, also to those not asked for.
template <class Options>
HubCommand<Options> add_hub_command(CLI::App& group, const std::string& name, const std::string& description,
                                    int& exit_code, Result<void> (*command)(HubClient&, const Options&)) {
    const auto options = std::make_shared<Options>();
    auto* sub = group.add_subcommand(name, description);
    sub->add_option("--hub", options->hub, "The hub's address")->envname("STORESIDE_HUB");
    sub->add_option("--token-file", options->token_file, "File with the operator's token")
        ->envname("STORESIDE_TOKEN_FILE");
    sub->add_flag("--json", options->json, "Print what the hub answers");
    sub->callback([options, &exit_code, command] {
        auto hub = HubClient::open(options->hub, options->token_file);
        if (!hub) {
            exit_code = report(hub.error());
        } else if (auto done = command(*hub, *options); !done) {
            exit_code = report(done.error());
        }
    });
    return {sub, *options};
}

}  // namespace storeside::ctl
