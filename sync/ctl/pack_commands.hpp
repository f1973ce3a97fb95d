// `storesidectl pack …`: what an author does with a pack on their own machine.
#pragma once

namespace CLI {
class App;
}

namespace storeside::ctl {

// Adds `pack build|check|search|explain|try|import-csv|show`. The command that is given runs while `app`
// parses and leaves 0 or 1 in `exit_code`; both live as long as `app`.
void add_pack_commands(CLI::App& app, int& exit_code);

}  // namespace storeside::ctl
