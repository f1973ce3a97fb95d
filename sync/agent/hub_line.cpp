#include "sync/agent/hub_line.hpp"

#include "firmware/base/log.hpp"
#include "sync/agent/hub_calls.hpp"
#include "sync/pki/certificate.hpp"
#include "sync/pki/enrolment.hpp"
#include "sync/protocol/identity.hpp"

namespace storeside::agent {
namespace {

// Less than this does no harm: certificates are good from an hour before they are issued.
constexpr Duration kClose = std::chrono::minutes(5);
constexpr std::chrono::milliseconds kTimeTimeout{10'000};

}  // namespace

http::ClientTls HubLine::tls(http::Verify verify) const {
    http::ClientTls tls;
    tls.ca = options_.identity.ca;
    if (const auto certificate = this->certificate(); !certificate.empty())
        tls.own = http::KeyPair{certificate, options_.identity.key};
    tls.verify = verify;
    tls.clock_offset = std::chrono::duration_cast<std::chrono::seconds>(clock_.offset());
    return tls;
}

std::string HubLine::certificate() const {
    const std::lock_guard lock(mutex_);
    return certificate_;
}

void HubLine::use(std::string certificate) {
    const std::lock_guard lock(mutex_);
    certificate_ = std::move(certificate);
    ++version_;
}

Result<bool> HubLine::correct_clock() {
    const std::lock_guard one_at_a_time(asking_);
    auto tls = this->tls(http::Verify::all_but_dates);
    tls.own.reset();  // nobody needs to know who asks
    http::Client client(std::move(tls));
    const auto nonce = pki::make_nonce(random_);
    http::Request request;
    request.url = options_.hub + "/v1/time?nonce=" + nonce;
    request.timeout = kTimeTimeout;
    request.limit = 2 * protocol::kMaxPemBytes;
    ASSIGN_OR_RETURN(const auto response, client.send(request));
    if (response.status != 200) return std::unexpected(to_error(refused(response)));
    ASSIGN_OR_RETURN(const auto right, read_signed_time(response.body, nonce, options_.identity.ca));
    const auto off = right - clock_.now();
    if (off < kClose && off > -kClose) return false;
    spdlog::warn("agent: this kiosk's clock is wrong: the hub says it is {}", to_rfc3339(right));
    clock_.set(right);
    ++version_;
    return true;
}

Result<Time> read_signed_time(std::string_view answer, std::string_view nonce, std::string_view ca) {
    ASSIGN_OR_RETURN(const auto message, protocol::decode_signed_time(answer));
    ASSIGN_OR_RETURN(const auto authority, pki::Certificate::from_pem(ca));
    ASSIGN_OR_RETURN(const auto certificate, pki::Certificate::from_pem(message.certificate));
    RETURN_IF_ERROR(certificate.issued_by(authority, pki::Certificate::Use::server));
    ASSIGN_OR_RETURN(const auto signature, protocol::from_hex(message.signature));
    if (!certificate.signed_by_its_key(std::string(protocol::kTimePrefix) + message.content, signature))
        return failure(Errc::denied, "the time is not signed by the hub");
    ASSIGN_OR_RETURN(const auto time, protocol::decode_hub_time(message.content));
    if (time.nonce != nonce) return failure(Errc::denied, "the time is an answer to somebody else");
    return time.time;
}

http::Client& HubClient::ready() {
    const std::lock_guard lock(mutex_);
    if (const auto version = line_.version(); !client_ || version_ != version) {
        client_ = std::make_unique<http::Client>(line_.tls());
        version_ = version;
        if (cancelled_) client_->cancel();
    }
    return *client_;
}

template <class Converse>
Result<http::Response> HubClient::converse(Converse converse) {
    auto& client = ready();
    auto response = converse(client);
    if (response || !client.failed_for_dates()) return response;
    const auto corrected = line_.correct_clock();
    if (!corrected) log_error("agent", Error(corrected.error()).with_context("asking the hub for the time"));
    // By this call, or by one of another thread meanwhile.
    if (line_.version() == version_) return response;
    return converse(ready());
}

Result<http::Response> HubClient::send(const http::Request& request) {
    return converse([&](http::Client& client) { return client.send(request); });
}

Result<http::Response> HubClient::download(const http::Request& request,
                                           const std::function<bool(std::string_view)>& sink) {
    return converse([&](http::Client& client) { return client.download(request, sink); });
}

void HubClient::cancel() {
    const std::lock_guard lock(mutex_);
    cancelled_ = true;
    if (client_) client_->cancel();
}

void HubClient::resume() {
    const std::lock_guard lock(mutex_);
    cancelled_ = false;
    if (client_) client_->resume();
}

}  // namespace storeside::agent
