// What the helpdesk still has to be told, as operators see it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/result.hpp"

namespace storeside::protocol {

struct JobRow {
    std::int64_t n = 0;
    std::string kind;   // "ticket", "message", "rating"
    std::string state;  // "ready", "leased", "unknown", "dead"
    Id ticket;
    std::string code;  // of the ticket
    std::string store;
    std::string kiosk;
    int attempts = 0;
    Time not_before{};  // the next attempt; epoch: at once, or never
    std::string error;  // of the last attempt

    friend bool operator==(const JobRow&, const JobRow&) = default;
};

// How the helpdesk does.
struct HelpdeskHealth {
    std::string name;
    std::string circuit;  // "closed": it is told what there is; "open": left alone until `until`; "half_open"
    Time until{};         // epoch: nothing is waited for
    std::string error;    // of the last call that failed; empty when the last one succeeded

    friend bool operator==(const HelpdeskHealth&, const HelpdeskHealth&) = default;
};

struct JobList {
    std::vector<JobRow> jobs;  // oldest first
    HelpdeskHealth helpdesk;

    friend bool operator==(const JobList&, const JobList&) = default;
};

std::string encode(const JobList& message);
Result<JobList> decode_jobs(std::string_view json);

}  // namespace storeside::protocol
