// storeside-bench-ui: the kiosk beside its peers (Chromium in kiosk mode, Qt/QML) with the same screens, on
// one display in one run.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <fstream>
#include <ranges>
#include <thread>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"
#include "tests/bench/frame_cost.hpp"
#include "tests/bench/peers.hpp"
#include "tests/bench/round.hpp"

namespace {

using namespace storeside;
using namespace storeside::bench;
namespace json = boost::json;

struct Options {
    std::filesystem::path programs, source, out;
    std::string commit;
    bool quick = false;
    int rounds = 0;  // 0: as many as usual
};

// 0.5 is the median; 0 of none.
double quantile(std::vector<double> values, double which) {
    if (values.empty()) return 0;
    const auto at = static_cast<std::ptrdiff_t>(which * static_cast<double>(values.size() - 1) + 0.5);
    std::ranges::nth_element(values, values.begin() + at);
    return values[static_cast<std::size_t>(at)];
}
double median(const std::vector<double>& values) { return quantile(values, 0.5); }

json::object machine() {
    std::string processor, line;
    for (std::ifstream file("/proc/cpuinfo"); std::getline(file, line) && processor.empty();)
        if (line.starts_with("model name")) processor = line.substr(line.find(':') + 2);
    return {{"processor", processor},
            {"cores", std::thread::hardware_concurrency()},
            {"screen", "1080x1920, Xvfb, llvmpipe"}};
}

// A contestant and what was measured of it.
struct Seat {
    Contestant contestant;
    Measured measured;
    const Peer* peer = nullptr;  // null: the kiosk
};

json::object absolute(const Seat& seat) {
    const auto& m = seat.measured;
    const auto reaction = m.reaction_ms();
    return {{"version", seat.contestant.version},
            {"start_ms", median(m.start_ms)},
            {"pss_mb", median(m.pss_mb)},
            {"reaction_p50_ms", median(reaction)},
            {"reaction_p90_ms", quantile(reaction, 0.9)},
            {"press_p50_ms", median(m.press_ms)},
            {"release_p50_ms", median(m.release_ms)},
            {"keystroke_ms", median(m.keystroke_ms)},
            {"idle_cpu_pct", median(m.rest_cpu_pct)},
            {"attract_cpu_pct", median(m.attract_cpu_pct)},
            {"touches", reaction.size()}};
}

double of(const json::object& side, const char* key) { return side.at(key).to_number<double>(); }

// What both sides are compared by; what has a ratio is a figure of that name.
struct Row {
    const char *words, *key, *ratio;
    std::map<std::string, const char*> targets;  // by the peer
};
const Row kRows[] = {
    {"start to first frame, ms", "start_ms", "start_ratio", {{"chromium", "<= 0.30"}}},
    {"memory on Home (PSS), MB", "pss_mb", "pss_ratio", {{"chromium", "<= 0.27"}, {"qml", "<= 1.0"}}},
    {"touch to changed pixels, median ms",
     "reaction_p50_ms",
     "reaction_p50_ratio",
     {{"chromium", "<= 1.2"}, {"qml", "<= 0.5"}}},
    {"  90th percentile, ms",
     "reaction_p90_ms",
     "reaction_p90_ratio",
     {{"chromium", "<= 0.8"}, {"qml", "<= 0.5"}}},
    {"  finger down, median ms", "press_p50_ms", nullptr, {}},
    {"  finger up, median ms", "release_p50_ms", nullptr, {}},
    {"first letter to the list, ms", "keystroke_ms", "keystroke_ratio", {{"chromium", "<= 0.6"}}},
};

// Prints the two side by side and adds their ratios, ours over the peer's, to the figures.
void compare(const json::object& ours, const Seat& seat, const json::object& theirs, json::object& figures) {
    const auto& peer = *seat.peer;
    fmt::print("\nBeside {}: {}, {} ({} touches each)\n", peer.name, seat.contestant.version, peer.how,
               of(ours, "touches"));
    fmt::print("{:<34}{:>11}{:>11}{:>9}{:>9}\n", "", "Storeside", peer.name, "ratio", "target");
    for (const auto& row : kRows) {
        const double ratio = of(ours, row.key) / of(theirs, row.key);
        const auto target = row.targets.find(peer.key);
        fmt::print("{:<34}{:>11.2f}{:>11.2f}{:>9.2f}{:>9}\n", row.words, of(ours, row.key),
                   of(theirs, row.key), ratio, target == row.targets.end() ? "" : target->second);
        if (row.ratio != nullptr) figures[std::string(peer.prefix) + row.ratio] = ratio;
    }
    const auto alone = [&](const char* words, const char* key, const char* target) {
        fmt::print("{:<34}{:>11.3f}{:>11.3f}{:>9}{:>9}\n", words, of(ours, key), of(theirs, key), "", target);
    };
    alone("at rest on Home, % of a core", "idle_cpu_pct", "< 0.1");
    alone("on the attract screen, %", "attract_cpu_pct", "");
}

class Bench {
public:
    explicit Bench(Options options) : options_(std::move(options)) {}

    Result<void> run() {
        RETURN_IF_ERROR(prepare());
        const int rounds = options_.rounds > 0 ? options_.rounds : options_.quick ? 2 : 5;
        Measured unused;
        for (const auto& seat : seats_)  // warms the caches
            RETURN_IF_ERROR(play_round(seat.contestant, {.shoppers = 0}, *eye_, log(), unused));
        for (int i = 0; i < rounds; ++i) {
            Plan plan{.shoppers = options_.quick ? 2 : 3};
            if (i == 0) plan.rest = std::chrono::seconds(options_.quick ? 10 : 60);
            if (i == 0) plan.attract_rest = std::chrono::seconds(options_.quick ? 8 : 20);
            for (auto& seat : seats_)
                RETURN_IF_ERROR(play_round(seat.contestant, plan, *eye_, log(), seat.measured));
            for (int again = 0; again < 2; ++again)
                for (auto& seat : seats_)
                    RETURN_IF_ERROR(start_again(seat.contestant, *eye_, log(), seat.measured));
            fmt::print("round {} of {}\n", i + 1, rounds);
            std::fflush(stdout);
        }
        ASSIGN_OR_RETURN(frame_, heaviest_frame(*pack_, options_.programs.parent_path() / "share/locale"));
        return report();
    }

private:
    std::filesystem::path log() const { return site_->folder() / "contestants.log"; }

    Result<void> prepare() {
        std::filesystem::remove_all(options_.out / "ui");
        real::SiteOptions site{
            .programs = options_.programs, .source = options_.source, .folder = options_.out / "ui"};
        std::filesystem::create_directories(site.folder);
        ASSIGN_OR_RETURN(display_, real::Display::start(site.width, site.height, site.folder / "xvfb.log"));
        ASSIGN_OR_RETURN(site_, real::Site::open(std::move(site)));
        RETURN_IF_ERROR(write_file(site_->folder() / "kiosk.toml", "idle_after = 600\n"));
        ASSIGN_OR_RETURN(pack_, content::Pack::open(site_->folder() / "demo.pack"));
        ASSIGN_OR_RETURN(auto ours, kiosk(*site_, *display_, options_.programs));
        seats_.push_back({std::move(ours), {}});
        for (const auto& peer : peers()) RETURN_IF_ERROR(seat(peer));
        ASSIGN_OR_RETURN(eye_, Eye::open(display_->name()));
        return {};
    }

    // Without the first peer there is nothing to say; without another there is less.
    Result<void> seat(const Peer& peer) {
        auto contestant =
            open(peer, *pack_, options_.source / "tests/bench", site_->folder() / peer.page, *display_);
        if (contestant) {
            seats_.push_back({std::move(*contestant), {}, &peer});
        } else if (*peer.prefix == '\0') {
            return std::unexpected(contestant.error());
        } else {
            fmt::print("{}: skipped: {}\n", peer.name, contestant.error().message());
            skipped_[peer.key] = contestant.error().message();
        }
        return {};
    }

    Result<void> report() {
        const auto ours = absolute(seats_.front());
        json::object figures, theirs;
        for (const auto& seat : seats_ | std::views::drop(1)) {
            auto measured = absolute(seat);
            compare(ours, seat, measured, figures);
            measured["how"] = seat.peer->how;
            theirs[seat.peer->key] = std::move(measured);
        }
        figures["idle_cpu_pct"] = of(ours, "idle_cpu_pct");
        figures["frame_cpu_ms"] = frame_.ms;
        fmt::print("{:<34}{:>11.3f}{:>29}  {}\n", "heaviest frame, ms of processor", frame_.ms, "< 8",
                   frame_.screen);

        const json::object all{{"figures", std::move(figures)}, {"peers", std::move(theirs)},
                               {"skipped", skipped_},           {"ours", ours},
                               {"machine", machine()},          {"commit", options_.commit}};
        const auto file = options_.out / "ui.json";
        RETURN_IF_ERROR(write_file(file, json::serialize(all) + "\n"));
        fmt::print("The figures are in {}\n", file.string());
        return {};
    }

    Options options_;
    std::optional<real::Display> display_;
    std::optional<real::Site> site_;
    std::optional<content::Pack> pack_;
    std::optional<Eye> eye_;
    std::vector<Seat> seats_;  // the kiosk's is the first
    json::object skipped_;     // peers that are not to be had, and why
    FrameCost frame_;
};

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli("Measures the kiosk beside Chromium in kiosk mode and Qt/QML.");
    Options options;
    cli.add_option("--bin", options.programs, "Folder with the programs")->required();
    cli.add_option("--source", options.source, "The project's folder")->required();
    cli.add_option("--out", options.out, "Folder for ui.json")->required();
    cli.add_option("--commit", options.commit, "What is measured");
    cli.add_option("--rounds", options.rounds, "How often each is started");
    cli.add_flag("--quick", options.quick, "Fewer touches and a shorter rest: for a first impression");
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : 2;
    }
    start_log("warning");
    options.out = std::filesystem::absolute(options.out);
    options.source = std::filesystem::canonical(options.source);
    options.programs = std::filesystem::canonical(options.programs);
    if (const auto done = Bench(options).run(); !done) {
        fmt::print(stderr, "storeside-bench-ui: {}\nThe logs are in {}/ui/.\n", done.error().message(),
                   options.out.string());
        return 1;
    }
    return 0;
}
