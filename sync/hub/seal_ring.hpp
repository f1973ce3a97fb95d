// The hub's keys for what kiosks seal: the one in use, and older ones for as long as anything sealed to them
// may still come.
#pragma once
#include <chrono>
#include <filesystem>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/result.hpp"
#include "sync/protocol/messages.hpp"
#include "sync/protocol/privacy.hpp"

namespace storeside::hub {

// A kiosk that was off the line for longer has to be looked at by a person.
inline constexpr std::chrono::days kLongestOffline{180};
// A kiosk keeps what the hub acknowledged for this long, for a hub that is restored from a backup.
inline constexpr std::chrono::days kKeptAcknowledged{14};
// For how long a record may come that was sealed, or sent, before now.
inline constexpr std::chrono::days kLateFor = kLongestOffline + kKeptAcknowledged;

class SealRing {
public:
    // Reads `<id>.key` in this folder, readable by its owner alone; makes the first key when there is none.
    static Result<SealRing> open(const std::filesystem::path& folder, Time now);

    const protocol::SealKey& current() const { return keys_.back().pair.key; }

    // Makes a new key the current one. It is on the disk when this returns.
    Result<protocol::SealKey> rotate(Time now);

    // Forgets the keys that were replaced longer than kLateFor ago.
    Result<void> drop_old(Time now);

    // Opens what is sealed in the outbox. A record that can't be opened becomes an unreadable one.
    void open(protocol::SyncRequest& request) const;

    // Oldest first.
    std::vector<protocol::SealKeyRow> list() const;

private:
    struct Kept {
        protocol::SealPair pair;
        Time made_at{};
    };
    explicit SealRing(std::filesystem::path folder) : folder_(std::move(folder)) {}
    Result<void> read(const std::filesystem::path& file);
    Result<journal::Record> opened(journal::Record record) const;
    std::filesystem::path file_of(const Kept& key) const;

    std::filesystem::path folder_;
    std::vector<Kept> keys_;  // the newest last; never empty once open() gave it
};

}  // namespace storeside::hub
