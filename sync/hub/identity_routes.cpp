#include "sync/hub/identity_routes.hpp"

#include <algorithm>

#include "firmware/base/log.hpp"
#include "sync/hub/answers.hpp"
#include "sync/protocol/identity.hpp"

namespace storeside::hub {
namespace {

using Use = pki::Certificate::Use;

constexpr std::size_t kMostKnown = 512;  // a few kB each

// The same words for each, so that nobody learns which it is.
constexpr std::string_view kNoSuchCode = "this code is wrong, used or too old: ask for a new one";

}  // namespace

// Whoever ended TLS has looked at it already; here it costs a tenth of a millisecond, once, not to depend on
// that.
const pki::Certificate* IdentityRoutes::known(const std::string& der) {
    if (const auto found = known_.find(der); found != known_.end()) return &found->second;
    auto certificate = pki::Certificate::from_der(der);
    if (!certificate || !certificate->issued_by(identity_.authority().certificate(), Use::kiosk))
        return nullptr;
    if (known_.size() >= kMostKnown) known_.clear();
    return &known_.emplace(der, std::move(*certificate)).first->second;
}

std::expected<Id, http::Outgoing> IdentityRoutes::identify(const http::Incoming& request) {
    if (request.client_certificate.empty())
        return std::unexpected(refusal(401, "a kiosk shows its certificate here: enrol the kiosk"));
    const auto* certificate = known(request.client_certificate);
    if (!certificate)
        return std::unexpected(refusal(401, "this certificate is not one of this hub's kiosks"));
    const auto kiosk = certificate->kiosk();
    if (!kiosk) return std::unexpected(refusal(401, kiosk.error().message()));
    const auto now = clock_.now();
    if (now < certificate->not_before() || now > certificate->not_after())
        return std::unexpected(refusal(401, "this certificate is out of date: enrol the kiosk again"));
    const auto worth = hub_store::Kiosks(database_).identify(*kiosk, *certificate, now);
    if (!worth) return std::unexpected(not_now(worth.error()));
    if (*worth != protocol::TurnedAway::no) {
        spdlog::warn("hub: turned kiosk {} away, certificate {}", to_string(*kiosk), certificate->serial());
        return std::unexpected(refusal(*worth));
    }
    return *kiosk;
}

http::Outgoing IdentityRoutes::enrol(const http::Incoming& request) {
    if (guesses_.wait(clock_.now()) > Duration(0)) {
        auto later = refusal(429, "too many codes were wrong: try again in a minute");
        later.headers.emplace_back("retry-after", "60");
        return later;
    }
    const auto message = protocol::decode_proven(request.body);
    if (!message) return refusal(message.error());
    const auto invite = hub_store::Kiosks(database_).find_invite(message->id, clock_.now());
    if (!invite) return not_now(invite.error());
    if (!*invite || !pki::same_proof(message->mac, pki::proof((*invite)->keys.kiosk, message->content))) {
        guesses_.take(clock_.now());
        return refusal(403, kNoSuchCode);
    }
    auto answer = let_in(**invite, message->content);
    if (answer) return std::move(*answer);
    const auto code = answer.error().code();
    return code == Errc::invalid_input || code == Errc::denied ? refusal(answer.error())
                                                               : not_now(answer.error());
}

Result<http::Outgoing> IdentityRoutes::let_in(const hub_store::Invite& invite, const std::string& content) {
    ASSIGN_OR_RETURN(const auto asked, protocol::decode_enrol_request(content));
    if (!pki::is_nonce(asked.nonce)) return failure(Errc::invalid_input, "nonce: not 64 hexadecimal digits");
    ASSIGN_OR_RETURN(const auto key, pki::public_key_of_request(asked.request));
    // A kiosk whose answer got lost asks again with the key it made. Anybody else comes too late.
    if (invite.kiosk && key != invite.public_key) return failure(Errc::denied, std::string(kNoSuchCode));
    const auto now = clock_.now();
    protocol::EnrolAnswer answer;
    answer.kiosk = invite.kiosk ? *invite.kiosk : invite.replaces ? *invite.replaces : make_id(now, random_);
    ASSIGN_OR_RETURN(const auto certificate,
                     identity_.authority().issue_to_kiosk(asked.request, answer.kiosk, now, random_));
    RETURN_IF_ERROR(hub_store::Kiosks(database_).enrol(invite, answer.kiosk, certificate, now, random_));
    answer.store = invite.store;
    answer.name = invite.name;
    answer.certificate = certificate.pem();
    answer.ca = identity_.authority().certificate().pem();
    spdlog::info("hub: enrolled kiosk {} ({}, {}), program {}", to_string(answer.kiosk), answer.store,
                 answer.name, asked.program);
    protocol::Proven proven;
    proven.content = protocol::encode(answer);
    proven.mac = pki::proof(invite.keys.hub, asked.nonce + proven.content);
    return json_answer(protocol::encode(proven));
}

http::Outgoing IdentityRoutes::renew(const http::Incoming& request) {
    auto kiosk = identify(request);
    if (!kiosk) return std::move(kiosk.error());
    const auto message = protocol::decode_renew_request(request.body);
    if (!message) return refusal(message.error());
    const auto certificate =
        identity_.authority().issue_to_kiosk(message->request, *kiosk, clock_.now(), random_);
    if (!certificate) return refusal(certificate.error());
    if (auto stored = hub_store::Kiosks(database_).renew(*kiosk, *certificate); !stored)
        return not_now(stored.error());
    return json_answer(protocol::encode(protocol::RenewAnswer{certificate->pem()}));
}

http::Outgoing IdentityRoutes::time(const http::Incoming& request) {
    const std::string nonce(request.parameter("nonce").value_or(""));
    if (!pki::is_nonce(nonce)) return refusal(400, "nonce: not 64 hexadecimal digits");
    auto answer = identity_.signed_time(nonce);
    return answer ? json_answer(std::move(*answer)) : not_now(answer.error());
}

}  // namespace storeside::hub
