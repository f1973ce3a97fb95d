// A disk for SQLite that keeps what was not synced to itself and loses it when the power goes; it can be
// full, too.
#pragma once
#include <cstdint>
#include <memory>
#include <string>

namespace storeside {

// An SQLite VFS over the system's. A power cut keeps a random subset of the sectors (512 bytes) and
// truncations that a file got since its last sync. Removing a file is taken to be durable at once. Any
// thread.
class ForgetfulVfs {
public:
    enum class Sync {
        honest,
        ignored,  // a sync does nothing: what SQLite makes of PRAGMA synchronous=OFF
    };

    explicit ForgetfulVfs(std::uint64_t seed, Sync sync = Sync::honest);
    ForgetfulVfs(const ForgetfulVfs&) = delete;
    ForgetfulVfs& operator=(const ForgetfulVfs&) = delete;
    ~ForgetfulVfs();

    // For db::Database::open.
    const std::string& name() const;

    // From now on whatever opens a database without naming a VFS uses this one; until it is destroyed.
    void make_default();

    // Nothing reaches a file from now on, or after `operations` more writes, truncations and syncs; all of
    // them fail.
    void cut_power();
    void cut_power_after(int operations);
    bool has_power() const;

    // Changes the files to what the disk held when the power went. Everything opened through this VFS is
    // closed.
    void restore_power();

    // While it is full, no file gets longer.
    void set_full(bool full);

    struct Impl;

private:
    std::unique_ptr<Impl> impl_;
};

}  // namespace storeside
