// Ed25519 keys, named by the SHA-256 of their public half.
#pragma once
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"

namespace storeside::trust {

struct PublicKey {
    std::array<unsigned char, 32> bytes{};

    friend auto operator<=>(const PublicKey&, const PublicKey&) = default;
};

using SignatureBytes = std::array<unsigned char, 64>;

// 64 hexadecimal digits.
std::string to_hex(const PublicKey& key);
Result<PublicKey> parse_public_key(std::string_view hex);
std::string to_hex(const SignatureBytes& signature);
Result<SignatureBytes> parse_signature(std::string_view hex);

// The SHA-256 of the 32 bytes, as hexadecimal digits: two keys never have the same.
std::string key_id(const PublicKey& key);

bool verify(const PublicKey& key, std::string_view message, const SignatureBytes& signature);

// The secret half; overwritten before its memory is given back.
class SigningKey {
public:
    using Seed = std::array<unsigned char, 32>;

    static SigningKey make(Random& random);
    static SigningKey from_seed(const Seed& seed);
    SigningKey(const SigningKey&) = default;
    SigningKey& operator=(const SigningKey&) = default;
    ~SigningKey();

    const PublicKey& public_key() const { return public_; }
    std::string id() const { return key_id(public_); }
    SignatureBytes sign(std::string_view message) const;
    Seed seed() const;

private:
    SigningKey() = default;

    PublicKey public_;
    std::array<unsigned char, 64> secret_{};  // the seed and the public half
};

}  // namespace storeside::trust
