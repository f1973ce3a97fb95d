// The kiosk's end of the sync: one long poll that carries the outbox up and the mailbox down.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"
#include "firmware/journal/logs.hpp"
#include "firmware/journal/model.hpp"
#include "firmware/orders/model.hpp"
#include "firmware/staff/model.hpp"
#include "sync/protocol/messages.hpp"

namespace storeside::agent {

// What enrol() and the kiosk's own key give; all in PEM.
struct Identity {
    std::string key;
    std::string certificate;
    std::string ca;  // the only authority that is believed
};

struct Options {
    std::string hub;  // "https://hub.example.org", without a path
    Identity identity;
    std::filesystem::path packs;  // the folder of <sha256>.pack files and `current`; created when missing
    std::filesystem::path
        trust;            // the folder of what this kiosk believes (docs/trust.md); created when missing
    std::string program;  // this program's version, for the operators
    std::chrono::seconds patience{
        300};  // how long the hub may hold a call; halved while the line dies silently
    std::chrono::milliseconds order_timeout{8'000};  // a shopper stands there and waits
    std::chrono::milliseconds first_delay{1'000};  // back-off: full jitter below first_delay * 2^failures …
    std::chrono::milliseconds longest_delay{60'000};  // … but never longer than this
    // After 404 or 410, on average: the kiosk may be gone for good, or a proxy has lost its hub for a while.
    std::chrono::milliseconds gone_delay{600'000};
    std::chrono::milliseconds refresh =
        std::chrono::hours(6);                 // between two looks at what is signed, on average
    protocol::ReportedSettings settings = {};  // what is in force when the agent begins
    std::string order_key = {};                // see protocol::Reported
};

// Called from the agent's own threads, never at the same time as themselves; they must not call stop().
struct Callbacks {
    // After every call: whether the hub answered it, and when it last did (epoch: never).
    std::function<void(bool online, Time last_sync)> on_line;
    // For mail that was new, after the journal has made it durable.
    std::function<void(const journal::Mail&)> on_mail;
    // The hub's key for sealing records, when it is another than before. What is not kept is offered again
    // with the next answer.
    std::function<Result<void>(const protocol::SealKey&)> on_seal_key;
    // A new pack is complete, is what the shop's keys signed, and is on the disk. opened() makes it the
    // current one.
    std::function<void(const std::filesystem::path& pack)> on_pack;
    // Makes a renewed certificate durable; it is used only after that.
    std::function<Result<void>(const std::string& pem)> keep_certificate;
    // The hub turns this kiosk away, or (`no`) does so no longer.
    std::function<void(protocol::TurnedAway)> on_turned_away;
    // What the hub wants set, all of it. False when it could not be made durable: it is said again later.
    std::function<bool(std::int64_t version, const settings::Values& desired)> on_settings;
};

class Agent {
public:
    using OrderFound = std::function<void(Result<std::optional<orders::Order>>)>;

    // Begins at once, on threads of its own. `logs`, `clock` and `random` outlive the agent and are used by
    // them, also at the same time.
    Agent(Options options, journal::Logs& logs, const Clock& clock, Random& random, Callbacks callbacks);
    ~Agent();  // stop()
    Agent(const Agent&) = delete;
    Agent& operator=(const Agent&) = delete;

    // There is something new in the outbox: it is sent now instead of when the running call ends. Any thread.
    void wake();

    // How far this kiosk has come with its settings; the hub hears of it now. Any thread.
    void report(protocol::ReportedSettings settings);

    // Asks on a connection of its own, so that no long poll delays it. `found` is called once from the
    // agent's thread: with nothing for "unknown or does not match", with `unavailable` when the hub can't say
    // within order_timeout or the agent stops. Any thread.
    void find_order(orders::Question question, OrderFound found);

    // What became of a pack that on_pack gave, or of `current` at the start: one that could be opened is
    // current from now on, one that could not is told to operators. Any thread, also from on_pack.
    void opened(const std::filesystem::path& pack, Result<void> how);

    // How the next content comes along. Any thread.
    staff::Packs packs() const;

    // Ends the running calls and waits for the threads; no callback comes after it. Calling it twice is the
    // same as once.
    void stop();

private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

// The sha256 of the pack that `current` in this folder leads to; empty when there is none.
std::string current_pack(const std::filesystem::path& packs);

}  // namespace storeside::agent
