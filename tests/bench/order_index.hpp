// An index with as many orders as a bench asks for, and how fast it is without a hub around it.
#pragma once
#include <cstddef>
#include <filesystem>
#include <string>

#include "firmware/base/result.hpp"
#include "firmware/orders/known_order.hpp"

namespace storeside::bench {

inline constexpr std::string_view kBenchShop = "online";

// The n-th order; its number is typed as `number_of(n)`.
orders::KnownOrder bench_order(std::size_t n);
std::string number_of(std::size_t n);
std::string email_of(std::size_t n);

// Puts that many into hub.db in this folder, as seen now.
Result<void> fill_index(const std::filesystem::path& hub_data, std::size_t orders);

struct IndexSpeed {
    double finds_per_s = 0;   // found, opened, number and factor compared
    double sqlite_per_s = 0;  // the same row by the same key with SQLite's own interface and nothing else
};
Result<IndexSpeed> measure_index(const std::filesystem::path& hub_data, std::size_t orders,
                                 std::size_t samples);

}  // namespace storeside::bench
