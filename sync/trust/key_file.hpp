// Keys as files: the secret half sealed with a passphrase for people, or open for a hub that must sign by
// itself.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"
#include "firmware/base/secret.hpp"
#include "sync/trust/keys.hpp"

namespace storeside::trust {

inline constexpr std::size_t kMaxKeyFile = 4096;  // bytes

// argon2id's: about 0.4 s and 256 MiB on one core for whoever tries a passphrase.
struct PassphraseCost {
    std::int64_t operations = 3;
    std::int64_t memory = std::int64_t{256} << 20;
};

// What a key is for: "root", "head", "content", "config" or "image". It is there for people: which role a key
// has is what the root says.
struct NamedKey {
    std::string role;
    PublicKey key;
};

std::string encode_public_key(const NamedKey& key);
Result<NamedKey> decode_public_key(std::string_view json);

// `unavailable` when there is too little memory for it.
Result<std::string> seal_key(std::string_view role, const SigningKey& key, const Secret& passphrase,
                             Random& random, const PassphraseCost& cost = {});
std::string encode_open_key(std::string_view role, const SigningKey& key);

// Whether the file wants a passphrase; invalid_input when it holds no secret key.
Result<bool> wants_passphrase(std::string_view json);
// `denied` when the passphrase is wrong; it is not looked at when the key is open.
Result<SigningKey> open_key(std::string_view json, const Secret& passphrase);

}  // namespace storeside::trust
