// What every bench shares: how it is called, how many figures become one, and the file they are left in.
#pragma once
#include <boost/json.hpp>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/result.hpp"

namespace CLI {
class App;
}

namespace storeside::bench {

// The options that `./dev bench` gives to all; the paths are absolute.
struct Call {
    std::filesystem::path programs, source, out;
    std::string commit;
    bool quick = false;

    // What a bench writes besides its figures. Beside the build's own folders, which have the same names.
    std::filesystem::path scratch(const char* bench) const { return out / "run" / bench; }
};

// Reads them, and the options that `cli` has besides. Gives the program's exit code when there is nothing to
// measure: help was asked for, or the arguments are wrong.
std::optional<int> read_call(CLI::App& cli, int argc, char** argv, Call& call);

// 0.5 is the median; 0 of none.
double quantile(std::vector<double> values, double which);
double median(const std::vector<double>& values);

boost::json::object machine();

// Writes "<out>/<name>.json" and says so.
Result<void> write_report(const Call& call, std::string_view name, boost::json::object report);

}  // namespace storeside::bench
