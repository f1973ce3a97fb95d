#include "tests/real/process.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "firmware/base/file.hpp"

namespace storeside::real {
namespace {

constexpr std::size_t kLongestOutput = 16 << 20;

[[noreturn]] void become(const std::vector<std::string>& command,
                         const std::vector<std::string>& environment) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    // A parent may have blocked signals for its own sigwait().
    sigset_t none;
    sigemptyset(&none);
    ::sigprocmask(SIG_SETMASK, &none, nullptr);
    for (const auto& variable : environment) ::putenv(::strdup(variable.c_str()));
    std::vector<char*> arguments;
    for (const auto& argument : command) arguments.push_back(const_cast<char*>(argument.c_str()));
    arguments.push_back(nullptr);
    ::execvp(arguments[0], arguments.data());
    ::dprintf(2, "%s: %s\n", arguments[0], std::strerror(errno));
    ::_exit(127);
}

Result<pid_t> spawn(const std::vector<std::string>& command, int input, int output, int error,
                    const std::vector<std::string>& environment) {
    const pid_t pid = ::fork();
    if (pid < 0) return failure(Errc::internal, "fork failed");
    if (pid == 0) {
        ::dup2(input, 0);
        ::dup2(output, 1);
        ::dup2(error, 2);
        become(command, environment);
    }
    return pid;
}

}  // namespace

Result<Process> Process::start(const std::vector<std::string>& command, const std::filesystem::path& log,
                               const std::vector<std::string>& environment) {
    const int out = ::open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    const int in = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (out < 0 || in < 0) return failure(Errc::internal, "can't write " + log.string());
    auto pid = spawn(command, in, out, out, environment);
    ::close(out);
    ::close(in);
    if (!pid) return std::unexpected(pid.error());
    return Process(*pid);
}

Process::Process(Process&& other) noexcept : pid_(std::exchange(other.pid_, -1)), status_(other.status_) {}

Process& Process::operator=(Process&& other) noexcept {
    std::swap(pid_, other.pid_);
    std::swap(status_, other.status_);
    return *this;
}

Process::~Process() { end(SIGKILL); }

bool Process::running() {
    if (pid_ < 0) return false;
    if (::waitpid(pid_, &status_, WNOHANG) == 0) return true;
    pid_ = -1;
    return false;
}

int Process::end(int signal) {
    if (pid_ < 0) return status_;
    ::kill(pid_, signal);
    ::waitpid(pid_, &status_, 0);
    pid_ = -1;
    return status_;
}

Result<std::string> output_of(const std::vector<std::string>& command, const std::string& input,
                              const std::vector<std::string>& environment) {
    std::FILE* in = std::tmpfile();
    std::FILE* out = std::tmpfile();
    std::FILE* error = std::tmpfile();
    if (!in || !out || !error) return failure(Errc::internal, "no temporary files");
    std::fwrite(input.data(), 1, input.size(), in);
    std::rewind(in);
    const auto contents = [](std::FILE* file) {
        std::rewind(file);
        std::string text(kLongestOutput, '\0');
        text.resize(std::fread(text.data(), 1, text.size(), file));
        std::fclose(file);
        return text;
    };
    const auto pid = spawn(command, ::fileno(in), ::fileno(out), ::fileno(error), environment);
    int status = -1;
    if (pid) ::waitpid(*pid, &status, 0);
    std::fclose(in);
    auto output = contents(out);
    const auto errors = contents(error);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return failure(Errc::internal,
                       fmt::format("{} failed: {}{}", fmt::join(command, " "), output, errors));
    return output;
}

}  // namespace storeside::real
