// A TPM in software (swtpm), and OpenSSL's provider for it, both Debian's; this process can use it, and those
// that it starts.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "tests/real/process.hpp"

namespace storeside::real {

class SoftwareTpm {
public:
    // What it knows lies in `folder`, and with it what its keys are worth. From now on it is this process's
    // TPM. `unavailable` when it can't be fetched.
    static Result<SoftwareTpm> start(const std::filesystem::path& source,
                                     const std::filesystem::path& folder);

    // As if the machine were another one that has none.
    void unplug() { process_.end(9); }

    // For a program that shall have this TPM.
    const std::vector<std::string>& environment() const { return environment_; }

private:
    SoftwareTpm(Process process, std::vector<std::string> environment)
        : process_(std::move(process)), environment_(std::move(environment)) {}

    Process process_;
    std::vector<std::string> environment_;
};

}  // namespace storeside::real
