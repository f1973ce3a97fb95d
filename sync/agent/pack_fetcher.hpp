// Brings the pack that the hub wants here: goes on where it stopped, checks the hash, and only then lets
// `current` lead to it.
#pragma once
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "firmware/base/random.hpp"
#include "sync/agent/agent.hpp"
#include "sync/agent/backoff.hpp"
#include "sync/agent/hub_line.hpp"

namespace storeside::agent {

class PackFetcher {
public:
    PackFetcher(const Options& options, HubLine& line, Random& random,
                std::function<void(const std::filesystem::path&)> on_pack);
    ~PackFetcher() { stop(); }

    // The newest wish counts. Any thread.
    void want(const protocol::DesiredPack& pack);
    void stop();

private:
    void run();
    // True when `pack` is current now, false when it was already.
    Result<bool> fetch(const protocol::DesiredPack& pack);
    Result<void> download(const protocol::DesiredPack& pack, const std::filesystem::path& part);

    const Options& options_;
    Random& random_;
    std::function<void(const std::filesystem::path&)> on_pack_;
    Backoff backoff_;
    HubClient client_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<protocol::DesiredPack> wanted_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace storeside::agent
