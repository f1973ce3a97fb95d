#include "tests/bench/report.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fstream>
#include <thread>

#include "firmware/base/file.hpp"
#include "firmware/base/log.hpp"

namespace storeside::bench {

std::optional<int> read_call(CLI::App& cli, int argc, char** argv, Call& call) {
    cli.add_option("--bin", call.programs, "Folder with the programs")->required();
    cli.add_option("--source", call.source, "The project's folder")->required();
    cli.add_option("--out", call.out, "Folder for the figures")->required();
    cli.add_option("--commit", call.commit, "What is measured");
    cli.add_flag("--quick", call.quick, "Measures less: for a first impression");
    try {
        cli.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return cli.exit(error) == 0 ? 0 : 2;
    }
    start_log("warning");
    call.out = std::filesystem::absolute(call.out);
    call.source = std::filesystem::canonical(call.source);
    call.programs = std::filesystem::canonical(call.programs);
    return std::nullopt;
}

double quantile(std::vector<double> values, double which) {
    if (values.empty()) return 0;
    const auto at = static_cast<std::ptrdiff_t>(which * static_cast<double>(values.size() - 1) + 0.5);
    std::ranges::nth_element(values, values.begin() + at);
    return values[static_cast<std::size_t>(at)];
}

double median(const std::vector<double>& values) { return quantile(values, 0.5); }

boost::json::object machine() {
    std::string processor, line;
    for (std::ifstream file("/proc/cpuinfo"); std::getline(file, line) && processor.empty();)
        if (line.starts_with("model name")) processor = line.substr(line.find(':') + 2);
    return {{"processor", processor}, {"cores", std::thread::hardware_concurrency()}};
}

Result<void> write_report(const Call& call, std::string_view name, boost::json::object report) {
    report["commit"] = call.commit;
    const auto file = call.out / fmt::format("{}.json", name);
    RETURN_IF_ERROR(write_file(file, boost::json::serialize(report) + "\n"));
    fmt::print("The figures are in {}\n", file.string());
    return {};
}

}  // namespace storeside::bench
