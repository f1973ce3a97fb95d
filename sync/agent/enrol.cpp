#include "sync/agent/enrol.hpp"

#include "sync/agent/hub_calls.hpp"
#include "sync/pki/authority.hpp"
#include "sync/pki/enrolment.hpp"
#include "sync/protocol/digest.hpp"
#include "sync/protocol/identity.hpp"

namespace storeside::agent {
namespace {

using Use = pki::Certificate::Use;

constexpr std::size_t kCodeLength = 19;  // "F9W7-5K19-PZTV-CP9P"

// That of a hub which knows the code and still says nonsense.
Result<void> check(const protocol::EnrolAnswer& answer, const std::string& public_key) {
    ASSIGN_OR_RETURN(const auto authority, pki::Certificate::from_pem(answer.ca));
    RETURN_IF_ERROR(authority.issued_by(authority, Use::authority));
    ASSIGN_OR_RETURN(const auto certificate, pki::Certificate::from_pem(answer.certificate));
    RETURN_IF_ERROR(certificate.issued_by(authority, Use::kiosk));
    ASSIGN_OR_RETURN(const auto kiosk, certificate.kiosk());
    if (kiosk != answer.kiosk || certificate.public_key() != public_key)
        return failure(Errc::invalid_input, "the certificate is not this kiosk's");
    return {};
}

}  // namespace

Result<protocol::EnrolAnswer> enrol(const EnrolFor& what, const pki::Key& key, Random& random) {
    const auto code = protocol::normalise_invite_code(what.code);
    if (code.size() != kCodeLength)
        return failure(Errc::invalid_input, "a code has 16 letters and digits, like F9W7-5K19-PZTV-CP9P");
    ASSIGN_OR_RETURN(const auto keys, pki::enrol_keys(code));
    protocol::EnrolRequest asked;
    asked.program = what.program;
    ASSIGN_OR_RETURN(asked.request, key.request());
    ASSIGN_OR_RETURN(const auto public_key, pki::public_key_of_request(asked.request));
    asked.nonce = pki::make_nonce(random);
    protocol::Proven message;
    message.id = keys.id;
    message.content = protocol::encode(asked);
    message.mac = pki::proof(keys.kiosk, message.content);

    // Whoever answers: the proof tells.
    http::Client client(http::ClientTls{.verify = http::Verify::nothing});
    ASSIGN_OR_RETURN(const auto response,
                     client.send(post_json(what.hub, "/v1/enrol", protocol::encode(message))));
    if (response.status != 200) return std::unexpected(to_error(refused(response)));
    const auto proven = protocol::decode_proven(response.body);
    if (!proven || !pki::same_proof(proven->mac, pki::proof(keys.hub, asked.nonce + proven->content)))
        return failure(
            Errc::denied,
            "the answer is not from the hub that gave this code: check the address; somebody may be in the "
            "line");
    auto answer = protocol::decode_enrol_answer(proven->content);
    if (!answer) return failure(std::move(answer.error()), "the hub's answer");
    if (auto good = check(*answer, public_key); !good)
        return failure(std::move(good.error()), "the hub's answer");
    return answer;
}

}  // namespace storeside::agent
