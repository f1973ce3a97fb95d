#include "tests/fakes/forgetful_vfs.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <new>
#include <optional>
#include <random>
#include <string_view>
#include <vector>

namespace storeside {
namespace {

constexpr std::size_t kSector = 512;

using Contents = std::optional<std::string>;  // nothing: there is no such file

struct Change {
    std::size_t offset = 0;
    Contents bytes;  // nothing: the file is cut off at `offset`
};

void apply(Contents& contents, std::size_t offset, std::string_view bytes) {
    if (!contents) contents.emplace();
    contents->resize(std::max(contents->size(), offset + bytes.size()));
    contents->replace(offset, bytes.size(), bytes);
}

struct Disk {
    Contents synced;
    std::vector<Change> unsynced;

    void sync() {
        for (const auto& change : unsynced) {
            if (change.bytes)
                apply(synced, change.offset, *change.bytes);
            else if (synced)
                synced->resize(change.offset);
        }
        if (!synced) synced.emplace();
        unsynced.clear();
    }

    void lose_some(std::mt19937_64& dice) {
        // Some disks lose nearly everything, some nearly nothing.
        const auto kept_of_8 = dice() % 9;
        const auto kept = [&] { return dice() % 8 < kept_of_8; };
        for (const auto& change : unsynced) {
            if (!change.bytes) {
                if (kept() && synced) synced->resize(change.offset);
                continue;
            }
            const std::string_view bytes = *change.bytes;
            for (std::size_t at = 0; at < bytes.size();) {
                const auto length = std::min(bytes.size() - at, kSector - (change.offset + at) % kSector);
                if (kept()) apply(synced, change.offset + at, bytes.substr(at, length));
                at += length;
            }
        }
        unsynced.clear();
    }
};

Contents read(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

struct ForgetfulVfs::Impl {
    sqlite3_vfs vfs{};
    sqlite3_vfs* system = nullptr;
    std::string name;
    Sync sync = Sync::honest;

    std::mutex mutex;  // guards everything below
    std::mt19937_64 dice;
    std::map<std::string, Disk> disks;  // by path
    std::optional<int> operations_left;
    bool power = true, full = false;

    // False when the power is off.
    bool operate() {
        if (power && operations_left && (*operations_left)-- == 0) power = false;
        return power;
    }
};

namespace {

using Impl = ForgetfulVfs::Impl;

struct File {
    sqlite3_file base;
    Impl* impl;
    Disk* disk;  // null for a temporary file
    sqlite3_file* real;
};

File& of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
const sqlite3_io_methods& system_of(sqlite3_file* file) { return *of(file).real->pMethods; }

int close(sqlite3_file* file) { return system_of(file).xClose(of(file).real); }

int read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    return system_of(file).xRead(of(file).real, to, size, offset);
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    auto& [base, impl, disk, real] = of(file);
    const std::lock_guard lock(impl->mutex);
    if (!impl->operate()) return SQLITE_IOERR_WRITE;
    sqlite3_int64 length = 0;
    real->pMethods->xFileSize(real, &length);
    if (impl->full && offset + size > length) return SQLITE_FULL;
    if (disk)
        disk->unsynced.push_back(
            {static_cast<std::size_t>(offset),
             std::string(static_cast<const char*>(from), static_cast<std::size_t>(size))});
    return real->pMethods->xWrite(real, from, size, offset);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
    auto& [base, impl, disk, real] = of(file);
    const std::lock_guard lock(impl->mutex);
    if (!impl->operate()) return SQLITE_IOERR_TRUNCATE;
    if (disk) disk->unsynced.push_back({static_cast<std::size_t>(size), std::nullopt});
    return real->pMethods->xTruncate(real, size);
}

int sync(sqlite3_file* file, int) {
    auto& [base, impl, disk, real] = of(file);
    const std::lock_guard lock(impl->mutex);
    if (!impl->operate()) return SQLITE_IOERR_FSYNC;
    if (disk && impl->sync == ForgetfulVfs::Sync::honest) disk->sync();
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return system_of(file).xFileSize(of(file).real, size);
}
int lock(sqlite3_file* file, int level) { return system_of(file).xLock(of(file).real, level); }
int unlock(sqlite3_file* file, int level) { return system_of(file).xUnlock(of(file).real, level); }
int check_lock(sqlite3_file* file, int* locked) {
    return system_of(file).xCheckReservedLock(of(file).real, locked);
}
int control(sqlite3_file* file, int what, void* argument) {
    return system_of(file).xFileControl(of(file).real, what, argument);
}
int sector_size(sqlite3_file*) { return static_cast<int>(kSector); }
// No more than what SQLite takes for granted on every system: writing a part of a sector leaves the rest as
// it is.
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }

int shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
    return system_of(file).xShmMap(of(file).real, region, size, extend, memory);
}
int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return system_of(file).xShmLock(of(file).real, offset, count, flags);
}
void shm_barrier(sqlite3_file* file) { system_of(file).xShmBarrier(of(file).real); }
int shm_unmap(sqlite3_file* file, int remove) { return system_of(file).xShmUnmap(of(file).real, remove); }

// Version 2: without memory-mapped reading, which would go past us.
constexpr sqlite3_io_methods kMethods = {
    2,         close,      read,    write,       truncate,        sync,    file_size, lock,
    unlock,    check_lock, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
    shm_unmap, nullptr,    nullptr};

int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    auto* impl = static_cast<Impl*>(vfs->pAppData);
    Disk* disk = nullptr;
    if (path) {
        const std::lock_guard guard(impl->mutex);
        const auto [known, is_new] = impl->disks.try_emplace(path);
        disk = &known->second;
        if (is_new) disk->synced = read(path);
    }
    auto* self = new (file)
        File{{nullptr}, impl, disk, reinterpret_cast<sqlite3_file*>(reinterpret_cast<File*>(file) + 1)};
    const int code = impl->system->xOpen(impl->system, path, self->real, flags, out_flags);
    // SQLite calls xClose exactly when there are methods.
    if (self->real->pMethods) self->base.pMethods = &kMethods;
    return code;
}

int remove(sqlite3_vfs* vfs, const char* path, int sync_folder) {
    auto* impl = static_cast<Impl*>(vfs->pAppData);
    const std::lock_guard guard(impl->mutex);
    if (!impl->operate()) return SQLITE_IOERR_DELETE;
    impl->disks[path] = {};
    return impl->system->xDelete(impl->system, path, sync_folder);
}

}  // namespace

ForgetfulVfs::ForgetfulVfs(std::uint64_t seed, Sync sync) : impl_(std::make_unique<Impl>()) {
    impl_->dice.seed(seed);
    impl_->sync = sync;
    impl_->system = sqlite3_vfs_find(nullptr);
    impl_->vfs = *impl_->system;
    impl_->name = "forgetful-" + std::to_string(reinterpret_cast<std::uintptr_t>(impl_.get()));
    impl_->vfs.zName = impl_->name.c_str();
    impl_->vfs.pAppData = impl_.get();
    impl_->vfs.pNext = nullptr;
    impl_->vfs.szOsFile += static_cast<int>(sizeof(File));
    impl_->vfs.xOpen = open;
    impl_->vfs.xDelete = remove;
    sqlite3_vfs_register(&impl_->vfs, 0);
}

ForgetfulVfs::~ForgetfulVfs() {
    sqlite3_vfs_unregister(&impl_->vfs);
    sqlite3_vfs_register(impl_->system, 1);
}

void ForgetfulVfs::make_default() { sqlite3_vfs_register(&impl_->vfs, 1); }

const std::string& ForgetfulVfs::name() const { return impl_->name; }

void ForgetfulVfs::cut_power() { cut_power_after(0); }

void ForgetfulVfs::cut_power_after(int operations) {
    const std::lock_guard lock(impl_->mutex);
    impl_->operations_left = operations;
    if (operations == 0) impl_->power = false;
}

bool ForgetfulVfs::has_power() const {
    const std::lock_guard lock(impl_->mutex);
    return impl_->power;
}

void ForgetfulVfs::restore_power() {
    const std::lock_guard lock(impl_->mutex);
    for (auto& [path, disk] : impl_->disks) {
        disk.lose_some(impl_->dice);
        std::filesystem::remove(path);
        std::filesystem::remove(path + "-shm");  // memory, which does not outlive the power
        if (disk.synced) std::ofstream(path, std::ios::binary) << *disk.synced;
    }
    impl_->power = true;
    impl_->operations_left.reset();
}

void ForgetfulVfs::set_full(bool full) {
    const std::lock_guard lock(impl_->mutex);
    impl_->full = full;
}

}  // namespace storeside
