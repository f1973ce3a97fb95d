// storeside-soak: kills, lost answers and a line that does everything wrong, under the traffic of a fleet.
// `--full` for hours that matter, otherwise at short length, as the test suite runs it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <iostream>
#include <random>
#include <ranges>
#include <thread>

#include "firmware/base/log.hpp"
#include "tests/fakes/fault_proxy.hpp"
#include "tests/soak/fleet.hpp"

namespace storeside::soak {
namespace {

namespace fs = std::filesystem;
using std::chrono::milliseconds;
using std::chrono::seconds;

struct Plan {
    int kiosks = 20;
    int kills = 20;
    int lost_answers = 20;
    int line_faults = 150;
    seconds patience{120};  // for all to arrive in the end
    unsigned seed = 1;
    fs::path programs;
    fs::path folder;
};

struct Outcome {
    std::string what;
    std::string faults;
    Findings findings;
    bool settled = false;

    bool good() const { return settled && findings.good(); }
};

// An agent at the helpdesk who answers somebody every now and then, until destroyed.
class Agents {
public:
    explicit Agents(Desk& desk)
        : thread_([&desk](const std::stop_token& stop) {
              for (int n = 0; !stop.stop_requested(); ++n) {
                  desk.reply_to_some_ticket("answer" + std::to_string(n));
                  std::this_thread::sleep_for(milliseconds(80));
              }
          }) {}

private:
    std::jthread thread_;
};

Outcome finish(Fleet& fleet, const Plan& plan, std::string what, std::string faults) {
    Outcome outcome{std::move(what), std::move(faults), {}, fleet.settle(plan.patience)};
    outcome.findings = fleet.look();
    return outcome;
}

Outcome kills(const Plan& plan) {
    Desk desk(plan.seed);
    Fleet fleet(plan.programs, plan.folder / "kills", desk);
    fleet.start_kiosks(plan.kiosks);
    int hubs = 0, boxes = 0;
    {
        const Agents agents(desk);
        std::mt19937 dice(plan.seed);
        for (int kill = 0; kill != plan.kills; ++kill) {
            std::this_thread::sleep_for(milliseconds(dice() % 500));
            const auto who = dice() % 3;  // the hub, a kiosk, both
            const auto kiosk = static_cast<int>(dice() % static_cast<unsigned>(fleet.kiosks()));
            if (who != 1) fleet.kill_hub();
            if (who != 0) fleet.kill_kiosk(kiosk);
            if (who != 1) fleet.start_hub();
            if (who != 0) fleet.start_kiosk(kiosk);
            hubs += who != 1 ? 1 : 0;
            boxes += who != 0 ? 1 : 0;
        }
    }
    return finish(fleet, plan, "kill -9",
                  fmt::format("{} times: hub {}, kiosks {}", plan.kills, hubs, boxes));
}

Outcome lost_answers(const Plan& plan) {
    Desk desk(plan.seed + 1);
    Fleet fleet(plan.programs, plan.folder / "answers", desk);
    desk.lose_answers(0.2);
    fleet.start_kiosks(plan.kiosks);
    while (desk.lost_answers() < plan.lost_answers) std::this_thread::sleep_for(milliseconds(20));
    desk.lose_answers(0);
    return finish(fleet, plan, "helpdesk stores, answer lost", fmt::format("{} times", desk.lost_answers()));
}

// What stands between the lines of a PEM file is the certificate in base64.
std::string der_in_base64(std::string_view pem) {
    std::string base64;
    for (const auto line : std::views::split(pem, '\n'))
        if (const std::string_view text(line.begin(), line.end()); !text.starts_with("-----")) base64 += text;
    return base64;
}

Outcome bad_line(const Plan& plan) {
    using Fault = FaultProxy::Fault;
    Desk desk(plan.seed + 2);
    Fleet fleet(plan.programs, plan.folder / "line", desk);
    // Each kiosk has one of its own, which stands where haproxy does: it says to the hub whose calls these
    // are.
    std::vector<std::unique_ptr<FaultProxy>> proxies;
    const auto struck = [&] {
        int all = 0;
        for (const auto& proxy : proxies) all += proxy->struck();
        return all;
    };
    fleet.start_kiosks(plan.kiosks, [&](const TestKiosk& kiosk) {
        const auto socket = fleet.hub_socket();
        proxies.push_back(std::make_unique<FaultProxy>(
            [socket](std::string_view bytes) { return exchange_bytes(socket, bytes); },
            "x-storeside-client-certificate: " + der_in_base64(kiosk.certificate)));
        proxies.back()->mix(
            {Fault::drop, Fault::delay, Fault::duplicate, Fault::cut_request, Fault::cut_short,
             Fault::hold_back, Fault::lose_answer, Fault::garbage, Fault::busy},
            0.4, plan.seed + static_cast<unsigned>(proxies.size()));
        return proxies.back()->url();
    });
    {
        const Agents agents(desk);
        while (struck() < plan.line_faults) std::this_thread::sleep_for(milliseconds(20));
    }
    const auto faults = struck();
    for (const auto& proxy : proxies) proxy->pass();
    return finish(fleet, plan, "line drops, delays, cuts, doubles, reorders",
                  fmt::format("{} calls", faults));
}

void print(const std::vector<Outcome>& outcomes) {
    fmt::print("\n{:<44} {:<32} {:>8} {:>5} {:>6} {:>9} {:>8} {:>8}  {}\n", "fault", "how often", "records",
               "lost", "twice", "disorder", "letters", "missing", "");
    for (const auto& [what, faults, found, settled] : outcomes) {
        fmt::print("{:<44} {:<32} {:>8} {:>5} {:>6} {:>9} {:>8} {:>8}  {}\n", what, faults, found.records,
                   found.lost, found.twice, found.disorder, found.letters, found.missing,
                   !settled       ? "NOT ALL ARRIVED"
                   : found.good() ? "good"
                                  : "WRONG");
    }
}

}  // namespace
}  // namespace storeside::soak

int main(int argc, char** argv) {
    using namespace storeside;
    soak::Plan plan;
    bool full = false;
    std::string only;
    CLI::App app{"storeside-soak: what a fleet goes through, with real programs on this machine."};
    app.add_flag("--full", full, "At full length: 1,000 kills, 200 lost answers, 20,000 bad calls");
    app.add_option("--only", only, "One of: kills, answers, line")
        ->check(CLI::IsMember({"kills", "answers", "line"}));
    app.add_option("--bin", plan.programs, "Where the programs are")->required();
    app.add_option("--out", plan.folder, "An empty folder for what they write")->required();
    app.add_option("--seed", plan.seed, "Another one kills at other instants")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    start_log("off");
    std::signal(SIGPIPE, SIG_IGN);
    if (full) {
        plan.kills = 1'000;
        plan.lost_answers = 200;
        plan.line_faults = 20'000;
        plan.patience = std::chrono::minutes(15);
    }
    std::vector<soak::Outcome> outcomes;
    try {
        std::filesystem::remove_all(plan.folder);
        if (only.empty() || only == "kills") outcomes.push_back(soak::kills(plan));
        if (only.empty() || only == "answers") outcomes.push_back(soak::lost_answers(plan));
        if (only.empty() || only == "line") outcomes.push_back(soak::bad_line(plan));
    } catch (const std::exception& error) {
        fmt::print(stderr, "storeside-soak: {}\n", error.what());
        return 1;
    }
    soak::print(outcomes);
    const bool good = std::ranges::all_of(outcomes, [](const auto& outcome) { return outcome.good(); });
    if (!good) fmt::print("What everybody had is in {}\n", plan.folder.string());
    return good ? 0 : 1;
}
