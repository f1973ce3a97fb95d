// A kiosk without a screen: the real store and the real agent, enrolled at a hub.
#pragma once
#include <filesystem>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "firmware/services/store.hpp"
#include "sync/agent/agent.hpp"
#include "tests/fakes/eventually.hpp"
#include "tests/fakes/test_kiosk.hpp"

namespace storeside {

// How a kiosk reaches its hub. All traffic of tests with whole kiosks goes through the two functions below.
struct HubLine {
    std::string hub;
    TestKiosk kiosk;
};

inline HubLine enrol_at(const std::string& hub, const std::string& code) {
    return {hub, TestKiosk::enrol(hub, code)};
}

inline agent::Options agent_options(const HubLine& line, const std::filesystem::path& folder) {
    agent::Options options;
    options.hub = line.hub;
    options.identity = line.kiosk.identity();
    options.packs = folder / "packs";
    options.program = "test";
    options.first_delay = options.longest_delay = std::chrono::milliseconds(20);
    options.gone_delay = std::chrono::milliseconds(50);
    return options;
}

class SyncedKiosk {
public:
    // `vfs`: see db::Database::open.
    SyncedKiosk(std::filesystem::path folder, HubLine line, std::string vfs = {},
                std::function<void(const journal::Mail&)> on_mail = {})
        : folder_(std::move(folder)),
          line_(std::move(line)),
          vfs_(std::move(vfs)),
          on_mail_(std::move(on_mail)) {
        std::filesystem::create_directories(folder_);
        open();
    }
    ~SyncedKiosk() { close(); }

    void open() {
        auto store = services::Store::open(database(), clock_, vfs_);
        if (!store) throw std::runtime_error(store.error().message());
        store_ = std::move(*store);
        agent::Callbacks callbacks;
        callbacks.on_mail = [this](const journal::Mail& letter) {
            const std::lock_guard lock(mutex_);
            mail_.push_back(letter);
            if (on_mail_) on_mail_(letter);
        };
        callbacks.on_seal_key = [this](const protocol::SealKey& key) { return store_->keep_seal_key(key); };
        agent_ = std::make_unique<agent::Agent>(agent_options(line_, folder_), *store_, clock_, random_,
                                                std::move(callbacks));
    }
    void close() {
        if (agent_) agent_->stop();
        agent_.reset();
        store_.reset();
    }

    // Returns once it is durable: nothing is before the first call has brought the key to seal it to.
    template <class Record>
    Id append(const Record& record) {
        Result<void> result;
        eventually([&] {
            std::promise<Result<void>> done;
            store_->append({1, record}, [&](Result<void> made) { done.set_value(std::move(made)); });
            result = done.get_future().get();
            return result || result.error().code() != Errc::unavailable;
        });
        if (!result) throw std::runtime_error(result.error().message());
        agent_->wake();
        return record.id;
    }
    Id call(std::string question = "Where is it?") {
        const Id id = make_id(clock_.now(), random_);
        return append(tickets::Ticket{.id = id,
                                      .code = short_code(id),
                                      .created_at = clock_.now(),
                                      .language = "en",
                                      .question = std::move(question)});
    }
    Id say(const Id& ticket, std::string text) {
        return append(
            tickets::Message{make_id(clock_.now(), random_), ticket, clock_.now(), std::move(text)});
    }
    Id rate(const Id& ticket, std::string comment = {}) {
        return append(tickets::Rating{.id = make_id(clock_.now(), random_),
                                      .ticket = ticket,
                                      .created_at = clock_.now(),
                                      .score = 5,
                                      .comment = std::move(comment)});
    }

    bool everything_is_sent() { return store_->unsent(1)->empty(); }
    services::Store& store() { return *store_; }
    std::filesystem::path database() const { return folder_ / "kiosk.db"; }
    std::vector<journal::Mail> mail() const {
        const std::lock_guard lock(mutex_);
        return mail_;
    }
    void forget_mail() {
        const std::lock_guard lock(mutex_);
        mail_.clear();
    }

private:
    std::filesystem::path folder_;
    HubLine line_;
    std::string vfs_;
    std::function<void(const journal::Mail&)> on_mail_;
    SystemClock clock_;
    SystemRandom random_;
    mutable std::mutex mutex_;
    std::vector<journal::Mail> mail_;
    std::unique_ptr<services::Store> store_;
    std::unique_ptr<agent::Agent> agent_;
};

}  // namespace storeside
