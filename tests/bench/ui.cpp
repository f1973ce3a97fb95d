// storeside-bench-ui: the kiosk beside its peers (Chromium in kiosk mode, Qt/QML) with the same screens, on
// one display in one run.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/json.hpp>
#include <ranges>

#include "firmware/base/file.hpp"
#include "tests/bench/frame_cost.hpp"
#include "tests/bench/peers.hpp"
#include "tests/bench/report.hpp"
#include "tests/bench/round.hpp"

namespace {

using namespace storeside;
using namespace storeside::bench;
namespace json = boost::json;

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
    // `rounds`: 0 for as many as usual.
    Bench(Call call, int rounds) : call_(std::move(call)), rounds_(rounds) {}

    Result<void> run() {
        RETURN_IF_ERROR(prepare());
        const int rounds = rounds_ > 0 ? rounds_ : call_.quick ? 2 : 5;
        Measured unused;
        for (const auto& seat : seats_)  // warms the caches
            RETURN_IF_ERROR(play_round(seat.contestant, {.shoppers = 0}, *eye_, log(), unused));
        for (int i = 0; i < rounds; ++i) {
            Plan plan{.shoppers = call_.quick ? 2 : 3};
            if (i == 0) plan.rest = std::chrono::seconds(call_.quick ? 10 : 60);
            if (i == 0) plan.attract_rest = std::chrono::seconds(call_.quick ? 8 : 20);
            for (auto& seat : seats_)
                RETURN_IF_ERROR(play_round(seat.contestant, plan, *eye_, log(), seat.measured));
            for (int again = 0; again < 2; ++again)
                for (auto& seat : seats_)
                    RETURN_IF_ERROR(start_again(seat.contestant, *eye_, log(), seat.measured));
            fmt::print("round {} of {}\n", i + 1, rounds);
            std::fflush(stdout);
        }
        ASSIGN_OR_RETURN(frame_, heaviest_frame(*pack_, call_.programs.parent_path() / "share/locale"));
        return report();
    }

private:
    std::filesystem::path log() const { return site_->folder() / "contestants.log"; }

    Result<void> prepare() {
        std::filesystem::remove_all(call_.scratch("ui"));
        real::SiteOptions site{
            .programs = call_.programs, .source = call_.source, .folder = call_.scratch("ui")};
        std::filesystem::create_directories(site.folder);
        ASSIGN_OR_RETURN(display_, real::Display::start(site.width, site.height, site.folder / "xvfb.log"));
        ASSIGN_OR_RETURN(site_, real::Site::open(std::move(site)));
        RETURN_IF_ERROR(write_file(site_->folder() / "kiosk.toml",
                                   "idle_after = 600\nidle_after_in_conversation = 600\n"));
        ASSIGN_OR_RETURN(pack_, content::Pack::open(site_->folder() / "demo.pack"));
        ASSIGN_OR_RETURN(auto ours, kiosk(*site_, *display_, call_.programs));
        seats_.push_back({std::move(ours), {}});
        for (const auto& peer : peers()) RETURN_IF_ERROR(seat(peer));
        ASSIGN_OR_RETURN(eye_, Eye::open(display_->name()));
        return {};
    }

    // Without the first peer there is nothing to say; without another there is less.
    Result<void> seat(const Peer& peer) {
        auto contestant =
            open(peer, *pack_, call_.source / "tests/bench", site_->folder() / peer.page, *display_);
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

        auto on = machine();
        on["screen"] = "1080x1920, Xvfb, llvmpipe";
        return write_report(call_, "ui",
                            {{"figures", std::move(figures)},
                             {"peers", std::move(theirs)},
                             {"skipped", skipped_},
                             {"ours", ours},
                             {"machine", std::move(on)}});
    }

    Call call_;
    int rounds_;
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
    Call call;
    int rounds = 0;
    cli.add_option("--rounds", rounds, "How often each is started");
    if (const auto code = read_call(cli, argc, argv, call)) return *code;
    if (const auto done = Bench(call, rounds).run(); !done) {
        fmt::print(stderr, "storeside-bench-ui: {}\nThe logs are in {}/.\n", done.error().message(),
                   call.scratch("ui").string());
        return 1;
    }
    return 0;
}
