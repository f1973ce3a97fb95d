// A program started by a test: ended by the pid it was started with, never by name.
#pragma once
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "firmware/base/result.hpp"

namespace storeside::real {

class Process {
public:
    // Standard output and error go to `log`; `environment` is added to ours ("NAME=value"). The child dies
    // with us.
    static Result<Process> start(const std::vector<std::string>& command, const std::filesystem::path& log,
                                 const std::vector<std::string>& environment = {});
    Process(Process&& other) noexcept;
    Process& operator=(Process&& other) noexcept;
    ~Process();  // kills it

    pid_t pid() const { return pid_; }
    bool running();

    // Sends the signal and waits for the end; the exit status as of waitpid().
    int end(int signal);

private:
    explicit Process(pid_t pid) : pid_(pid) {}

    pid_t pid_ = -1;
    int status_ = 0;
};

// Runs a program to its end and gives its standard output; internal, with both outputs, when it fails.
Result<std::string> output_of(const std::vector<std::string>& command, const std::string& input = {},
                              const std::vector<std::string>& environment = {});

}  // namespace storeside::real
