// An agent with its logs in memory and everything it said.
#pragma once
#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <future>
#include <memory>
#include <mutex>
#include <vector>

#include "sync/agent/agent.hpp"
#include "tests/fakes/memory_logs.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace storeside::agent {

class AgentTest : public testing::Test {
protected:
    void start(const std::string& hub, const Identity& identity,
               std::chrono::milliseconds longest_pause = std::chrono::milliseconds(20)) {
        start(hub, identity, *agents_clock, longest_pause);
    }
    void start(const std::string& hub, const Identity& identity, const Clock& box,
               std::chrono::milliseconds longest_pause = std::chrono::milliseconds(20)) {
        Options options;
        options.hub = hub;
        options.identity = identity;
        options.packs = folder.path() / "packs";
        options.trust = folder.path() / "trust";
        options.refresh = refresh;
        options.program = "test";
        options.first_delay = options.longest_delay = longest_pause;
        options.gone_delay = gone_delay;
        options.order_timeout = std::chrono::milliseconds(2'000);
        Callbacks callbacks;
        callbacks.on_line = [this](bool online, Time at) {
            note([&] {
                lines.push_back(online);
                last_sync = at;
            });
        };
        callbacks.on_mail = [this](const journal::Mail& letter) { note([&] { mail.push_back(letter); }); };
        callbacks.on_seal_key = [this](const protocol::SealKey& key) -> Result<void> {
            note([&] { seal_keys.push_back(key); });
            if (seal_keys.size() <= refused_keys) return failure(Errc::disk_full, "no room for the key");
            return {};
        };
        callbacks.on_pack = [this](const std::filesystem::path& pack) {
            // As the content does, once it has opened it.
            if (opens) {
                const std::lock_guard lock(making);
                running->opened(pack, *opens);
            }
            note([&] { packs.push_back(pack); });
        };
        callbacks.on_settings = [this](std::int64_t, const settings::Values& values) {
            note([&] { desired.push_back(values); });
            return keep_settings.load();
        };
        callbacks.keep_certificate = [this](const std::string& pem) {
            note([&] { certificates.push_back(pem); });
            return Result<void>();
        };
        callbacks.on_turned_away = [this](protocol::TurnedAway why) { note([&] { turned_away = why; }); };
        const std::lock_guard lock(making);
        agent = std::make_unique<Agent>(options, logs, box, random, std::move(callbacks));
        running = agent.get();
    }
    void start_without_hub() { start("http://127.0.0.1:1", {}); }

    template <class Condition>
    bool comes_true(Condition condition) {
        std::unique_lock lock(mutex);
        return changed.wait_for(lock, std::chrono::seconds(10), condition);
    }
    bool comes_online() {
        return comes_true([this] { return !lines.empty() && lines.back(); });
    }
    bool goes_offline() {
        return comes_true([this] { return !lines.empty() && !lines.back(); });
    }
    Result<std::optional<orders::Order>> find_order(const char* number, const char* factor) {
        std::promise<Result<std::optional<orders::Order>>> found;
        agent->find_order({Secret(number), Secret(factor)},
                          [&](auto result) { found.set_value(std::move(result)); });
        return found.get_future().get();
    }

    std::chrono::milliseconds gone_delay = std::chrono::minutes(10);
    TemporaryFolder folder;
    MemoryLogs logs;
    SystemClock clock;
    const Clock* agents_clock = &clock;
    std::chrono::milliseconds refresh = std::chrono::hours(6);
    std::optional<Result<void>> opens = Result<void>{};  // nothing: packs wait to be opened
    Agent* running = nullptr;                            // also while it is being stopped
    std::mutex making;                                   // the agent may call back before it is made
    SystemRandom random;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<bool> lines;
    Time last_sync{};
    std::vector<journal::Mail> mail;
    std::vector<protocol::SealKey> seal_keys;
    std::size_t refused_keys = 0;  // so many times it can't be kept
    std::vector<std::filesystem::path> packs;
    std::vector<std::string> certificates;  // renewed ones
    protocol::TurnedAway turned_away = protocol::TurnedAway::no;
    std::vector<settings::Values> desired;
    std::atomic<bool> keep_settings = true;
    std::unique_ptr<Agent> agent;  // last: it uses all of the above

private:
    template <class Note>
    void note(Note write) {
        const std::lock_guard lock(mutex);
        write();
        changed.notify_all();
    }
};

}  // namespace storeside::agent
