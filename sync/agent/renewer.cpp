#include "sync/agent/renewer.hpp"

#include <algorithm>

#include "firmware/base/log.hpp"
#include "sync/agent/hub_calls.hpp"
#include "sync/pki/authority.hpp"
#include "sync/protocol/identity.hpp"

namespace storeside::agent {
namespace {

// The clock may be corrected while nothing is due.
constexpr std::chrono::hours kLookEvery{1};
constexpr std::chrono::hours kLongestPause{4};

}  // namespace

Renewer::Renewer(const Options& options, HubLine& line, Random& random, const Callbacks& callbacks)
    : options_(options),
      line_(line),
      random_(random),
      callbacks_(callbacks),
      backoff_(options.first_delay,
               std::max<std::chrono::milliseconds>(options.longest_delay, kLongestPause)),
      client_(line),
      thread_([this] { run(); }) {}

void Renewer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
        changed_.notify_one();
    }
    client_.cancel();
    if (thread_.joinable()) thread_.join();
}

Time Renewer::due() const {
    const auto certificate = pki::Certificate::from_pem(line_.certificate());
    return certificate ? pki::renewal_of(*certificate) : Time::max();
}

void Renewer::run() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        const auto due = this->due(), now = line_.clock().now();
        if (now < due) {
            changed_.wait_for(lock, std::min<Duration>(kLookEvery, due - now), [this] { return stopping_; });
            continue;
        }
        lock.unlock();
        const auto renewed = renew();
        if (!renewed)
            log_error("agent", Error(renewed.error()).with_context("renewing this kiosk's certificate"));
        lock.lock();
        if (renewed) {
            backoff_.succeeded();
        } else {
            changed_.wait_for(lock, backoff_.next(random_), [this] { return stopping_; });
        }
    }
}

Result<void> Renewer::renew() {
    ASSIGN_OR_RETURN(const auto key, pki::Key::from_pem(options_.identity.key));
    ASSIGN_OR_RETURN(auto asked, key.request());
    ASSIGN_OR_RETURN(const auto own, pki::public_key_of_request(asked));
    const auto request =
        post_json(options_.hub, "/v1/renew", protocol::encode(protocol::RenewRequest{std::move(asked)}));
    ASSIGN_OR_RETURN(const auto response, client_.send(request));
    if (response.status != 200) return std::unexpected(to_error(refused(response)));
    ASSIGN_OR_RETURN(const auto answer, protocol::decode_renew_answer(response.body));
    ASSIGN_OR_RETURN(const auto certificate, pki::Certificate::from_pem(answer.certificate));
    ASSIGN_OR_RETURN(const auto authority, pki::Certificate::from_pem(options_.identity.ca));
    RETURN_IF_ERROR(certificate.issued_by(authority, pki::Certificate::Use::kiosk));
    if (certificate.public_key() != own)
        return failure(Errc::invalid_input, "the hub's answer: a certificate of another key");
    if (pki::renewal_of(certificate) <= line_.clock().now())
        return failure(Errc::invalid_input, "the hub's answer: a certificate that is nearly over");
    // The hub forgets the old one as soon as it sees the new one: that one must survive a power cut by then.
    if (callbacks_.keep_certificate) RETURN_IF_ERROR(callbacks_.keep_certificate(answer.certificate));
    line_.use(answer.certificate);
    spdlog::info("agent: this kiosk's certificate is renewed until {}", to_rfc3339(certificate.not_after()));
    return {};
}

}  // namespace storeside::agent
