// storeside-soak-hub: the hub as it is, with a helpdesk that can make duplicates. Ended by a signal, mostly
// SIGKILL.
#include <CLI/CLI.hpp>
#include <csignal>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "sync/hub/hub.hpp"
#include "tests/soak/desk.hpp"

int main(int argc, char** argv) {
    using namespace storeside;
    using std::chrono::milliseconds;
    CLI::App app{"storeside-soak-hub"};
    std::string data, port_file, desk;
    std::uint16_t port = 0;
    app.add_option("--data", data)->required();
    app.add_option("--port", port);
    app.add_option("--port-file", port_file)->required();
    app.add_option("--desk", desk)->required();
    CLI11_PARSE(app, argc, argv);
    start_log("error");
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);

    SystemClock clock;
    SystemRandom random;
    connectors::Shops shops;
    soak::DeskConnector helpdesk(desk);
    hub::HubOptions options;
    options.data = data;
    options.proxy_socket = std::filesystem::path(data) / "proxy.socket";
    options.port = port;
    options.worker.poll_open = options.worker.poll_quiet = milliseconds(50);
    options.worker.first_delay = milliseconds(20);
    options.worker.longest_delay = milliseconds(200);
    options.worker.breaker = {20, milliseconds(100), milliseconds(400)};
    auto running = hub::Hub::start(std::move(options), helpdesk, shops, clock, random);
    if (!running) {
        log_error("soak-hub", running.error());
        return 1;
    }
    if (!write_file(port_file, std::to_string(running->port()) + "\n")) return 1;
    int signal = 0;
    sigwait(&signals, &signal);
    running->stop();
    return 0;
}
