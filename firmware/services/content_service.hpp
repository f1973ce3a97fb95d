// The content worker: the pack that is open, searched and read on a thread of its own.
#pragma once
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "firmware/base/result.hpp"
#include "firmware/content/pack.hpp"
#include "firmware/kiosk/effect.hpp"
#include "firmware/kiosk/event.hpp"
#include "firmware/services/worker.hpp"

namespace storeside::services {

class ContentService {
public:
    using Answer = std::function<void(kiosk::Event)>;
    using Opened = std::function<void(const std::filesystem::path& pack, Result<void> how)>;

    // Both are called from the content's thread; `opened` with each pack that was to be opened.
    explicit ContentService(Answer answer, Opened opened = {})
        : answer_(std::move(answer)), opened_(std::move(opened)) {}

    // Opens a pack in place of the present one and answers ContentOpened. A pack that can't be opened changes
    // nothing, unless there is none yet: then the kiosk says that its content is missing.
    void open(std::filesystem::path pack);

    // Keeps a pack until run(SwapPack), and answers PackWaits: it must not change what a shopper is reading.
    // The newest counts.
    void offer(std::filesystem::path pack);
    void run(kiosk::SwapPack effect);

    void run(kiosk::FindWords effect);
    void run(kiosk::ListCategory effect);
    void run(kiosk::LoadArticle effect);
    void run(kiosk::LoadGuide effect);
    void run(kiosk::AnswerWords effect);

    // The name and version of the open pack, e.g. "Bramble & Beam 2026.11.22"; empty without one. Any thread.
    std::string version() const;

    // Drops the questions that wait: their session is over. A pack that waits to be opened is nobody's
    // secret.
    void forget();
    void stop() { worker_.stop(); }

private:
    void open_waiting();
    void load(const std::filesystem::path& path);

    Answer answer_;
    Opened opened_;
    std::optional<content::Pack> pack_;            // the worker's alone
    std::atomic<std::uint64_t> newest_search_{0};  // what a shopper has typed past is not searched for
    mutable std::mutex mutex_;                     // guards the three below
    std::optional<std::filesystem::path> offered_;
    std::vector<std::filesystem::path> waiting_packs_;
    std::string version_;
    Worker worker_;  // last: its thread ends before what it uses
};

}  // namespace storeside::services
