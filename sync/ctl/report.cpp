#include "sync/ctl/report.hpp"

#include <fmt/format.h>

#include <cstdio>

namespace storeside::ctl {
namespace {

// A command is tried again by nobody but the one who typed it.
std::string_view advice(Errc code) {
    switch (code) {
        case Errc::unavailable:
            return "Check the address and that the hub runs, then type the command again.";
        case Errc::unknown:
            return "It may have been done: look before you type the command again.";
        default:
            return remedy(code);
    }
}

}  // namespace

int report(const Error& error) {
    fmt::print(stderr, "storesidectl: {}\n{}\n", error.message(), advice(error.code()));
    return 1;
}

}  // namespace storeside::ctl
