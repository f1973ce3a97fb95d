#include "sync/agent/pack_folder.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <vector>

#include "sync/protocol/digest.hpp"

namespace storeside::agent {
namespace {

namespace fs = std::filesystem;

Result<void> sync_to_disk(const fs::path& path) {
    const auto failed = [&](const char* doing) {
        const int number = errno;
        return failure(number == ENOSPC ? Errc::disk_full : Errc::unavailable,
                       std::string(doing) + path.string() + ": " + std::strerror(number));
    };
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return failed("opening ");
    if (::fsync(file) != 0) {
        auto error = failed("syncing ");
        ::close(file);
        return error;
    }
    ::close(file);
    return {};
}

Error to_error(const char* doing, const std::error_code& error) {
    return {error == std::errc::no_space_on_device ? Errc::disk_full : Errc::unavailable,
            std::string(doing) + ": " + error.message()};
}

}  // namespace

std::string PackFolder::current() const {
    std::error_code error;
    const auto target = fs::read_symlink(folder_ / "current", error).filename().string();
    if (error || !target.ends_with(".pack")) return {};
    const auto sha256 = target.substr(0, target.size() - 5);
    if (!protocol::is_sha256(sha256) || !fs::exists(folder_ / target, error)) return {};
    return sha256;
}

bool PackFolder::has(const std::string& sha256) const {
    std::error_code error;
    if (!fs::exists(pack(sha256), error)) return false;
    const auto there = protocol::sha256_of_file(pack(sha256));
    return there && *there == sha256;
}

Result<void> PackFolder::create() const {
    std::error_code error;
    fs::create_directories(folder_, error);
    if (error) return std::unexpected(to_error("making the folder of the packs", error));
    return {};
}

Result<void> PackFolder::keep(const fs::path& part, const std::string& sha256) const {
    RETURN_IF_ERROR(sync_to_disk(part));
    std::error_code error;
    fs::rename(part, pack(sha256), error);
    if (error) return std::unexpected(to_error("renaming the pack", error));
    return sync_to_disk(folder_);
}

Result<void> PackFolder::use(const std::string& sha256) const {
    const auto fresh = folder_ / "current.new";
    std::error_code error;
    fs::remove(fresh, error);
    fs::create_symlink(pack(sha256).filename(), fresh, error);
    if (!error) fs::rename(fresh, folder_ / "current", error);
    if (error) return std::unexpected(to_error("changing current", error));
    return sync_to_disk(folder_);
}

void PackFolder::remove_others(const std::string& now, const std::string& before) const {
    std::error_code error;
    std::vector<fs::path> leftovers;
    for (fs::directory_iterator entry(folder_, error), end; !error && entry != end; entry.increment(error)) {
        const auto name = entry->path().stem().string(), kind = entry->path().extension().string();
        const bool old_pack = kind == ".pack" && protocol::is_sha256(name) && name != now && name != before;
        if (old_pack || kind == ".part") leftovers.push_back(entry->path());
    }
    for (const auto& leftover : leftovers) fs::remove(leftover, error);
}

}  // namespace storeside::agent
