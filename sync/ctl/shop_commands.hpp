// `storesidectl shop …`: what an integrator asks of a shop, with the hub's configuration and without a hub;
// and how a running hub follows it.
#pragma once

namespace CLI {
class App;
}

namespace storeside::ctl {

// Adds `shop check`, `shop find` and `shop status`. The command that is given runs while `app` parses and
// leaves 0 or 1 in `exit_code`; both live as long as `app`.
void add_shop_commands(CLI::App& app, int& exit_code);

}  // namespace storeside::ctl
