// What both ends make of a one-time code, so that neither the code nor anything it could be guessed from
// travels: a name to look it up by, and a key for each end to prove that it knows the code too.
#pragma once
#include <string>
#include <string_view>

#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"

namespace storeside::pki {

inline constexpr std::size_t kNonceBytes = 32;

// 32 bytes each, in lower-case hexadecimal digits.
struct EnrolKeys {
    std::string id;
    std::string kiosk;  // what the kiosk says is proved with this one …
    std::string hub;    // … and what the hub answers with that one

    friend bool operator==(const EnrolKeys&, const EnrolKeys&) = default;
};

// `code` as protocol::normalise_invite_code() writes it.
Result<EnrolKeys> enrol_keys(std::string_view code);

// HMAC-SHA256 in hexadecimal digits; `key` as in EnrolKeys (anything else gives a proof that nobody has).
std::string proof(std::string_view key, std::string_view bytes);

// In a time that tells nothing about where they differ.
bool same_proof(std::string_view a, std::string_view b);

// kNonceBytes random ones, in hexadecimal digits.
std::string make_nonce(Random& random);
bool is_nonce(std::string_view text);

}  // namespace storeside::pki
