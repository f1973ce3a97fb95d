// A hub and its kiosks as processes of their own, and whether anything was lost or is there twice.
#pragma once
#include <csignal>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "firmware/base/id.hpp"
#include "firmware/base/result.hpp"
#include "tests/fakes/synced_kiosk.hpp"
#include "tests/real/process.hpp"
#include "tests/soak/desk.hpp"

namespace storeside::soak {

struct Findings {
    std::int64_t records = 0;  // that a kiosk called durable
    std::int64_t lost = 0;     // of these, not in the hub or not in the helpdesk
    std::int64_t twice = 0;    // copies beyond the first, in the helpdesk
    std::int64_t disorder =
        0;  // entries of a ticket, or letters of a kiosk, that came before an earlier one or again
    std::int64_t letters = 0;  // that the hub sent
    std::int64_t missing = 0;  // of these, not taken in by their kiosk

    bool good() const { return records > 0 && lost + twice + disorder + missing == 0; }
};

class Fleet {
public:
    // `folder` must be empty. Throws when something can't be started.
    Fleet(std::filesystem::path programs, std::filesystem::path folder, Desk& desk);

    // Where a kiosk reaches the hub; without one, at the hub itself.
    using Way = std::function<std::string(const TestKiosk&)>;
    void start_kiosks(int count, const Way& way = {});

    // Where a proxy reaches the hub, as haproxy does.
    std::filesystem::path hub_socket() const { return folder_ / "hub" / "proxy.socket"; }
    int kiosks() const { return static_cast<int>(kiosks_.size()); }

    void kill_hub() { hub_->end(SIGKILL); }
    void kill_kiosk(int which) { kiosks_[static_cast<std::size_t>(which)].process->end(SIGKILL); }
    void start_hub();
    void start_kiosk(int which);

    // Nothing new is made; waits until all that there is has arrived. False when it does not within
    // `patience`.
    bool settle(std::chrono::seconds patience);

    // Ends the kiosks and the hub and compares what everybody has.
    Findings look();

private:
    struct Kiosk {
        std::filesystem::path folder;
        HubLine line;
        std::optional<real::Process> process;
    };
    void enrol_kiosk(const Way& way);
    bool arrived();
    void look_at(const Kiosk& kiosk, std::set<Id>& durable, Findings& findings);

    std::filesystem::path programs_;
    std::filesystem::path folder_;
    Desk& desk_;
    std::uint16_t port_ = 0;
    std::optional<real::Process> hub_;
    std::vector<Kiosk> kiosks_;
};

}  // namespace storeside::soak
