#include "sync/hub/data_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace storeside::hub {
namespace {

Error cannot(std::string_view what, const std::filesystem::path& path, const std::error_code& why) {
    return {Errc::unavailable, "can't " + std::string(what) + " " + path.string() + ": " + why.message()};
}

std::error_code last_error() { return {errno, std::system_category()}; }

}  // namespace

Result<DataLock> DataLock::take(const std::filesystem::path& data) {
    std::error_code error;
    std::filesystem::create_directories(data, error);
    if (error) return std::unexpected(cannot("create", data, error));
    const auto path = data / "hub.lock";
    DataLock lock(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.file_ < 0) return std::unexpected(cannot("open", path, last_error()));
    if (::flock(lock.file_, LOCK_EX | LOCK_NB) == 0) return lock;
    if (errno == EWOULDBLOCK) {
        return failure(Errc::unavailable, "another hub runs on " + data.string() + ": stop that one first");
    }
    return std::unexpected(cannot("lock", path, last_error()));
}

DataLock::~DataLock() {
    if (file_ >= 0) ::close(file_);
}

}  // namespace storeside::hub
