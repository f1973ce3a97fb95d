// The kiosk's side of TLS: what it shows, whom it believes, and what the time is; the same for all of its
// calls.
#pragma once
#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "firmware/base/random.hpp"
#include "sync/agent/agent.hpp"
#include "sync/agent/corrected_clock.hpp"
#include "sync/http/client.hpp"

namespace storeside::agent {

class HubLine {
public:
    HubLine(const Options& options, const Clock& clock, Random& random)
        : options_(options), random_(random), clock_(clock), certificate_(options.identity.certificate) {}

    const Clock& clock() const { return clock_; }

    // Any thread. What a call that begins now uses, and which of its successive states that is.
    http::ClientTls tls(http::Verify verify = http::Verify::full) const;
    std::uint64_t version() const { return version_; }

    std::string certificate() const;
    void use(std::string certificate);

    // Asks the hub for its signed time, whatever the dates in its certificate, and corrects the clock if that
    // is off by more than a few minutes: then true. Any thread, one at a time.
    Result<bool> correct_clock();

private:
    const Options& options_;
    Random& random_;
    CorrectedClock clock_;
    mutable std::mutex mutex_;
    std::string certificate_;
    std::mutex asking_;
    std::atomic<std::uint64_t> version_{1};
};

// A client whose conversations use the line as it is when each begins. One thread sends, any may cancel.
class HubClient {
public:
    explicit HubClient(HubLine& line) : line_(line) {}

    // As http::Client. A call that fails for the dates of the hub's certificate is made again once the clock
    // is right.
    Result<http::Response> send(const http::Request& request);
    Result<http::Response> download(const http::Request& request,
                                    const std::function<bool(std::string_view)>& sink);
    void cancel();
    void resume();

private:
    template <class Converse>
    Result<http::Response> converse(Converse converse);
    http::Client& ready();

    HubLine& line_;
    std::mutex mutex_;
    std::unique_ptr<http::Client> client_;
    std::uint64_t version_ = 0;
    bool cancelled_ = false;
};

// What an answer to GET /v1/time says, if it was signed for this nonce by a server of this authority.
Result<Time> read_signed_time(std::string_view answer, std::string_view nonce, std::string_view ca);

}  // namespace storeside::agent
