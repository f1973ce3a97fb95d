// `storesidectl trust …`: the key ceremony, offline but for what is said to the hub.
#pragma once

namespace CLI {
class App;
}

namespace storeside::ctl {

// Adds `trust init|key|sign|rotate|upload|show`. The command that is given runs while `app` parses and leaves
// 0 or 1 in `exit_code`; both live as long as `app`.
void add_trust_commands(CLI::App& app, int& exit_code);

}  // namespace storeside::ctl
