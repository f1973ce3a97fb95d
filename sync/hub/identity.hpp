// Who the hub is: its authority, and the certificate it shows on the line.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/random.hpp"
#include "sync/http/tls.hpp"
#include "sync/pki/authority.hpp"

namespace storeside::hub {

// Of one thread.
class HubIdentity {
public:
    // ca.key, ca.pem, server.key and server.pem in the folder; what is not there is made. A server's
    // certificate for `names` and this machine is issued at each start.
    static Result<HubIdentity> open(const std::filesystem::path& folder, std::vector<std::string> names,
                                    const Clock& clock, Random& random);

    const pki::Authority& authority() const { return authority_; }
    const pki::Certificate& server_certificate() const { return server_; }
    http::KeyPair server() const { return {server_.pem(), key_.pem()}; }

    // True when there is a new certificate, because a third of the old one's life was left.
    Result<bool> renew_if_due();

    // The answer to GET /v1/time, as JSON.
    Result<std::string> signed_time(const std::string& nonce) const;

private:
    HubIdentity(std::filesystem::path folder, std::vector<std::string> names, pki::Authority authority,
                pki::Key key, pki::Certificate server, const Clock& clock, Random& random)
        : folder_(std::move(folder)),
          names_(std::move(names)),
          authority_(std::move(authority)),
          key_(std::move(key)),
          server_(std::move(server)),
          clock_(&clock),
          random_(&random) {}

    std::filesystem::path folder_;
    std::vector<std::string> names_;
    pki::Authority authority_;
    pki::Key key_;
    pki::Certificate server_;
    const Clock* clock_;
    Random* random_;
};

}  // namespace storeside::hub
