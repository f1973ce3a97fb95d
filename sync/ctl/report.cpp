#include "sync/ctl/report.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace storeside::ctl {

int report(const Error& error) {
    fmt::print(stderr, "storesidectl: {}\n{}\n", error.message(), remedy(error.code()));
    return 1;
}

}  // namespace storeside::ctl
