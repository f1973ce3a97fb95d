// What a program and all it started take from the machine, as the kernel counts it.
#pragma once
#include <sys/types.h>

#include <chrono>
#include <vector>

namespace storeside::bench {

// The process and its descendants, as they are now.
std::vector<pid_t> process_tree(pid_t root);

// Megabytes (1024 * 1024) of proportional set size: shared pages are split among those who share them.
double pss_mb(const std::vector<pid_t>& processes);

// Time on a processor of all their threads that are alive.
std::chrono::nanoseconds cpu_time(const std::vector<pid_t>& processes);

}  // namespace storeside::bench
