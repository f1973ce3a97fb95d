#include "firmware/orders/sealing.hpp"

#include <sodium.h>

#include <algorithm>
#include <type_traits>

namespace storeside::orders {
namespace {

constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kTag = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(Key::kBytes == crypto_kdf_KEYBYTES && Key::kBytes == crypto_secretbox_KEYBYTES);
static_assert(sizeof(WrappedKey) == Key::kBytes + crypto_secretbox_MACBYTES);
static_assert(sizeof(Salt) == crypto_pwhash_argon2id_SALTBYTES);

constexpr char kContext[crypto_kdf_CONTEXTBYTES + 1] = "ss-order";
enum Purpose : std::uint64_t { kLocator = 1, kWrapping = 2 };

// The bytes as libsodium takes them.
template <class Bytes>
auto* raw(Bytes&& bytes) {
    using Byte = std::remove_pointer_t<decltype(bytes.data())>;
    return reinterpret_cast<std::conditional_t<std::is_const_v<Byte>, const unsigned char, unsigned char>*>(
        bytes.data());
}

// A wrapping key wraps the same key each time, so one nonce is enough for it.
constexpr std::array<unsigned char, crypto_secretbox_NONCEBYTES> kOnlyNonce{};

Result<void> start_sodium() {
    if (sodium_init() < 0) return failure(Errc::internal, "libsodium can't start");
    return {};
}

}  // namespace

Key::Key(std::span<const std::byte, kBytes> bytes) {
    std::ranges::transform(bytes, bytes_.begin(),
                           [](std::byte b) { return std::to_integer<unsigned char>(b); });
}

Key::~Key() { sodium_memzero(bytes_.data(), bytes_.size()); }

Key Key::random(Random& random) {
    Key key;
    random.fill(std::as_writable_bytes(std::span(key.bytes_)));
    return key;
}

bool operator==(const Key& a, const Key& b) { return sodium_memcmp(a.data(), b.data(), Key::kBytes) == 0; }

Result<Derived> derive(std::string_view number, std::string_view factor, const Salt& salt, const Cost& cost) {
    RETURN_IF_ERROR(start_sodium());
    // The lengths before the texts, so that "1" and "23" are not "12" and "3".
    std::string both = std::to_string(number.size()) + ':';
    both.append(number).append(factor);
    Key root;
    const int made = crypto_pwhash(root.data(), Key::kBytes, both.data(), both.size(), raw(salt),
                                   static_cast<unsigned long long>(cost.passes), cost.memory,
                                   crypto_pwhash_ALG_ARGON2ID13);
    sodium_memzero(both.data(), both.size());
    if (made != 0)
        return failure(Errc::unavailable, "there is not enough memory to look for this order offline");
    Derived derived;
    crypto_kdf_derive_from_key(raw(derived.locator), derived.locator.size(), kLocator, kContext, root.data());
    crypto_kdf_derive_from_key(derived.key.data(), Key::kBytes, kWrapping, kContext, root.data());
    return derived;
}

std::string seal_body(const Key& order_key, const Id& id, std::string_view plain, Random& random) {
    std::string padded(plain);
    padded.resize((plain.size() / kPadding + 1) * kPadding);
    std::size_t length = 0;
    sodium_pad(&length, raw(padded), plain.size(), kPadding, padded.size());

    std::string body(kNonce + padded.size() + kTag, '\0');
    random.fill(std::as_writable_bytes(std::span(body.data(), kNonce)));
    crypto_aead_xchacha20poly1305_ietf_encrypt(raw(body) + kNonce, nullptr, raw(padded), padded.size(),
                                               raw(id.bytes), id.bytes.size(), nullptr, raw(body),
                                               order_key.data());
    sodium_memzero(padded.data(), padded.size());
    return body;
}

Way way_to(const Derived& derived, const Key& order_key) {
    Way way{derived.locator, {}};
    crypto_secretbox_easy(raw(way.key), order_key.data(), Key::kBytes, kOnlyNonce.data(), derived.key.data());
    return way;
}

Result<std::string> open_body(const Derived& derived, const WrappedKey& key, const Id& id,
                              std::string_view body) {
    RETURN_IF_ERROR(start_sodium());
    Key order_key;
    if (crypto_secretbox_open_easy(order_key.data(), raw(key), key.size(), kOnlyNonce.data(),
                                   derived.key.data()) != 0)
        return failure(Errc::corrupt, "the key of a kept order is damaged");
    if (body.size() < kNonce + kTag) return failure(Errc::corrupt, "a kept order is cut off");
    std::string plain(body.size() - kNonce - kTag, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(raw(plain), nullptr, nullptr, raw(body) + kNonce,
                                                   body.size() - kNonce, raw(id.bytes), id.bytes.size(),
                                                   raw(body), order_key.data()) != 0)
        return failure(Errc::corrupt, "a kept order is damaged");
    std::size_t length = 0;
    if (sodium_unpad(&length, raw(plain), plain.size(), kPadding) != 0)
        return failure(Errc::corrupt, "a kept order is not padded");
    plain.resize(length);
    return plain;
}

}  // namespace storeside::orders
