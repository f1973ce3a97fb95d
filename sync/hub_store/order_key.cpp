#include "sync/hub_store/order_key.hpp"

#include <sodium.h>

#include <cstring>

#include "firmware/base/file.hpp"
#include "sync/protocol/digest.hpp"

namespace storeside::hub_store {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFile = "orders.key";
constexpr std::size_t kNonce = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t kSeal = crypto_aead_xchacha20poly1305_ietf_ABYTES;

const unsigned char* bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

unsigned char* bytes(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

}  // namespace

OrderKey::OrderKey(const Bytes& secret) {
    crypto_kdf_derive_from_key(tags_.data(), tags_.size(), 1, "orders__", secret.data());
    crypto_kdf_derive_from_key(boxes_.data(), boxes_.size(), 2, "orders__", secret.data());
}

Result<OrderKey> OrderKey::open(const fs::path& folder, Random& random) {
    const auto file = folder / kFile;
    auto text = read_file(file, 1024);
    const bool is_new = !text && text.error().code() == Errc::not_found;
    if (is_new) {
        text = protocol::make_token(random) + "\n";
        RETURN_IF_ERROR(write_file(file, *text, 0600));
    }
    if (!text) return std::unexpected(std::move(text.error()));
    std::error_code error;
    const auto mode = fs::status(file, error).permissions();
    if (error || (mode & (fs::perms::group_all | fs::perms::others_all)) != fs::perms::none)
        return failure(Errc::denied,
                       file.string() + " may be read by others: only its owner may (chmod 600)");
    Bytes secret{};
    std::size_t size = 0;
    const auto read =
        sodium_hex2bin(secret.data(), secret.size(), text->data(), text->size(), "\r\n", &size, nullptr);
    sodium_memzero(text->data(), text->size());
    if (read != 0 || size != secret.size())
        return failure(Errc::corrupt, file.string() +
                                          " holds no key. Remove it: the hub makes another, and reads the "
                                          "shops' orders again");
    OrderKey key(secret);
    key.is_new_ = is_new;
    sodium_memzero(secret.data(), secret.size());
    return key;
}

std::int64_t OrderKey::tag(std::string_view kind, std::string_view text) const {
    crypto_generichash_state state;
    crypto_generichash_init(&state, tags_.data(), tags_.size(), crypto_generichash_BYTES_MIN);
    crypto_generichash_update(&state, bytes(kind), kind.size());
    crypto_generichash_update(&state, bytes("\n"), 1);
    crypto_generichash_update(&state, bytes(text), text.size());
    std::array<unsigned char, crypto_generichash_BYTES_MIN> hash{};
    crypto_generichash_final(&state, hash.data(), hash.size());
    std::int64_t tag = 0;
    std::memcpy(&tag, hash.data(), sizeof tag);
    return tag;
}

std::string OrderKey::digest(std::string_view text) const {
    std::string hash(crypto_generichash_BYTES_MIN, '\0');
    crypto_generichash(bytes(hash), hash.size(), bytes(text), text.size(), tags_.data(), tags_.size());
    return hash;
}

std::string OrderKey::seal(std::string_view text, std::string_view as_what) const {
    std::string box(kNonce + text.size() + kSeal, '\0');
    randombytes_buf(box.data(), kNonce);
    crypto_aead_xchacha20poly1305_ietf_encrypt(bytes(box) + kNonce, nullptr, bytes(text), text.size(),
                                               bytes(as_what), as_what.size(), nullptr, bytes(box),
                                               boxes_.data());
    return box;
}

Result<std::string> OrderKey::open(std::string_view box, std::string_view as_what) const {
    if (box.size() < kNonce + kSeal) return failure(Errc::corrupt, "a sealed order is too short");
    std::string text(box.size() - kNonce - kSeal, '\0');
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(bytes(text), nullptr, nullptr, bytes(box) + kNonce,
                                                   box.size() - kNonce, bytes(as_what), as_what.size(),
                                                   bytes(box), boxes_.data()) != 0)
        return failure(Errc::corrupt, "a sealed order does not open with this hub's orders.key");
    return text;
}

}  // namespace storeside::hub_store
