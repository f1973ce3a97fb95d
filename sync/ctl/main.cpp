// storesidectl: what authors and operators type.
#include <CLI/CLI.hpp>

#include "sync/ctl/access_commands.hpp"
#include "sync/ctl/hub_commands.hpp"
#include "sync/ctl/job_commands.hpp"
#include "sync/ctl/kiosk_commands.hpp"
#include "sync/ctl/pack_commands.hpp"
#include "sync/ctl/privacy_commands.hpp"
#include "sync/ctl/publish_commands.hpp"
#include "sync/ctl/settings_commands.hpp"
#include "sync/ctl/shop_commands.hpp"
#include "sync/ctl/trust_commands.hpp"

int main(int argc, char** argv) {
    CLI::App app("Builds packs for Storeside kiosks and works with the hub they sync with.", "storesidectl");
    app.set_version_flag("--version", "storesidectl " STORESIDE_VERSION);
    app.footer("Exit codes: 0 done, 1 it could not be done, 2 wrong usage.");
    app.require_subcommand(1);

    int exit_code = 0;
    storeside::ctl::add_pack_commands(app, exit_code);
    storeside::ctl::add_kiosk_commands(app, exit_code);
    storeside::ctl::add_hub_commands(app, exit_code);
    storeside::ctl::add_publish_commands(app, exit_code);
    storeside::ctl::add_trust_commands(app, exit_code);
    storeside::ctl::add_job_commands(app, exit_code);
    storeside::ctl::add_access_commands(app, exit_code);
    storeside::ctl::add_settings_commands(app, exit_code);
    storeside::ctl::add_shop_commands(app, exit_code);
    storeside::ctl::add_privacy_commands(app, exit_code);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;  // --help and --version end here too
    }
    return exit_code;
}
