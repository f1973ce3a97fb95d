#include "sync/hub/identity.hpp"

#include "firmware/base/file.hpp"
#include "firmware/base/hex.hpp"
#include "sync/protocol/identity.hpp"

namespace storeside::hub {
namespace {

// server.pem is for a proxy that shows this certificate in the hub's place.
Result<pki::Certificate> issue(const std::filesystem::path& folder, const pki::Authority& authority,
                               const pki::Key& key, const std::vector<std::string>& names, Time now,
                               Random& random) {
    ASSIGN_OR_RETURN(auto certificate, authority.issue_to_server(key, names, now, random));
    RETURN_IF_ERROR(write_file(folder / "server.pem", certificate.pem()));
    return certificate;
}

}  // namespace

Result<HubIdentity> HubIdentity::open(const std::filesystem::path& folder, std::vector<std::string> names,
                                      const Clock& clock, Random& random) {
    for (const auto* own : {"localhost", "127.0.0.1", "::1"}) names.emplace_back(own);
    ASSIGN_OR_RETURN(auto authority, pki::Authority::open(folder, clock.now(), random));
    ASSIGN_OR_RETURN(auto key, pki::Key::open(folder / "server.key"));
    ASSIGN_OR_RETURN(auto server, issue(folder, authority, key, names, clock.now(), random));
    return HubIdentity(folder, std::move(names), std::move(authority), std::move(key), std::move(server),
                       clock, random);
}

Result<bool> HubIdentity::renew_if_due() {
    if (clock_->now() < pki::renewal_of(server_)) return false;
    ASSIGN_OR_RETURN(server_, issue(folder_, authority_, key_, names_, clock_->now(), *random_));
    return true;
}

Result<std::string> HubIdentity::signed_time(const std::string& nonce) const {
    protocol::SignedTime answer;
    answer.content = protocol::encode(protocol::HubTime{clock_->now(), nonce});
    ASSIGN_OR_RETURN(const auto signature, key_.sign(std::string(protocol::kTimePrefix) + answer.content));
    answer.signature = to_hex(signature);
    answer.certificate = server_.pem();
    return protocol::encode(answer);
}

}  // namespace storeside::hub
