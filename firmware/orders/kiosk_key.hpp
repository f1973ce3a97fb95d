// A kiosk's own secret for the orders it keeps: it never leaves the kiosk. What the hub sends is sealed to
// its public half, and what lies in kiosk.db opens with it alone.
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "firmware/base/random.hpp"
#include "firmware/base/result.hpp"
#include "firmware/orders/sealing.hpp"

namespace storeside::orders {

// X25519.
using PublicKey = std::array<std::byte, 32>;

// Reads the file, or makes it for its owner alone when there is none or it is damaged: the orders that were
// kept are lost then, and the hub sends them again for the new one. `denied` when others may read it.
Result<Key> open_kiosk_key(const std::filesystem::path& file, Random& random);

Result<PublicKey> public_key_of(const Key& kiosk);

// libsodium's sealed box: the kiosk with this public key opens it, and nobody else, not even who made it.
// `invalid_input` for a key that everybody could open.
Result<std::string> seal_for(const PublicKey& kiosk, std::string_view plain);

// `invalid_input` when it is damaged or another kiosk's.
Result<std::string> open_for(const Key& kiosk, std::string_view box);

}  // namespace storeside::orders
