// storeside-bench-ui: the kiosk beside Chromium in kiosk mode with the same screens, on one display in one
// run.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "firmware/base/file.hpp"
#include "tests/bench/frame_cost.hpp"
#include "tests/bench/report.hpp"
#include "tests/bench/round.hpp"

namespace {

using namespace storeside;
using namespace storeside::bench;
namespace json = boost::json;

json::object absolute(const Contestant& contestant, const Measured& m) {
    const auto reaction = m.reaction_ms();
    return {{"version", contestant.version},
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

class Bench {
public:
    // `rounds`: 0 for as many as usual.
    Bench(Call call, int rounds) : call_(std::move(call)), rounds_(rounds) {}

    Result<void> run() {
        RETURN_IF_ERROR(prepare());
        const int rounds = rounds_ > 0 ? rounds_ : call_.quick ? 2 : 5;
        Measured unused;
        for (const auto& contestant : {ours_, peer_})  // warms the caches
            RETURN_IF_ERROR(play_round(contestant, {.shoppers = 0}, *eye_, log(), unused));
        for (int i = 0; i < rounds; ++i) {
            Plan plan{.shoppers = call_.quick ? 2 : 3};
            if (i == 0) plan.rest = std::chrono::seconds(call_.quick ? 10 : 60);
            if (i == 0) plan.attract_rest = std::chrono::seconds(call_.quick ? 8 : 20);
            RETURN_IF_ERROR(play_round(ours_, plan, *eye_, log(), our_measured_));
            RETURN_IF_ERROR(play_round(peer_, plan, *eye_, log(), peer_measured_));
            for (int again = 0; again < 2; ++again) {
                RETURN_IF_ERROR(start_again(ours_, *eye_, log(), our_measured_));
                RETURN_IF_ERROR(start_again(peer_, *eye_, log(), peer_measured_));
            }
            fmt::print("round {} of {}\n", i + 1, rounds);
            std::fflush(stdout);
        }
        ASSIGN_OR_RETURN(frame_, heaviest_frame(*pack_, call_.programs.parent_path() / "share/locale"));
        return report();
    }

private:
    std::filesystem::path log() const { return site_->folder() / "contestants.log"; }

    Result<void> prepare() {
        std::filesystem::remove_all(call_.out / "ui");
        real::SiteOptions site{
            .programs = call_.programs, .source = call_.source, .folder = call_.out / "ui"};
        std::filesystem::create_directories(site.folder);
        ASSIGN_OR_RETURN(display_, real::Display::start(site.width, site.height, site.folder / "xvfb.log"));
        ASSIGN_OR_RETURN(site_, real::Site::open(std::move(site)));
        RETURN_IF_ERROR(write_file(site_->folder() / "kiosk.toml", "idle_after = 600\n"));
        ASSIGN_OR_RETURN(pack_, content::Pack::open(site_->folder() / "demo.pack"));
        ASSIGN_OR_RETURN(ours_, kiosk(*site_, *display_, call_.programs));
        ASSIGN_OR_RETURN(
            peer_, chromium(*pack_, call_.source / "tests/bench/page", site_->folder() / "page", *display_));
        ASSIGN_OR_RETURN(eye_, Eye::open(display_->name()));
        return {};
    }

    Result<void> report() {
        const auto ours = absolute(ours_, our_measured_), peer = absolute(peer_, peer_measured_);
        const auto of = [](const json::object& side, const char* key) {
            return side.at(key).to_number<double>();
        };
        const auto ratio = [&](const char* key) { return of(ours, key) / of(peer, key); };
        json::object figures{{"start_ratio", ratio("start_ms")},
                             {"pss_ratio", ratio("pss_mb")},
                             {"reaction_p50_ratio", ratio("reaction_p50_ms")},
                             {"reaction_p90_ratio", ratio("reaction_p90_ms")},
                             {"keystroke_ratio", ratio("keystroke_ms")},
                             {"idle_cpu_pct", of(ours, "idle_cpu_pct")},
                             {"frame_cpu_ms", frame_.ms}};

        fmt::print("\nBeside {} ({} touches each)\n", peer_.version, of(ours, "touches"));
        fmt::print("{:<34}{:>11}{:>11}{:>9}{:>9}\n", "", "Storeside", "Chromium", "ratio", "target");
        const auto row = [&](const char* words, const char* key, const char* target) {
            fmt::print("{:<34}{:>11.2f}{:>11.2f}{:>9.2f}{:>9}\n", words, of(ours, key), of(peer, key),
                       ratio(key), target);
        };
        row("start to first frame, ms", "start_ms", "<= 0.30");
        row("memory on Home (PSS), MB", "pss_mb", "<= 0.27");
        row("touch to changed pixels, median ms", "reaction_p50_ms", "<= 1.2");
        row("  90th percentile, ms", "reaction_p90_ms", "<= 0.8");
        row("  finger down, median ms", "press_p50_ms", "");
        row("  finger up, median ms", "release_p50_ms", "");
        row("first letter to the list, ms", "keystroke_ms", "<= 0.6");
        const auto alone = [&](const char* words, double a, double b, const char* target) {
            fmt::print("{:<34}{:>11.3f}{:>11.3f}{:>9}{:>9}\n", words, a, b, "", target);
        };
        alone("at rest on Home, % of a core", of(ours, "idle_cpu_pct"), of(peer, "idle_cpu_pct"), "< 0.1");
        alone("on the attract screen, %", of(ours, "attract_cpu_pct"), of(peer, "attract_cpu_pct"), "");
        fmt::print("{:<34}{:>11.3f}{:>29}  {}\n", "heaviest frame, ms of processor", frame_.ms, "< 8",
                   frame_.screen);

        auto on = machine();
        on["screen"] = "1080x1920, Xvfb, llvmpipe";
        return write_report(call_, "ui",
                            {{"figures", std::move(figures)},
                             {"peers", json::object{{"chromium", peer}}},
                             {"ours", ours},
                             {"machine", std::move(on)}});
    }

    Call call_;
    int rounds_;
    std::optional<real::Display> display_;
    std::optional<real::Site> site_;
    std::optional<content::Pack> pack_;
    std::optional<Eye> eye_;
    Contestant ours_, peer_;
    Measured our_measured_, peer_measured_;
    FrameCost frame_;
};

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli("Measures the kiosk beside Chromium in kiosk mode.");
    Call call;
    int rounds = 0;
    cli.add_option("--rounds", rounds, "How often each is started");
    if (const auto code = read_call(cli, argc, argv, call)) return *code;
    if (const auto done = Bench(call, rounds).run(); !done) {
        fmt::print(stderr, "storeside-bench-ui: {}\nThe logs are in {}/ui/.\n", done.error().message(),
                   call.out.string());
        return 1;
    }
    return 0;
}
