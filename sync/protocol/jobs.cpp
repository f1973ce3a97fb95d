#include "sync/protocol/jobs.hpp"

#include "sync/protocol/json.hpp"

namespace storeside::protocol {
namespace {

namespace json = boost::json;

constexpr std::size_t kMaxList = 16 << 20;
constexpr std::size_t kMaxRows = 10'000;

void read(Reader& in, JobRow& out) {
    in.integer("n", out.n, 1, std::int64_t{1} << 53);
    in.text("kind", out.kind, 32);
    in.text("state", out.state, 32);
    in.id("ticket", out.ticket);
    in.text("code", out.code, 16);
    in.text("store", out.store, 128);
    in.text("kiosk", out.kiosk, 128);
    in.integer("attempts", out.attempts, 0, 1 << 30);
    in.time("not_before", out.not_before);
    in.text("error", out.error, 4096);
}

}  // namespace

std::string encode(const JobList& message) {
    json::array jobs;
    for (const auto& job : message.jobs) {
        jobs.push_back({{"n", job.n},
                        {"kind", job.kind},
                        {"state", job.state},
                        {"ticket", to_string(job.ticket)},
                        {"code", job.code},
                        {"store", job.store},
                        {"kiosk", job.kiosk},
                        {"attempts", job.attempts},
                        {"not_before", to_rfc3339(job.not_before)},
                        {"error", job.error}});
    }
    const auto& helpdesk = message.helpdesk;
    return serialize({{"jobs", std::move(jobs)},
                      {"helpdesk",
                       {{"name", helpdesk.name},
                        {"circuit", helpdesk.circuit},
                        {"until", to_rfc3339(helpdesk.until)},
                        {"error", helpdesk.error}}}});
}

Result<JobList> decode_jobs(std::string_view text) {
    return decode<JobList>(text, kMaxList, [](Reader& in, JobList& out) {
        in.each("jobs", kMaxRows, [&](Reader& item) { read(item, out.jobs.emplace_back()); });
        in.object("helpdesk", [&](Reader& helpdesk) {
            helpdesk.text("name", out.helpdesk.name, 64);
            helpdesk.text("circuit", out.helpdesk.circuit, 16);
            helpdesk.time("until", out.helpdesk.until);
            helpdesk.text("error", out.helpdesk.error, 4096);
        });
    });
}

}  // namespace storeside::protocol
