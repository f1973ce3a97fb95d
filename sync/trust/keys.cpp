#include "sync/trust/keys.hpp"

#include <sodium.h>

#include <algorithm>
#include <span>

#include "sync/protocol/digest.hpp"

namespace storeside::trust {
namespace {

static_assert(crypto_sign_PUBLICKEYBYTES == 32 && crypto_sign_SECRETKEYBYTES == 64 &&
              crypto_sign_BYTES == 64 && crypto_sign_SEEDBYTES == 32);

std::string_view text(std::span<const unsigned char> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

const unsigned char* data(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string hex(std::span<const unsigned char> bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    for (const auto byte : bytes) {
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 15U];
    }
    return out;
}

// Lower case alone, so that a key has one name and a signature one spelling.
bool unhex(std::string_view hex, std::span<unsigned char> out) {
    if (hex.size() != out.size() * 2) return false;
    const auto digit = [](char c) {
        return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    };
    for (std::size_t i = 0; i != out.size(); ++i) {
        const int high = digit(hex[i * 2]), low = digit(hex[i * 2 + 1]);
        if (high < 0 || low < 0) return false;
        out[i] = static_cast<unsigned char>(high * 16 + low);
    }
    return true;
}

}  // namespace

std::string to_hex(const PublicKey& key) { return hex(key.bytes); }
std::string to_hex(const SignatureBytes& signature) { return hex(signature); }

Result<PublicKey> parse_public_key(std::string_view digits) {
    PublicKey key;
    if (!unhex(digits, key.bytes)) return failure(Errc::invalid_input, "not 64 hexadecimal digits");
    return key;
}

Result<SignatureBytes> parse_signature(std::string_view digits) {
    SignatureBytes signature;
    if (!unhex(digits, signature)) return failure(Errc::invalid_input, "not 128 hexadecimal digits");
    return signature;
}

std::string key_id(const PublicKey& key) { return protocol::sha256(text(key.bytes)); }

bool verify(const PublicKey& key, std::string_view message, const SignatureBytes& signature) {
    return crypto_sign_verify_detached(signature.data(), data(message), message.size(), key.bytes.data()) ==
           0;
}

SigningKey SigningKey::make(Random& random) {
    Seed seed;
    random.fill(std::as_writable_bytes(std::span(seed)));
    auto key = from_seed(seed);
    sodium_memzero(seed.data(), seed.size());
    return key;
}

SigningKey SigningKey::from_seed(const Seed& seed) {
    SigningKey key;
    crypto_sign_seed_keypair(key.public_.bytes.data(), key.secret_.data(), seed.data());
    return key;
}

SigningKey::~SigningKey() { sodium_memzero(secret_.data(), secret_.size()); }

SignatureBytes SigningKey::sign(std::string_view message) const {
    SignatureBytes signature;
    crypto_sign_detached(signature.data(), nullptr, data(message), message.size(), secret_.data());
    return signature;
}

SigningKey::Seed SigningKey::seed() const {
    Seed seed;
    std::copy_n(secret_.begin(), seed.size(), seed.begin());
    return seed;
}

}  // namespace storeside::trust
