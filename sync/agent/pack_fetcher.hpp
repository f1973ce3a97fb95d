// Brings the pack that the hub wants here, if the shop's keys have signed it: a patch when there is one, else
// the whole. It becomes current when the content has opened it.
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
#include "sync/agent/pack_folder.hpp"
#include "sync/http/client.hpp"
#include "sync/trust/trust_store.hpp"

namespace storeside::agent {

class PackFetcher {
public:
    // For the operators.
    struct Status {
        std::string pack;     // the sha256 of the one in use; empty: none
        int percent = 100;    // of the one on its way
        std::string trouble;  // why the wanted one is not taken; empty: it is
    };

    // `on_pack` gets what is ready to be opened; `on_status` is called when operators should hear of it. Both
    // from the fetcher's thread.
    PackFetcher(const Options& options, HubLine& line, Random& random,
                std::function<void(const std::filesystem::path&)> on_pack, std::function<void()> on_status);
    ~PackFetcher() { stop(); }

    // All of these: any thread.

    // The newest wish counts.
    void want(const protocol::DesiredPack& pack);
    // Where packs and patches are; empty: on the hub.
    void served_from(const std::string& origin);
    // What became of a pack that was given to on_pack, or of `current` at the start.
    void opened(const std::filesystem::path& pack, Result<void> how);
    Status status() const;
    void stop();

private:
    void run();
    void opened_at_start(const Result<void>& how);
    // What is wanted, or without a wish only a look whether the metadata is still fresh.
    Result<void> take(const std::optional<protocol::DesiredPack>& pack);
    // The same, and tells operators of it.
    Result<void> work(const std::optional<protocol::DesiredPack>& pack);
    Result<void> fetch(const trust::Target& target);
    Result<void> fetch_patched(const trust::Target& target, const std::string& from);
    Result<void> fetch_whole(const trust::Target& target);
    void progress(std::int64_t have, std::int64_t size);
    void say(int percent, std::string trouble);
    // From the origin, when there is one that works, or from the hub.
    Result<void> bring(const std::string& name, const std::string& sha256, std::int64_t size,
                       const std::filesystem::path& part);

    const Options& options_;
    HubLine& line_;
    Random& random_;
    std::function<void(const std::filesystem::path&)> on_pack_;
    std::function<void()> on_status_;
    PackFolder folder_;

    // Of the thread alone.
    Backoff backoff_;
    HubClient client_;
    http::Client origin_client_;  // believes whom the system believes, and shows nobody who we are
    std::optional<trust::TrustStore> trust_;
    bool origin_failed_ = false;  // the next try asks the hub itself
    int patch_failures_ = 0;      // in a row: some time the whole pack is the shorter way
    std::chrono::steady_clock::time_point said_at_{};

    mutable std::mutex mutex_;  // guards what follows
    std::condition_variable changed_;
    std::optional<protocol::DesiredPack> wanted_;
    bool wish_is_new_ = false;
    std::string origin_;
    std::string offered_;  // the pack that the content has, or was given to open
    std::string current_;  // the one that is in use
    bool clean_up_ = false;
    std::string before_;  // the one that was in use before
    std::string
        unopened_;  // why the offered one could not be opened; empty: it could, or it is not known yet
    Status status_;
    bool stopping_ = false;
    std::thread thread_;  // last: it uses all of the above
};

}  // namespace storeside::agent
