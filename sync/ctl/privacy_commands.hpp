// `storesidectl privacy …`: what is known of one person, and the keys that protect it.
#pragma once

namespace CLI {
class App;
}

namespace storeside::ctl {

// Adds `privacy find|export|erase|keys|rotate-key`; see add_pack_commands for the arguments.
void add_privacy_commands(CLI::App& app, int& exit_code);

}  // namespace storeside::ctl
