// Signed metadata as it travels: the signed text as it was signed, and the signatures beside it.
//
//   {"type":"head","signed":"{…}","signatures":[{"key":"<id>","signature":"<128 hexadecimal digits>"}]}
//
// A signature covers "storeside-<type>-v1\n" and the bytes of "signed", so that nothing that is signed as one
// type can be taken for another.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "firmware/base/result.hpp"
#include "sync/trust/keys.hpp"

namespace storeside::trust {

// A longer file is refused unread.
inline constexpr std::size_t kMaxMetadataBytes = 64 << 10;
inline constexpr std::size_t kMaxSignatures = 32;

struct Signature {
    std::string key;  // its id
    SignatureBytes bytes{};

    friend bool operator==(const Signature&, const Signature&) = default;
};

struct Envelope {
    std::string type;  // "root", "head" or "targets"
    std::string
        signed_text;  // JSON; never written anew, because other bytes would not be those that were signed
    std::vector<Signature> signatures;

    friend bool operator==(const Envelope&, const Envelope&) = default;
};

std::string encode(const Envelope& envelope);
Result<Envelope> decode_envelope(std::string_view json);

// Adds this key's signature, or puts it in place of the one that it gave before.
void sign(Envelope& envelope, const SigningKey& key);

// What a signature covers.
std::string signed_bytes(const Envelope& envelope);

}  // namespace storeside::trust
