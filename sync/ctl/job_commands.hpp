// `storesidectl job`: what the helpdesk still has to be told.
#pragma once
#include <CLI/CLI.hpp>

namespace storeside::ctl {

void add_job_commands(CLI::App& app, int& exit_code);

}  // namespace storeside::ctl
