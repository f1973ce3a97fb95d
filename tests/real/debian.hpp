// Programs of Debian packages that lie under build/real/, with the libraries they need besides a plain
// system's.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "firmware/base/result.hpp"

namespace storeside::real {

struct Unpacked {
    std::string root;       // "/usr/…" of the packages is below it
    std::string libraries;  // the folder of its libraries

    // "LD_LIBRARY_PATH=…" for whoever starts a program of it.
    std::string search_path() const { return "LD_LIBRARY_PATH=" + libraries; }
};

// Fetched once; `unavailable` when they can't be.
Result<Unpacked> unpacked(const std::filesystem::path& source, const std::string& name,
                          const std::vector<std::string>& packages);

// A port of 127.0.0.1 where nothing listens now, and whether something does.
std::uint16_t free_port();
bool answers(std::uint16_t port);

}  // namespace storeside::real
