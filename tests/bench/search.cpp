// storeside-bench-search: the search of a pack beside SQLite's FTS5 and Xapian, over the same made-up
// articles and questions in one run.
#include <fmt/format.h>
#include <malloc.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <span>
#include <string_view>

#include "tests/bench/knowledge_base.hpp"
#include "tests/bench/process_tree.hpp"
#include "tests/bench/report.hpp"
#include "tests/bench/searcher.hpp"

namespace {

using namespace storeside;
using namespace storeside::bench;
namespace json = boost::json;
using Clock = std::chrono::steady_clock;

constexpr std::uint64_t kSeed = 20'261;
constexpr int kOpenings = 7;

template <class Unit>
double since(Clock::time_point start) {
    return std::chrono::duration<double, Unit>(Clock::now() - start).count();
}

// The processor's time, of all threads: what else runs on the machine is not counted. Nothing of a warm query
// waits, so on a quiet machine it is the time that passes.
double processor_us() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

struct Measured {
    double build_s = 0;
    double open_ms = 0;       // the file is in the page cache
    std::vector<double> us;   // of each query, the median of its runs
    double own_bytes = 0;     // memory that opening and all the queries took, of the process alone
    double mapped_bytes = 0;  // and of the file
    double file_bytes = 0;
    double found_pct = 0;  // queries whose article was among the ten
};

class Contestant {
public:
    Contestant(Engine engine, std::filesystem::path folder)
        : engine_(std::move(engine)), folder_(std::move(folder)), file_(folder_ / engine_.key) {}

    const Engine& engine() const { return engine_; }
    const Measured& measured() const { return measured_; }

    Result<void> build(const content::Source& source) {
        std::filesystem::remove(file_);
        const auto start = Clock::now();
        RETURN_IF_ERROR(engine_.build(source, file_));
        measured_ = {.build_s = since<std::ratio<1>>(start),
                     .file_bytes = static_cast<double>(std::filesystem::file_size(file_))};
        return {};
    }

    // Opens it for good, and asks everything once.
    Result<void> open(const std::vector<Query>& queries) {
        std::vector<double> openings;
        for (int i = 0; i < kOpenings; ++i) {
            const auto start = Clock::now();
            ASSIGN_OR_RETURN(searcher_, engine_.open(file_));
            openings.push_back(since<std::milli>(start));
            searcher_.reset();
        }
        measured_.open_ms = median(openings);

        // What was built and freed before must not hide what is taken now.
        ::malloc_trim(0);
        const auto before = held_by_this_process(folder_);
        ASSIGN_OR_RETURN(searcher_, engine_.open(file_));
        std::size_t found = 0;
        for (const auto& query : queries) {
            ASSIGN_OR_RETURN(const auto hits, searcher_->search(query.words));
            if (std::ranges::count(hits, query.article, &content::Hit::id)) ++found;
        }
        const auto after = held_by_this_process(folder_);
        measured_.own_bytes = after.own - before.own;
        measured_.mapped_bytes = after.mapped - before.mapped;
        measured_.found_pct = 100. * static_cast<double>(found) / static_cast<double>(queries.size());
        return {};
    }

    Result<void> ask(const std::vector<Query>& queries) {
        runs_.resize(queries.size());
        for (std::size_t i = 0; i < queries.size(); ++i) {
            const double start = processor_us();
            ASSIGN_OR_RETURN(const auto hits, searcher_->search(queries[i].words));
            runs_[i].push_back(processor_us() - start);
        }
        return {};
    }

    void close() {
        searcher_.reset();
        for (const auto& runs : runs_) measured_.us.push_back(median(runs));
        runs_.clear();
    }

private:
    Engine engine_;
    std::filesystem::path folder_, file_;
    std::unique_ptr<Searcher> searcher_;
    std::vector<std::vector<double>> runs_;
    Measured measured_;
};

struct Column {
    const char* key;
    const char* title;
    int decimals;
    bool compared;  // with the peers, as a ratio
    double (*of)(const Measured& measured, double articles);
};

constexpr Column kColumns[] = {
    {"p50_us", "p50 us", 0, true, [](const Measured& m, double) { return quantile(m.us, 0.5); }},
    {"p99_us", "p99 us", 0, true, [](const Measured& m, double) { return quantile(m.us, 0.99); }},
    {"build_s", "build s", 2, true, [](const Measured& m, double) { return m.build_s; }},
    {"open_ms", "open ms", 2, false, [](const Measured& m, double) { return m.open_ms; }},
    {"bytes_per_article", "memory B", 0, false,
     [](const Measured& m, double n) { return (m.own_bytes + m.mapped_bytes) / n; }},
    {"own_bytes_per_article", "own", 0, false, [](const Measured& m, double n) { return m.own_bytes / n; }},
    {"mapped_bytes_per_article", "mapped", 0, false,
     [](const Measured& m, double n) { return m.mapped_bytes / n; }},
    {"file_bytes_per_article", "file B", 0, false,
     [](const Measured& m, double n) { return m.file_bytes / n; }},
    {"found_pct", "found %", 1, false, [](const Measured& m, double) { return m.found_pct; }},
};

class Bench {
public:
    // No sizes: the usual ones.
    Bench(Call call, std::vector<std::size_t> sizes) : call_(std::move(call)), sizes_(std::move(sizes)) {
        if (!sizes_.empty()) return;
        sizes_ = {200, 10'000};
        if (!call_.quick) sizes_.push_back(100'000);
    }

    Result<void> run() {
        const auto folder = call_.scratch("search");
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        for (const auto& engine : {storeside_engine(), fts5_engine(), xapian_engine()})
            contestants_.emplace_back(engine, folder);
        // What the code and its tables take of memory is taken before anything is measured.
        RETURN_IF_ERROR(measure({.articles = 50, .queries = 50, .passes = 1}));
        print_head();
        for (const auto size : sizes_) RETURN_IF_ERROR(measure_or_skip(size));
        if (figures_.empty()) return failure(Errc::invalid_input, "no pack of any of the sizes can be built");
        std::filesystem::remove_all(folder);
        fmt::print(
            "\np50, p99: processor time of one query for the ten best, everything warm. memory: what opening "
            "and all the\nqueries took, per article; own: the process's, mapped: the file's. file: on the "
            "disk, per article. found: of the\nqueries whose words are an article's, a third of them "
            "mistyped, how many had it among the ten.\n");
        return write_report(call_, "search",
                            {{"figures", figures_}, {"peers", peers_}, {"machine", machine()}});
    }

private:
    struct Load {
        std::size_t articles = 0, queries = 0;
        int passes = 0;
    };

    Load load(std::size_t articles) const {
        if (call_.quick) return {articles, 300, 3};
        // A pass takes half a minute there.
        const bool huge = articles > 20'000;
        return {articles, std::size_t{huge ? 400u : 1000u}, huge ? 3 : 5};
    }

    Result<void> measure_or_skip(std::size_t size) {
        auto measured = measure(load(size));
        if (measured) {
            report(size);
        } else if (measured.error().code() == Errc::invalid_input) {
            fmt::print("{:>8}  skipped, it is beyond a limit: {}\n", size, measured.error().message());
        } else {
            return measured;
        }
        std::fflush(stdout);
        return {};
    }

    Result<void> measure(const Load& load) {
        auto made = make_knowledge_base(load.articles, load.queries, kSeed);
        for (auto& each : contestants_)
            if (auto built = each.build(made.source); !built)
                return failure(std::move(built.error()), fmt::format("building {}", each.engine().name));
        made.source = {};
        for (auto& each : contestants_) RETURN_IF_ERROR(each.open(made.queries));
        // One after the other in each pass, so that a slow moment of the machine is slow for all.
        for (int pass = 0; pass < load.passes; ++pass)
            for (auto& each : contestants_) RETURN_IF_ERROR(each.ask(made.queries));
        for (auto& each : contestants_) each.close();
        return {};
    }

    static void print_head() {
        fmt::print("{:>8}  {:<27}", "articles", "");
        for (const auto& column : kColumns) fmt::print("{:>9}", column.title);
        fmt::print("\n");
    }

    void report(std::size_t size) {
        const auto articles = static_cast<double>(size);
        const auto& ours = contestants_.front();
        fmt::print("{:>8}", size);
        for (const auto& each : contestants_) {
            fmt::print("{:>{}}{:<27}", "", &each == &ours ? 2 : 10, each.engine().name);
            for (const auto& column : kColumns) {
                const double value = column.of(each.measured(), articles);
                fmt::print("{:>9.{}f}", value, column.decimals);
                keep(each, fmt::format("{}_{}", column.key, size), value, column.compared);
            }
            fmt::print("\n");
        }
        for (const auto& peer : std::span(contestants_).subspan(1)) print_ratios(peer, size);
    }

    void keep(const Contestant& contestant, const std::string& key, double value, bool compared) {
        const auto& engine = contestant.engine();
        if (&contestant == &contestants_.front()) {
            figures_[key] = value;
            if (key.starts_with("bytes_per_article"))
                figures_["bytes_per_article"] = value;  // of the largest
            return;
        }
        if (!peers_.contains(engine.key)) peers_[engine.key] = json::object{{"version", engine.name}};
        peers_[engine.key].as_object()[key] = value;
        if (compared) figures_[engine.key + "_" + key] = value;
    }

    void print_ratios(const Contestant& peer, std::size_t size) {
        const auto articles = static_cast<double>(size);
        fmt::print("{:>10}{:<27}", "", fmt::format("ours / {}", peer.engine().key));
        for (const auto& column : kColumns) {
            if (!column.compared) continue;
            const double ratio =
                column.of(contestants_.front().measured(), articles) / column.of(peer.measured(), articles);
            fmt::print("{:>9.2f}", ratio);
            const std::string_view key = column.key;
            const auto what = key.substr(0, key.find('_'));
            figures_[fmt::format("{}_{}_ratio_{}", peer.engine().key, what, size)] = ratio;
        }
        fmt::print("\n");
    }

    Call call_;
    std::vector<std::size_t> sizes_;
    std::vector<Contestant> contestants_;  // the first is ours
    json::object figures_, peers_;
};

}  // namespace

int main(int argc, char** argv) {
    CLI::App cli(
        "Measures the search of a pack beside SQLite's FTS5 and Xapian, with 200, 10,000 and 100,000 "
        "articles "
        "(--quick: the first two, fewer queries).");
    Call call;
    std::vector<std::size_t> sizes;
    cli.add_option("--sizes", sizes, "Numbers of articles, e.g. 200,10000")
        ->delimiter(',')
        ->check(CLI::Range(1, 1'000'000));
    if (const auto code = read_call(cli, argc, argv, call)) return *code;
    if (const auto done = Bench(call, sizes).run(); !done) {
        fmt::print(stderr, "storeside-bench-search: {}\n", done.error().message());
        return 1;
    }
    return 0;
}
