#include "tests/bench/process_tree.hpp"

#include <fstream>
#include <map>
#include <sstream>
#include <string>

namespace storeside::bench {
namespace {

namespace fs = std::filesystem;

// The parent of a process: the second field after the name, which stands in brackets and may hold anything.
pid_t parent_of(const fs::path& process) {
    std::ifstream file(process / "stat");
    std::string line;
    std::getline(file, line);
    const auto name_end = line.rfind(')');
    if (name_end == std::string::npos || line.size() < name_end + 4) return 0;
    return static_cast<pid_t>(std::atoi(line.c_str() + name_end + 4));
}

template <class Visit>
void each_entry(const fs::path& folder, const Visit& visit) {
    std::error_code error;  // processes and threads end while they are looked at
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
        visit(it->path());
}

}  // namespace

std::vector<pid_t> process_tree(pid_t root) {
    std::multimap<pid_t, pid_t> children;
    each_entry("/proc", [&](const fs::path& entry) {
        if (const auto pid = std::atoi(entry.filename().c_str()); pid > 0)
            children.emplace(parent_of(entry), pid);
    });
    std::vector<pid_t> tree{root};
    for (std::size_t i = 0; i < tree.size(); ++i) {
        const auto [begin, end] = children.equal_range(tree[i]);
        for (auto child = begin; child != end; ++child) tree.push_back(child->second);
    }
    return tree;
}

double pss_mb(const std::vector<pid_t>& processes) {
    double kilobytes = 0;
    for (const auto pid : processes) {
        std::ifstream file("/proc/" + std::to_string(pid) + "/smaps_rollup");
        for (std::string line; std::getline(file, line);)
            if (line.starts_with("Pss:")) kilobytes += std::atof(line.c_str() + 4);
    }
    return kilobytes / 1024;
}

Held held_by_this_process(const fs::path& folder) {
    Held held;
    double none = 0;
    double* counted = &none;
    std::ifstream file("/proc/self/smaps");
    for (std::string line; std::getline(file, line);) {
        std::istringstream fields(line);
        std::string first;
        fields >> first;
        if (first == "Pss:") {
            double kilobytes = 0;
            fields >> kilobytes;
            *counted += kilobytes * 1024;
        } else if (!first.ends_with(':')) {
            // "7f00-7f10 r--p 00000000 fe:00 1234  /a/path": a mapping begins. Libraries are not counted.
            std::string rights, offset, device, path;
            long inode = 0;
            fields >> rights >> offset >> device >> inode >> std::ws;
            std::getline(fields, path);
            counted = inode == 0 ? &held.own : path.starts_with(folder.string()) ? &held.mapped : &none;
        }
    }
    return held;
}

std::chrono::nanoseconds cpu_time(const std::vector<pid_t>& processes) {
    std::chrono::nanoseconds sum{};
    for (const auto pid : processes)
        each_entry("/proc/" + std::to_string(pid) + "/task", [&](const fs::path& thread) {
            std::ifstream file(thread / "schedstat");
            long long on_processor = 0;
            if (file >> on_processor) sum += std::chrono::nanoseconds(on_processor);
        });
    return sum;
}

}  // namespace storeside::bench
