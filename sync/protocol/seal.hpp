// Sealing: a kiosk writes what shoppers said so that only its hub can read it, not even the kiosk itself.
// libsodium's crypto_box_seal over X25519; docs/wire-protocol.md shows it byte for byte.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "firmware/base/result.hpp"
#include "firmware/base/secret.hpp"
#include "firmware/journal/model.hpp"

namespace storeside::protocol {

// A sealed body in base64: that of the largest body and what is bound to it.
inline constexpr std::size_t kMaxSealedBytes = 88 << 10;

// A hub's public key.
struct SealKey {
    std::string id;          // the first 16 hexadecimal digits of the SHA-256 of the key's 32 bytes
    std::string public_key;  // base64 of its 32 bytes

    friend bool operator==(const SealKey&, const SealKey&) = default;
};

struct SealPair {
    SealKey key;
    Secret private_key;  // base64 of its 32 bytes
};

Result<SealPair> make_seal_pair();

// The public half of a private key; `invalid_input` when it is none.
Result<SealPair> seal_pair_of(const Secret& private_key);

// `invalid_input` when the key is no X25519 key or not the one that its id names.
Result<void> check(const SealKey& key);

// The record with its body sealed and `sealed` set. Its id, kind and time (in milliseconds, as on the wire)
// are sealed in with the body. `invalid_input` when the key is none.
Result<journal::Record> seal(const SealKey& key, journal::Record record);

// The record as it was before it was sealed. `invalid_input` when it was sealed to another key, is damaged,
// or its body belongs to another record.
Result<journal::Record> open(const SealPair& pair, journal::Record record);

}  // namespace storeside::protocol
