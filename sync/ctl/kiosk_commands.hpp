// `storesidectl kiosk …`: who is let in, who is there, who is let in no more.
#pragma once
#include <CLI/CLI.hpp>

namespace storeside::ctl {

void add_kiosk_commands(CLI::App& app, int& exit_code);

}  // namespace storeside::ctl
