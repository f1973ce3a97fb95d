// storeside-hub: what kiosks sync with.
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <optional>
#include <thread>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "sync/connectors/helpdesk/rt/helpdesk.hpp"
#include "sync/connectors/shop/shops.hpp"
#include "sync/hub/config.hpp"
#include "sync/hub/data_lock.hpp"
#include "sync/hub/hub.hpp"
#include "sync/hub/inbox.hpp"

namespace {

using namespace storeside;

Result<std::unique_ptr<connectors::OrderSource>> make_shop(const connectors::ShopSettings& settings,
                                                           const Clock& clock) {
    auto shop =
        connectors::make_shop(settings, {clock, [](Duration time) { std::this_thread::sleep_for(time); }});
    if (!shop) return failure(std::move(shop.error()), "shop " + settings.name);
    return shop;
}

Result<connectors::Shops> make_orders(const hub::Config& config, const Clock& clock) {
    connectors::Shops shops;
    for (const auto& settings : config.shops) {
        ASSIGN_OR_RETURN(auto shop, make_shop(settings, clock));
        shops.add(std::move(shop), settings.stores);
        if (!settings.index) continue;
        ASSIGN_OR_RETURN(auto second, make_shop(settings, clock));
        shops.follow(std::move(second), settings.follow);
    }
    return shops;
}

Result<std::unique_ptr<connectors::Helpdesk>> make_helpdesk(const hub::Config& config) {
    if (config.helpdesk.kind == "rt") {
        connectors::rt::Settings settings;
        settings.url = config.helpdesk.url;
        settings.token = config.helpdesk.token;
        settings.user = config.helpdesk.user;
        settings.queue = config.helpdesk.queue;
        settings.requestor = config.helpdesk.requestor;
        return std::make_unique<connectors::rt::Helpdesk>(std::move(settings));
    }
    ASSIGN_OR_RETURN(auto inbox, hub::Inbox::open(config.data));
    return std::make_unique<hub::Inbox>(std::move(inbox));
}

Result<void> run(hub::Config config, const std::filesystem::path& port_file, const sigset_t& signals) {
    SystemClock clock;
    SystemRandom random;
    // Before anything else opens a database there, since opening may bring it to a new form.
    ASSIGN_OR_RETURN(const auto lock, hub::DataLock::take(config.data));
    ASSIGN_OR_RETURN(auto shops, make_orders(config, clock));
    ASSIGN_OR_RETURN(const auto helpdesk, make_helpdesk(config));
    hub::HubOptions options;
    options.data = config.data;
    options.public_folder = config.public_folder;
    options.origin = config.origin;
    options.address = config.address;
    options.port = config.port;
    options.names = config.names;
    options.proxy_socket = config.proxy_socket;
    options.connections = config.connections;
    options.retention = config.retention;
    if (!config.kept_orders) options.feed.orders = 0;
    options.worker.poll_open = config.helpdesk.poll;
    options.worker.calls_per_second = config.helpdesk.kind == "inbox" ? 0 : config.helpdesk.calls_per_second;
    options.webhook_secret = config.helpdesk.webhook_secret;
    ASSIGN_OR_RETURN(auto running, hub::Hub::start(std::move(options), *helpdesk, shops, clock, random));

    fmt::print(
        "storeside-hub {} listens on https://{}:{} with helpdesk {}\n"
        "the first operator's token is in {}\nthe hub's authority, for operators, is in {}\n",
        STORESIDE_VERSION, config.address, running.port(), helpdesk->name(),
        running.operator_token_file().string(), running.ca_file().string());
    std::fflush(stdout);
    if (!port_file.empty()) RETURN_IF_ERROR(write_file(port_file, std::to_string(running.port()) + "\n"));

    int signal = 0;
    ::sigwait(&signals, &signal);
    spdlog::info("hub: stopping");
    running.drain();
    return {};
}

}  // namespace

int main(int argc, char** argv) {
    CLI::App app{"storeside-hub: what kiosks sync with. Runs until SIGTERM or SIGINT."};
    std::filesystem::path config_file, port_file;
    std::optional<std::uint16_t> port;
    std::string level = "info";
    app.add_option("--config", config_file, "Configuration file (TOML); see docs/operators.md")->required();
    app.add_option("--port", port, "Port to listen on instead of the configured one; 0: any free one");
    app.add_option("--port-file", port_file, "Write the port here once the hub listens");
    app.add_option("--log", level, "trace, debug, info, warning or error")->capture_default_str();
    app.set_version_flag("--version", "storeside-hub " STORESIDE_VERSION);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    start_log(level);

    // Blocked before any thread exists, so that only sigwait() takes them.
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    ::signal(SIGPIPE, SIG_IGN);
    ::umask(0077);  // what shoppers wrote is for the hub's user alone

    auto config = hub::load_config(config_file);
    if (config && port) config->port = *port;
    const auto ran =
        config ? run(std::move(*config), port_file, signals) : Result<void>(std::unexpected(config.error()));
    if (ran) return 0;
    // What a running hub tries again by itself ends one that is only starting.
    const auto advice = ran.error().code() == Errc::unavailable ? "Put that right, then start the hub again."
                                                                : remedy(ran.error().code());
    fmt::print(stderr, "storeside-hub: {}\n{}\n", ran.error().message(), advice);
    return 1;
}
