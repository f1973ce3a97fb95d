// `storesidectl operator …` and `storesidectl audit`: who may do what at a hub, and who did.
#pragma once
#include <CLI/CLI.hpp>

namespace storeside::ctl {

void add_access_commands(CLI::App& app, int& exit_code);

}  // namespace storeside::ctl
