// `storesidectl settings …` and `group …`: what kiosks should be set to.
#pragma once

namespace CLI {
class App;
}

namespace storeside::ctl {

// Adds `settings describe|get|set|unset|history|revert` and `group add|remove|list`, as add_hub_commands()
// does.
void add_settings_commands(CLI::App& app, int& exit_code);

}  // namespace storeside::ctl
