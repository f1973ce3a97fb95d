#include "sync/agent/download.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "sync/agent/hub_calls.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::agent {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::minutes kTimeout{30};

Error system_error(const std::string& doing) {
    const int number = errno;
    return {number == ENOSPC ? Errc::disk_full : Errc::unavailable, doing + ": " + std::strerror(number)};
}

// A file that grows while it is downloaded.
class Appender {
public:
    explicit Appender(const fs::path& path)
        : file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644)) {}
    Appender(const Appender&) = delete;
    Appender& operator=(const Appender&) = delete;
    ~Appender() {
        if (file_ >= 0) ::close(file_);
    }
    bool open() const { return file_ >= 0; }
    bool write(std::string_view bytes) {
        while (!bytes.empty()) {
            const auto written = ::write(file_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

private:
    int file_;
};

Result<void> fetch_rest(const Downloader& from, const Wanted& wanted, const fs::path& part, std::int64_t have,
                        const std::function<void(std::int64_t)>& progress) {
    http::Request request;
    request.url = wanted.url;
    request.timeout = kTimeout;
    request.limit = static_cast<std::size_t>(wanted.size);
    // Without If-Range: a file that is named by its hash has no other state, and every web server has etags
    // of its own.
    if (have != 0) request.headers.emplace_back("range", "bytes=" + std::to_string(have) + "-");
    // The sink can't see the status, so a piece is always the rest; a server that ignores Range is noticed by
    // the length or the hash.
    Appender file(part);
    if (!file.open()) return std::unexpected(system_error("opening " + part.string()));
    bool too_long = false;
    std::optional<Error> disk;
    const auto response = from(request, [&](std::string_view bytes) {
        if (have + static_cast<std::int64_t>(bytes.size()) > wanted.size) {
            too_long = true;
            return false;
        }
        if (!file.write(bytes)) {
            disk = system_error("writing " + part.string());
            return false;
        }
        have += static_cast<std::int64_t>(bytes.size());
        progress(have);
        return true;
    });
    if (disk) return std::unexpected(std::move(*disk));
    if (too_long) {
        std::error_code error;
        fs::remove(part, error);
        return failure(Errc::corrupt, "more than " + std::to_string(wanted.size) + " bytes came");
    }
    if (!response) return std::unexpected(response.error());
    if (response->status != 200 && response->status != 206)
        return std::unexpected(to_error(refused(*response)));
    if (have != wanted.size) return failure(Errc::unavailable, "the download ended early");
    return {};
}

}  // namespace

Result<void> download(const Downloader& from, const Wanted& wanted, const fs::path& part,
                      const std::function<void(std::int64_t)>& progress) {
    std::error_code error;
    std::int64_t have = fs::exists(part, error) ? static_cast<std::int64_t>(fs::file_size(part, error)) : 0;
    if (error || have > wanted.size) {
        fs::remove(part, error);
        have = 0;
    }
    if (have != wanted.size) RETURN_IF_ERROR(fetch_rest(from, wanted, part, have, progress));
    ASSIGN_OR_RETURN(const auto sha256, protocol::sha256_of_file(part));
    if (sha256 == wanted.sha256) return {};
    fs::remove(part, error);
    return failure(Errc::corrupt, "other bytes came: their SHA-256 is " + sha256);
}

}  // namespace storeside::agent
