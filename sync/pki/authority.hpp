// The hub's own certificate authority: it says which kiosk is which, and that the hub is the hub.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/clock.hpp"
#include "firmware/base/id.hpp"
#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"
#include "sync/pki/certificate.hpp"
#include "sync/pki/key.hpp"

namespace storeside::pki {

inline constexpr std::chrono::days kAuthorityLife{3652};
inline constexpr std::chrono::days kCertificateLife{90};
// What is issued is good from a little before: the other end's clock may be behind.
inline constexpr std::chrono::hours kEarlier{1};

class Authority {
public:
    // Reads ca.key and ca.pem in the folder, or makes both when neither is there.
    static Result<Authority> open(const std::filesystem::path& folder, Time now, Random& random);

    const Certificate& certificate() const { return certificate_; }

    // For whoever shows that they have a key on P-256: the names and wishes in the request are not read.
    // invalid_input when `request` (PEM) is not such.
    Result<Certificate> issue_to_kiosk(std::string_view request, const Id& kiosk, Time now,
                                       Random& random) const;

    // `names`: host names and IP addresses.
    Result<Certificate> issue_to_server(const Key& key, const std::vector<std::string>& names, Time now,
                                        Random& random) const;

private:
    Authority(Key key, Certificate certificate)
        : key_(std::move(key)), certificate_(std::move(certificate)) {}

    Key key_;
    Certificate certificate_;
};

// Whether a server can be issued a certificate for this: a host's name or an IP address.
bool is_server_name(const std::string& name);

// The public key (DER) in a certificate request that is whole and signed with it; invalid_input when it
// isn't.
Result<std::string> public_key_of_request(std::string_view request);

// When it is time to ask for a new one: a third of its life is left.
Time renewal_of(const Certificate& certificate);

}  // namespace storeside::pki
