// `storesidectl kiosk …` and `ticket …`: what an operator asks of a hub.
#pragma once

namespace CLI {
class App;
}

namespace storeside::ctl {

// Adds `kiosk list|invite` and `ticket list|show|reply|close`. The command that is given runs while `app`
// parses and leaves 0 or 1 in `exit_code`; both live as long as `app`.
void add_hub_commands(CLI::App& app, int& exit_code);

}  // namespace storeside::ctl
