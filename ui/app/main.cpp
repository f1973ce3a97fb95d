// storeside-kiosk: the appliance.
#include <fmt/format.h>

#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <map>

#include "firmware/base/log.hpp"
#include "firmware/settings/kiosk_settings.hpp"
#include "ui/app/commands.hpp"

namespace {

using namespace storeside;

int report(const Result<void>& result) {
    if (result) return 0;
    fmt::print(stderr, "storeside-kiosk: {}\n{}\n", result.error().message(), remedy(result.error().code()));
    return 1;
}

// Beside the program, so that it runs from a build folder and from /usr alike: bin/storeside-kiosk,
// share/locale.
std::filesystem::path translations_folder() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    return program.parent_path().parent_path() / "share" / "locale";
}

// "540x960"
std::optional<frame::Size> parse_size(const std::string& text) {
    int w = 0, h = 0, end = 0;
    if (std::sscanf(text.c_str(), "%5dx%5d%n", &w, &h, &end) != 2 ||
        static_cast<std::size_t>(end) != text.size())
        return std::nullopt;
    if (w < 320 || h < 320 || w > 8192 || h > 8192) return std::nullopt;
    return frame::Size{static_cast<float>(w), static_cast<float>(h)};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli("The support desk that stands in the shop: the appliance.");
    cli.set_version_flag("--version", "storeside-kiosk " STORESIDE_VERSION);
    app::RunOptions run{.data = "/var/lib/storeside",
                        .enrol_file = "/boot/storeside/enrol.toml",
                        .config = "/etc/storeside/kiosk.toml",
                        .translations = translations_folder()};
    app::SetupOptions setup{.data = run.data};
    std::string window, replay, log_level = "info";
    bool describe_settings = false;

    cli.add_option("--data", run.data, "Folder with this kiosk's database, identity and packs")
        ->capture_default_str();
    cli.add_option("--config", run.config, "Settings; need not be there")->capture_default_str();
    cli.add_option("--enrol-file", run.enrol_file,
                   "How to enrol, from `storesidectl kiosk invite --out`; used and removed by a kiosk that "
                   "is not enrolled yet")
        ->capture_default_str();
    cli.add_option("--translations", run.translations, "Folder with the translated texts");
    cli.add_option("--window", window,
                   "Show a window of this size, e.g. 540x960, instead of the whole screen");
    cli.add_option("--record", run.record,
                   "Write what happens as JSON lines, without the words that are typed");
    cli.add_flag("--record-text", run.record_text, "With --record: keep the words that are typed");
    cli.add_option("--replay", replay, "Run a recording again and print where each event leads");
    cli.add_option("--describe", run.describe,
                   "Keep a description of the screen in this file, for screen readers and tests");
    cli.add_flag("--describe-settings", describe_settings,
                 "Print every setting with its default and meaning");
    cli.add_option("--log", log_level, "trace, debug, info, warning or error")->capture_default_str();

    auto* setup_command = cli.add_subcommand(
        "setup", "Enrol this kiosk at its hub, and set a staff PIN (read from standard input)");
    setup_command->add_option("--data", setup.data, "Folder with this kiosk's database, identity and packs")
        ->capture_default_str();
    setup_command->add_option("--hub", setup.hub, "The hub's address, e.g. https://hub.example.org");
    setup_command->add_option("--code", setup.code, "The one-time code of `storesidectl kiosk invite`");
    setup_command->add_option("--enrol-file", setup.enrol_file,
                              "The file of `storesidectl kiosk invite --out`, in place of --hub and --code");
    const std::map<std::string, pki::Key::Place> places{{"auto", pki::Key::Place::tpm_if_any},
                                                        {"tpm", pki::Key::Place::tpm},
                                                        {"file", pki::Key::Place::file}};
    setup_command
        ->add_option("--key", setup.key,
                     "Where this kiosk's key shall lie: tpm, file, or auto (the TPM if there is one)")
        ->transform(CLI::CheckedTransformer(places).description("auto, tpm or file"));
    setup_command->add_flag("--again", setup.again,
                            "Enrol a kiosk that is enrolled already, as after it was revoked");
    setup_command->add_option("--staff", setup.staff, "Whose PIN to set");

    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : 2;
    }
    start_log(log_level);
    ::umask(0077);  // what shoppers wrote is for the kiosk's own user alone
    if (describe_settings) {
        fmt::print("{}", settings::describe_kiosk_settings());
        return 0;
    }
    if (*setup_command) return report(app::setup(setup));
    if (!replay.empty()) return report(app::replay(replay));
    if (!window.empty() && !(run.window = parse_size(window))) {
        fmt::print(stderr, "storeside-kiosk: --window takes a size such as 540x960\n");
        return 2;
    }
    return report(app::run(run));
}
