// `storesidectl pack publish` and `pack rollback`: signs a pack for a hub's kiosks, with patches from those
// before.
#pragma once

namespace CLI {
class App;
}

namespace storeside::ctl {

// Adds both to the `pack` that is there already. The command that is given runs while `app` parses and leaves
// 0 or 1 in `exit_code`; both live as long as `app`.
void add_publish_commands(CLI::App& app, int& exit_code);

}  // namespace storeside::ctl
