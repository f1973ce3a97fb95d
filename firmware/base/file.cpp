#include "firmware/base/file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace storeside {
namespace {

std::unexpected<Error> system_failure(std::string_view doing, const std::filesystem::path& path) {
    const int code = errno;
    const Errc kind = code == ENOENT   ? Errc::not_found
                      : code == ENOSPC ? Errc::disk_full
                      : code == EACCES ? Errc::denied
                                       : Errc::internal;
    return failure(kind, fmt::format("{} {}: {}", doing, path.string(), std::strerror(code)));
}

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }
    explicit operator bool() const { return fd_ >= 0; }

private:
    int fd_;
};

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) return system_failure("opening", path);
    std::string bytes;
    for (char buffer[1 << 16];;) {
        const auto got = ::read(file.get(), buffer, sizeof buffer);
        if (got < 0) return system_failure("reading", path);
        if (got == 0) return bytes;
        bytes.append(buffer, static_cast<std::size_t>(got));
        if (bytes.size() > limit)
            return failure(Errc::invalid_input,
                           fmt::format("{} is larger than {} bytes", path.string(), limit));
    }
}

Result<void> write_file(const std::filesystem::path& path, std::string_view bytes, unsigned mode) {
    const std::filesystem::path beside = path.string() + ".new";
    {
        const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
        if (!file) return system_failure("creating", beside);
        // Before a byte is in it: a file that an interrupted run left behind keeps its old rights.
        if (::fchmod(file.get(), mode) != 0) return system_failure("protecting", beside);
        while (!bytes.empty()) {
            const auto put = ::write(file.get(), bytes.data(), bytes.size());
            if (put < 0) return system_failure("writing", beside);
            bytes.remove_prefix(static_cast<std::size_t>(put));
        }
        if (::fsync(file.get()) != 0) return system_failure("syncing", beside);
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) return system_failure("renaming", beside);
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const Descriptor directory(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory || ::fsync(directory.get()) != 0) return system_failure("syncing", folder);
    return {};
}

}  // namespace storeside
