// What a program and all it started take from the machine, as the kernel counts it.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <filesystem>
#include <vector>

namespace storeside::bench {

// The process and its descendants, as they are now.
std::vector<pid_t> process_tree(pid_t root);

// Megabytes (1024 * 1024) of proportional set size: shared pages are split among those who share them.
double pss_mb(const std::vector<pid_t>& processes);

// What this process holds in memory, in bytes of proportional set size.
struct Held {
    double own = 0;     // the heap, the stacks
    double mapped = 0;  // of files in the folder, which the kernel can drop and read again
};
Held held_by_this_process(const std::filesystem::path& folder);

// Time on a processor of all their threads that are alive.
std::chrono::nanoseconds cpu_time(const std::vector<pid_t>& processes);

}  // namespace storeside::bench
