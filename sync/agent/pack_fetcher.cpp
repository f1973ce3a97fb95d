#include "sync/agent/pack_fetcher.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "firmware/base/log.hpp"
#include "sync/agent/hub_calls.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::agent {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::minutes kDownloadTimeout{30};

Error system_error(const std::string& doing) {
    const int number = errno;
    return {number == ENOSPC ? Errc::disk_full : Errc::unavailable, doing + ": " + std::strerror(number)};
}

Result<void> sync_to_disk(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return std::unexpected(system_error("opening " + path.string()));
    const int synced = ::fsync(file);
    auto error = system_error("syncing " + path.string());
    ::close(file);
    if (synced != 0) return std::unexpected(std::move(error));
    return {};
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

std::string absolute(const std::string& hub, const std::string& url) {
    return url.starts_with("/") ? hub + url : url;
}

// The disk would fill up with what every publication leaves behind. The pack before this one stays: it is the
// one an operator goes back to, and the kiosk may be reading it still.
void remove_others(const fs::path& packs, const std::string& now, const std::string& before) {
    std::error_code error;
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator entry(packs, error), end; !error && entry != end; entry.increment(error)) {
        const auto name = entry->path().stem().string(), kind = entry->path().extension().string();
        if (!protocol::is_sha256(name) || (kind != ".pack" && kind != ".part")) continue;
        if (kind == ".part" || (name != now && name != before)) leftovers.push_back(entry->path());
    }
    for (const auto& leftover : leftovers) fs::remove(leftover, error);
}

}  // namespace

std::string current_pack(const fs::path& packs) {
    std::error_code error;
    const auto target = fs::read_symlink(packs / "current", error).filename().string();
    if (error || !target.ends_with(".pack")) return {};
    const auto sha256 = target.substr(0, target.size() - 5);
    if (!protocol::is_sha256(sha256) || !fs::exists(packs / target, error)) return {};
    return sha256;
}

PackFetcher::PackFetcher(const Options& options, HubLine& line, Random& random,
                         std::function<void(const fs::path&)> on_pack)
    : options_(options),
      random_(random),
      on_pack_(std::move(on_pack)),
      backoff_(options.first_delay, options.longest_delay),
      client_(line),
      thread_([this] { run(); }) {}

void PackFetcher::want(const protocol::DesiredPack& pack) {
    const std::lock_guard lock(mutex_);
    wanted_ = pack;
    changed_.notify_one();
}

void PackFetcher::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_one();
    }
    client_.cancel();
    if (thread_.joinable()) thread_.join();
}

void PackFetcher::run() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return stopping_ || wanted_; });
        if (stopping_) return;
        const auto pack = *std::exchange(wanted_, std::nullopt);
        lock.unlock();
        const auto fetched = fetch(pack);
        if (fetched && *fetched) {
            spdlog::info("agent: pack {} ({}) is here", pack.version, pack.sha256);
            on_pack_(options_.packs / (pack.sha256 + ".pack"));
        }
        lock.lock();
        if (fetched) {
            backoff_.succeeded();
            continue;
        }
        if (stopping_) return;
        log_error("agent", Error(fetched.error()).with_context("fetching pack " + pack.version));
        changed_.wait_for(lock, backoff_.next(random_), [this] { return stopping_ || wanted_; });
        if (!wanted_) wanted_ = pack;
    }
}

Result<bool> PackFetcher::fetch(const protocol::DesiredPack& pack) {
    const auto before = current_pack(options_.packs);
    if (before == pack.sha256) return false;
    std::error_code error;
    fs::create_directories(options_.packs, error);
    const auto whole = options_.packs / (pack.sha256 + ".pack");
    // An older pack that is wanted again may still be here.
    const auto here =
        fs::exists(whole, error) ? protocol::sha256_of_file(whole) : Result<std::string>(std::string());
    if (!here || *here != pack.sha256) {
        const auto part = options_.packs / (pack.sha256 + ".part");
        RETURN_IF_ERROR(download(pack, part));
        ASSIGN_OR_RETURN(const auto sha256, protocol::sha256_of_file(part));
        if (sha256 != pack.sha256) {
            fs::remove(part, error);
            return failure(Errc::corrupt, "the hub gave other bytes: their SHA-256 is " + sha256);
        }
        RETURN_IF_ERROR(sync_to_disk(part));
        fs::rename(part, whole, error);
        if (error) return failure(Errc::unavailable, "renaming " + part.string() + ": " + error.message());
    }
    const auto fresh = options_.packs / "current.new";
    fs::remove(fresh, error);
    fs::create_symlink(whole.filename(), fresh, error);
    if (!error) fs::rename(fresh, options_.packs / "current", error);
    if (error) return failure(Errc::unavailable, "changing current: " + error.message());
    RETURN_IF_ERROR(sync_to_disk(options_.packs));
    remove_others(options_.packs, pack.sha256, before);
    return true;
}

Result<void> PackFetcher::download(const protocol::DesiredPack& pack, const fs::path& part) {
    const auto size = static_cast<std::uint64_t>(pack.size);
    std::error_code error;
    std::uint64_t have = fs::exists(part, error) ? fs::file_size(part, error) : 0;
    if (error || have > size) {
        fs::remove(part, error);
        have = 0;
    }
    if (have == size) return {};

    http::Request request;
    request.url = absolute(options_.hub, pack.url);
    request.timeout = kDownloadTimeout;
    request.limit = size;
    if (have != 0) {
        request.headers.emplace_back("range", "bytes=" + std::to_string(have) + "-");
        request.headers.emplace_back("if-range", '"' + pack.sha256 + '"');
    }
    // The sink can't see the status, so a piece is always the rest; a hub that ignores Range is noticed by
    // the hash.
    Appender file(part);
    if (!file.open()) return std::unexpected(system_error("opening " + part.string()));
    bool too_long = false;
    std::optional<Error> disk;
    const auto response = client_.download(request, [&](std::string_view bytes) {
        if (have + bytes.size() > size) {
            too_long = true;
            return false;
        }
        if (!file.write(bytes)) {
            disk = system_error("writing " + part.string());
            return false;
        }
        have += bytes.size();
        return true;
    });
    if (disk) return std::unexpected(std::move(*disk));
    if (too_long) {
        fs::remove(part, error);
        return failure(Errc::corrupt, "the hub gives more than " + std::to_string(size) + " bytes");
    }
    if (!response) return std::unexpected(response.error());
    if (response->status != 200 && response->status != 206)
        return std::unexpected(to_error(refused(*response)));
    if (have != size) return failure(Errc::unavailable, "the download ended early");
    return {};
}

}  // namespace storeside::agent
